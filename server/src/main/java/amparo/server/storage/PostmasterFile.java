package amparo.server.storage;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The file postmaster.pid, in which a server says who it is: line 1 its process, line 4 its port,
 * line 8 its state (source: PostgreSQL's src/include/utils/pidfile.h).
 *
 * @param pid the process
 * @param port the port, 0 while it is not known yet
 * @param ready whether it takes connections
 */
record PostmasterFile(long pid, int port, boolean ready) {
    private static final String NAME = "postmaster.pid";

    /** Linux gives no process this number: its limit is 4194304, exclusive. */
    private static final String NO_PROCESS = "4194304";

    static Optional<PostmasterFile> read(Path cluster) throws IOException {
        try {
            List<String> lines = Files.readAllLines(cluster.resolve(NAME));
            if (lines.isEmpty()) {
                return Optional.empty();
            }
            int port = lines.size() > 3 ? Integer.parseInt(lines.get(3).strip()) : 0;
            boolean ready = lines.size() > 7 && lines.get(7).strip().equals("ready");
            return Optional.of(
                    new PostmasterFile(Long.parseLong(lines.getFirst().strip()), port, ready));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        } catch (NumberFormatException halfWritten) {
            return Optional.empty();
        }
    }

    /**
     * Whether the process lives and is a server of that folder. Numbers are used again, in
     * containers almost at once, so the number alone says nothing.
     */
    boolean isAlive(Path cluster) {
        Optional<ProcessHandle> process = ProcessHandle.of(pid).filter(ProcessHandle::isAlive);
        if (process.isEmpty()) {
            return false;
        }
        try {
            // A server works in its data folder.
            return Files.isSameFile(Path.of("/proc", Long.toString(pid), "cwd"), cluster);
        } catch (IOException unknown) {
            return process.get()
                    .info()
                    .arguments()
                    .map(words -> Arrays.asList(words).contains(cluster.toString()))
                    .orElse(false);
        }
    }

    /**
     * A new server refuses to start while the number in an old file belongs to any living process,
     * be it a stranger. The rest of the file stays: with it PostgreSQL makes sure that no process
     * of the old server is left.
     */
    static void forgetStranger(Path cluster) throws IOException {
        Path file = cluster.resolve(NAME);
        if (!Files.exists(file)) {
            return;
        }
        List<String> lines = Files.readAllLines(file, StandardCharsets.ISO_8859_1);
        if (lines.isEmpty()) {
            Files.delete(file);
            return;
        }
        lines.set(0, NO_PROCESS);
        // In place, not by a new file: owner and rights stay what the server needs.
        Files.write(file, lines, StandardCharsets.ISO_8859_1);
    }
}
