package amparo.finder;

import amparo.engine.fact.Wording;
import java.util.List;

/**
 * A page while it is made: where it lies, and in which language it speaks.
 *
 * @param path from the root of the folder: {@code es/doors/index.html}
 * @param site what all pages of a language share
 */
public record Page(String path, Texts texts, Shared site) {
    /**
     * What all pages of a language share.
     *
     * @param version of the rulebook
     * @param updated day of the rulebook, {@code yyyy-mm-dd}
     * @param written the same day, written out
     * @param today the day for which the pages say what is open, written out
     * @param draft true if no native reviewer has signed the texts of this language
     */
    public record Shared(
            String version, String updated, String written, String today, boolean draft) {}

    /** A line of the menu. */
    public record Entry(String path, String label, boolean isCurrent) {}

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
        return root() + other + path.substring(path.indexOf('/'));
    }

    /** The languages to choose from. */
    public List<String> languages() {
        return Wording.LANGUAGES;
    }

    /** The name of a language in that language. */
    public String name(String other) {
        return Texts.in(other).text("language.name");
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

    /** The last day on which the rules were read, written out. */
    public String updated() {
        return site.written();
    }

    /** The day for which the page says what is open, written out. */
    public String day() {
        return site.today();
    }

    /** True if no native reviewer has signed the texts of this language. */
    public boolean isDraft() {
        return site.draft();
    }

    /** True for a page below one of the languages. */
    public boolean isAt(String rest) {
        return path.equals(language() + "/" + rest);
    }

    /** The lines of the menu. */
    public List<Entry> menu() {
        return List.of(
                entry("interview.html", "layout.interview"),
                entry("doors/index.html", "layout.doors"),
                entry("countries/index.html", "layout.countries"),
                entry("privacy.html", "layout.privacy"));
    }

    private Entry entry(String rest, String key) {
        return new Entry(rest, text(key), isAt(rest));
    }
}
