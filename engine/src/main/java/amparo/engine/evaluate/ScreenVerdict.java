package amparo.engine.evaluate;

import amparo.engine.rule.Screen;
import amparo.engine.value.Truth;
import java.util.List;

/**
 * What a screen comes to for a person.
 *
 * @param outcome what to do; {@link Outcome#REFER} also in doubt, at the lowest that a number told
 *     as a span may be
 * @param indicated whether anything indicates it, as far as that is certain
 * @param indicates its indications with their truths; in doubt as they would be at that number
 */
public record ScreenVerdict(
        Screen screen, Outcome outcome, Truth indicated, List<Explanation> indicates) {
    /** True if it refers only because of what may be. */
    public boolean isInDoubt() {
        return outcome == Outcome.REFER && indicated != Truth.TRUE;
    }
}
