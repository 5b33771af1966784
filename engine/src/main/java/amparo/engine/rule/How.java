package amparo.engine.rule;

/** How one comes to a pathway. */
public enum How {
    APPLY("apply"),
    REFERRAL_ONLY("referral-only"),
    SPONSOR("sponsor"),
    EMPLOYER("employer"),
    LOTTERY("lottery"),
    REGISTRATION("registration");

    private final String word;

    How(String word) {
        this.word = word;
    }

    /** The word in files and JSON. */
    public String word() {
        return word;
    }
}
