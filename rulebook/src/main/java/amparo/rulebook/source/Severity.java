package amparo.rulebook.source;

/** How bad a finding is. */
public enum Severity {
    /** The rulebook cannot be used like this. */
    ERROR("error"),
    /** It can be used; somebody should look at it. */
    WARNING("warning");

    private final String word;

    Severity(String word) {
        this.word = word;
    }

    /** The word in messages and JSON. */
    public String word() {
        return word;
    }
}
