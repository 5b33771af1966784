package amparo.engine.fact;

/** Whether and how a fact of a person may change: what advice may propose. */
public enum Mutability {
    /** Cannot change: birth, nationality, what happened. */
    FIXED("fixed"),
    /** The person can obtain it: a document, a registration. */
    OBTAINABLE("obtainable"),
    /** Time alone will change it: an age, a length of stay. */
    TIME("time"),
    /** Another person or body must act: a sponsor, an employer, a referral. */
    THIRD_PARTY("third party"),
    /**
     * Could change, but proposing it may endanger: place, claims, family ties, contact with feared
     * authorities.
     */
    NOT_ADVISABLE("not advisable");

    private final String word;

    Mutability(String word) {
        this.word = word;
    }

    /** The word in files. */
    public String word() {
        return word;
    }
}
