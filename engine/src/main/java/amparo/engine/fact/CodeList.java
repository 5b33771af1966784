package amparo.engine.fact;

import java.util.LinkedHashMap;
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

    /** The name of a code in a language; the code itself if it has no name. */
    public String label(String code, String language) {
        Wording wording = codes.get(code);
        String label = wording == null ? "" : wording.in(language);
        return label.isEmpty() ? code : label;
    }
}
