package amparo.engine.fact;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A declared list of codes, such as countries (ISO 3166-1 alpha-3) or kinds of documents, with
 * their names.
 */
public record CodeList(String name, Map<String, Wording> codes) {
    public CodeList {
        codes = new LinkedHashMap<>(codes);
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
