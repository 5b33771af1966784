package amparo.engine.rule;

/** Kinds of pathways. */
public enum Category {
    ASYLUM("asylum"),
    COMPLEMENTARY("complementary"),
    HUMANITARIAN("humanitarian"),
    RESETTLEMENT("resettlement"),
    FAMILY("family"),
    REGULARIZATION("regularization"),
    MOBILITY_AGREEMENT("mobility-agreement"),
    LABOUR("labour"),
    STUDY("study"),
    /** A restriction. Never a door. */
    BARRIER("barrier");

    private final String word;

    Category(String word) {
        this.word = word;
    }

    /** The word in files and JSON. */
    public String word() {
        return word;
    }
}
