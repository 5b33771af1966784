package amparo.engine.rule;

/** What taking a pathway does to an asylum claim of the same person. */
public enum EffectOnAsylum {
    NONE("none"),
    ENDS("ends"),
    UNKNOWN("unknown");

    private final String word;

    EffectOnAsylum(String word) {
        this.word = word;
    }

    /** The word in files and JSON. */
    public String word() {
        return word;
    }
}
