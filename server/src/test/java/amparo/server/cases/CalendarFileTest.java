package amparo.server.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** FEATURE: a calendar file says no more than it must, and every calendar can read it. */
class CalendarFileTest {

    private static final UUID ID = UUID.fromString("0198c0de-0000-7000-8000-000000000001");
    private static final Instant AT = Instant.parse("2027-03-09T14:30:00Z");
    private static final Instant MADE = Instant.parse("2027-03-01T10:00:00Z");

    @Test
    void byItselfItNamesNeitherPlaceNorPurpose() {
        String file = CalendarFile.of(ID, AT, 1, false, MADE, "Cita", null);
        assertThat(file)
                .contains("SUMMARY:Cita\r\n", "DTSTART:20270309T143000Z\r\n", "SEQUENCE:0\r\n")
                .contains("CLASS:PRIVATE", "TRIGGER:-P1D")
                .doesNotContain("LOCATION", "DESCRIPTION:C\r");
    }

    @Test
    void whatWasMovedReplacesAndWhatWasCancelledIsTakenOut() {
        assertThat(CalendarFile.of(ID, AT, 3, true, MADE, "Cita", null))
                .contains("UID:" + ID, "SEQUENCE:2", "STATUS:CANCELLED")
                .doesNotContain("VALARM");
    }

    @Test
    void signsOfTheFormatAreEscapedSoThatNothingCanBePutIn() {
        String place = "Calle 5, piso 2; \\ \r\nATTENDEE:mailto:x\nEND:VCALENDAR";
        String file = CalendarFile.of(ID, AT, 1, false, MADE, "Cita", place);
        String whole = file.replace("\r\n ", "");
        assertThat(whole)
                .contains(
                        "LOCATION:Calle 5\\, piso 2\\; \\\\ \\nATTENDEE:mailto:x\\nEND:VCALENDAR");
        assertThat(whole.lines()).doesNotContain("ATTENDEE:mailto:x");
        assertThat(whole.lines().filter("END:VCALENDAR"::equals)).hasSize(1);
    }

    @Test
    void noLineIsLongerThanSeventyFiveBytesAndNoLetterIsCut() {
        String place = "ñandú 🏛 ".repeat(30);
        String file = CalendarFile.of(ID, AT, 1, false, MADE, "Cita", place);
        assertThat(file.split("\r\n"))
                .allSatisfy(line ->
                        assertThat(line.getBytes(StandardCharsets.UTF_8).length)
                                .isLessThanOrEqualTo(75));
        assertThat(file.replace("\r\n ", "")).contains("LOCATION:" + place);
    }
}
