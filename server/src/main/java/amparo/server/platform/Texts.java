package amparo.server.platform;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * The texts of the pages: files {@code texts/<area>.<language>.properties} in UTF-8. A key stands
 * in one area only and is written in full ({@code sign-in.title}), so that a plain search finds it.
 *
 * <p>Placeholders are those of {@link MessageFormat}: {@code {0}}. A counted text has two keys,
 * {@code .one} and {@code .other}, and the count is {@code {0}}. Apostrophes are written as ’,
 * never as '.
 */
public final class Texts {
    private static final String FILES = "classpath*:texts/*.properties";
    private static final Pattern FILE =
            Pattern.compile("[a-z0-9-]+\\.(?<language>[a-z]{2})\\.properties");

    private final Map<Language, Map<String, String>> texts;
    private final List<Language> offered;
    private final boolean strict;

    private Texts(Map<Language, Map<String, String>> texts, boolean strict) {
        this.texts = texts;
        this.offered = offered(texts);
        this.strict = strict;
    }

    /**
     * Every text on the class path. A key that is missing in one language falls back to another.
     */
    public static Texts load() {
        return new Texts(read(), false);
    }

    /**
     * The same for tests: a text from another language is marked as such, an unknown key throws.
     */
    public static Texts strict() {
        return new Texts(read(), true);
    }

    /** The text with its placeholders filled; numbers and dates among them are written out. */
    public String text(Language language, String key, Object... values) {
        String text = known(language).get(key);
        if (text != null) {
            return fill(language, text, values);
        }
        for (Language other : fallbacks(language)) {
            String foreign = known(other).get(key);
            if (foreign != null) {
                String filled = fill(other, foreign, values);
                return strict ? "[" + other.code() + "] " + filled : filled;
            }
        }
        if (strict) {
            throw new IllegalArgumentException("no text " + key + " in any language");
        }
        return "[" + key + "]";
    }

    /** The form of the text that the count asks for; the count is {@code {0}}, values follow it. */
    public String count(Language language, String key, long count, Object... values) {
        Object[] all = new Object[values.length + 1];
        all[0] = count;
        System.arraycopy(values, 0, all, 1, values.length);
        return text(language, key + "." + language.plural(count), all);
    }

    /** Whether any language has the key. */
    public boolean has(String key) {
        return texts.values().stream().anyMatch(known -> known.containsKey(key));
    }

    /** The languages to offer: those in which no text is missing. */
    public List<Language> offered() {
        return offered;
    }

    // Once and not for each page: it compares every key of every language.
    private static List<Language> offered(Map<Language, Map<String, String>> texts) {
        Set<String> all = new HashSet<>();
        texts.values().forEach(known -> all.addAll(known.keySet()));
        return Stream.of(Language.values())
                .filter(language ->
                        texts.getOrDefault(language, Map.of()).keySet().containsAll(all))
                .toList();
    }

    /** Keys and raw texts of a language. */
    Map<String, String> known(Language language) {
        return texts.getOrDefault(language, Map.of());
    }

    private static List<Language> fallbacks(Language language) {
        return language == Language.ES || language == Language.PT
                ? List.of(Language.ES, Language.EN)
                : List.of(Language.EN, Language.ES);
    }

    private static String fill(Language language, String text, Object... values) {
        if (values.length == 0) {
            return text;
        }
        Object[] written = new Object[values.length];
        for (int i = 0; i < values.length; i++) {
            written[i] =
                    switch (values[i]) {
                        case Long number -> Words.number(language, number);
                        case Integer number -> Words.number(language, number);
                        case LocalDate day ->
                                DateTimeFormatter.ofPattern(
                                                language.datePattern(), language.locale())
                                        .format(day);
                        default -> values[i].toString();
                    };
        }
        return new MessageFormat(text, language.locale()).format(written);
    }

    private static Map<Language, Map<String, String>> read() {
        Map<Language, Map<String, String>> all = new EnumMap<>(Language.class);
        try {
            for (Resource file : new PathMatchingResourcePatternResolver().getResources(FILES)) {
                String name = Objects.requireNonNull(file.getFilename());
                Matcher parts = FILE.matcher(name);
                Optional<Language> language =
                        parts.matches() ? Language.of(parts.group("language")) : Optional.empty();
                if (language.isEmpty()) {
                    throw new IllegalStateException(
                            "texts/" + name + " is not <area>.<language>.properties");
                }
                Map<String, String> known =
                        all.computeIfAbsent(language.get(), any -> new HashMap<>());
                readFile(file, name, known);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the texts cannot be read", e);
        }
        return all;
    }

    private static void readFile(Resource file, String name, Map<String, String> known)
            throws IOException {
        Properties properties = new Properties();
        try (Reader reader = new InputStreamReader(file.getInputStream(), StandardCharsets.UTF_8)) {
            properties.load(reader);
        }
        for (String key : properties.stringPropertyNames()) {
            if (known.put(key, properties.getProperty(key)) != null) {
                throw new IllegalStateException(
                        "texts/" + name + ": " + key + " is in another area too");
            }
        }
    }
}
