package amparo.rulebook.lint;

import amparo.engine.evaluate.Availability;
import amparo.engine.fact.Fact;
import amparo.engine.language.CodeSet;
import amparo.engine.language.Formula;
import amparo.engine.rule.Citation;
import amparo.engine.rule.CitationClass;
import amparo.engine.rule.Node;
import amparo.engine.rule.Pathway;
import amparo.engine.rule.Rule;
import amparo.engine.rule.Rulebook;
import amparo.engine.rule.Screen;
import amparo.engine.value.Days;
import amparo.rulebook.load.FormulaWalk;
import amparo.rulebook.load.Loaded;
import amparo.rulebook.load.Place;
import amparo.rulebook.source.Report;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Rules as wholes: examples, age of their sources, cycles, and what none of them uses. */
final class RuleChecks {
    private final Loaded loaded;
    private final Report report;
    private final Map<String, Set<String>> calls = new HashMap<>();
    private final Set<String> used = new HashSet<>();

    private RuleChecks(Loaded loaded, Report report) {
        this.loaded = loaded;
        this.report = report;
    }

    static void check(Loaded loaded, int today, Report report) {
        RuleChecks checks = new RuleChecks(loaded, report);
        Rulebook book = loaded.rulebook();
        Sites.of(book).forEach(checks::site);
        List<Rule> rules = new ArrayList<>(book.pathways());
        rules.addAll(book.screens());
        for (Rule rule : rules) {
            checks.examples(rule);
            checks.cycle(rule);
        }
        book.pathways().forEach(pathway -> checks.age(pathway, today));
        for (Screen.Urgency urgency : Screen.Urgency.values()) {
            checks.used.add(urgency.clock());
        }
        book.sets().forEach(set -> checks.unused(set, "set", "$" + set.name()));
        book.tables().forEach(table -> checks.unused(table, "table", table.name()));
        book.calendars().forEach(c -> checks.unused(c, "calendar", "$" + c.name()));
    }

    private void site(Sites.Site site) {
        for (Formula formula : site.formulas()) {
            FormulaWalk.walk(
                    formula,
                    new FormulaWalk.Visitor() {
                        @Override
                        public void rule(String id) {
                            calls.computeIfAbsent(site.rule().id(), _ -> new LinkedHashSet<>())
                                    .add(id);
                        }

                        @Override
                        public void codes(@Nullable Fact subject, CodeSet set) {
                            if (set instanceof CodeSet.Named named) {
                                used.add("$" + named.name());
                            }
                        }

                        @Override
                        public void table(String name) {
                            used.add(name);
                        }

                        @Override
                        public void calendar(String name) {
                            used.add("$" + name);
                        }
                    });
        }
        Citation cite = site.node().cite();
        if (cite != null && cite.support() == CitationClass.SAID && cite.url().isEmpty()) {
            warn(
                    site.node(),
                    "'" + site.node().id() + "' is said by a source without an address",
                    "add 'url' to its source, or give it class 'general'");
        }
        if (site.node() instanceof Node.Group group && group.parts().size() == 1) {
            warn(group, "the group '" + group.id() + "' has a single part", "leave out the group");
        }
    }

    private void examples(Rule rule) {
        long count = loaded.examples().stream().filter(example -> example.isOf(rule)).count();
        if (count < Lint.EXAMPLES) {
            warn(
                    rule,
                    rule.id() + " has " + count + (count == 1 ? " example" : " examples"),
                    "write at least "
                            + Lint.EXAMPLES
                            + ": one who meets it, one who does not,"
                            + " one of whom too little is known");
        }
    }

    private void cycle(Rule rule) {
        List<String> way = new ArrayList<>(List.of(rule.id()));
        if (leadsTo(rule.id(), rule.id(), way, new HashSet<>())) {
            Place place = loaded.places().of(rule);
            if (place != null) {
                report.error(
                        place.file(),
                        place.at(),
                        "rule() leads back to itself: " + String.join(" -> ", way),
                        "");
            }
        }
    }

    private boolean leadsTo(String from, String goal, List<String> way, Set<String> seen) {
        for (String next : calls.getOrDefault(from, Set.of())) {
            way.add(next);
            if (next.equals(goal) || seen.add(next) && leadsTo(next, goal, way, seen)) {
                return true;
            }
            way.remove(way.size() - 1);
        }
        return false;
    }

    private void age(Pathway pathway, int today) {
        Place place = loaded.places().of(pathway);
        if (place != null && Availability.confirmedUntil(pathway) < today) {
            int months =
                    pathway.changesOften() ? Availability.MONTHS_VOLATILE : Availability.MONTHS;
            report.warning(
                    place.file(),
                    place.file().lineStarting("confirmed:"),
                    "nobody confirmed " + pathway.id() + " since " + Days.iso(pathway.confirmed()),
                    "read its sources again, every "
                            + months
                            + " months; until then it is shown"
                            + " as unconfirmed");
        }
    }

    private void unused(Object part, String kind, String name) {
        if (!used.contains(name)) {
            warn(part, "no rule uses the " + kind + " '" + name + "'", "");
        }
    }

    private void warn(Object part, String message, String cure) {
        Place place = loaded.places().of(part);
        if (place != null) {
            report.warning(place.file(), place.at(), message, cure);
        }
    }
}
