package amparo.app.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;

/** The sentences of the program in one language. */
public final class Messages {
    private final String language;
    private final Properties texts = new Properties();

    private Messages(String language) {
        this.language = language;
        String name = "messages_" + language + ".properties";
        try (InputStream in = Messages.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalArgumentException("no sentences in the language " + language);
            }
            texts.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException wrong) {
            throw new UncheckedIOException(wrong);
        }
    }

    /** The sentences in a language, by ISO 639-1 code. */
    public static Messages in(String language) {
        return new Messages(language);
    }

    /** The language, by ISO 639-1 code. */
    public String language() {
        return language;
    }

    /** A sentence, with {@code {0}}, {@code {1}} ... filled in. */
    public String text(String key, Object... values) {
        String text = texts.getProperty(key);
        if (text == null) {
            throw new IllegalArgumentException("no sentence is called " + key);
        }
        for (int i = 0; i < values.length; i++) {
            text = text.replace("{" + i + "}", String.valueOf(values[i]));
        }
        return text;
    }

    /** True if there is such a sentence. */
    public boolean has(String key) {
        return texts.getProperty(key) != null;
    }

    /** Words that stand under one key, separated by commas. */
    public List<String> words(String key) {
        return List.of(text(key).split(",\\s*"));
    }

    /** All keys, sorted. */
    public Set<String> keys() {
        return new TreeSet<>(texts.stringPropertyNames());
    }
}
