package amparo.engine.fact;

import amparo.engine.value.Item;
import amparo.engine.value.Value;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one person: a value, or null for "not known", for each fact by its slot.
 * Immutable.
 */
public final class Facts {
    private final Vocabulary vocabulary;
    private final @Nullable Value[] values;

    private Facts(Vocabulary vocabulary, @Nullable Value[] values) {
        this.vocabulary = vocabulary;
        this.values = values;
    }

    /** A person of whom nothing is known. */
    public static Facts none(Vocabulary vocabulary) {
        return new Facts(vocabulary, new @Nullable Value[vocabulary.size()]);
    }

    /** The value of the fact in a slot, or null if not known. */
    public @Nullable Value get(int slot) {
        return values[slot];
    }

    /** The value of a fact, or null if not known. */
    public @Nullable Value get(Fact fact) {
        return values[fact.slot()];
    }

    /** A copy with one value replaced; null takes the answer away. */
    public Facts with(Fact fact, @Nullable Value value) {
        @Nullable Value[] copy = values.clone();
        copy[fact.slot()] = value;
        return new Facts(vocabulary, copy);
    }

    /**
     * The slots of the facts to which somebody else, or the same person later, answers otherwise.
     */
    public int[] differing(Facts other) {
        int[] slots = new int[values.length];
        int found = 0;
        for (int slot = 0; slot < values.length; slot++) {
            if (!isSame(values[slot], other.values[slot])) {
                slots[found++] = slot;
            }
        }
        return Arrays.copyOf(slots, found);
    }

    @SuppressWarnings("ReferenceEquality")
    private static boolean isSame(@Nullable Value one, @Nullable Value other) {
        if (one == other) {
            return true;
        }
        if (!(one instanceof Value.Records records) || !(other instanceof Value.Records others)) {
            return one != null && one.equals(other);
        }
        if (records.complete() != others.complete()
                || records.items().size() != others.items().size()) {
            return false;
        }
        for (int i = 0; i < records.items().size(); i++) {
            if (!isSame(records.items().get(i), others.items().get(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isSame(Item one, Item other) {
        for (int slot = 0; slot < one.size(); slot++) {
            if (!isSame(one.get(slot), other.get(slot))) {
                return false;
            }
        }
        return true;
    }

    /** The vocabulary that the slots belong to. */
    public Vocabulary vocabulary() {
        return vocabulary;
    }
}
