package amparo.engine.rule;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Which texts were read by a native reviewer. A text in a draft language is shown, and said to be a
 * draft, until a reviewer has signed the rule that it belongs to.
 *
 * @param drafts languages whose texts are drafts unless signed
 * @param signed for each of these languages the ids of the rules whose texts were signed and have
 *     not changed since
 */
public record Translations(Set<String> drafts, Map<String, Set<String>> signed) {
    /** Nothing is a draft. */
    public static final Translations NONE = new Translations(Set.of(), Map.of());

    public Translations {
        drafts = new LinkedHashSet<>(drafts);
        Map<String, Set<String>> copy = new LinkedHashMap<>();
        signed.forEach((language, ids) -> copy.put(language, new LinkedHashSet<>(ids)));
        signed = copy;
    }

    /** True if the texts of a rule in a language were not signed by a native reviewer. */
    public boolean isDraft(String language, String rule) {
        return drafts.contains(language) && !signed.getOrDefault(language, Set.of()).contains(rule);
    }
}
