package amparo.server.storage;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.Properties;

/**
 * The folder that holds everything one installation knows: the database, its secrets, the choices
 * made once. Nobody but its owner may look inside; only one process may hold it at a time.
 *
 * <pre>
 *   lock         who works here (the kernel's lock, see FolderLock)
 *   choices      what was decided once, as properties
 *   secrets/     passwords and keys, one file each
 *   binaries/    PostgreSQL, unpacked, by version
 *   postgres/    the database
 *   log/         what PostgreSQL says
 *   run/         short-lived files
 * </pre>
 */
public final class DataFolder implements AutoCloseable {
    private static final int SECRET_BYTES = 32;

    private final Path path;
    private final FolderLock lock;
    private final Properties choices;

    private DataFolder(Path path, FolderLock lock, Properties choices) {
        this.path = path;
        this.lock = lock;
        this.choices = choices;
    }

    /**
     * Opens the folder, making it if it is missing, and holds it until it is closed. Rights that
     * were given away (by a careless chmod, say) are taken back.
     *
     * @throws StorageException if another process holds it, if it belongs to somebody else, or if
     *     the disk does not play along
     */
    public static DataFolder open(Path folder) {
        try {
            refuseForeign(folder);
            Path path = PrivateFiles.folder(folder.toAbsolutePath()).toRealPath();
            FolderLock lock = FolderLock.take(path);
            boolean open = false;
            try {
                DataFolder data = new DataFolder(path, lock, readChoices(path));
                data.mend();
                open = true;
                return data;
            } finally {
                if (!open) {
                    lock.close();
                }
            }
        } catch (IOException failed) {
            throw unreadable(folder, failed);
        }
    }

    /** The folder's real path. */
    public Path path() {
        return path;
    }

    /**
     * The secret of that name; made at random (256 bits, base64url) when it is asked for the first
     * time.
     *
     * @param name small letters, digits and hyphens
     */
    public String secret(String name) {
        Path file = secretFile(name);
        try {
            if (!Files.exists(file)) {
                byte[] random = new byte[SECRET_BYTES];
                new SecureRandom().nextBytes(random);
                String secret = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
                PrivateFiles.write(file, secret.getBytes(StandardCharsets.UTF_8));
            }
            return Files.readString(file).strip();
        } catch (IOException failed) {
            throw unreadable(path, failed);
        }
    }

    /** Where the secret of that name lies or would lie: for the list of files in a backup. */
    public Path secretFile(String name) {
        if (!name.matches("[a-z0-9-]{1,60}")) {
            throw new IllegalArgumentException("not a name for a secret: " + name);
        }
        return path.resolve("secrets").resolve(name);
    }

    /** What was decided before under that name. */
    public Optional<String> choice(String name) {
        return Optional.ofNullable(choices.getProperty(name));
    }

    /** Keeps a decision for all later starts. */
    public void remember(String name, String value) {
        if (value.equals(choices.getProperty(name))) {
            return;
        }
        choices.setProperty(name, value);
        StringWriter text = new StringWriter();
        try {
            choices.store(text, null);
            PrivateFiles.write(
                    path.resolve("choices"), text.toString().getBytes(StandardCharsets.UTF_8));
        } catch (IOException failed) {
            throw unreadable(path, failed);
        }
    }

    /** Lets the folder go. A database that runs in it is not stopped. */
    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException failed) {
            throw unreadable(path, failed);
        }
    }

    /** A folder inside, made if it is missing, for the owner only. */
    Path sub(String name) {
        try {
            return PrivateFiles.folder(path.resolve(name));
        } catch (IOException failed) {
            throw unreadable(path, failed);
        }
    }

    static StorageException unreadable(Path folder, IOException failed) {
        if (isFull(failed.getMessage())) {
            return new StorageException(
                    Problem.NO_SPACE, failed, folder, Binaries.NEEDED_MEGABYTES);
        }
        String why =
                failed instanceof AccessDeniedException denied
                        ? "access to " + denied.getFile() + " is denied"
                        : String.valueOf(failed.getMessage());
        return new StorageException(Problem.FOLDER_UNREADABLE, failed, folder, why);
    }

    static boolean isFull(@org.jspecify.annotations.Nullable String message) {
        return message != null
                && (message.contains("No space left on device")
                        || message.contains("Disk quota exceeded"));
    }

    private void mend() throws IOException {
        Path secrets = PrivateFiles.folder(path.resolve("secrets"));
        try (DirectoryStream<Path> files = Files.newDirectoryStream(secrets)) {
            for (Path file : files) {
                if (file.getFileName().toString().startsWith(".new-")) {
                    Files.delete(file);
                } else if (Files.isRegularFile(file)) {
                    PrivateFiles.closeFile(file);
                }
            }
        }
        PrivateFiles.closeFile(path.resolve("lock"));
        if (Files.exists(path.resolve("choices"))) {
            PrivateFiles.closeFile(path.resolve("choices"));
        }
    }

    private static Properties readChoices(Path path) throws IOException {
        Properties choices = new Properties();
        Path file = path.resolve("choices");
        if (Files.exists(file)) {
            choices.load(new StringReader(Files.readString(file)));
        }
        return choices;
    }

    /** Root may open everybody's folder; everybody else only their own. */
    private static void refuseForeign(Path folder) throws IOException {
        UnixSystem me = new UnixSystem();
        if (me.getUid() != 0 && Files.exists(folder)) {
            int owner = (int) Files.getAttribute(folder, "unix:uid");
            if (owner != me.getUid()) {
                throw new StorageException(
                        Problem.FOLDER_OF_ANOTHER_USER,
                        null,
                        folder,
                        Files.getOwner(folder).getName(),
                        me.getUsername());
            }
        }
    }
}
