package amparo.server.storage;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * The PostgreSQL that travels in a jar, unpacked into the data folder. A folder with the final name
 * is complete: it gets that name only when every byte is on the disk.
 */
final class Binaries {
    /** Room for the programs, an empty database and its log of changes. */
    static final long NEEDED_MEGABYTES = 300;

    private static final String UNFINISHED = ".unpacking-";
    private static final Pattern JAR_VERSION = Pattern.compile("-(\\d+(?:\\.\\d+)+)\\.jar$");

    private Binaries() {}

    /** The folder "bin" of the unpacked PostgreSQL. */
    static Path in(DataFolder folder) {
        URL archive = archive();
        Path home = folder.sub("binaries");
        try {
            Path ready = home.resolve(key(archive));
            sweep(home);
            if (!Files.isDirectory(ready)) {
                requireSpace(home);
                unpack(archive, home, ready);
            }
            // The server may run as another user; there is nothing secret in here.
            Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxr-xr-x"));
            return ready.resolve("bin");
        } catch (IOException failed) {
            if (DataFolder.isFull(failed.getMessage())) {
                throw DataFolder.unreadable(folder.path(), failed);
            }
            throw new StorageException(
                    Problem.BINARIES_DAMAGED, failed, home, String.valueOf(failed.getMessage()));
        }
    }

    private static URL archive() {
        String system = System.getProperty("os.name", "?").toLowerCase(Locale.ROOT);
        String machine = System.getProperty("os.arch", "?").toLowerCase(Locale.ROOT);
        String processor =
                switch (machine) {
                    case "amd64", "x86_64" -> "x86_64";
                    case "aarch64", "arm64" -> "arm_64";
                    default -> machine;
                };
        URL archive = Binaries.class.getResource("/postgres-" + system + "-" + processor + ".txz");
        if (archive == null) {
            throw new StorageException(Problem.NO_BINARIES, null, system + " " + machine);
        }
        return archive;
    }

    /** Version and checksum, read from the jar's directory: nothing is unpacked for it. */
    private static String key(URL archive) throws IOException {
        URLConnection connection = archive.openConnection();
        connection.setUseCaches(false);
        if (connection instanceof JarURLConnection jar) {
            try (var open = jar.getJarFile()) {
                Matcher version = JAR_VERSION.matcher(open.getName());
                return (version.find() ? version.group(1) : "postgres")
                        + "-"
                        + Long.toHexString(jar.getJarEntry().getCrc());
            }
        }
        return "postgres-" + connection.getContentLengthLong();
    }

    private static void sweep(Path home) throws IOException {
        try (DirectoryStream<Path> left = Files.newDirectoryStream(home, UNFINISHED + "*")) {
            for (Path unfinished : left) {
                PrivateFiles.deleteTree(unfinished);
            }
        }
    }

    private static void requireSpace(Path home) throws IOException {
        long free = Files.getFileStore(home).getUsableSpace() / (1024 * 1024);
        if (free < NEEDED_MEGABYTES) {
            throw new StorageException(Problem.NO_SPACE, null, home, NEEDED_MEGABYTES);
        }
    }

    private static void unpack(URL archive, Path home, Path ready) throws IOException {
        Path fresh = Files.createTempDirectory(home, UNFINISHED);
        try (InputStream raw = new BufferedInputStream(archive.openStream(), 1 << 16);
                TarArchiveInputStream tar =
                        new TarArchiveInputStream(
                                new BufferedInputStream(new XZInputStream(raw), 1 << 16))) {
            TarArchiveEntry entry = tar.getNextEntry();
            while (entry != null) {
                write(tar, entry, fresh);
                entry = tar.getNextEntry();
            }
        }
        Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.move(fresh, ready, StandardCopyOption.ATOMIC_MOVE);
        PrivateFiles.sync(home);
    }

    private static void write(TarArchiveInputStream tar, TarArchiveEntry entry, Path root)
            throws IOException {
        Path target = root.resolve(entry.getName()).normalize();
        if (!target.startsWith(root)) {
            throw new IOException("the archive names a place outside: " + entry.getName());
        }
        Files.createDirectories(PrivateFiles.parent(target));
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            open(target, true);
        } else if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
        } else if (entry.isLink()) {
            Files.createLink(target, root.resolve(entry.getLinkName()));
        } else {
            try (OutputStream out = Files.newOutputStream(target)) {
                tar.transferTo(out);
            }
            open(target, (entry.getMode() & 0100) != 0);
            PrivateFiles.sync(target);
        }
    }

    private static void open(Path target, boolean executable) throws IOException {
        Set<java.nio.file.attribute.PosixFilePermission> rights =
                PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--");
        Files.setPosixFilePermissions(target, rights);
    }
}
