package amparo.engine.rule;

import java.util.List;
import java.util.Set;

/** A set of codes that changes with time: from each day on, the codes of its step hold. */
public record NamedSet(String name, List<Step> steps) {
    public NamedSet {
        steps = List.copyOf(steps);
    }

    /**
     * @param from first day, from 1970-01-01; {@link amparo.engine.value.Range#NEVER} if from the
     *     beginning
     */
    public record Step(int from, Set<String> codes) {
        public Step {
            codes = Set.copyOf(codes);
        }
    }

    /** The codes on a day; empty before the first step. */
    public Set<String> on(int day) {
        Set<String> codes = Set.of();
        for (Step step : steps) {
            if (step.from() > day) {
                break;
            }
            codes = step.codes();
        }
        return codes;
    }
}
