package amparo.engine.evaluate;

import amparo.engine.language.Quantifier;
import amparo.engine.value.Truth;

/**
 * Counts records for a quantifier. A list that may hold more records than were told keeps the
 * result open.
 */
final class Tally {
    private final Quantifier quantifier;
    private final int least;
    private int certain;
    private int possible;
    private Truth every = Truth.TRUE;

    Tally(Quantifier quantifier, int least) {
        this.quantifier = quantifier;
        this.least = quantifier == Quantifier.AT_LEAST ? least : 1;
    }

    /**
     * One record.
     *
     * @param with whether it counts at all
     * @param has whether it fulfils the condition
     */
    void add(Truth with, Truth has) {
        Truth both = with.and(has);
        certain += both == Truth.TRUE ? 1 : 0;
        possible += both == Truth.FALSE ? 0 : 1;
        every = every.and(with.not().or(has));
    }

    /** True if no further record can change the result. */
    boolean isSettled() {
        return quantifier == Quantifier.EVERY ? every == Truth.FALSE : certain >= least;
    }

    Truth result(boolean complete) {
        return switch (quantifier) {
            case SOME, AT_LEAST -> enough(complete);
            case NO -> enough(complete).not();
            case EVERY -> complete ? every : every.and(Truth.UNKNOWN);
        };
    }

    private Truth enough(boolean complete) {
        if (certain >= least) {
            return Truth.TRUE;
        }
        return complete && possible < least ? Truth.FALSE : Truth.UNKNOWN;
    }
}
