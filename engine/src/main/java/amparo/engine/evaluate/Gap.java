package amparo.engine.evaluate;

import amparo.engine.fact.Fact;
import org.jspecify.annotations.Nullable;

/**
 * An answer that is missing: of a fact, of a list that may hold more records, or of one field of a
 * record.
 *
 * @param fact the fact, or the list
 * @param item which record, counted from 0, or -1
 * @param field the field of that record, or null
 */
public record Gap(Fact fact, int item, @Nullable Fact field) {
    /** A missing fact, or a list that may not be complete. */
    public static Gap of(Fact fact) {
        return new Gap(fact, -1, null);
    }

    /** {@code fact} or {@code list.field}. */
    public String name() {
        return field == null ? fact.name() : fact.name() + "." + field.name();
    }

    /** What would be asked: the field if there is one, else the fact. */
    public Fact asked() {
        return field == null ? fact : field;
    }
}
