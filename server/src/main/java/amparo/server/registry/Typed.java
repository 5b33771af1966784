package amparo.server.registry;

import amparo.server.platform.DateParts;
import amparo.server.platform.Field;
import amparo.server.platform.View;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What came with a form, and what is wrong with it. */
final class Typed {

    private final Map<String, String[]> values;
    private final Map<String, String> errors = new HashMap<>();

    Typed(Map<String, String[]> values) {
        this.values = Map.copyOf(values);
    }

    /** Nothing yet: an empty form. */
    static Typed nothing() {
        return new Typed(Map.of());
    }

    String one(String name) {
        List<String> all = all(name);
        return all.isEmpty() ? "" : all.getFirst().strip();
    }

    List<String> all(String name) {
        return Arrays.asList(values.getOrDefault(name, new String[0]));
    }

    DateParts date(String name) {
        return new DateParts(one(name + "-day"), one(name + "-month"), one(name + "-year"));
    }

    /** The three parts, in the order of {@link Values#read}. */
    List<String> dateParts(String name) {
        return List.of(one(name + "-day"), one(name + "-month"), one(name + "-year"));
    }

    boolean hasDate(String name) {
        return dateParts(name).stream().anyMatch(part -> !part.isEmpty());
    }

    /** An id that the form brought along; nothing else is one. */
    @Nullable UUID id(String name) {
        try {
            String text = one(name);
            return text.length() == 36 ? UUID.fromString(text) : null;
        } catch (IllegalArgumentException none) {
            return null;
        }
    }

    /** Marks a field; the text is a key. */
    void wrong(String name, String key) {
        errors.putIfAbsent(name, key);
    }

    boolean hasMistakes() {
        return !errors.isEmpty();
    }

    /** The field with what was typed, and what is wrong with it. */
    Field field(View view, String name, String label) {
        String error = errors.get(name);
        return Field.of(name, label)
                .values(new ArrayList<>(all(name)))
                .error(error == null ? null : view.text(error));
    }
}
