package amparo.server.directory;

import static org.assertj.core.api.Assertions.assertThat;

import amparo.server.directory.OpenHours.State;
import amparo.server.registry.LoadedRulebook;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** FEATURE: hours that people write are read, and what is not understood shuts no door. */
class OpenHoursTest {

    /** A Monday, ten in the morning in Panama. */
    private static final String MONDAY_TEN = "2026-03-02T15:00:00Z";

    private static State at(String hours, String moment) {
        return OpenHours.at(hours, Clocks.of("PAN"), day -> false, Instant.parse(moment));
    }

    @Test
    void hoursInSpanishAndEnglishAreRead() {
        for (String open :
                List.of(
                        "Monday to Friday, 8 to 16 h",
                        "Mon-Fri 8:00-16:00",
                        "lunes a viernes de 8 a 16 h",
                        "Lunes a sábado 8:00-12:00 y 14:00-18:00; domingo 9-12",
                        "8-16",
                        "Todos los días 7 a 22 h",
                        "lunes, miércoles y viernes 9-11",
                        "24 h",
                        "24/7",
                        "sábado a lunes 8-12")) {
            assertThat(at(open, MONDAY_TEN)).as(open).isEqualTo(State.OPEN);
        }
        for (String shut :
                List.of(
                        "Monday to Friday, 12 to 16 h",
                        "martes a viernes 8-16",
                        "domingo 9-12",
                        "Lunes 8:00-9:30 y 14:00-18:00")) {
            assertThat(at(shut, MONDAY_TEN)).as(shut).isEqualTo(State.CLOSED);
        }
    }

    @Test
    void whatIsNotWhollyUnderstoodIsNotKnown() {
        for (String words :
                List.of(
                        "",
                        "By appointment",
                        "Monday to Friday, 8 to 16 h, except on Carnival",
                        "lunes a viernes 8-16, excepto feriados; feriados 9-12",
                        "holidays 9-12",
                        "except holidays",
                        "Mornings",
                        "lunes a viernes 8-16; feriados por teléfono",
                        "25-30",
                        "8")) {
            assertThat(at(words, MONDAY_TEN)).as(words).isEqualTo(State.UNKNOWN);
        }
        assertThat(OpenHours.at("8-16", Clocks.of("XXX"), day -> true, Instant.parse(MONDAY_TEN)))
                .as("no clock of that country")
                .isEqualTo(State.UNKNOWN);
    }

    @Test
    void overMidnightTheEndBelongsToTheDayBefore() {
        assertThat(at("lunes 20-4", "2026-03-03T02:00:00Z")).isEqualTo(State.OPEN);
        assertThat(at("lunes 20-4", "2026-03-03T08:00:00Z")).isEqualTo(State.OPEN);
        assertThat(at("lunes 20-4", "2026-03-03T10:00:00Z")).isEqualTo(State.CLOSED);
        assertThat(at("lunes 20-4", "2026-03-02T08:00:00Z")).isEqualTo(State.CLOSED);
    }

    @Test
    void whereACountryHasSeveralClocksOneOfThemIsEnough() {
        // Eight in Mexico City, six in Tijuana.
        Instant eight = Instant.parse("2026-01-05T14:00:00Z");
        assertThat(OpenHours.at("8-9", Clocks.of("MEX"), day -> false, eight))
                .isEqualTo(State.OPEN);
        assertThat(OpenHours.at("6-7", Clocks.of("MEX"), day -> false, eight))
                .isEqualTo(State.OPEN);
        assertThat(OpenHours.at("12-13", Clocks.of("MEX"), day -> false, eight))
                .isEqualTo(State.CLOSED);
    }

    // --- holidays

    /** The same Monday, which is a holiday. */
    private static State holiday(String hours, String moment) {
        return OpenHours.at(
                hours, Clocks.of("PAN"), LocalDate.of(2026, 3, 2)::equals, Instant.parse(moment));
    }

    @Test
    void onAHolidayAnOfficeWithDaysOfTheWeekIsClosedAllDay() {
        for (String office :
                List.of(
                        "Monday to Friday, 8 to 16 h",
                        "lunes a sábado 8:00-12:00",
                        "lunes a viernes 14-16",
                        "Mon-Fri 8:00-16:00, except holidays",
                        "Todos los días 7 a 22 h (excepto feriados)",
                        "24 h; feriados cerrado",
                        "lunes a domingo 8-16; closed on public holidays")) {
            assertThat(holiday(office, MONDAY_TEN)).as(office).isEqualTo(State.HOLIDAY);
            assertThat(at(office, MONDAY_TEN))
                    .as("on another Monday: %s", office)
                    .isIn(State.OPEN, State.CLOSED);
        }
        assertThat(holiday("martes a viernes 8-16", MONDAY_TEN))
                .as("it would be closed anyway")
                .isEqualTo(State.CLOSED);
    }

    @Test
    void whatIsOpenOnAllDaysOrSaysSoIsOpenOnAHoliday() {
        for (String open :
                List.of(
                        "24 h",
                        "24/7",
                        "8-16",
                        "Todos los días 7 a 22 h",
                        "lunes a viernes 8-16; sábado y domingo 9-12",
                        "lunes a viernes 8-16, feriados incluidos",
                        "Mon-Fri 8-16, including holidays",
                        "lunes a viernes 14-18; feriados 9-12",
                        "Monday to Friday 14-18; public holidays: 9 to 12")) {
            assertThat(holiday(open, MONDAY_TEN)).as(open).isEqualTo(State.OPEN);
        }
        assertThat(holiday("lunes a viernes 8-16; feriados 12-14", MONDAY_TEN))
                .as("on holidays only later")
                .isEqualTo(State.CLOSED);
    }

    @Test
    void theNightBeforeAHolidayGoesOnAndTheNightOfTheHolidayDoesNotBegin() {
        String nights = "domingo a jueves 20-4";
        assertThat(holiday(nights, "2026-03-02T08:00:00Z")).isEqualTo(State.OPEN);
        assertThat(holiday(nights, "2026-03-03T02:00:00Z")).isEqualTo(State.HOLIDAY);
        assertThat(holiday(nights, "2026-03-03T08:00:00Z")).isEqualTo(State.CLOSED);
    }

    @Test
    void theHolidaysAreThoseOfTheCalendarOfTheCountry() {
        OpenDoors doors = new OpenDoors(new LoadedRulebook(), Clock.systemUTC());
        Instant november = Instant.parse("2026-11-16T16:00:00Z");
        assertThat(doors.of(office("MEX"), november)).isEqualTo(State.HOLIDAY);
        assertThat(doors.holiday(office("MEX"), november)).isTrue();
        assertThat(doors.of(office("CRI"), november)).as("no calendar").isEqualTo(State.OPEN);
        assertThat(doors.of(office("MEX"), Instant.parse("2026-11-17T16:00:00Z")))
                .isEqualTo(State.OPEN);
        // No list of that year: nobody says that the first of January is a holiday.
        assertThat(doors.holiday(office("MEX"), Instant.parse("2041-01-01T16:00:00Z"))).isFalse();
    }

    private static Service office(String country) {
        return new Service(
                new UUID(0, 1),
                new UUID(0, 2),
                "Casa",
                "ngo",
                country,
                null,
                true,
                "Office",
                "shelter",
                country,
                List.of(),
                null,
                null,
                "",
                List.of(),
                "lunes a viernes 8-18",
                "yes",
                null,
                OffsetDateTime.parse("2026-01-01T00:00:00Z"),
                "free",
                "",
                null,
                true,
                true,
                1);
    }
}
