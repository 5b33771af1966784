package amparo.finder;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The sentences of the finder in one language; those of the command line are among them. */
public final class Texts {
    /** What the page uses of the sentences of the command line: all that is said of doors. */
    private static final List<String> SHARED =
            List.of(
                    "asylum.",
                    "availability.",
                    "barrier.",
                    "change.",
                    "class.",
                    "condition.",
                    "confidence.",
                    "date.",
                    "door.",
                    "effect.",
                    "grants.",
                    "group.",
                    "head.draft",
                    "head.notice",
                    "how.",
                    "length.",
                    "next.",
                    "protection.",
                    "service.",
                    "value.");

    private final String language;
    private final Properties own;
    private final Properties words;

    private Texts(String language) {
        this.language = language;
        this.own = read("/finder/texts/" + language + ".properties");
        own.putAll(read("/finder/texts/interview_" + language + ".properties"));
        this.words = read("/finder/words/messages_" + language + ".properties");
    }

    private static Properties read(String resource) {
        Properties texts = new Properties();
        try (InputStream in = Texts.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalArgumentException("there is no " + resource);
            }
            texts.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException wrong) {
            throw new UncheckedIOException(resource, wrong);
        }
        return texts;
    }

    /** The sentences in a language, by ISO 639-1 code. */
    public static Texts in(String language) {
        return new Texts(language);
    }

    /** The language, by ISO 639-1 code. */
    public String language() {
        return language;
    }

    /** A sentence, with {@code {0}}, {@code {1}} ... filled in. */
    public String text(String key, Object... values) {
        String text = find(key);
        if (text == null) {
            throw new IllegalArgumentException("no sentence is called " + key + " in " + language);
        }
        for (int i = 0; i < values.length; i++) {
            text = text.replace("{" + i + "}", String.valueOf(values[i]));
        }
        return text;
    }

    /** True if there is such a sentence. */
    public boolean has(String key) {
        return find(key) != null;
    }

    private @Nullable String find(String key) {
        String text = own.getProperty(key);
        return text == null ? words.getProperty(key) : text;
    }

    /** The keys of the finder's own sentences. */
    SortedMap<String, String> own() {
        SortedMap<String, String> all = new TreeMap<>();
        own.stringPropertyNames().forEach(key -> all.put(key, own.getProperty(key)));
        return all;
    }

    /** What the interview uses of the sentences of the command line. */
    SortedMap<String, String> shared() {
        SortedMap<String, String> shared = new TreeMap<>();
        for (String key : words.stringPropertyNames()) {
            if (SHARED.stream().anyMatch(key::startsWith)) {
                shared.put(key, words.getProperty(key));
            }
        }
        return shared;
    }
}
