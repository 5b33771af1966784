package amparo.server.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Only one process works on a data folder. The lock is the kernel's: it goes with the process, even
 * with one that was killed, so no stale file can keep anybody out.
 */
final class FolderLock implements AutoCloseable {
    /**
     * The folders this very process holds. The kernel drops a process's lock as soon as the process
     * closes any handle of the file, so a second open in the same process must not touch it.
     */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path folder;
    private final FileChannel channel;

    private FolderLock(Path folder, FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
    }

    /**
     * Takes the lock or says who has it.
     *
     * @param folder a real path (no links), so that one folder has one name
     */
    static FolderLock take(Path folder) throws IOException {
        if (!HELD.add(folder)) {
            throw new StorageException(
                    Problem.FOLDER_IN_USE, null, folder, holder(ProcessHandle.current().pid(), ""));
        }
        boolean taken = false;
        try {
            FolderLock lock = open(folder);
            taken = true;
            return lock;
        } finally {
            if (!taken) {
                HELD.remove(folder);
            }
        }
    }

    private static FolderLock open(Path folder) throws IOException {
        Path file = folder.resolve("lock");
        FileChannel channel =
                FileChannel.open(
                        file,
                        EnumSet.of(
                                StandardOpenOption.CREATE,
                                StandardOpenOption.READ,
                                StandardOpenOption.WRITE),
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rw-------")));
        boolean locked = false;
        try {
            FileLock lock;
            try {
                lock = channel.tryLock();
            } catch (IOException unsupported) {
                throw new StorageException(Problem.FOLDER_WITHOUT_LOCKS, unsupported, folder);
            }
            if (lock == null) {
                throw new StorageException(Problem.FOLDER_IN_USE, null, folder, readHolder(file));
            }
            locked = true;
            String mine =
                    ProcessHandle.current().pid()
                            + " "
                            + Instant.now().truncatedTo(ChronoUnit.SECONDS);
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(mine.getBytes(StandardCharsets.UTF_8)), 0);
            return new FolderLock(folder, channel);
        } finally {
            if (!locked) {
                channel.close();
            }
        }
    }

    private static String readHolder(Path file) throws IOException {
        String[] words = Files.readString(file).strip().split(" ", 2);
        try {
            return holder(Long.parseLong(words[0]), words.length > 1 ? words[1] : "");
        } catch (NumberFormatException justTaken) {
            // The holder has the lock but has not written its name yet.
            return "process ?";
        }
    }

    private static String holder(long pid, String since) {
        return "process " + pid + (since.isEmpty() ? "" : " (" + since + ")");
    }

    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            HELD.remove(folder);
        }
    }
}
