package amparo.server.platform;

import java.text.ListFormat;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;

/**
 * Writes numbers, dates and times so that nobody can read them wrongly, in one language and time
 * zone.
 */
public final class Words {
    private static final int NEAR = 14;
    private static final int FIRST_GROUPED = 10_000;

    private final Texts texts;
    private final Language language;
    private final ZoneId zone;
    private final LocalDate today;

    Words(Texts texts, Language language, ZoneId zone, LocalDate today) {
        this.texts = texts;
        this.language = language;
        this.zone = zone;
        this.today = today;
    }

    /** A day with its month in letters: "12 de marzo de 2024", "12 March 2024". */
    public String date(LocalDate day) {
        return DateTimeFormatter.ofPattern(language.datePattern(), language.locale()).format(day);
    }

    /** Hours and minutes of 24: "14:05". */
    public String time(Instant instant) {
        return DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT).format(instant.atZone(zone));
    }

    /** Day and time in the zone of the reader: "12 March 2024, 14:05". */
    public String dateTime(Instant instant) {
        return date(instant.atZone(zone).toLocalDate()) + ", " + time(instant);
    }

    /** "today", "in 3 days", "2 days ago"; more than two weeks away, the date itself. */
    public String near(LocalDate day) {
        long days = ChronoUnit.DAYS.between(today, day);
        if (days == 0) {
            return texts.text(language, "day.today");
        } else if (days == 1) {
            return texts.text(language, "day.tomorrow");
        } else if (days == -1) {
            return texts.text(language, "day.yesterday");
        } else if (Math.abs(days) > NEAR) {
            return date(day);
        }
        return texts.count(language, days > 0 ? "day.in" : "day.ago", Math.abs(days));
    }

    /**
     * A whole number. Spanish and French part thousands by a thin space: half of the Americas reads
     * "1.500" as one and a half.
     */
    public String number(long number) {
        return number(language, number);
    }

    static String number(Language language, long number) {
        if (Math.abs(number) < FIRST_GROUPED && language != Language.EN) {
            return Long.toString(number);
        }
        String grouped = String.format(Locale.ROOT, "%,d", number);
        return language == Language.EN ? grouped : grouped.replace(',', '\u202f');
    }

    /** "a, b and c". */
    public String list(List<String> items) {
        return items.isEmpty()
                ? ""
                : ListFormat.getInstance(
                                language.locale(), ListFormat.Type.STANDARD, ListFormat.Style.FULL)
                        .format(items);
    }
}
