package amparo.server.consent;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * The words that are read to a person, by purpose and language; from {@code consent/texts.yaml}.
 *
 * @param version changes whenever a word changes
 */
record ConsentTexts(String version, Map<Purpose, Map<String, String>> texts) {

    /** The languages in which all of them are there. */
    static final List<String> LANGUAGES = List.of("es", "en", "pt", "fr", "ht");

    /** The texts of this version of Amparo. */
    static ConsentTexts bundled() {
        try (InputStream file = ConsentTexts.class.getResourceAsStream("/consent/texts.yaml")) {
            if (file == null) {
                throw new IllegalStateException("consent/texts.yaml is missing");
            }
            return read(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException failed) {
            throw new IllegalStateException("consent/texts.yaml cannot be read", failed);
        }
    }

    /**
     * @throws IllegalStateException if a text is missing
     */
    static ConsentTexts read(String yaml) {
        LoadSettings settings = LoadSettings.builder().setAllowDuplicateKeys(false).build();
        if (!(new Load(settings).loadFromString(yaml) instanceof Map<?, ?> root)
                || !(root.get("version") instanceof String version)
                || !(root.get("purposes") instanceof Map<?, ?> purposes)) {
            throw new IllegalStateException("texts.yaml: expected 'version' and 'purposes'");
        }
        Map<Purpose, Map<String, String>> all = new EnumMap<>(Purpose.class);
        for (Purpose purpose : Purpose.values()) {
            Map<String, String> texts = new LinkedHashMap<>();
            for (String language : LANGUAGES) {
                if (purposes.get(purpose.code()) instanceof Map<?, ?> of
                        && of.get(language) instanceof String text) {
                    texts.put(language, text);
                } else {
                    throw new IllegalStateException(
                            "texts.yaml: no text for " + purpose.code() + " in " + language);
                }
            }
            all.put(purpose, texts);
        }
        return new ConsentTexts(version, all);
    }

    Optional<String> text(Purpose purpose, String language) {
        return Optional.ofNullable(texts.getOrDefault(purpose, Map.of()).get(language));
    }
}
