package amparo.engine.fact;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A declared list of codes, such as countries (ISO 3166-1 alpha-3) or kinds of documents, with
 * their names.
 *
 * @param unknown the codes of the list that say "I do not know": somebody was asked and answered,
 *     but to a rule it is no answer
 */
public record CodeList(String name, Map<String, Wording> codes, Set<String> unknown) {
    public CodeList {
        codes = new LinkedHashMap<>(codes);
        unknown = Set.copyOf(unknown);
    }

    /** A list in which every code is an answer. */
    public CodeList(String name, Map<String, Wording> codes) {
        this(name, codes, Set.of());
    }

    /** The codes that are an answer, in the order of the list. */
    public List<String> answers() {
        return codes.keySet().stream().filter(code -> !unknown.contains(code)).toList();
    }

    /** True if the code is on the list. */
    public boolean has(String code) {
        return codes.containsKey(code);
    }

    /** The codes that somebody may have meant: by their name in any language, else near ones. */
    public List<String> near(String word) {
        List<String> named = new ArrayList<>();
        codes.forEach((code, wording) -> {
            if (code.equalsIgnoreCase(word) || named(wording, word)) {
                named.add(code);
            }
        });
        return named.isEmpty() || named.size() > 3 ? Vocabulary.near(word, codes.keySet()) : named;
    }

    private static boolean named(Wording wording, String word) {
        for (String name : wording.byLanguage().values()) {
            if (name.equalsIgnoreCase(word)) {
                return true;
            }
        }
        return false;
    }

    /** The name of a code in a language; the code itself if it has no name. */
    public String label(String code, String language) {
        Wording wording = codes.get(code);
        String label = wording == null ? "" : wording.in(language);
        return label.isEmpty() ? code : label;
    }
}
