package amparo.server.groups;

import amparo.engine.fact.CodeList;
import amparo.engine.fact.Fact;
import amparo.engine.fact.FactType;
import amparo.server.registry.PersonFiles;
import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Turns a cell of a form or a file into the JSON of an answer: codes by code or by label in any of
 * the languages, dates as people write them, day before month.
 */
@Component
public class FactWords {

    /** In files: the person prefers not to say. */
    public static final String NOT_SAID = "not-said";

    private static final int LONGEST = 2000;
    private static final int OLDEST = 1890;
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final List<String> LANGUAGES = List.of("es", "en", "pt", "fr", "ht");
    private static final Set<String> YES =
            Set.of("si", "s", "yes", "y", "true", "1", "sim", "oui", "wi");
    private static final Set<String> NO = Set.of("no", "n", "false", "0", "nao", "non");

    private static final Pattern NUMERIC_DATE =
            Pattern.compile("(?:(\\d{1,2})[/.\\- ])?(\\d{1,2})[/.\\- ](\\d{4})");
    private static final Pattern ISO_DATE = Pattern.compile("(\\d{4})(?:-(\\d{2})(?:-(\\d{2}))?)?");

    private final Map<String, Map<String, String>> lists = new ConcurrentHashMap<>();

    /**
     * The answer; empty if the text is none.
     *
     * @param text not blank
     */
    public Optional<String> json(PersonFiles.Known known, String text) {
        Fact fact = known.rulebook();
        String typed = text.strip();
        if (typed.equals(NOT_SAID)) {
            return Optional.of("null");
        }
        if (fact == null) {
            return typed.length() > LONGEST ? Optional.empty() : Optional.of(written(typed));
        }
        FactType type = fact.type();
        return switch (type) {
            case BOOLEAN -> {
                String word = plain(typed);
                yield YES.contains(word)
                        ? Optional.of("true")
                        : NO.contains(word) ? Optional.of("false") : Optional.empty();
            }
            case WHOLE -> whole(fact, typed);
            case DATE -> date(typed).map(FactWords::written);
            case CODE -> code(fact, typed).map(FactWords::written);
            case CODES -> codes(fact, typed);
            case RECORDS -> Optional.empty();
        };
    }

    /** A number of years of at most three digits, or else a date. */
    public static boolean isAge(String text) {
        return text.strip().matches("\\d{1,3}");
    }

    /** A whole day as people write it, day before month; empty if it is none. */
    public static Optional<LocalDate> day(String text) {
        return date(text.strip()).filter(one -> one.length() == 10).map(LocalDate::parse);
    }

    /** The date, as exactly as it was written: year, month of a year, or day. */
    static Optional<String> date(String typed) {
        Matcher iso = ISO_DATE.matcher(typed);
        if (iso.matches()) {
            return date(iso.group(1), iso.group(2), iso.group(3));
        }
        Matcher numeric = NUMERIC_DATE.matcher(typed);
        return numeric.matches()
                ? date(numeric.group(3), numeric.group(2), numeric.group(1))
                : Optional.empty();
    }

    private static Optional<String> date(
            String year, @Nullable String month, @Nullable String day) {
        try {
            int y = Integer.parseInt(year);
            if (y < OLDEST || y > 2200) {
                return Optional.empty();
            }
            if (month == null) {
                return Optional.of(year);
            }
            YearMonth of = YearMonth.of(y, Integer.parseInt(month));
            return Optional.of(
                    day == null
                            ? of.toString()
                            : LocalDate.of(y, of.getMonth(), Integer.parseInt(day)).toString());
        } catch (DateTimeException none) {
            return Optional.empty();
        }
    }

    private static Optional<String> whole(Fact fact, String typed) {
        if (!typed.matches("\\d{1,9}")) {
            return Optional.empty();
        }
        long number = Long.parseLong(typed);
        return fact.bounds().low() <= number && number <= fact.bounds().high()
                ? Optional.of(Long.toString(number))
                : Optional.empty();
    }

    private Optional<String> codes(Fact fact, String typed) {
        // A label may hold a comma itself.
        Optional<String> single = code(fact, typed);
        if (single.isPresent()) {
            return Optional.of(JSON.writeValueAsString(List.of(single.get())));
        }
        List<String> found = new ArrayList<>();
        for (String part : typed.split("[,;|/]", -1)) {
            Optional<String> one = code(fact, part);
            if (one.isEmpty()) {
                return Optional.empty();
            }
            if (!found.contains(one.get())) {
                found.add(one.get());
            }
        }
        return Optional.of(JSON.writeValueAsString(found));
    }

    private Optional<String> code(Fact fact, String typed) {
        CodeList codes = fact.codes();
        if (codes == null) {
            return Optional.empty();
        }
        String word = typed.strip();
        if (codes.has(word)) {
            return Optional.of(word);
        }
        return Optional.ofNullable(
                lists.computeIfAbsent(codes.name(), name -> words(codes)).get(plain(word)));
    }

    /** What is written in one language never means something else in another. */
    private static Map<String, String> words(CodeList codes) {
        Map<String, String> words = new HashMap<>();
        Set<String> doubtful = new java.util.HashSet<>();
        for (String code : codes.codes().keySet()) {
            words.put(plain(code), code);
        }
        for (String code : codes.codes().keySet()) {
            for (String language : LANGUAGES) {
                String word = plain(codes.label(code, language));
                String other = words.putIfAbsent(word, code);
                if (other != null && !other.equals(code)) {
                    doubtful.add(word);
                }
            }
        }
        words.keySet().removeAll(doubtful);
        return words;
    }

    /** Without accents and capitals. */
    static String plain(String word) {
        return Normalizer.normalize(word.strip(), Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT);
    }

    /** A text as JSON. */
    public static String written(String text) {
        return JSON.writeValueAsString(text);
    }

    static String written(List<String> codes) {
        return JSON.writeValueAsString(codes);
    }
}
