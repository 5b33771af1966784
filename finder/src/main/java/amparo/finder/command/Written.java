package amparo.finder.command;

import amparo.finder.Folder;
import amparo.finder.Packing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The folder as it was written.
 *
 * @param bytes of the files themselves, without their packed forms
 * @param brotli false if there is no library for it on this computer
 */
record Written(int files, long bytes, boolean brotli) {
    /** The mark of a folder that we wrote and may empty. */
    private static final String OURS = "sw.js";

    static Written to(Path target, Folder folder) throws IOException {
        if (Files.isRegularFile(target)) {
            throw new FinderException(target + " is a file: name a folder");
        }
        if (Files.isDirectory(target)) {
            try (Stream<Path> inside = Files.list(target)) {
                if (inside.findAny().isPresent() && !Files.exists(target.resolve(OURS))) {
                    throw new FinderException(
                            target
                                    + " is not empty and holds no finder: name a new folder, so that"
                                    + " nothing of yours is lost");
                }
            }
            empty(target);
        }
        boolean brotli = Packing.hasBrotli();
        folder.files().entrySet().parallelStream().forEach(file -> write(target, file, brotli));
        long bytes = folder.files().values().stream().mapToLong(file -> file.length).sum();
        return new Written(folder.files().size(), bytes, brotli);
    }

    /** Files of an older version go, so that nothing old is served beside the new. */
    private static void empty(Path target) throws IOException {
        try (Stream<Path> old = Files.walk(target)) {
            for (Path file : old.sorted(java.util.Comparator.reverseOrder()).toList()) {
                if (!file.equals(target)) {
                    Files.delete(file);
                }
            }
        }
    }

    private static void write(Path target, Map.Entry<String, byte[]> file, boolean brotli) {
        try {
            String name = file.getKey();
            byte[] bytes = file.getValue();
            Path path = target.resolve(name);
            Files.createDirectories(path.getParent());
            Files.write(path, bytes);
            if (Packing.isWorth(name)) {
                Files.write(target.resolve(name + ".gz"), Packing.gzip(bytes));
                if (brotli) {
                    Files.write(target.resolve(name + ".br"), Packing.brotli(bytes));
                }
            }
        } catch (IOException wrong) {
            throw new UncheckedIOException(wrong);
        }
    }
}
