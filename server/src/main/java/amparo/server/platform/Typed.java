package amparo.server.platform;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What came with a form, and what is wrong with it. */
public final class Typed {

    private final Map<String, String[]> values;
    private final Map<String, String> errors = new HashMap<>();

    public Typed(Map<String, String[]> values) {
        this.values = Map.copyOf(values);
    }

    /** Nothing yet: an empty form. */
    public static Typed nothing() {
        return new Typed(Map.of());
    }

    public String one(String name) {
        List<String> all = all(name);
        return all.isEmpty() ? "" : all.getFirst().strip();
    }

    public List<String> all(String name) {
        return Arrays.asList(values.getOrDefault(name, new String[0]));
    }

    public DateParts date(String name) {
        return new DateParts(one(name + "-day"), one(name + "-month"), one(name + "-year"));
    }

    /** The three parts, day, month and year. */
    public List<String> dateParts(String name) {
        return List.of(one(name + "-day"), one(name + "-month"), one(name + "-year"));
    }

    public boolean hasDate(String name) {
        return dateParts(name).stream().anyMatch(part -> !part.isEmpty());
    }

    /** An id that the form brought along; nothing else is one. */
    public @Nullable UUID id(String name) {
        try {
            String text = one(name);
            return text.length() == 36 ? UUID.fromString(text) : null;
        } catch (IllegalArgumentException none) {
            return null;
        }
    }

    /** Marks a field; the text is a key. */
    public void wrong(String name, String key) {
        errors.putIfAbsent(name, key);
    }

    /** What is wrong, by field: the key of a text. */
    public Map<String, String> mistakes() {
        return Map.copyOf(errors);
    }

    public boolean hasMistakes() {
        return !errors.isEmpty();
    }

    /** The field with what was typed, and what is wrong with it. */
    public Field field(View view, String name, String label) {
        String error = errors.get(name);
        return Field.of(name, label)
                .values(new ArrayList<>(all(name)))
                .error(error == null ? null : view.text(error));
    }
}
