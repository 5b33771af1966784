package amparo.rulebook.report;

import amparo.engine.fact.CodeList;
import amparo.engine.fact.Fact;
import amparo.engine.fact.RecordType;
import amparo.engine.fact.Wording;
import amparo.engine.language.Formula;
import amparo.engine.language.Printer;
import amparo.engine.rule.Citation;
import amparo.engine.rule.DatedTable;
import amparo.engine.rule.NamedSet;
import amparo.engine.rule.Node;
import amparo.engine.rule.Pathway;
import amparo.engine.rule.Rule;
import amparo.engine.rule.Screen;
import amparo.engine.rule.Version;
import amparo.engine.rule.Window;
import amparo.engine.rule.WorkCalendar;
import amparo.engine.value.Days;
import amparo.engine.value.PartialDate;
import amparo.engine.value.Range;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A part of a rulebook as named lines, so that two of them can be compared line by line. */
final class Flat {
    private final Map<String, String> lines = new LinkedHashMap<>();

    private Flat() {}

    static Map<String, String> of(Rule rule) {
        Flat flat = new Flat();
        flat.words("title", rule.title());
        switch (rule) {
            case Pathway pathway -> flat.pathway(pathway);
            case Screen screen -> flat.screen(screen);
        }
        return flat.lines;
    }

    static Map<String, String> of(Fact fact) {
        Flat flat = new Flat();
        flat.fact("", fact);
        return flat.lines;
    }

    static Map<String, String> of(CodeList list) {
        Flat flat = new Flat();
        list.codes().forEach((code, name) -> flat.words("code " + code, name));
        flat.put("unknown", String.join(", ", list.unknown().stream().sorted().toList()));
        return flat.lines;
    }

    static Map<String, String> of(NamedSet set) {
        Flat flat = new Flat();
        for (NamedSet.Step step : set.steps()) {
            flat.put(from(step.from()), String.join(", ", step.codes().stream().sorted().toList()));
        }
        return flat.lines;
    }

    static Map<String, String> of(DatedTable table) {
        Flat flat = new Flat();
        table.steps().forEach(s -> flat.put(from(s.from()), s.value() + " " + table.unit()));
        return flat.lines;
    }

    static Map<String, String> of(WorkCalendar calendar) {
        Flat flat = new Flat();
        flat.put("covers", calendar.covered().low() + ".." + calendar.covered().high());
        calendar.holidays().stream()
                .sorted()
                .forEach(day -> flat.put("holiday " + Days.iso(day), "yes"));
        return flat.lines;
    }

    private static String from(int day) {
        return day == Range.NEVER ? "from the beginning" : "from " + Days.iso(day);
    }

    private void pathway(Pathway p) {
        put("destination", String.join(", ", p.destinations()));
        put("category", p.category().word());
        put("how", p.how().word());
        words("summary", p.summary());
        words("authority", p.authority());
        words("apply", p.apply());
        words("cost", p.cost());
        put("effect on asylum", p.effectOnAsylum().word());
        words("effect note", p.effectNote());
        words("grants status", p.grants().status());
        put("grants months", p.grants().months() == 0 ? "" : "" + p.grants().months());
        put("grants renewable", p.grants().renewable());
        put("grants permanent", p.grants().permanent());
        put("grants work", p.grants().work());
        put("grants family", p.grants().family());
        words("grants note", p.grants().note());
        for (int i = 0; i < p.limits().size(); i++) {
            words("limit " + (i + 1), p.limits().get(i));
        }
        words("contest", p.contest());
        put("confirmed", Days.iso(p.confirmed()));
        put("changes often", p.changesOften() ? "yes" : "");
        put("confidence", p.confidence());
        for (int i = 0; i < p.versions().size(); i++) {
            version(
                    p.versions().size() == 1 ? "" : "version " + (i + 1) + " ",
                    p.versions().get(i));
        }
    }

    private void version(String prefix, Version v) {
        put(prefix + "law", v.law().text());
        put(prefix + "law of", v.lawOf() == null ? "" : Printer.print(v.lawOf()));
        put(prefix + "intake", windows(v.intake()));
        put(prefix + "suspended", windows(v.suspended()));
        put(
                prefix + "benefit end",
                v.benefitEnd() == null ? "" : PartialDate.print(v.benefitEnd()));
        if (v.here() != null) {
            node(prefix + "here ", v.here());
        }
        v.requires().forEach(node -> node(prefix, node));
        v.unless().forEach(node -> node(prefix + "unless ", node));
    }

    private static String windows(List<Window> windows) {
        return windows.stream().map(Window::text).collect(Collectors.joining(", "));
    }

    private void screen(Screen screen) {
        words("neutral", screen.neutral());
        put("urgency", screen.urgency().word());
        put("refer", String.join(", ", screen.refer()));
        for (int i = 0; i < screen.actions().size(); i++) {
            words("action " + (i + 1), screen.actions().get(i));
        }
        for (int i = 0; i < screen.never().size(); i++) {
            words("never " + (i + 1), screen.never().get(i));
        }
        put("source", cite(screen.cite()));
        screen.indicates().forEach(node -> node("", node));
    }

    private void node(String prefix, Node node) {
        String key = prefix + "'" + node.id() + "'";
        put(key + " role", node.role().word());
        put(key + " condition", Conditions.says(node));
        put(key + " only if", text(node.onlyIf()));
        put(key + " source", node.cite() == null ? "" : cite(node.cite()));
        words(key + " text", node.text());
        switch (node) {
            case Node.Condition _ -> {}
            case Node.Group group -> group.parts().forEach(part -> node(prefix, part));
            case Node.ForRecords records -> records.parts().forEach(part -> node(prefix, part));
        }
    }

    private static String text(@Nullable Formula formula) {
        return formula == null ? "" : Printer.print(formula);
    }

    private static String cite(Citation cite) {
        return String.join(
                "; ",
                List.of(
                        cite.act(),
                        cite.article(),
                        cite.support().word(),
                        cite.url(),
                        cite.read() == null ? "" : cite.read(),
                        cite.note()));
    }

    private void fact(String prefix, Fact fact) {
        put(prefix + "type", fact.type().word());
        put(prefix + "sensitivity", fact.sensitivity().word());
        put(prefix + "mutability", fact.mutability().word());
        put(prefix + "codes", fact.codes() == null ? "" : fact.codes().name());
        put(prefix + "derive", fact.deriveText() == null ? "" : fact.deriveText());
        put(prefix + "asked", fact.asked() ? "" : "no");
        put(prefix + "ask after", fact.askAfter() == null ? "" : fact.askAfter());
        words(prefix + "question", fact.question());
        words(prefix + "help", fact.help());
        RecordType record = fact.record();
        if (record != null) {
            record.fields().forEach(field -> fact("field " + field.name() + " ", field));
        }
    }

    private void words(String key, Wording wording) {
        wording.byLanguage().forEach((language, text) -> put(key + " (" + language + ")", text));
    }

    private void put(String key, String value) {
        if (!value.isEmpty()) {
            lines.put(key, value);
        }
    }
}
