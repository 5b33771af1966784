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
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Makes all files of the finder from the compiled rulebook. */
public final class Site {
    /** What the pages may do: their own scripts, styles and files, and nothing else. */
    public static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                    + " connect-src 'self'; manifest-src 'self'; worker-src 'self';"
                    + " base-uri 'none'; form-action 'none'";

    /** The sentences of the comparison, which is made in the browser. */
    private static final List<String> COMPARING =
            List.of(
                    "category.asylum",
                    "category.barrier",
                    "category.complementary",
                    "category.family",
                    "category.humanitarian",
                    "category.labour",
                    "category.mobility-agreement",
                    "category.regularization",
                    "category.resettlement",
                    "category.study",
                    "compare.length",
                    "compare.remove",
                    "can.no",
                    "can.unknown",
                    "can.yes",
                    "country.cost",
                    "country.door",
                    "country.family",
                    "country.stay",
                    "country.work",
                    "door.effect.title",
                    "door.limits.title",
                    "door.unknown",
                    "door.what",
                    "door.where.title",
                    "doors.country",
                    "doors.kind",
                    "effect.ends",
                    "effect.unknown",
                    "length.months",
                    "length.year",
                    "length.years",
                    "stay.is",
                    "stay.none",
                    "stay.path",
                    "stay.unknown");

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
        String version = "";
        String updated = "";
        List<Texts> all = new ArrayList<>();
        for (String language : Wording.LANGUAGES) {
            Rulebook book = CompiledRulebook.load(language);
            Texts texts = Texts.in(language);
            all.add(texts);
            version = book.version();
            int last = updated(book);
            updated = Days.iso(last);
            folder.put(data(version, "core", language), RulebookCodec.writeCore(book, language));
            folder.put(data(version, "details", language), Details.write(book, language));
            folder.put(data(version, "words", language), words(texts.shared()));
            folder.put("manifest." + language + ".webmanifest", Offline.manifest(texts));
            Dates dates = new Dates(texts);
            new Pages(
                            new Page.Shared(
                                    version,
                                    updated,
                                    dates.day(last),
                                    dates.day(day),
                                    book.translations().drafts().contains(language)),
                            texts,
                            new Catalogue(book, texts, day))
                    .make(First.write(book.vocabulary(), language));
        }
        folder.put("index.html", templates.render("languages", Map.of("all", all)));
        folder.put("icons/icon.svg", Icons.svg());
        folder.put("icons/icon-180.png", Icons.png(180, true));
        folder.put("icons/icon-192.png", Icons.png(192, false));
        folder.put("icons/icon-512.png", Icons.png(512, false));
        folder.put("icons/maskable-512.png", Icons.png(512, true));
        Web.addTo(folder);
        String worker = Offline.worker(Web.text("sw.js"), folder, version, updated);
        folder.put("sw.js", worker);
        return folder;
    }

    /** Where a file of the data lies: it never changes, so a new version has a new place. */
    static String data(String version, String name, String language) {
        return "data/" + version + "/" + name + "." + language + ".json";
    }

    /** The pages of one language. */
    private final class Pages {
        private final Page.Shared shared;
        private final Texts texts;
        private final Catalogue catalogue;
        private final Map<String, List<String>> kept = new TreeMap<>();

        Pages(Page.Shared shared, Texts texts, Catalogue catalogue) {
            this.shared = shared;
            this.texts = texts;
            this.catalogue = catalogue;
        }

        void make(String first) {
            page("start", "index.html", "start.title", "catalogue", catalogue);
            page("interview", "interview.html", "interview.title", "first", first);
            page("privacy", "privacy.html", "privacy.title", "", "");
            page("doors", "doors/index.html", "doors.title", "catalogue", catalogue);
            page("compare", "doors/compare.html", "compare.title", "texts", comparing());
            page("countries", "countries/index.html", "countries.title", "catalogue", catalogue);
            for (Door door : catalogue.doors()) {
                Page page = at(door.file());
                Map<String, Object> values = new HashMap<>();
                values.put("door", door);
                values.put("qr", address == null ? null : Qr.of(address + page.path()));
                keep(door.file(), door.title(), put(page, "door", door.title(), values));
            }
            for (Country country : catalogue.countries()) {
                String name = country.place().name();
                Map<String, Object> values = new HashMap<>();
                values.put("country", country);
                keep(country.file(), name, put(at(country.file()), "country", name, values));
            }
            Map<String, String> frames = new TreeMap<>();
            for (String place : List.of("doors/", "countries/")) {
                Page page = at(place + Offline.PATH + ".html");
                frames.put(place, frame(page, Offline.TITLE, Offline.MAIN));
            }
            String language = texts.language();
            folder.put(data(shared.version(), "pages", language), Offline.pages(frames, kept));
        }

        private Page at(String rest) {
            return new Page(texts.language() + "/" + rest, texts, shared);
        }

        private void page(String template, String rest, String title, String key, Object value) {
            Map<String, Object> values = new HashMap<>();
            if (!key.isEmpty()) {
                values.put(key, value);
            }
            put(at(rest), template, texts.text(title), values);
        }

        private String put(Page page, String template, String title, Map<String, Object> values) {
            values.put("page", page);
            String main = templates.render(template, values);
            folder.put(page.path(), frame(page, title, main));
            return main;
        }

        private String frame(Page page, String title, String main) {
            return templates.render(
                    "layout/page", Map.of("page", page, "title", title, "main", main));
        }

        private void keep(String rest, String title, String main) {
            kept.put(rest, List.of(escape(title), main));
        }

        private String comparing() {
            JsonWriter out = new JsonWriter(false);
            out.object();
            for (String key : COMPARING) {
                out.field(key, texts.text(key));
            }
            catalogue.countries().forEach(country -> place(country.place(), out));
            return First.block(out.endObject());
        }
    }

    private static void place(Place place, JsonWriter out) {
        out.field("country." + place.code(), place.name());
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
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
        return (int) LocalDate.parse(iso).toEpochDay();
    }
}
