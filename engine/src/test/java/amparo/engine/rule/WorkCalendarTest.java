package amparo.engine.rule;

import static org.assertj.core.api.Assertions.assertThat;

import amparo.engine.testing.Trials;
import amparo.engine.value.Range;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** FEATURE: a term in working days ends on the right day, or within a span that holds it. */
class WorkCalendarTest {
    @Test
    void theSpanHoldsTheTruthWhateverTheUnlistedHolidaysAre() {
        Trials.run(
                20_000,
                dice -> {
                    int most = dice.between(0, 12);
                    Set<LocalDate> really = new HashSet<>();
                    for (int year = 2015; year <= 2035; year++) {
                        for (int i = dice.between(0, most); i > 0; i--) {
                            // Holidays in a row, late or early in the year, are the hard case.
                            really.add(
                                    dice.chance(50)
                                            ? LocalDate.of(year, 12, dice.between(18, 31))
                                            : LocalDate.of(year, 1, dice.between(1, 14)));
                        }
                    }
                    int from = dice.between(2020, 2028);
                    int to = dice.between(from, 2028);
                    Set<Integer> listed =
                            really.stream()
                                    .filter(day -> day.getYear() >= from && day.getYear() <= to)
                                    .map(day -> (int) day.toEpochDay())
                                    .collect(Collectors.toSet());
                    WorkCalendar calendar =
                            new WorkCalendar("x", listed, new Range(from, to), most);
                    LocalDate day =
                            LocalDate.of(dice.between(2019, 2029), 12, 1)
                                    .plusDays(dice.between(0, 60));
                    int amount = dice.between(0, 40);
                    boolean forward = dice.chance(50);
                    int truth = (int) walk(day, amount, forward, really).toEpochDay();
                    Range span = calendar.shift((int) day.toEpochDay(), amount, forward);
                    assertThat(Range.exactly(truth).isWithin(span))
                            .as("%s working days from %s: %s in %s", amount, day, truth, span)
                            .isTrue();
                    boolean covered =
                            Math.min(day.getYear(), year(truth)) >= from
                                    && Math.max(day.getYear(), year(truth)) <= to;
                    if (covered) {
                        assertThat(span).isEqualTo(Range.exactly(truth));
                    }
                });
    }

    private static int year(int day) {
        return LocalDate.ofEpochDay(day).getYear();
    }

    private static LocalDate walk(
            LocalDate from, int amount, boolean forward, Set<LocalDate> holidays) {
        LocalDate at = from;
        for (int left = amount; left > 0; ) {
            at = at.plusDays(forward ? 1 : -1);
            if (at.getDayOfWeek().getValue() < 6 && !holidays.contains(at)) {
                left--;
            }
        }
        return at;
    }

    @Test
    void holidaysAtTheTurnOfTwoYearsThatAreNotCoveredAreAllAllowedFor() {
        WorkCalendar calendar = new WorkCalendar("x", Set.of(), new Range(2024, 2024), 2);
        // 30 and 31 December 2026, 1 and 4 January 2027 may all be holidays.
        Range span = calendar.shift((int) LocalDate.of(2026, 12, 29).toEpochDay(), 1, true);
        assertThat(LocalDate.ofEpochDay(span.low())).isEqualTo("2026-12-30");
        assertThat(LocalDate.ofEpochDay(span.high())).isEqualTo("2027-01-05");
    }
}
