package amparo.engine.evaluate;

import amparo.engine.rule.Screen;
import java.util.List;

/**
 * What a screen comes to for a person.
 *
 * @param indicates its indications with their truths
 */
public record ScreenVerdict(Screen screen, Outcome outcome, List<Explanation> indicates) {}
