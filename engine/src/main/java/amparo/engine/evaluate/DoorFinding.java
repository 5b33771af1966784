package amparo.engine.evaluate;

import amparo.engine.fact.Facts;
import amparo.engine.rule.Pathway;
import amparo.engine.value.Truth;
import org.jspecify.annotations.Nullable;

/** What became of a pathway for one of its destinations. */
public final class DoorFinding extends Finding {
    private final Pathway pathway;
    private final String destination;
    private @Nullable PathwayVerdict verdict;
    private @Nullable Trial trial;
    private @Nullable Settled settled;

    DoorFinding(Evaluator evaluator, Pathway pathway, String destination, Facts facts, int today) {
        super(evaluator, facts, today);
        this.pathway = pathway;
        this.destination = destination;
    }

    @Override
    public Pathway rule() {
        return pathway;
    }

    /** The host State. */
    public String destination() {
        return destination;
    }

    /** The verdict with its explanation. */
    public PathwayVerdict verdict() {
        PathwayVerdict known = verdict;
        if (known == null) {
            known = evaluator().pathway(pathway, destination, facts(), today());
            verdict = known;
        }
        return known;
    }

    /** Whether it comes to the same whatever would still be answered. */
    public Settled settled() {
        Settled known = settled;
        if (known == null) {
            known = Settled.check(evaluator(), verdict(), trial());
            settled = known;
        }
        return known;
    }

    /** To try other answers. */
    public Trial trial() {
        Trial known = trial;
        if (known == null) {
            known = Trial.of(evaluator(), verdict(), facts(), today());
            trial = known;
        }
        return known;
    }

    @Override
    Iterable<Gap> unknown() {
        return trial().gaps().keySet();
    }

    @Override
    boolean isSettled(Facts answered) {
        return trial().eligible(answered) != Truth.UNKNOWN;
    }
}
