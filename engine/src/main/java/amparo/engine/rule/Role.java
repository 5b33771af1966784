package amparo.engine.rule;

/** What a condition is for. Only eligibility decides a verdict. */
public enum Role {
    /** Decides the verdict. */
    ELIGIBILITY("eligibility"),
    /** A paper to bring: have it, need it, or not known. */
    PAPER("paper"),
    /** Something to do. */
    STEP("step"),
    /** An authority will judge it; never ours to decide. */
    AUTHORITY("authority"),
    /** A lottery, a quota, places. */
    CHANCE("chance");

    private final String word;

    Role(String word) {
        this.word = word;
    }

    /** The word in files and JSON. */
    public String word() {
        return word;
    }
}
