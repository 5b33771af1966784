package amparo.engine.fact;

import amparo.engine.value.Value;
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

    /** The vocabulary that the slots belong to. */
    public Vocabulary vocabulary() {
        return vocabulary;
    }
}
