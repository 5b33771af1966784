package amparo.rulebook.lint;

import amparo.engine.language.CodeSet;
import amparo.engine.language.Formula;
import amparo.engine.rule.DatedTable;
import amparo.engine.rule.NamedSet;
import amparo.engine.rule.Pathway;
import amparo.engine.rule.Rulebook;
import amparo.engine.rule.Version;
import amparo.engine.value.Days;
import amparo.engine.value.Range;
import amparo.engine.value.Truth;
import amparo.rulebook.load.Loaded;
import amparo.rulebook.load.Place;
import amparo.rulebook.source.Report;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Conditions that no answer can make true, or that no answer can make false. Tried, not guessed.
 */
final class ConditionChecks {
    private ConditionChecks() {}

    static void check(Loaded loaded, int today, Report report) {
        Rulebook book = loaded.rulebook();
        for (Sites.Site site : Sites.of(book)) {
            List<String> hosts =
                    site.rule() instanceof Pathway pathway ? pathway.destinations() : List.of();
            for (Formula formula : site.formulas()) {
                Mentions mentions = new Mentions(formula);
                if (!mentions.simple) {
                    continue;
                }
                List<Integer> days = days(book, site.version(), mentions, today);
                Trial.Settled settled =
                        Trial.run(
                                book,
                                formula,
                                site.around(),
                                mentions.namesHost ? hosts : hosts.stream().limit(1).toList(),
                                days);
                Place place = loaded.places().of(formula);
                if (settled == null || place == null) {
                    continue;
                }
                report.warning(
                        place.file(),
                        place.at(),
                        settled.truth() == Truth.TRUE
                                ? "this condition is always true"
                                : "this condition can never be true",
                        "tried on "
                                + settled.combinations()
                                + " combinations of answers, all that it can tell apart");
            }
        }
    }

    /** The days on which something that the condition names may change. */
    private static List<Integer> days(
            Rulebook book, @Nullable Version version, Mentions mentions, int today) {
        Set<Integer> days = new TreeSet<>();
        days.add(today);
        if (version != null) {
            days.add(version.law().from().low());
            days.add(version.law().to().high());
        }
        for (var set : mentions.codeSets) {
            if (set instanceof CodeSet.Named named) {
                NamedSet dated = book.set(named.name());
                if (dated != null) {
                    dated.steps().forEach(step -> days.add(step.from()));
                }
            }
        }
        for (String name : mentions.tables) {
            DatedTable table = book.table(name);
            if (table != null) {
                table.steps().forEach(step -> days.add(step.from()));
            }
        }
        Range real = new Range(Days.FIRST, Days.LAST);
        days.removeIf(day -> !Range.exactly(day).isWithin(real));
        return List.copyOf(days);
    }
}
