package amparo.rulebook.report;

import amparo.engine.fact.CodeList;
import amparo.engine.fact.Fact;
import amparo.engine.rule.DatedTable;
import amparo.engine.rule.NamedSet;
import amparo.engine.rule.Rule;
import amparo.engine.rule.Rulebook;
import amparo.engine.rule.WorkCalendar;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** What changed from one rulebook to another, part by part and line by line. */
public final class RulebookDiff {
    private final StringBuilder out = new StringBuilder();

    private RulebookDiff() {}

    /** The differences as text; "no difference" if there is none. */
    public static String text(Rulebook before, Rulebook after) {
        RulebookDiff diff = new RulebookDiff();
        diff.parts("pathway", before.pathways(), after.pathways(), Rule::id, Flat::of);
        diff.parts("screen", before.screens(), after.screens(), Rule::id, Flat::of);
        diff.parts(
                "fact",
                before.vocabulary().facts(),
                after.vocabulary().facts(),
                Fact::name,
                Flat::of);
        diff.parts(
                "codes",
                before.vocabulary().codeLists(),
                after.vocabulary().codeLists(),
                CodeList::name,
                Flat::of);
        diff.parts("set", before.sets(), after.sets(), NamedSet::name, Flat::of);
        diff.parts("table", before.tables(), after.tables(), DatedTable::name, Flat::of);
        diff.parts("calendar", before.calendars(), after.calendars(), WorkCalendar::name, Flat::of);
        return diff.out.isEmpty() ? "no difference\n" : diff.out.toString();
    }

    private <T> void parts(
            String kind,
            List<T> before,
            List<T> after,
            Function<T, String> name,
            Function<T, Map<String, String>> lines) {
        Map<String, Map<String, String>> old = new LinkedHashMap<>();
        before.forEach(part -> old.put(name.apply(part), lines.apply(part)));
        Map<String, Map<String, String>> now = new LinkedHashMap<>();
        after.forEach(part -> now.put(name.apply(part), lines.apply(part)));
        old.forEach((id, oldLines) -> {
            Map<String, String> newLines = now.get(id);
            if (newLines == null) {
                out.append("- ").append(kind).append(' ').append(id).append('\n');
            } else if (!oldLines.equals(newLines)) {
                out.append("~ ").append(kind).append(' ').append(id).append('\n');
                changes(oldLines, newLines);
            }
        });
        now.keySet().stream()
                .filter(id -> !old.containsKey(id))
                .forEach(id -> out.append("+ ").append(kind).append(' ').append(id).append('\n'));
    }

    private void changes(Map<String, String> before, Map<String, String> after) {
        before.forEach((key, value) -> {
            String now = after.get(key);
            if (now == null) {
                line('-', key, value);
            } else if (!now.equals(value)) {
                line('-', key, value);
                line('+', key, now);
            }
        });
        after.forEach((key, value) -> {
            if (!before.containsKey(key)) {
                line('+', key, value);
            }
        });
    }

    private void line(char sign, String key, String value) {
        out.append("    ").append(sign).append(' ').append(key).append(": ");
        out.append(value.replace('\n', ' ')).append('\n');
    }
}
