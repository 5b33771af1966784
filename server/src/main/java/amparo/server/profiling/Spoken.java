package amparo.server.profiling;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * The words that a person hears or takes along, in their language; from {@code
 * profiling/spoken.yaml}.
 *
 * @param drafts languages whose words nobody who speaks them has signed yet
 */
record Spoken(List<String> drafts, Map<String, Map<String, String>> words) {

    static final List<String> LANGUAGES = List.of("es", "en", "pt", "fr", "ht");

    /**
     * @throws IllegalStateException if the file or a word is missing
     */
    static Spoken bundled() {
        try (InputStream file = Spoken.class.getResourceAsStream("/profiling/spoken.yaml")) {
            if (file == null) {
                throw new IllegalStateException("profiling/spoken.yaml is missing");
            }
            return read(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException failed) {
            throw new IllegalStateException("profiling/spoken.yaml cannot be read", failed);
        }
    }

    static Spoken read(String yaml) {
        LoadSettings settings = LoadSettings.builder().setAllowDuplicateKeys(false).build();
        if (!(new Load(settings).loadFromString(yaml) instanceof Map<?, ?> root)
                || !(root.get("drafts") instanceof List<?> drafts)
                || !(root.get("words") instanceof Map<?, ?> words)) {
            throw new IllegalStateException("spoken.yaml: expected 'drafts' and 'words'");
        }
        Map<String, Map<String, String>> all = new LinkedHashMap<>();
        words.forEach((key, of) -> {
            Map<String, String> one = new LinkedHashMap<>();
            for (String language : LANGUAGES) {
                if (of instanceof Map<?, ?> by && by.get(language) instanceof String text) {
                    one.put(language, text);
                } else {
                    throw new IllegalStateException(
                            "spoken.yaml: " + key + " is missing in " + language);
                }
            }
            all.put(String.valueOf(key), one);
        });
        return new Spoken(drafts.stream().map(String::valueOf).toList(), all);
    }

    /**
     * A word in a language; in English for one that we do not speak.
     *
     * @throws IllegalArgumentException if there is no such word
     */
    String in(String language, String key) {
        Map<String, String> word = words.get(key);
        if (word == null) {
            throw new IllegalArgumentException("no word " + key);
        }
        return word.getOrDefault(language, word.getOrDefault("en", ""));
    }

    boolean isDraft(String language) {
        return drafts.contains(language);
    }
}
