package amparo.engine.language;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A whole number, computed as a range while answers are missing. */
public sealed interface NumberTerm {
    record Literal(int value) implements NumberTerm {}

    /** A fact; {@code derived} computes it where other facts say more. */
    record OfFact(Ref ref, @Nullable NumberTerm derived) implements NumberTerm {}

    /** Whole units of time from one day to another. */
    record Elapsed(Unit unit, DayTerm from, DayTerm to) implements NumberTerm {}

    /** How many records of a list fulfil a condition (null: all). */
    record Count(Ref list, String binder, @Nullable Formula with) implements NumberTerm {}

    /** Sum of a number over the records of a list; negative parts count as nothing. */
    record Sum(NumberTerm term, Ref list, String binder, @Nullable Formula with)
            implements NumberTerm {}

    /** Points for fulfilled conditions; an interval while answers are missing. */
    record Points(List<Point> points) implements NumberTerm {
        public Points {
            points = List.copyOf(points);
        }
    }

    /** So many points if the condition holds. */
    record Point(int weight, Formula condition) {}

    /** A dated table of the rulebook: its value on the day of the law. */
    record Table(String name) implements NumberTerm {}
}
