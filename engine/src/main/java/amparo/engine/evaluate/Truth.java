package amparo.engine.evaluate;

/** Three values, after Kleene: an absent answer is {@link #UNKNOWN}, never false. */
public enum Truth {
    TRUE,
    FALSE,
    UNKNOWN;

    public Truth not() {
        return switch (this) {
            case TRUE -> FALSE;
            case FALSE -> TRUE;
            case UNKNOWN -> UNKNOWN;
        };
    }

    public Truth and(Truth other) {
        if (this == FALSE || other == FALSE) {
            return FALSE;
        }
        return this == TRUE && other == TRUE ? TRUE : UNKNOWN;
    }

    public Truth or(Truth other) {
        return not().and(other.not()).not();
    }
}
