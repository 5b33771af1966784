package amparo.engine.language;

/** How many records of a list a condition speaks of. */
public enum Quantifier {
    SOME("some"),
    EVERY("every"),
    NO("no"),
    AT_LEAST("at least");

    private final String word;

    Quantifier(String word) {
        this.word = word;
    }

    /** The word in conditions. */
    public String word() {
        return word;
    }
}
