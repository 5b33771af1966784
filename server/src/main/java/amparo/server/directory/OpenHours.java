package amparo.server.directory;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Opening hours as people write them, in Spanish or English: "Monday to Friday, 8 to 16 h", "lunes
 * a sábado 8:00-12:00 y 14:00-18:00; domingo 9-12", "24 h". What is not wholly understood is not
 * known: nobody is turned away by a guess.
 *
 * <p>On a public holiday hold the hours that are written for it ("holidays 9-12", "except
 * holidays", "feriados incluidos"). Where nothing is written, an office with days of the week is
 * closed, and what is open on all days of the week stays open.
 */
final class OpenHours {

    /** Whether a door is open. */
    enum State {
        OPEN,
        CLOSED,
        /** All day, for it is a public holiday; on another such day of the week it opens. */
        HOLIDAY,
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
    private static final String HOLIDAYS =
            "(?:(?:los\\s+|d[íi]as\\s+)*(?:feriados?|festivos?)|(?:public\\s+|bank\\s+)?holidays?)";
    private static final Pattern NOT_ON_HOLIDAYS =
            Pattern.compile(
                    "(?:(?<rest>.*?)[\\s,(]+)?(?:(?:except|excluding|not on|closed(?: on)?|excepto|salvo|menos"
                            + "|cerrado(?: en)?)\\s+"
                            + HOLIDAYS
                            + "|"
                            + HOLIDAYS
                            + "[\\s:]+(?:closed|cerrado))\\)?");
    private static final Pattern ALSO_ON_HOLIDAYS =
            Pattern.compile(
                    "(?:(?<rest>.*?)[\\s,(]+)?(?:(?:including|also on|incluidos|incluso|tambi[ée]n)\\s+"
                            + HOLIDAYS
                            + "|"
                            + HOLIDAYS
                            + "\\s+(?:included|incluidos?))\\)?");
    private static final Pattern THE_HOLIDAYS = Pattern.compile(HOLIDAYS + "[\\s,:]+(?<rest>.+)");
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

    private record Span(Set<DayOfWeek> days, int from, int to) {
        boolean pastMidnight() {
            return to <= from;
        }
    }

    /**
     * What was read.
     *
     * @param onHolidays on which days of the week what holds if they are holidays
     */
    private record Hours(List<Span> usual, List<Span> onHolidays) {

        List<Span> of(LocalDate day, Predicate<LocalDate> holiday) {
            return (holiday.test(day) ? onHolidays : usual)
                    .stream().filter(one -> one.days().contains(day.getDayOfWeek())).toList();
        }
    }

    /**
     * Whether it is open at a moment; where a country has several clocks, open if it is by one of
     * them.
     *
     * @param holiday whether a day is a public holiday there, as far as that is known
     */
    static State at(String hours, List<ZoneId> zones, Predicate<LocalDate> holiday, Instant now) {
        Optional<Hours> read = read(hours);
        if (read.isEmpty() || zones.isEmpty()) {
            return State.UNKNOWN;
        }
        Hours known = read.get();
        if (zones.stream().anyMatch(zone -> open(known, holiday, now.atZone(zone)))) {
            return State.OPEN;
        }
        return zones.stream()
                        .map(zone -> now.atZone(zone).toLocalDate())
                        .anyMatch(day ->
                                holiday.test(day)
                                        && known.of(day, holiday).isEmpty()
                                        && !known.of(day, any -> false).isEmpty())
                ? State.HOLIDAY
                : State.CLOSED;
    }

    private static boolean open(Hours hours, Predicate<LocalDate> holiday, ZonedDateTime now) {
        int minute = now.getHour() * 60 + now.getMinute();
        LocalDate today = now.toLocalDate();
        return hours.of(today, holiday).stream()
                        .anyMatch(one ->
                                minute >= one.from() && (one.pastMidnight() || minute < one.to()))
                // Over midnight: the end belongs to the day before.
                || hours.of(today.minusDays(1), holiday).stream()
                        .anyMatch(one -> one.pastMidnight() && minute < one.to());
    }

    private static Optional<Hours> read(String hours) {
        String text = hours.strip().toLowerCase(Locale.ROOT).replaceAll("[.]$", "");
        if (text.isEmpty()) {
            return Optional.empty();
        }
        List<Span> usual = new ArrayList<>();
        List<Span> onHolidays = new ArrayList<>();
        Boolean also = null;
        for (String part : text.split(";", -1)) {
            String rest = part.strip();
            Matcher not = NOT_ON_HOLIDAYS.matcher(rest);
            Matcher yes = ALSO_ON_HOLIDAYS.matcher(rest);
            Matcher those = THE_HOLIDAYS.matcher(rest);
            if (not.matches() || yes.matches()) {
                boolean open = !not.matches();
                if (also != null && also != open) {
                    return Optional.empty();
                }
                also = open;
                String before = (open ? yes : not).group("rest");
                rest = before == null ? "" : before.strip();
            } else if (those.matches()) {
                List<Span> found = spans(those.group("rest"));
                if (found.isEmpty()) {
                    return Optional.empty();
                }
                onHolidays.addAll(found);
                continue;
            }
            if (!rest.isEmpty()) {
                List<Span> found = spans(rest);
                if (found.isEmpty()) {
                    return Optional.empty();
                }
                usual.addAll(found);
            } else if (also == null) {
                return Optional.empty();
            }
        }
        if (also != null && !onHolidays.isEmpty()) {
            // Both "except holidays" and hours for them: nobody knows what is meant.
            return Optional.empty();
        }
        if (onHolidays.isEmpty() && (also == null ? isDaily(usual) : also)) {
            onHolidays.addAll(usual);
        }
        return usual.isEmpty() ? Optional.empty() : Optional.of(new Hours(usual, onHolidays));
    }

    private static boolean isDaily(List<Span> spans) {
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        spans.forEach(one -> days.addAll(one.days()));
        return days.size() == DayOfWeek.values().length;
    }

    /** None: it is not wholly understood. */
    private static List<Span> spans(String part) {
        if (ALWAYS.matcher(part).matches()) {
            return List.of(new Span(EnumSet.allOf(DayOfWeek.class), 0, DAY_MINUTES));
        }
        Matcher match = PART.matcher(part);
        if (!match.matches()) {
            return List.of();
        }
        Set<DayOfWeek> days = days(match.group("days"));
        String spans = match.group("spans");
        if (spans.startsWith("24")) {
            return List.of(new Span(days, 0, DAY_MINUTES));
        }
        List<Span> all = new ArrayList<>();
        Matcher span = ONE_SPAN.matcher(spans);
        while (span.find()) {
            int from = minutes(span.group(1), span.group(2));
            int to = minutes(span.group(3), span.group(4));
            if (from >= DAY_MINUTES || to > DAY_MINUTES || from == to) {
                return List.of();
            }
            all.add(new Span(days, from, to));
        }
        return all;
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
