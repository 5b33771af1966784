package amparo.finder;

import amparo.engine.data.JsonWriter;
import amparo.engine.fact.Wording;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** What is needed without a network: the service worker with its list of files, the manifests. */
final class Offline {
    private static final String LIST = "/* the list of files */";

    /** Not needed for an interview. */
    private static final String CATALOGUE = "app/catalogue.js";

    private Offline() {}

    /**
     * Pages of doors and countries of one language in one file: 230 pages share their frame and are
     * fetched without a word about which of them is read.
     *
     * @param frames by folder, with {@link #PATH}, {@link #TITLE} and {@link #MAIN} to be filled in
     * @param pages title and main part by path below the language
     */
    static String pages(Map<String, String> frames, Map<String, List<String>> pages) {
        JsonWriter out = new JsonWriter(false);
        out.object().key("frames").object();
        frames.forEach(out::field);
        out.endObject().key("pages").object();
        pages.forEach((path, page) -> {
            out.key(path).array();
            page.forEach(out::value);
            out.endArray();
        });
        return out.endObject().endObject().toString();
    }

    static final String PATH = "@@path@@";
    static final String TITLE = "@@title@@";
    static final String MAIN = "@@main@@";

    static String manifest(Texts texts) {
        JsonWriter out = new JsonWriter(false);
        out.object().field("name", "Amparo").field("short_name", "Amparo");
        out.field("description", texts.text("brand.note")).field("lang", texts.language());
        out.field("id", texts.language() + "/");
        out.field("start_url", texts.language() + "/index.html").field("scope", "./");
        out.field("display", "standalone");
        out.field("background_color", "#f6f1e7").field("theme_color", "#f6f1e7");
        out.key("icons").array();
        icon(out, "icons/icon.svg", "any", "image/svg+xml", "any");
        icon(out, "icons/icon-192.png", "192x192", "image/png", "any");
        icon(out, "icons/icon-512.png", "512x512", "image/png", "any");
        icon(out, "icons/maskable-512.png", "512x512", "image/png", "maskable");
        return out.endArray().endObject().toString();
    }

    private static void icon(
            JsonWriter out, String source, String sizes, String type, String purpose) {
        out.object().field("src", source).field("sizes", sizes).field("type", type);
        out.field("purpose", purpose).endObject();
    }

    /** The worker with the files it keeps and a mark of their content for each. */
    static String worker(String script, Folder folder, String version, String updated) {
        JsonWriter out = new JsonWriter(false);
        out.object().field("version", version).field("updated", updated);
        StringBuilder all = new StringBuilder();
        out.key("common").object();
        for (String path : folder.files().keySet()) {
            if (isCommon(path)) {
                entry(path, folder, out, all);
            }
        }
        out.endObject().key("languages").object();
        for (String language : Wording.LANGUAGES) {
            out.key(language).object().key("shell").object();
            for (String path :
                    List.of(
                            language + "/index.html",
                            language + "/interview.html",
                            language + "/privacy.html",
                            "manifest." + language + ".webmanifest",
                            "app/texts/" + language + ".json",
                            Site.data(version, "words", language),
                            Site.data(version, "core", language))) {
                if (folder.has(path)) {
                    entry(path, folder, out, all);
                }
            }
            out.endObject().key("rest").object();
            for (String path :
                    List.of(
                            CATALOGUE,
                            Site.data(version, "details", language),
                            Site.data(version, "pages", language),
                            language + "/doors/index.html",
                            language + "/doors/compare.html",
                            language + "/countries/index.html")) {
                entry(path, folder, out, all);
            }
            out.endObject().endObject();
        }
        out.endObject().field("build", hash(all.toString().getBytes(StandardCharsets.UTF_8)));
        out.endObject();
        if (!script.contains(LIST)) {
            throw new IllegalStateException("sw.js has no place for the list of files");
        }
        return script.replace(LIST + " null", out.toString());
    }

    private static void entry(String path, Folder folder, JsonWriter out, StringBuilder all) {
        String hash = hash(folder.bytes(path));
        out.field(path, hash);
        all.append(path).append(' ').append(hash).append('\n');
    }

    private static boolean isCommon(String path) {
        return path.equals("index.html")
                || path.startsWith("icons/") && path.endsWith(".svg")
                || path.startsWith("app/")
                        && !path.startsWith("app/texts/")
                        && !path.equals(CATALOGUE);
    }

    static String hash(byte[] bytes) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
            return HexFormat.of().formatHex(hash, 0, 8);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing);
        }
    }
}
