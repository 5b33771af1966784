package amparo.engine.value;

import static org.assertj.core.api.Assertions.assertThat;

import amparo.engine.testing.Trials;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;

/** FEATURE: the calendar of the engine is that of java.time. */
class DaysTest {
    @Test
    void everyDayFrom1800To2999IsThereAndBack() {
        for (LocalDate date = LocalDate.of(1800, 1, 1);
                date.getYear() < 3000;
                date = date.plusDays(1)) {
            int day = (int) date.toEpochDay();
            int civil = date.getYear() * 10_000 + date.getMonthValue() * 100 + date.getDayOfMonth();
            if (Days.toCivil(day) != civil
                    || Days.fromCivil(date.getYear(), date.getMonthValue(), date.getDayOfMonth())
                            != day
                    || Days.weekday(day) != date.getDayOfWeek().getValue()
                    || Days.year(day) != date.getYear()) {
                throw new AssertionError(date);
            }
        }
    }

    @Test
    void theBoundsAreWhatTheySay() {
        assertThat(LocalDate.ofEpochDay(Days.FIRST)).isEqualTo("1800-01-01");
        assertThat(LocalDate.ofEpochDay(Days.LAST)).isEqualTo("2999-12-31");
        assertThat(LocalDate.ofEpochDay(Days.ONGOING)).isEqualTo("9999-12-31");
    }

    @Test
    void monthsAreAddedLikeInJavaTime() {
        Trials.run(
                20_000,
                dice -> {
                    LocalDate date = date(dice);
                    int months = dice.between(-5000, 5000);
                    assertThat(LocalDate.ofEpochDay(Days.plusMonths(day(date), months)))
                            .isEqualTo(date.plusMonths(months));
                });
    }

    @Test
    void wholeMonthsBetweenTwoDaysAreThoseOfJavaTime() {
        Trials.run(
                20_000,
                dice -> {
                    LocalDate from = date(dice);
                    LocalDate to =
                            dice.chance(50) ? date(dice) : from.plusDays(dice.between(-70, 70));
                    assertThat(Days.monthsBetween(day(from), day(to)))
                            .as("%s to %s", from, to)
                            .isEqualTo((int) ChronoUnit.MONTHS.between(from, to));
                });
    }

    @Test
    void theLastDayOfAMonthMovesToTheLastDayOfAShorterOne() {
        assertThat(Days.iso(Days.plusMonths(Days.fromCivil(2024, 1, 31), 1)))
                .isEqualTo("2024-02-29");
        assertThat(Days.iso(Days.plusMonths(Days.fromCivil(2023, 1, 31), 1)))
                .isEqualTo("2023-02-28");
    }

    @Test
    void monthsHaveTheLengthsOfTheGregorianCalendar() {
        for (int year : new int[] {1800, 1900, 2000, 2023, 2024, 2100, 2400}) {
            assertThat(Days.isLeap(year)).isEqualTo(LocalDate.of(year, 1, 1).isLeapYear());
            for (int month = 1; month <= 12; month++) {
                assertThat(Days.monthLength(year, month))
                        .isEqualTo(LocalDate.of(year, month, 1).lengthOfMonth());
            }
        }
    }

    @Test
    void daysThatDoNotExistAreRecognized() {
        assertThat(Days.exists(2024, 2, 29)).isTrue();
        assertThat(Days.exists(2023, 2, 29)).isFalse();
        assertThat(Days.exists(2023, 0, 1)).isFalse();
        assertThat(Days.exists(2023, 13, 1)).isFalse();
        assertThat(Days.exists(2023, 4, 31)).isFalse();
        assertThat(Days.exists(2023, 4, 0)).isFalse();
    }

    @Test
    void isoFillsUpWithZeros() {
        assertThat(Days.iso(Days.fromCivil(1801, 2, 3))).isEqualTo("1801-02-03");
    }

    private static LocalDate date(Trials.Dice dice) {
        return LocalDate.ofEpochDay(dice.between(Days.FIRST, Days.LAST));
    }

    private static int day(LocalDate date) {
        return (int) date.toEpochDay();
    }
}
