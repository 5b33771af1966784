package amparo.engine.evaluate;

/** What a rule comes to for one person, by kind of rule. */
public enum Outcome {
    /** Pathway: every condition holds. */
    MET("met"),
    /** Pathway: a condition does not hold. */
    NOT_MET("not-met"),
    /** Pathway: answers are missing, or a condition is not well enough sourced to refuse. */
    OPEN("open"),
    /** Asylum: the person can ask where they are. */
    CAN_ASK_HERE("can-ask-here"),
    /** Asylum: the person can ask on reaching the country. */
    ON_REACHING("on-reaching"),
    /** Asylum: something makes advice necessary before asking. */
    ADVICE_FIRST("advice-first"),
    /** Barrier: it concerns the person. */
    TOUCHES("touches"),
    /** Barrier: it does not concern the person. */
    DOES_NOT_TOUCH("does-not-touch"),
    /** Barrier: not known. */
    NOT_KNOWN("not-known"),
    /** Screen: refer. */
    REFER("refer"),
    /** Screen: not enough is known. */
    NOT_ENOUGH_KNOWN("not-enough-known"),
    /** Screen: no indication by this screen; never printed or exported. */
    NO_INDICATION("no-indication");

    private final String word;

    Outcome(String word) {
        this.word = word;
    }

    /** The word in JSON. */
    public String word() {
        return word;
    }
}
