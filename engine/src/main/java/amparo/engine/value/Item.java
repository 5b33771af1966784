package amparo.engine.value;

import org.jspecify.annotations.Nullable;

/**
 * One record of a list: a value, or null for "not known", for each field of its record type, by the
 * field's slot.
 */
public final class Item {
    private final @Nullable Value[] fields;

    /** Keeps the array: the caller must not change it afterwards. */
    public Item(@Nullable Value[] fields) {
        this.fields = fields;
    }

    /** The value of a field, or null if not known. */
    public @Nullable Value get(int slot) {
        return fields[slot];
    }

    /** A copy with one field replaced. */
    public Item with(int slot, @Nullable Value value) {
        @Nullable Value[] copy = fields.clone();
        copy[slot] = value;
        return new Item(copy);
    }

    /** Number of fields. */
    public int size() {
        return fields.length;
    }
}
