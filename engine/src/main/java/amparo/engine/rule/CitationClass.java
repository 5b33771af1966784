package amparo.engine.rule;

/** How well a condition is supported. */
public enum CitationClass {
    /** A source that was read supports this very condition. */
    SAID("said"),
    /** Only the entry as a whole has a source. */
    ENTRY("entry"),
    /** General knowledge: never refuses anybody. */
    GENERAL("general"),
    /** Sources disagree: never refuses anybody. */
    DISPUTED("disputed");

    private final String word;

    CitationClass(String word) {
        this.word = word;
    }

    /** The word in files and JSON. */
    public String word() {
        return word;
    }

    /** True if the condition may turn somebody away. */
    public boolean mayRefuse() {
        return this == SAID || this == ENTRY;
    }
}
