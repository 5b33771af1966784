package amparo.engine.rule;

import amparo.engine.value.Days;
import amparo.engine.value.PartialDate;
import amparo.engine.value.Range;
import amparo.engine.value.Truth;

/** A span of days, both ends included; each end may be known only by month or year. */
public record Window(Range from, Range to) {
    /** Without beginning or end. */
    public static final Window ALWAYS =
            new Window(Range.exactly(Range.NEVER), Range.exactly(Range.FOREVER));

    /** Is the day within it? UNKNOWN where an end is not known well enough. */
    public Truth holds(int day) {
        Range on = Range.exactly(day);
        return from.lessOrEqual(on).and(on.lessOrEqual(to));
    }

    /** Has it begun by that day? */
    public Truth begun(int day) {
        return from.lessOrEqual(Range.exactly(day));
    }

    /** Has it ended before that day? */
    public Truth ended(int day) {
        return to.less(Range.exactly(day));
    }

    /**
     * {@code 2023-07-17..2024-07-19}; an open end is left out, {@code ?} is an unknown one, {@code
     * by 2020-05-01} one that is only known to lie no later.
     */
    public String text() {
        return start() + ".." + finish();
    }

    private String start() {
        if (from.low() == Range.NEVER) {
            return from.high() == Range.NEVER
                    ? ""
                    : from.high() == Range.FOREVER ? "?" : "by " + Days.iso(from.high());
        }
        return PartialDate.print(from);
    }

    private String finish() {
        if (to.low() == Range.FOREVER) {
            return "";
        }
        if (to.high() == Range.FOREVER) {
            return "?";
        }
        String text = PartialDate.print(to);
        return text.contains("..") ? "by " + Days.iso(to.high()) : text;
    }
}
