package amparo.engine.value;

import java.util.List;
import java.util.Set;

/**
 * The answer to one fact. An absent answer is a missing value (null where values are kept), never a
 * value.
 */
public sealed interface Value {
    /** Yes or no. */
    record Flag(boolean yes) implements Value {}

    /** A whole number, perhaps only known within a range. */
    record Whole(Range range) implements Value {}

    /** A day, perhaps only known by its month or year. */
    record Day(Range range) implements Value {}

    /** One code of a declared list. */
    record Code(String code) implements Value {}

    /**
     * A set of codes.
     *
     * @param known the codes that are certain
     * @param complete true if there are no others; false if there may be others
     */
    record Codes(Set<String> known, boolean complete) implements Value {
        public Codes {
            known = Set.copyOf(known);
        }
    }

    /**
     * A list of records, such as relatives or stays.
     *
     * @param complete true if the person said that there are no others
     */
    record Records(List<Item> items, boolean complete) implements Value {
        public Records {
            items = List.copyOf(items);
        }
    }
}
