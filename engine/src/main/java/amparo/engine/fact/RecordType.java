package amparo.engine.fact;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The shape of the records in a list: its fields by slot. Records hold no lists of records;
 * quantifiers nest instead.
 */
public final class RecordType {
    private final String name;
    private final List<Fact> fields;
    private final Map<String, Fact> byName = new LinkedHashMap<>();

    /** The fields must have the slots 0, 1, 2 ... in order. */
    public RecordType(String name, List<Fact> fields) {
        this.name = name;
        this.fields = List.copyOf(fields);
        for (Fact field : fields) {
            byName.put(field.name(), field);
        }
    }

    /** The name, the same as that of the list: {@code relative}, {@code stay}. */
    public String name() {
        return name;
    }

    /** The fields by slot. */
    public List<Fact> fields() {
        return fields;
    }

    /** The field of a name, or null. */
    public @Nullable Fact field(String fieldName) {
        return byName.get(fieldName);
    }
}
