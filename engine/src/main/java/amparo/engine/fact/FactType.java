package amparo.engine.fact;

/** The type of a fact. */
public enum FactType {
    BOOLEAN("boolean"),
    WHOLE("whole number"),
    DATE("date"),
    CODE("code"),
    CODES("codes"),
    RECORDS("records");

    private final String word;

    FactType(String word) {
        this.word = word;
    }

    /** The word in files and messages. */
    public String word() {
        return word;
    }
}
