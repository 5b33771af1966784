package amparo.server.audit;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;

/**
 * Words of what is handed to a person on paper or as a file, in the five languages that people on
 * the move read; staff pages have fewer. Files {@code audit/person-words.<language>.properties}.
 */
public final class PersonWords {

    /** The languages, the most usual first. */
    public static final List<String> LANGUAGES = List.of("es", "en", "pt", "fr", "ht");

    private static final Map<String, PersonWords> ALL = new HashMap<>();

    static {
        LANGUAGES.forEach(language -> ALL.put(language, new PersonWords(language)));
    }

    private final String language;
    private final Map<String, String> words;
    private final List<String> months;

    private PersonWords(String language) {
        this.language = language;
        Properties read = new Properties();
        try (InputStream file =
                PersonWords.class.getResourceAsStream(
                        "/audit/person-words." + language + ".properties")) {
            if (file == null) {
                throw new IllegalStateException("no words in " + language);
            }
            read.load(new InputStreamReader(file, StandardCharsets.UTF_8));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        words =
                read.stringPropertyNames().stream()
                        .collect(Collectors.toMap(key -> key, read::getProperty));
        months = List.of(word("months").split(",", -1));
    }

    /** The words in this language; Spanish for one that we do not speak. */
    public static PersonWords in(String language) {
        PersonWords words = ALL.getOrDefault(language, ALL.get("es"));
        if (words == null) {
            throw new IllegalStateException("no words in Spanish");
        }
        return words;
    }

    /** The code of the language. */
    public String language() {
        return language;
    }

    /** What the language is called by those who speak it. */
    public String ownName() {
        return word("language");
    }

    /**
     * A word or sentence.
     *
     * @throws IllegalArgumentException if there is none with this key
     */
    public String word(String key) {
        String word = words.get(key);
        if (word == null) {
            throw new IllegalArgumentException("no word " + key + " in " + language);
        }
        return word;
    }

    /** The word, or another where there is none. */
    public String word(String key, String other) {
        return words.getOrDefault(key, other);
    }

    /** What was done, in plain words: for the very thing, else for the act, else in general. */
    public String act(String action, String kind) {
        String exact = words.get("act." + action + "." + kind);
        return exact != null ? exact : words.getOrDefault("act." + action, word("act"));
    }

    /** Roles as a person understands them. */
    public String roles(List<String> roles) {
        return roles.isEmpty()
                ? word("role.system")
                : roles.stream()
                        .map(role -> words.getOrDefault("role." + role, role))
                        .collect(Collectors.joining(", "));
    }

    /** The day with its month in letters. */
    public String day(LocalDate day) {
        return word("day")
                .replace("{day}", Integer.toString(day.getDayOfMonth()))
                .replace("{month}", months.get(day.getMonthValue() - 1))
                .replace("{year}", Integer.toString(day.getYear()));
    }

    /** Day, hour and minute, with the time zone named. */
    public String moment(Instant at) {
        var utc = at.atZone(ZoneOffset.UTC);
        return "%s, %02d:%02d UTC"
                .formatted(day(utc.toLocalDate()), utc.getHour(), utc.getMinute());
    }

    Map<String, String> all() {
        return Map.copyOf(words);
    }
}
