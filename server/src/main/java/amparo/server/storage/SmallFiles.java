package amparo.server.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The small files of a backup, put into their folder just before the rows are committed and taken
 * back if that fails. A file that is replaced is kept beside the new one.
 */
final class SmallFiles implements AutoCloseable {
    private static final String KEPT = ".before-restore";

    private final List<Path> placed = new ArrayList<>();
    private boolean keep;

    private SmallFiles() {}

    /** One file of the backup. */
    record File(String name, byte[] content) {}

    static SmallFiles place(@Nullable Path folder, List<File> files) throws IOException {
        SmallFiles placing = new SmallFiles();
        if (folder == null) {
            return placing;
        }
        boolean all = false;
        try {
            for (File file : files) {
                placing.place(folder, file);
            }
            all = true;
            return placing;
        } finally {
            if (!all) {
                placing.close();
            }
        }
    }

    void keep() {
        keep = true;
    }

    @Override
    public void close() throws IOException {
        if (keep) {
            return;
        }
        for (Path target : placed) {
            Path old = kept(target);
            if (Files.exists(old)) {
                Files.move(
                        old,
                        target,
                        StandardCopyOption.ATOMIC_MOVE,
                        StandardCopyOption.REPLACE_EXISTING);
            } else {
                Files.deleteIfExists(target);
            }
        }
    }

    private void place(Path folder, File file) throws IOException {
        // The name was plain when it was written; a forged backup may say anything.
        if (!file.name().matches("[a-z0-9-]{1,60}")) {
            throw new IOException("not a plain name: " + file.name());
        }
        Path target = folder.resolve(file.name());
        if (Files.exists(target)) {
            if (Arrays.equals(Files.readAllBytes(target), file.content())) {
                return;
            }
            Files.move(
                    target,
                    kept(target),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } else {
            Files.deleteIfExists(kept(target));
        }
        placed.add(target);
        PrivateFiles.write(target, file.content());
    }

    private static Path kept(Path target) {
        return target.resolveSibling(target.getFileName() + KEPT);
    }
}
