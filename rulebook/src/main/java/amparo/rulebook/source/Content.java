package amparo.rulebook.source;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The files of a rulebook, by their path inside the content folder, with slashes.
 *
 * @param files their bytes, sorted by path
 */
public record Content(SortedMap<String, byte[]> files) {
    private static final int MAX_FILES = 5000;

    /** Files that were made, not read; for tests and tools. */
    public static Content of(Map<String, String> texts) {
        TreeMap<String, byte[]> files = new TreeMap<>();
        texts.forEach((path, text) -> files.put(path, text.getBytes(StandardCharsets.UTF_8)));
        return new Content(files);
    }

    /**
     * All {@code .yaml} and {@code .yml} files of a folder and the folders in it; hidden ones are
     * left out.
     *
     * @throws UncheckedIOException if the folder cannot be read
     */
    public static Content ofFolder(Path folder) {
        TreeMap<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> walk = Files.walk(folder)) {
            List<Path> found = walk.filter(Content::isRule).limit(MAX_FILES + 1L).toList();
            if (found.size() > MAX_FILES) {
                throw new IOException("more than " + MAX_FILES + " files");
            }
            for (Path file : found) {
                files.put(name(folder, file), head(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the folder " + folder + " cannot be read: " + e.getMessage(), e);
        }
        return new Content(files);
    }

    /** One byte more than is allowed is enough to refuse a file. */
    private static byte[] head(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            return in.readNBytes(YamlReader.MAX_BYTES + 1);
        }
    }

    private static String name(Path folder, Path file) {
        return folder.relativize(file).toString().replace('\\', '/');
    }

    private static boolean isRule(Path file) {
        String name = file.getFileName().toString();
        boolean yaml = name.endsWith(".yaml") || name.endsWith(".yml");
        return yaml && !name.startsWith(".") && Files.isRegularFile(file);
    }
}
