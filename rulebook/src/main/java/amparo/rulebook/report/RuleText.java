package amparo.rulebook.report;

import amparo.engine.evaluate.Availability;
import amparo.engine.fact.Wording;
import amparo.engine.language.Printer;
import amparo.engine.rule.Citation;
import amparo.engine.rule.CitationClass;
import amparo.engine.rule.DatedTable;
import amparo.engine.rule.Node;
import amparo.engine.rule.Pathway;
import amparo.engine.rule.Role;
import amparo.engine.rule.Rule;
import amparo.engine.rule.Rulebook;
import amparo.engine.rule.Screen;
import amparo.engine.rule.Version;
import amparo.engine.rule.Window;
import amparo.engine.value.Days;
import amparo.engine.value.PartialDate;
import amparo.engine.value.Range;
import amparo.rulebook.load.Example;
import amparo.rulebook.load.Loaded;
import amparo.rulebook.load.TextHash;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One rule in full, as a lawyer would want to read it. What is uncertain is marked with "(!)". */
public final class RuleText {
    private final Rulebook book;
    private final String language;
    private final StringBuilder out = new StringBuilder();
    private boolean draft;

    private RuleText(Rulebook book, String language) {
        this.book = book;
        this.language = language;
    }

    /**
     * The rule as text; "" if there is none of that id.
     *
     * @param on only the version of the law on that day (from 1970-01-01), with its availability;
     *     null for all versions
     */
    public static String text(Loaded loaded, String id, @Nullable Integer on, String language) {
        Rule rule = loaded.rulebook().rule(id);
        RuleText text = new RuleText(loaded.rulebook(), language);
        text.draft = loaded.rulebook().translations().isDraft(language, id);
        switch (rule) {
            case null -> {
                return "";
            }
            case Pathway pathway -> text.pathway(pathway, on);
            case Screen screen -> text.screen(screen, on);
        }
        text.examples(loaded.examples().stream().filter(e -> e.isOf(rule)).toList());
        return text.out.toString();
    }

    private void pathway(Pathway p, @Nullable Integer on) {
        heading(p);
        line(p.summary().in(language));
        line("");
        field("destination", String.join(", ", p.destinations()));
        field("category", p.category().word() + ", " + p.how().word());
        field("authority", p.authority().in(language));
        field("how to apply", p.apply().in(language));
        field("cost", p.cost().in(language));
        String note = p.effectNote().in(language);
        field("effect on asylum", p.effectOnAsylum().word() + (note.isEmpty() ? "" : ": " + note));
        grants(p);
        p.limits().forEach(limit -> field("limit", limit.in(language)));
        field("how to contest", p.contest().in(language));
        field(
                "confirmed",
                Days.iso(p.confirmed())
                        + (p.changesOften() ? ", every 3 months" : "")
                        + "; confidence "
                        + p.confidence()
                        + (p.confidence().equals("low") ? " (!)" : ""));
        List<Version> versions = on == null ? p.versions() : List.of(RuleList.versionOn(p, on));
        for (Version version : versions) {
            line("");
            version(p, version, on);
        }
    }

    private void grants(Pathway p) {
        if (p.isBarrier()) {
            return;
        }
        var grants = p.grants();
        String months = grants.months() == 0 ? "" : ", " + grants.months() + " months";
        field(
                "grants",
                grants.status().in(language)
                        + months
                        + "; renewable: "
                        + grants.renewable()
                        + "; permanent: "
                        + grants.permanent()
                        + "; work: "
                        + grants.work()
                        + "; family: "
                        + grants.family());
        field("", grants.note().in(language));
    }

    private void version(Pathway p, Version v, @Nullable Integer on) {
        line("LAW " + marked(v.law()));
        if (on != null) {
            Availability availability = Availability.of(p, v, on);
            field("on " + Days.iso(on), availability.state().word());
        }
        field("law of the day of", v.lawOf() == null ? "" : Printer.print(v.lawOf()));
        field("applications", windows(v.intake()));
        field("suspended", windows(v.suspended()));
        field(
                "status ends for all",
                v.benefitEnd() == null ? "" : PartialDate.print(v.benefitEnd()));
        if (v.here() != null) {
            line("  Where one can ask:");
            node(v.here(), 2, null);
        }
        line("  What must hold:");
        v.requires().forEach(node -> node(node, 2, null));
        if (!v.unless().isEmpty()) {
            line("  Unless:");
            v.unless().forEach(node -> node(node, 2, null));
        }
    }

