package amparo.engine.fact;

/** How much it costs a person to be asked, and how closely the answer is guarded. */
public enum Sensitivity {
    /** May be asked of everybody. */
    ORDINARY("ordinary", 1),
    /** Private, but usual in an interview: family, papers, income. */
    PERSONAL("personal", 2),
    /**
     * Health, beliefs, convictions, what happened on the route: only when a rule really needs it.
     */
    SENSITIVE("sensitive", 6),
    /**
     * What survivors of violence tell: never planned outside an interview by a protection
     * specialist.
     */
    SURVIVOR("survivor", 24);

    private final String word;
    private final int cost;

    Sensitivity(String word, int cost) {
        this.word = word;
        this.cost = cost;
    }

    /** The word in files. */
    public String word() {
        return word;
    }

    /**
     * Cost of asking, in multiples of an ordinary question (a setting of judgement, decision 0007).
     */
    public int cost() {
        return cost;
    }
}
