package amparo.engine.data;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A tree of data as YAML or JSON holds it; every node knows where it stood. */
public sealed interface Data {
    /** Where the node starts. */
    Mark at();

    /** A piece of text. */
    record Text(String text, Mark at) implements Data {}

    /** A whole number; numbers with a fraction are not data of Amparo. */
    record Whole(long number, Mark at) implements Data {}

    /** True or false. */
    record Flag(boolean yes, Mark at) implements Data {}

    /** The word null, or nothing after a key. */
    record Nothing(Mark at) implements Data {}

    /** A sequence. */
    record Items(List<Data> items, Mark at) implements Data {
        public Items {
            items = List.copyOf(items);
        }
    }

    /** A mapping in the order of the file. */
    record Fields(Map<String, Field> fields, Mark at) implements Data {
        public Fields {
            fields = new LinkedHashMap<>(fields);
        }

        /** The value of a key, or null. */
        public @Nullable Data get(String key) {
            Field field = fields.get(key);
            return field == null ? null : field.value();
        }
    }

    /** One entry of a mapping with the place of its key. */
    record Field(Mark keyAt, Data value) {}
}
