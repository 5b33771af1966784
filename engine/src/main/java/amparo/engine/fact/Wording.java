package amparo.engine.fact;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The same sentence in several languages, by ISO 639-1 code (es, en, pt, fr, ht). */
public record Wording(Map<String, String> byLanguage) {
    /** No wording at all. */
    public static final Wording NONE = new Wording(Map.of());

    /** The languages of Amparo, the complete ones first. */
    public static final List<String> LANGUAGES = List.of("es", "en", "pt", "fr", "ht");

    public Wording {
        byLanguage = new LinkedHashMap<>(byLanguage);
    }

    /**
     * The sentence in a language; where it is missing in English, then in Spanish; "" if there is
     * none.
     */
    public String in(String language) {
        String text = byLanguage.get(language);
        if (text == null) {
            text = byLanguage.get("en");
        }
        if (text == null) {
            text = byLanguage.get("es");
        }
        return text == null ? "" : text;
    }

    /** True if there is no wording in any language. */
    public boolean isEmpty() {
        return byLanguage.isEmpty();
    }
}
