package amparo.engine.language;

/** Order between two numbers or two days. */
public enum Comparison {
    EQUAL("=", "on"),
    DIFFERENT("!=", "!="),
    LESS("<", "before"),
    LESS_OR_EQUAL("<=", "on or before"),
    GREATER(">", "after"),
    GREATER_OR_EQUAL(">=", "on or after");

    private final String sign;
    private final String dayWord;

    Comparison(String sign, String dayWord) {
        this.sign = sign;
        this.dayWord = dayWord;
    }

    /** The sign between numbers. */
    public String sign() {
        return sign;
    }

    /** The words between days. */
    public String dayWord() {
        return dayWord;
    }
}
