package amparo.server.device;

import amparo.engine.data.JsonWriter;
import amparo.engine.fact.Wording;
import amparo.engine.rule.Rulebook;
import amparo.engine.rule.RulebookCodec;
import amparo.server.profiling.CarriedSheet;
import amparo.server.registry.LoadedRulebook;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The files of the interview on a device: scripts, styles, texts and the rulebook. Nothing in them
 * is about anybody. All carry one version in their address, so that a browser may keep them for
 * good, and a new version never mixes with an old one.
 */
@Component
class Shell {

    /** What the first screen needs; the rest comes with the languages that are chosen. */
    static final List<String> FILES =
            List.of(
                    "amparo.css",
                    "caret.svg",
                    "device.css",
                    "app/app.css",
                    "main.js",
                    "ask.js",
                    "flags.js",
                    "prepare.js",
                    "shift.js",
                    "sheet.js",
                    "store.js",
                    "sync.js",
                    "app/dom.js",
                    "app/engine-client.js",
                    "app/engine.js",
                    "app/fields.js",
                    "app/groups.js",
                    "app/person.js",
                    "app/question.js",
                    "app/say.js",
                    "app/serve.js",
                    "app/texts.js",
                    "app/worker.js",
                    "officer.es.json",
                    "officer.en.json",
                    "take-home.css",
                    "pictures.json");

    /** Kinds of files that exist in each language of the rulebook. */
    private static final List<String> BY_LANGUAGE =
            List.of("core.", "screens.", "texts.", "sheet.");

    private static final List<String> STYLES = List.of("amparo.css", "caret.svg", "take-home.css");
    private static final String OFFICER = "tablet.app.";
    private static final List<String> SHARED_WORDS =
            List.of("date.", "length.", "service.", "value.");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final LoadedRulebook rulebook;
    private final Map<String, File> known = new ConcurrentHashMap<>();
    private volatile @Nullable String version;

    Shell(LoadedRulebook rulebook) {
        this.rulebook = rulebook;
    }

    /** A file as it is, and packed. */
    record File(String type, byte[] plain, byte[] packed) {}

    /** Changes with any of the files. */
    String version() {
        String made = version;
        if (made == null) {
            made = makeVersion();
            version = made;
        }
        return made;
    }

    private synchronized String makeVersion() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String name : FILES) {
                digest.update(read(name));
            }
            for (String language : Wording.LANGUAGES) {
                digest.update(read("texts." + language + ".json"));
                digest.update(read("sheet." + language + ".json"));
            }
            digest.update(rulebook.book().version().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest(), 0, 6);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** A file by its name; empty if there is none. */
    Optional<File> find(String name) {
        boolean there =
                FILES.contains(name)
                        || BY_LANGUAGE.stream()
                                .anyMatch(kind ->
                                        Wording.LANGUAGES.stream()
                                                .anyMatch(
                                                        one -> name.equals(kind + one + ".json")));
        return there ? Optional.of(known.computeIfAbsent(name, this::file)) : Optional.empty();
    }

    /** The worker that keeps the files on the device; it does not lie among them. */
    String worker() {
        JsonWriter list = new JsonWriter(false);
        list.object().field("version", version()).key("files").array();
        FILES.forEach(list::value);
        list.endArray().endObject();
        return new String(resource("/device/sw.js"), StandardCharsets.UTF_8)
                .replace("/* what to keep */ null", list.toString());
    }

    private File file(String name) {
        byte[] plain = read(name);
        return new File(type(name), plain, pack(plain));
    }

    private byte[] read(String name) {
        int dot = name.indexOf('.');
        String language = name.length() > dot + 3 ? name.substring(dot + 1, dot + 3) : "";
        if (name.startsWith("core.")) {
            Rulebook book = rulebook.book();
            return RulebookCodec.writeCore(book, language).getBytes(StandardCharsets.UTF_8);
        }
        if (name.startsWith("screens.")) {
            return ScreenDetails.write(rulebook.book(), language).getBytes(StandardCharsets.UTF_8);
        }
        if (name.startsWith("sheet.") && name.endsWith(".json")) {
            return CarriedSheet.words(rulebook.book(), language).getBytes(StandardCharsets.UTF_8);
        }
        if (name.equals("pictures.json")) {
            return CarriedSheet.pictures(rulebook.book()).getBytes(StandardCharsets.UTF_8);
        }
        if (name.startsWith("texts.")) {
            return texts(language).getBytes(StandardCharsets.UTF_8);
        }
        if (name.startsWith("officer.")) {
            return officer(language).getBytes(StandardCharsets.UTF_8);
        }
        return resource((STYLES.contains(name) ? "/static/" : "/device/") + name);
    }

    /** What the person reads or hears: the words of the finder and of the command line. */
    private static String texts(String language) {
        Map<String, String> all = new TreeMap<>();
        properties("/device/words/messages_" + language + ".properties")
                .forEach((key, text) -> {
                    if (SHARED_WORDS.stream().anyMatch(key::startsWith)) {
                        all.put(key, text);
                    }
                });
        JsonNode finder = JSON.readTree(resource("/device/texts/" + language + ".json"));
        finder.properties().forEach(one -> all.put(one.getKey(), one.getValue().stringValue()));
        return JSON.writeValueAsString(all);
    }

    /** What the officer reads. */
    private static String officer(String language) {
        Map<String, String> all = new TreeMap<>();
        properties("/texts/tablet." + language + ".properties")
                .forEach((key, text) -> {
                    if (key.startsWith(OFFICER)) {
                        all.put(key.substring(OFFICER.length()), text);
                    }
                });
        return JSON.writeValueAsString(all);
    }

    private static Map<String, String> properties(String path) {
        Properties read = new Properties();
        try (InputStreamReader in = new InputStreamReader(open(path), StandardCharsets.UTF_8)) {
            read.load(in);
        } catch (IOException broken) {
            throw new UncheckedIOException(path, broken);
        }
        Map<String, String> all = new TreeMap<>();
        read.stringPropertyNames().forEach(key -> all.put(key, read.getProperty(key)));
        return all;
    }

    private static InputStream open(String path) {
        InputStream in = Shell.class.getResourceAsStream(path);
        if (in == null) {
            throw new IllegalStateException("the file " + path + " of the device was not built");
        }
        return in;
    }

    private static byte[] resource(String path) {
        try (InputStream in = open(path)) {
            return in.readAllBytes();
        } catch (IOException broken) {
            throw new UncheckedIOException(path, broken);
        }
    }

    private static String type(String name) {
        if (name.endsWith(".js")) {
            return "text/javascript;charset=UTF-8";
        }
        if (name.endsWith(".css")) {
            return "text/css;charset=UTF-8";
        }
        return name.endsWith(".svg") ? "image/svg+xml" : "application/json";
    }

    private static byte[] pack(byte[] plain) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(plain);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return packed.toByteArray();
    }
}
