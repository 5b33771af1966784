package amparo.finder;

import amparo.engine.data.JsonWriter;
import amparo.engine.fact.Wording;
import amparo.engine.rule.Citation;
import amparo.engine.rule.Node;
import amparo.engine.rule.Pathway;
import amparo.engine.rule.Rulebook;
import amparo.engine.rule.RulebookCodec;
import amparo.engine.rule.Version;
import amparo.engine.value.Days;
import amparo.finder.pages.Templates;
import amparo.rulebook.compile.CompiledRulebook;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** Makes all files of the finder from the compiled rulebook. */
public final class Site {
    /** What the pages may do: their own scripts, styles and files, and nothing else. */
    public static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                    + " connect-src 'self'; manifest-src 'self'; worker-src 'self';"
                    + " base-uri 'none'; form-action 'none'";

    private final int day;
    private final @Nullable String address;
    private final Templates templates = new Templates();
    private final Folder folder = new Folder();

    /**
     * @param day for which the pages say what is open, from 1970-01-01
     * @param address where the folder will be published, or null: only then pages have QR codes
     */
    public Site(int day, @Nullable String address) {
        this.day = day;
        this.address = address == null || address.endsWith("/") ? address : address + "/";
    }

    /** Makes the files. */
    public Folder make() {
        Map<String, Catalogue> catalogues = new LinkedHashMap<>();
        String version = "";
        String updated = "";
        for (String language : Wording.LANGUAGES) {
            Rulebook book = CompiledRulebook.load(language);
            Texts texts = Texts.in(language);
            version = book.version();
            updated = updated.isEmpty() ? Days.iso(updated(book)) : updated;
            folder.put(data(version, "core", language), RulebookCodec.writeCore(book, language));
            folder.put(data(version, "details", language), Details.write(book, language));
            folder.put(data(version, "words", language), words(texts.shared()));
            Catalogue catalogue = new Catalogue(book, texts, day);
            catalogues.put(language, catalogue);
            pages(catalogue, texts, new Page.Shared(version, updated, address));
        }
        Web.addTo(folder);
        return folder;
    }

    /** Where a file of the data lies: it never changes, so a new version has a new place. */
    static String data(String version, String name, String language) {
        return "data/" + version + "/" + name + "." + language + ".json";
    }

    private void pages(Catalogue catalogue, Texts texts, Page.Shared shared) {
        for (String name : new String[] {"index", "interview"}) {
            page(name, name + ".html", texts, shared, Map.of("catalogue", catalogue));
        }
    }

    private void page(
            String template, String path, Texts texts, Page.Shared shared, Map<String, ?> values) {
        Page page = new Page(texts.language() + "/" + path, texts, shared);
        Map<String, Object> all = new LinkedHashMap<>(values);
        all.put("page", page);
        folder.put(page.path(), templates.render(template, all));
    }

    private static String words(SortedMap<String, String> words) {
        JsonWriter out = new JsonWriter(false);
        out.object();
        words.forEach(out::field);
        return out.endObject().toString();
    }

    /** The last day on which something of the rulebook was read or confirmed. */
    private static int updated(Rulebook book) {
        int last = 0;
        for (Pathway pathway : book.pathways()) {
            last = Math.max(last, pathway.confirmed());
            for (Version version : pathway.versions()) {
                for (Node node : version.requires()) {
                    last = Math.max(last, read(node));
                }
            }
        }
        return last;
    }

    private static int read(Node node) {
        Citation cite = node.cite();
        int last = cite == null || cite.read() == null ? 0 : day(cite.read());
        for (Node part : Details.parts(node)) {
            last = Math.max(last, read(part));
        }
        return last;
    }

    private static int day(String iso) {
        return (int) java.time.LocalDate.parse(iso).toEpochDay();
    }
}
