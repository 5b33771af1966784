package amparo.server.cases;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An appointment as a calendar file (RFC 5545). By itself it says no more than "Appointment":
 * telephones show calendars to whoever stands beside, and to whoever took the telephone away.
 */
final class CalendarFile {

    private static final DateTimeFormatter UTC =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);
    private static final int LINE = 75;

    private CalendarFile() {}

    /**
     * The file.
     *
     * @param version grows when the appointment is moved, so that calendars replace the older one
     * @param title what the calendar shows
     * @param place none unless the person wants it in there
     */
    static String of(
            UUID id,
            Instant at,
            int version,
            boolean cancelled,
            Instant made,
            String title,
            @Nullable String place) {
        StringBuilder file = new StringBuilder();
        line(file, "BEGIN:VCALENDAR");
        line(file, "VERSION:2.0");
        line(file, "PRODID:-//Amparo//1//ES");
        line(file, "CALSCALE:GREGORIAN");
        line(file, "METHOD:PUBLISH");
        line(file, "BEGIN:VEVENT");
        line(file, "UID:" + id);
        line(file, "SEQUENCE:" + (version - 1));
        line(file, "DTSTAMP:" + UTC.format(made));
        line(file, "DTSTART:" + UTC.format(at));
        line(file, "DTEND:" + UTC.format(at.plusSeconds(3600)));
        line(file, "SUMMARY:" + text(title));
        if (place != null) {
            line(file, "LOCATION:" + text(place));
        }
        line(file, "CLASS:PRIVATE");
        line(file, "STATUS:" + (cancelled ? "CANCELLED" : "CONFIRMED"));
        if (!cancelled) {
            line(file, "BEGIN:VALARM");
            line(file, "ACTION:DISPLAY");
            line(file, "TRIGGER:-P1D");
            line(file, "DESCRIPTION:" + text(title));
            line(file, "END:VALARM");
        }
        line(file, "END:VEVENT");
        line(file, "END:VCALENDAR");
        return file.toString();
    }

    private static String text(String plain) {
        return plain.replace("\\", "\\\\")
                .replace(";", "\\;")
                .replace(",", "\\,")
                .replace("\r\n", "\\n")
                .replace("\n", "\\n")
                .replace("\r", "\\n");
    }

    /** No line is longer than 75 bytes, and none is cut inside a letter. */
    private static void line(StringBuilder file, String line) {
        int used = 0;
        for (int i = 0; i < line.length(); ) {
            int letter = line.codePointAt(i);
            String one = Character.toString(letter);
            int bytes = one.getBytes(StandardCharsets.UTF_8).length;
            if (used + bytes > LINE) {
                file.append("\r\n ");
                used = 1;
            }
            file.append(one);
            used += bytes;
            i += Character.charCount(letter);
        }
        file.append("\r\n");
    }
}
