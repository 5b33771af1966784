package amparo.engine.rule;

import amparo.engine.value.Range;
import java.util.List;

/** A number that the law changes with time, such as a fee or a number of days. */
public record DatedTable(String name, String unit, List<Step> steps) {
    public DatedTable {
        steps = List.copyOf(steps);
    }

    /** From this day on, this value. */
    public record Step(int from, int value) {}

    /** The value on a day; nothing is known before the first step. */
    public Range on(int day) {
        Range value = Range.ANY;
        for (Step step : steps) {
            if (step.from() > day) {
                break;
            }
            value = Range.exactly(step.value());
        }
        return value;
    }
}
