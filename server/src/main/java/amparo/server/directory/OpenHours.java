package amparo.server.directory;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Opening hours as people write them, in Spanish or English: "Monday to Friday, 8 to 16 h", "lunes
 * a sábado 8:00-12:00 y 14:00-18:00; domingo 9-12", "24 h". What is not wholly understood is not
 * known: nobody is turned away by a guess.
 */
final class OpenHours {

    /** Whether a door is open. */
    enum State {
        OPEN,
        CLOSED,
        UNKNOWN
    }

    private static final Map<String, DayOfWeek> DAYS =
            Map.ofEntries(
                    Map.entry("mon", DayOfWeek.MONDAY),
                    Map.entry("tue", DayOfWeek.TUESDAY),
                    Map.entry("wed", DayOfWeek.WEDNESDAY),
                    Map.entry("thu", DayOfWeek.THURSDAY),
                    Map.entry("fri", DayOfWeek.FRIDAY),
                    Map.entry("sat", DayOfWeek.SATURDAY),
                    Map.entry("sun", DayOfWeek.SUNDAY),
                    Map.entry("lun", DayOfWeek.MONDAY),
                    Map.entry("mar", DayOfWeek.TUESDAY),
                    Map.entry("mié", DayOfWeek.WEDNESDAY),
                    Map.entry("mie", DayOfWeek.WEDNESDAY),
                    Map.entry("jue", DayOfWeek.THURSDAY),
                    Map.entry("vie", DayOfWeek.FRIDAY),
                    Map.entry("sáb", DayOfWeek.SATURDAY),
                    Map.entry("sab", DayOfWeek.SATURDAY),
                    Map.entry("dom", DayOfWeek.SUNDAY));

    private static final String DAY =
            "(?:mon(?:day)?|tue(?:s|sday)?|wed(?:nesday)?|thu(?:rs|rsday)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?"
                    + "|lun(?:es)?|mar(?:tes)?|mi[ée](?:rcoles)?|jue(?:ves)?|vie(?:rnes)?|s[áa]b(?:ado)?|dom(?:ingo)?)s?";
    private static final String TO = "\\s*(?:-|–|to|a|al)\\s*";
    private static final String AND = "\\s*(?:,|y|and|&)\\s*";
    private static final String TIME = "\\d{1,2}(?:[:.]\\d{2})?\\s*(?:h|hrs?|horas)?";
    private static final String SPAN = TIME + TO + TIME;
    private static final String SOME_DAYS = DAY + "(?:" + TO + DAY + ")?";

    private static final Pattern ALWAYS =
            Pattern.compile(
                    "(?:24\\s*/\\s*7|24\\s*(?:h|hrs?|horas|hours)(?:,?\\s*(?:every day|todos los días|7 days|7 días))?)");
    private static final Pattern PART =
            Pattern.compile(
                    "(?:(?<every>every day|daily|todos los días|diario)|(?<days>"
                            + SOME_DAYS
                            + "(?:"
                            + AND
                            + SOME_DAYS
                            + ")*))?[\\s,:]*(?:(?:from|de)\\s+)?(?<spans>"
                            + SPAN
                            + "(?:"
                            + AND
                            + "(?:de\\s+)?"
                            + SPAN
                            + ")*|24\\s*h)");
    private static final Pattern ONE_SPAN =
            Pattern.compile(
                    "(\\d{1,2})(?:[:.](\\d{2}))?\\s*(?:h|hrs?|horas)?"
                            + TO
                            + "(\\d{1,2})(?:[:.](\\d{2}))?");
    private static final Pattern ONE_RANGE =
            Pattern.compile("(" + DAY + ")(?:" + TO + "(" + DAY + "))?");
    private static final int DAY_MINUTES = 24 * 60;

    private OpenHours() {}

    private record Span(Set<DayOfWeek> days, int from, int to) {}

    /**
     * Whether it is open at a moment; where a country has several clocks, open if it is by one of
     * them.
     */
    static State at(String hours, List<ZoneId> zones, Instant now) {
        Optional<List<Span>> spans = read(hours);
        if (spans.isEmpty() || zones.isEmpty()) {
            return State.UNKNOWN;
        }
        return zones.stream().anyMatch(zone -> open(spans.get(), now.atZone(zone)))
                ? State.OPEN
                : State.CLOSED;
    }

    private static boolean open(List<Span> spans, ZonedDateTime now) {
        int minute = now.getHour() * 60 + now.getMinute();
        DayOfWeek today = now.getDayOfWeek();
        return spans.stream()
                .anyMatch(one ->
                        (one.days().contains(today)
                                        && minute >= one.from()
                                        && minute
                                                < Math.max(
                                                        one.to(),
                                                        one.from() >= one.to() ? DAY_MINUTES : 0))
                                // Over midnight: the end belongs to the day before.
                                || (one.to() <= one.from()
                                        && one.days().contains(today.minus(1))
                                        && minute < one.to()));
    }

    private static Optional<List<Span>> read(String hours) {
        String text = hours.strip().toLowerCase(Locale.ROOT).replaceAll("[.]$", "");
        if (text.isEmpty()) {
            return Optional.empty();
        }
        if (ALWAYS.matcher(text).matches()) {
            return Optional.of(List.of(new Span(EnumSet.allOf(DayOfWeek.class), 0, DAY_MINUTES)));
        }
        List<Span> all = new ArrayList<>();
        for (String part : text.split(";", -1)) {
            Matcher match = PART.matcher(part.strip());
            if (!match.matches()) {
                return Optional.empty();
            }
            Set<DayOfWeek> days = days(match.group("days"));
            String spans = match.group("spans");
            if (spans.startsWith("24")) {
                all.add(new Span(days, 0, DAY_MINUTES));
                continue;
            }
            Matcher span = ONE_SPAN.matcher(spans);
            while (span.find()) {
                int from = minutes(span.group(1), span.group(2));
                int to = minutes(span.group(3), span.group(4));
                if (from >= DAY_MINUTES || to > DAY_MINUTES || from == to) {
                    return Optional.empty();
                }
                all.add(new Span(days, from, to));
            }
        }
        return all.isEmpty() ? Optional.empty() : Optional.of(all);
    }

    private static int minutes(String hour, @Nullable String minute) {
        return Integer.parseInt(hour) * 60 + (minute == null ? 0 : Integer.parseInt(minute));
    }

    /** Without a day: every day. */
    private static Set<DayOfWeek> days(@Nullable String text) {
        if (text == null) {
            return EnumSet.allOf(DayOfWeek.class);
        }
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        Matcher range = ONE_RANGE.matcher(text);
        while (range.find()) {
            DayOfWeek from = day(range.group(1));
            String end = range.group(2);
            DayOfWeek to = end == null ? from : day(end);
            for (DayOfWeek each = from; each != to; each = each.plus(1)) {
                days.add(each);
            }
            days.add(to);
        }
        return days;
    }

    private static DayOfWeek day(String word) {
        DayOfWeek day = DAYS.get(word.substring(0, 3));
        if (day == null) {
            throw new IllegalArgumentException("no day: " + word);
        }
        return day;
    }
}
