package amparo.engine.rule;

import amparo.engine.value.Days;
import amparo.engine.value.Range;
import java.util.Set;

/**
 * The working days of a State's offices: Monday to Friday without public holidays.
 *
 * @param holidays days from 1970-01-01
 * @param covered the years for which the holidays are listed; outside them the result is a span
 * @param mostPerYear how many public holidays a year can have at most, for years that are not
 *     covered
 */
public record WorkCalendar(String name, Set<Integer> holidays, Range covered, int mostPerYear) {
    public WorkCalendar {
        holidays = Set.copyOf(holidays);
    }

    /** The day that is {@code amount} working days after (or before) a day. */
    public Range shift(int day, int amount, boolean forward) {
        int step = forward ? 1 : -1;
        int end = walk(day, amount, step);
        int year = Days.year(day);
        int endYear = Days.year(end);
        boolean known = within(year) && within(endYear);
        if (known) {
            return Range.exactly(end);
        }
        int latest = end;
        int years = 0;
        // Unlisted holidays may push the end into another year, which may have more of them.
        while (Math.abs(Days.year(latest) - year) + 1 > years) {
            years = Math.abs(Days.year(latest) - year) + 1;
            latest = walk(day, amount + mostPerYear * years, step);
        }
        return new Range(Math.min(end, latest), Math.max(end, latest));
    }

    private boolean within(int year) {
        return year >= covered.low() && year <= covered.high();
    }

    private int walk(int day, int amount, int step) {
        int at = day;
        int left = amount;
        while (left > 0) {
            at += step;
            if (Days.weekday(at) <= 5 && !holidays.contains(at)) {
                left--;
            }
        }
        return at;
    }
}
