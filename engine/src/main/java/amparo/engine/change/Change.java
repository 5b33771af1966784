package amparo.engine.change;

import amparo.engine.fact.Fact;
import amparo.engine.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * One thing that would have to be different.
 *
 * @param kind who or what can bring it about
 * @param fact the fact, or the list
 * @param item which record of the list, -1 for a fact or a new record
 * @param field the field of that record, or null
 * @param value the value it would need; null where only the day counts
 * @param day for {@link Kind#TIME}: the first day on which it holds, or null if it cannot be
 *     computed from what is known
 */
public record Change(
        Kind kind,
        Fact fact,
        int item,
        @Nullable Fact field,
        @Nullable Value value,
        @Nullable Integer day) {
    /** Who or what can bring a change about. */
    public enum Kind {
        OBTAIN("obtain"),
        TIME("time"),
        ANOTHER_MUST_ACT("another must act");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        /** The word in JSON. */
        public String word() {
            return word;
        }
    }

    /** {@code fact} or {@code list.field}. */
    public String name() {
        return field == null ? fact.name() : fact.name() + "." + field.name();
    }
}
