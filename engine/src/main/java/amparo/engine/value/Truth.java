package amparo.engine.value;

/**
 * Kleene's three values in order, so that AND is the smaller and OR the greater.
 *
 * <p>Absence of an answer is {@link #UNKNOWN}, never {@link #FALSE}.
 *
 * @see "S. C. Kleene, Introduction to Metamathematics (1952), section 64"
 */
public enum Truth {
    FALSE("false"),
    UNKNOWN("unknown"),
    TRUE("true");

    private final String word;

    Truth(String word) {
        this.word = word;
    }

    /** The word used in JSON and in files: {@code true}, {@code false} or {@code unknown}. */
    public String word() {
        return word;
    }

    /** Strong Kleene conjunction. */
    public Truth and(Truth other) {
        if (this == FALSE || other == FALSE) {
            return FALSE;
        }
        return this == UNKNOWN ? this : other;
    }

    /** Strong Kleene disjunction. */
    public Truth or(Truth other) {
        if (this == TRUE || other == TRUE) {
            return TRUE;
        }
        return this == UNKNOWN ? this : other;
    }

    /** Negation; UNKNOWN stays UNKNOWN. */
    public Truth not() {
        return switch (this) {
            case TRUE -> FALSE;
            case FALSE -> TRUE;
            case UNKNOWN -> UNKNOWN;
        };
    }

    /** TRUE or FALSE for a certain answer. */
    public static Truth of(boolean certain) {
        return certain ? TRUE : FALSE;
    }
}
