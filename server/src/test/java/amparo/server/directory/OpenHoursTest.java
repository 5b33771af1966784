package amparo.server.directory;

import static org.assertj.core.api.Assertions.assertThat;

import amparo.server.directory.OpenHours.State;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** FEATURE: hours that people write are read, and what is not understood shuts no door. */
class OpenHoursTest {

    /** A Monday, ten in the morning in Panama. */
    private static final String MONDAY_TEN = "2026-03-02T15:00:00Z";

    private static State at(String hours, String moment) {
        return OpenHours.at(hours, Clocks.of("PAN"), Instant.parse(moment));
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
                        "Monday to Friday, 8 to 16 h, except holidays",
                        "Mornings",
                        "lunes a viernes 8-16; feriados por teléfono",
                        "25-30",
                        "8")) {
            assertThat(at(words, MONDAY_TEN)).as(words).isEqualTo(State.UNKNOWN);
        }
        assertThat(OpenHours.at("8-16", Clocks.of("XXX"), Instant.parse(MONDAY_TEN)))
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
        assertThat(OpenHours.at("8-9", Clocks.of("MEX"), eight)).isEqualTo(State.OPEN);
        assertThat(OpenHours.at("6-7", Clocks.of("MEX"), eight)).isEqualTo(State.OPEN);
        assertThat(OpenHours.at("12-13", Clocks.of("MEX"), eight)).isEqualTo(State.CLOSED);
    }
}
