package amparo.finder;

import amparo.engine.fact.Wording;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page while it is made: where it lies, and in which language it speaks.
 *
 * @param path from the root of the folder: {@code es/doors/index.html}
 * @param site what all pages share
 */
public record Page(String path, Texts texts, Shared site) {
    /**
     * What all pages share.
     *
     * @param version of the rulebook
     * @param updated day of the rulebook, {@code yyyy-mm-dd}
     * @param address where the folder will be published, with a slash at its end, or null
     */
    public record Shared(String version, String updated, @Nullable String address) {}

    /** ISO 639-1 code. */
    public String language() {
        return texts.language();
    }

    /** The way from the page to the root of the folder: {@code ../../}. */
    public String root() {
        StringBuilder root = new StringBuilder();
        for (int i = 0; i < path.length(); i++) {
            if (path.charAt(i) == '/') {
                root.append("../");
            }
        }
        return root.toString();
    }

    /** The way from the page to a page of the same language. */
    public String to(String rest) {
        return root() + language() + "/" + rest;
    }

    /** The way to this page in another language. */
    public String in(String other) {
        int slash = path.indexOf('/');
        return root() + other + (slash < 0 ? "/index.html" : path.substring(slash));
    }

    /** The languages to choose from. */
    public List<String> languages() {
        return Wording.LANGUAGES;
    }

    /** A sentence. */
    public String text(String key, Object... values) {
        return texts.text(key, values);
    }

    /**
     * A file of the data of this rulebook: {@code core} gives {@code ../data/1a2b/core.es.json}.
     */
    public String data(String name) {
        return root() + Site.data(site.version(), name, language());
    }

    /** The address of this page as others can open it, or null if none was configured. */
    public @Nullable String address() {
        return site.address() == null ? null : site.address() + path;
    }

    /** True for a page below one of the languages. */
    public boolean isAt(String rest) {
        return path.equals(language() + "/" + rest);
    }
}