    private static String windows(List<Window> windows) {
        return windows.stream().map(RuleText::marked).collect(Collectors.joining(", "));
    }

    private static String marked(Window window) {
        return window.text().contains("?") ? window.text() + " (!)" : window.text();
    }

    /** The hours of one day, or every step of the setting. */
    private String clock(Screen.Urgency urgency, @Nullable Integer on) {
        if (on != null) {
            Integer hours = book.hours(urgency, on);
            return hours == null ? "" : ", " + hours + " hours";
        }
        DatedTable clock = book.table(urgency.clock());
        return clock == null
                ? ""
                : clock.steps().stream()
                        .map(step -> ", " + step.value() + " hours" + since(step))
                        .collect(Collectors.joining());
    }

    private static String since(DatedTable.Step step) {
        return step.from() == Range.NEVER ? "" : " from " + Days.iso(step.from());
    }

    private void screen(Screen screen, @Nullable Integer on) {
        heading(screen);
        field("shown as", screen.neutral().in(language));
        field("urgency", screen.urgency().word() + clock(screen.urgency(), on));
        field("refer to", String.join(", ", screen.refer()));
        screen.actions().forEach(action -> field("do", action.in(language)));
        screen.never().forEach(never -> field("never", never.in(language)));
        field("source", cite(screen.cite()));
        line("");
        line("  Any of these is an indication:");
        screen.indicates().forEach(node -> node(node, 2, screen.cite()));
    }

    private void node(Node node, int depth, @Nullable Citation around) {
        String bullet = "  ".repeat(depth) + "- ";
        String role = node.role() == Role.ELIGIBILITY ? "" : " (" + node.role().word() + ")";
        String words = node.text().in(language);
        line(bullet + node.id() + role + (words.isEmpty() ? "" : ": " + words));
        String says = Conditions.says(node);
        String indent = "  ".repeat(depth + 1);
        line(says.isEmpty() ? "" : indent + says, says);
        if (node.onlyIf() != null) {
            line(indent + "only if " + Printer.print(node.onlyIf()));
        }
        Citation cite = node.cite() == null ? around : node.cite();
        if (node.cite() != null) {
            line(indent + cite(node.cite()));
        }
        switch (node) {
            case Node.Condition _ -> {}
            case Node.Group group -> group.parts().forEach(part -> node(part, depth + 1, cite));
            case Node.ForRecords records ->
                    records.parts().forEach(part -> node(part, depth + 1, cite));
        }
    }

    private static String cite(Citation cite) {
        StringBuilder out = new StringBuilder(cite.act().isEmpty() ? "no source" : cite.act());
        out.append(cite.article().isEmpty() ? "" : ", art. " + cite.article());
        out.append(cite.url().isEmpty() ? "" : ", " + cite.url());
        out.append(cite.read() == null ? "" : ", read " + cite.read());
        out.append(" [").append(cite.support().word()).append(']');
        boolean weak =
                cite.support() == CitationClass.GENERAL || cite.support() == CitationClass.DISPUTED;
        out.append(weak ? " (!)" : "");
        return out.append(cite.note().isEmpty() ? "" : " " + cite.note()).toString();
    }

    private void examples(List<Example> examples) {
        if (examples.isEmpty()) {
            return;
        }
        line("");
        line("EXAMPLES");
        for (Example example : examples) {
            String where = example.destination().isEmpty() ? "" : ", " + example.destination();
            line(
                    "  - "
                            + example.name()
                            + " ("
                            + Days.iso(example.day())
                            + where
                            + "): "
                            + example.expect().word());
        }
    }

    private void heading(Rule rule) {
        Wording title = rule.title();
        String text = title.in(language) + " [" + rule.id() + "]";
        line(text);
        line("=".repeat(text.length()));
        if (draft) {
            line(
                    "(!) Draft translation: no native reviewer has signed it. Hash of these texts: "
                            + TextHash.of(rule, language));
        }
    }

    private void field(String name, String value) {
        if (!value.isEmpty()) {
            StringBuilder start = new StringBuilder("  ");
            RuleList.pad(start, name.isEmpty() ? "" : name + ":", 20);
            line(start + value);
        }
    }

    private void line(String text, String onlyIfNotEmpty) {
        if (!onlyIfNotEmpty.isEmpty()) {
            line(text);
        }
    }

    private void line(String text) {
        out.append(text).append('\n');
    }
}
