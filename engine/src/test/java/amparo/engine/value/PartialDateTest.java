package amparo.engine.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import amparo.engine.testing.Trials;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** FEATURE: a date of which only the year or the month is known stands for all its days. */
class PartialDateTest {
    @ParameterizedTest
    @CsvSource({
        "2024, 2024-01-01, 2024-12-31",
        "2024-02, 2024-02-01, 2024-02-29",
        "2023-02, 2023-02-01, 2023-02-28",
        "2024-03-15, 2024-03-15, 2024-03-15",
        "1800, 1800-01-01, 1800-12-31",
        "2999-12, 2999-12-01, 2999-12-31",
        "ongoing, 9999-12-31, 9999-12-31",
    })
    void aDateStandsForItsDaysAndIsWrittenBackTheSame(String text, String from, String to) {
        Range days = PartialDate.parse(text);
        assertThat(days).isEqualTo(new Range(day(from), day(to)));
        assertThat(PartialDate.print(days)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "24", "2024-", "2024-3", "2024-3-1", "2024/03", "2024-03/01", "abcd",
                "20 4", "2024-03-1", "2024-03-01T", "+024", "٢٠٢٤", "Ongoing", "2024-0a", "202:"
            })
    void otherTextIsNoDateAtAll(String text) {
        assertThat(PartialDate.parse(text)).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "2023-02-29, month 2 of 2023 has no day 29",
        "2023-02-00, month 2 of 2023 has no day 0",
        "2023-13, there is no month 13",
        "2023-00, there is no month 0",
        "1799, the year 1799 is outside 1800 to 2999",
        "3000-01-01, the year 3000 is outside 1800 to 2999",
    })
    void aDateThatDoesNotExistIsRefusedWithTheReason(String text, String reason) {
        assertThatThrownBy(() -> PartialDate.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(reason);
    }

    @Test
    void aSpanThatIsNoCalendarUnitIsWrittenWithBothEnds() {
        assertThat(print("2024-01-02", "2024-12-31")).isEqualTo("2024-01-02..2024-12-31");
        assertThat(print("2024-01-01", "2024-12-30")).isEqualTo("2024-01-01..2024-12-30");
        assertThat(print("2024-02-01", "2024-02-28")).isEqualTo("2024-02-01..2024-02-28");
        assertThat(print("2024-02-02", "2024-02-29")).isEqualTo("2024-02-02..2024-02-29");
        assertThat(print("2023-01-01", "2024-12-31")).isEqualTo("2023-01-01..2024-12-31");
        assertThat(print("2023-02-01", "2024-02-29")).isEqualTo("2023-02-01..2024-02-29");
    }

    @Test
    void openEndsAreLeftOut() {
        int day = day("2024-01-02");
        assertThat(PartialDate.print(new Range(Range.NEVER, day))).isEqualTo("..2024-01-02");
        assertThat(PartialDate.print(new Range(day, Range.FOREVER))).isEqualTo("2024-01-02..");
        assertThat(PartialDate.print(Range.ANY)).isEqualTo("..");
    }

    @Test
    void everyDayIsWrittenSoThatItReadsTheSame() {
        Trials.run(
                5_000,
                dice -> {
                    Range day = Range.exactly(dice.between(Days.FIRST, Days.LAST));
                    assertThat(PartialDate.parse(PartialDate.print(day))).isEqualTo(day);
                });
    }

    private static String print(String from, String to) {
        return PartialDate.print(new Range(day(from), day(to)));
    }

    private static int day(String date) {
        return (int) LocalDate.parse(date).toEpochDay();
    }
}
