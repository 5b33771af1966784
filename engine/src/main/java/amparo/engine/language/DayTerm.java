package amparo.engine.language;

import amparo.engine.value.Range;
import org.jspecify.annotations.Nullable;

/** A day, computed as a range while it is partial or unknown. */
public sealed interface DayTerm {
    /** A written date, perhaps only a month or a year. */
    record Literal(Range days) implements DayTerm {}

    /** A fact; {@code derived} computes it where other facts say more. */
    record OfFact(Ref ref, @Nullable DayTerm derived) implements DayTerm {}

    /** The day for which the question is asked. */
    record Today() implements DayTerm {}

    /**
     * So many units after (or before) a day.
     *
     * @param calendar the calendar of working days; null for other units
     */
    record Shifted(int amount, Unit unit, @Nullable String calendar, boolean forward, DayTerm day)
            implements DayTerm {}

    /** The earlier or the later of two days. */
    record Extreme(boolean earlier, DayTerm left, DayTerm right) implements DayTerm {}
}
