package amparo.app.ask;

import amparo.app.text.Messages;
import amparo.app.text.Plain;
import amparo.engine.value.PartialDate;
import amparo.engine.value.Range;
import amparo.engine.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Dates as people write them; a date with two meanings is asked back. */
final class DateAnswers {
    private static final int MONTHS = 12;

    private final Messages messages;
    private final List<List<String>> months = new ArrayList<>();

    DateAnswers(Messages messages) {
        this.messages = messages;
        for (String language : new LinkedHashSet<>(List.of(messages.language(), "en"))) {
            months.add(
                    Messages.in(language).words("date.months").stream().map(Plain::key).toList());
        }
    }

    Answers.Reading read(String text) {
        List<String> parts = new ArrayList<>();
        for (String part : Plain.key(text).split("[ /.,-]+")) {
            if (!part.isEmpty() && !part.equals("de") && !part.equals("of")) {
                parts.add(part.equals("1er") || part.equals("1ye") ? "1" : part);
            }
        }
        boolean twoMeanings =
                parts.size() == 3
                        && isShort(parts.get(0))
                        && isShort(parts.get(1))
                        && isYear(parts.get(2))
                        && number(parts.get(0)) <= MONTHS
                        && number(parts.get(1)) <= MONTHS
                        && number(parts.get(0)) != number(parts.get(1));
        if (twoMeanings) {
            return Answers.Reading.trouble(messages.text("ask.bad.date-order", text.strip()));
        }
        String iso = iso(parts);
        try {
            Range days = iso == null ? null : PartialDate.parse(iso);
            return days == null
                    ? Answers.Reading.trouble(messages.text("ask.bad.date"))
                    : Answers.Reading.of(new Value.Day(days));
        } catch (IllegalArgumentException impossible) {
            return Answers.Reading.trouble(messages.text("ask.bad.date-none", text.strip()));
        }
    }

    /** {@code yyyy}, {@code yyyy-mm} or {@code yyyy-mm-dd}; null if it is none of them. */
    private @Nullable String iso(List<String> parts) {
        int size = parts.size();
        if (size == 0 || size > 3) {
            return null;
        }
        List<String> ordered = isYear(parts.get(0)) ? parts : parts.reversed();
        if (!isYear(ordered.get(0))) {
            return null;
        }
        if (size == 1) {
            return ordered.get(0);
        }
        String second = ordered.get(1);
        String third = size == 3 ? ordered.get(2) : "";
        boolean turned =
                size == 3 && (!isShort(third) || isShort(second) && number(second) > MONTHS);
        if (turned) {
            String swap = second;
            second = third;
            third = swap;
        }
        String month = month(second);
        if (month == null || size == 3 && !isShort(third)) {
            return null;
        }
        return ordered.get(0) + "-" + month + (size == 3 ? "-" + two(third) : "");
    }

    private @Nullable String month(String text) {
        if (isShort(text)) {
            return two(text);
        }
        Set<Integer> found = new LinkedHashSet<>();
        for (List<String> names : months) {
            for (int i = 0; i < names.size(); i++) {
                if (names.get(i).equals(text)) {
                    return two(Integer.toString(i + 1));
                }
                if (text.length() >= 3 && names.get(i).startsWith(text)) {
                    found.add(i + 1);
                }
            }
        }
        return found.size() == 1 ? two(Integer.toString(found.iterator().next())) : null;
    }

    private static boolean isYear(String text) {
        return text.length() == 4 && isDigits(text);
    }

    private static boolean isShort(String text) {
        return (text.length() == 1 || text.length() == 2) && isDigits(text);
    }

    private static boolean isDigits(String text) {
        return text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static int number(String text) {
        return Integer.parseInt(text);
    }

    private static String two(String text) {
        return text.length() == 1 ? "0" + text : text;
    }
}
