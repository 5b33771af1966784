package amparo.engine.evaluate;

import amparo.engine.fact.Facts;
import amparo.engine.rule.Screen;
import org.jspecify.annotations.Nullable;

/** What became of a screen. */
public final class ScreenFinding extends Finding {
    private final Screen screen;
    private @Nullable ScreenVerdict verdict;

    ScreenFinding(Evaluator evaluator, Screen screen, Facts facts, int today) {
        super(evaluator, facts, today);
        this.screen = screen;
    }

    @Override
    public Screen rule() {
        return screen;
    }

    /** The verdict with its explanation. */
    public ScreenVerdict verdict() {
        ScreenVerdict known = verdict;
        if (known == null) {
            known = evaluator().screen(screen, facts(), today());
            verdict = known;
        }
        return known;
    }

    @Override
    Iterable<Gap> unknown() {
        return Gaps.of(verdict(), evaluator().book(), facts(), today());
    }

    @Override
    boolean isSettled(Facts answered) {
        return evaluator().screen(screen, answered, today()).outcome() != Outcome.NOT_ENOUGH_KNOWN;
    }
}
