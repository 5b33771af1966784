package amparo.engine.language;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A typed condition. Evaluated in strong Kleene logic; see docs/rule-language.md for what each form
 * means.
 */
public sealed interface Formula {
    /**
     * A boolean fact; {@code derived} computes it where it is not answered but follows from others.
     */
    record Flag(Ref ref, @Nullable Formula derived) implements Formula {}

    /**
     * True if the fact has an answer. The only form that sees the difference between "no" and "not
     * known".
     */
    record Known(Ref ref) implements Formula {}

    /** One code is in a set. */
    record CodeIn(CodeTerm subject, CodeSet set) implements Formula {}

    /** Any, or all, of a set of codes is in another set. {@code none} is the negation of any. */
    record SetIn(boolean all, Ref subject, CodeSet set) implements Formula {}

    /** Two numbers. */
    record Numbers(NumberTerm left, Comparison comparison, NumberTerm right) implements Formula {}

    /** Two days. */
    record DayOrder(DayTerm left, Comparison comparison, DayTerm right) implements Formula {}

    /** Conjunction of two or more. */
    record And(List<Formula> parts) implements Formula {
        public And {
            parts = List.copyOf(parts);
        }
    }

    /** Disjunction of two or more. */
    record Or(List<Formula> parts) implements Formula {
        public Or {
            parts = List.copyOf(parts);
        }
    }

    /** Negation. */
    record Not(Formula part) implements Formula {}

    /**
     * A quantifier over the records of a list.
     *
     * @param least only for {@link Quantifier#AT_LEAST}, else 1
     * @param with which records count, or null for all
     */
    record Quantified(
            Quantifier quantifier,
            int least,
            Ref list,
            String binder,
            @Nullable Formula with,
            Formula has)
            implements Formula {}

    /**
     * Another rule holds for the person: a pathway is met, a screen refers (then TRUE or UNKNOWN,
     * never FALSE).
     */
    record RuleHolds(String rule) implements Formula {}
}
