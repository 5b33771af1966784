package amparo.finder;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

/** What was written by hand, and the engine: scripts, styles, icons, as they are. */
final class Web {
    private static final String ROOT = "/finder/web";

    /** It is not done as it is: the list of files comes into it. */
    private static final String WORKER = "sw.js";

    private Web() {}

    static void addTo(Folder folder) {
        URL root = Web.class.getResource(ROOT);
        if (root == null) {
            throw new IllegalStateException("the scripts of the finder are missing");
        }
        try {
            URI place = root.toURI();
            if (place.getScheme().equals("jar")) {
                try (FileSystem jar = FileSystems.newFileSystem(place, Map.of())) {
                    add(jar.getPath(ROOT), folder);
                }
            } else {
                add(Path.of(place), folder);
            }
        } catch (IOException wrong) {
            throw new UncheckedIOException("the scripts of the finder cannot be read", wrong);
        } catch (URISyntaxException wrong) {
            throw new IllegalStateException(wrong);
        }
        if (!folder.has("app/engine.js")) {
            throw new IllegalStateException("the engine for the browser was not built");
        }
    }

    /** A file as text. */
    static String text(String path) {
        try (InputStream in = Web.class.getResourceAsStream(ROOT + "/" + path)) {
            if (in == null) {
                throw new IllegalStateException("there is no " + path);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException wrong) {
            throw new UncheckedIOException(path, wrong);
        }
    }

    private static void add(Path root, Folder folder) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String path = root.relativize(file).toString().replace('\\', '/');
                if (path.equals(WORKER)) {
                    continue;
                }
                // The texts of the interview lie beside its scripts.
                String target = path.startsWith("texts/") ? "app/" + path : path;
                try (InputStream in = Files.newInputStream(file)) {
                    folder.put(target, in.readAllBytes());
                }
            }
        }
    }
}
