package amparo.engine.interview;

import amparo.engine.evaluate.Gap;
import java.util.List;

/**
 * The next question.
 *
 * @param gap what to ask
 * @param neededBy ids of the rules that need it, the most relevant first: the answer to "why do you
 *     ask?"
 * @param more how many other answers are missing that could still be asked
 */
public record Question(Gap gap, List<String> neededBy, int more) {
    public Question {
        neededBy = List.copyOf(neededBy);
    }
}
