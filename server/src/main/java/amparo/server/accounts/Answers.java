package amparo.server.accounts;

import amparo.server.platform.Field;
import amparo.server.platform.Option;
import amparo.server.platform.Problem;
import amparo.server.platform.View;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A form as it was filled in, with what is wrong with it: what a page needs to show it again. Not
 * for passwords: what was typed stands on the page again.
 */
public final class Answers {

    private final Map<String, List<String>> values = new LinkedHashMap<>();
    private final Map<String, Fault> faults = new LinkedHashMap<>();

    private record Fault(String key, Object[] values) {}

    /** Puts the answer of a field. */
    Answers put(String field, String... answer) {
        values.put(field, List.of(answer));
        return this;
    }

    /** Puts several answers of a field. */
    Answers put(String field, List<String> answers) {
        values.put(field, List.copyOf(answers));
        return this;
    }

    /**
     * Says what is wrong with a field, by the key of the text; the first fault of a field stays.
     */
    Answers fault(String field, String key, Object... filling) {
        faults.putIfAbsent(field, new Fault(key, filling));
        return this;
    }

    /** Whether anything is wrong. */
    public boolean wrong() {
        return !faults.isEmpty();
    }

    /** What was answered; empty if nothing was. */
    public String value(String field) {
        List<String> known = values.getOrDefault(field, List.of());
        return known.isEmpty() ? "" : known.getFirst();
    }

    /** The field with its label, answer and fault. */
    public Field field(View view, String name, String label) {
        return Field.of(name, view.text(label))
                .values(values.getOrDefault(name, List.of()))
                .error(error(view, name));
    }

    /** The same with a hint below the label. */
    public Field field(View view, String name, String label, String hint) {
        return field(view, name, label).hint(view.text(hint));
    }

    /** What is wrong, for the summary on top of the page. */
    public List<Problem> problems(View view) {
        List<Problem> problems = new ArrayList<>();
        faults.forEach((field, fault) ->
                problems.add(new Problem("f-" + field, view.text(fault.key(), fault.values()))));
        return problems;
    }

    private @Nullable String error(View view, String field) {
        Fault fault = faults.get(field);
        return fault == null ? null : view.text(fault.key(), fault.values());
    }

    /** One option for each code, with texts {@code prefix.code}. */
    public static List<Option> options(View view, String prefix, List<String> codes) {
        return codes.stream().map(code -> Option.of(code, view.text(prefix + "." + code))).toList();
    }
}
