package amparo.server.storage;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** Reads a whole backup and finds it sound, or says what is wrong with it. Changes nothing. */
final class BackupCheck {
    /** A list of a hundred thousand parts, with room to spare. */
    private static final long MANIFEST_LIMIT = 256L * 1024 * 1024;

    private static final long HEAD_LIMIT = 64L * 1024;

    private BackupCheck() {}

    static Manifest check(Path file, char[] passphrase) {
        try (ArchiveReader reader = ArchiveReader.open(file, passphrase)) {
            byte[] head = head(reader);
            List<Manifest.Part> seen = new ArrayList<>();
            seen.add(part(Archive.HEAD, head.length, digest(head)));
            Manifest manifest = null;
            TarArchiveEntry entry = reader.next();
            while (entry != null) {
                if (manifest != null) {
                    throw new IOException("there is something after the manifest");
                }
                if (entry.getName().equals(Archive.MANIFEST)) {
                    manifest = manifest(reader.content(entry, MANIFEST_LIMIT));
                } else {
                    seen.add(read(reader, entry));
                }
                entry = reader.next();
            }
            reader.verify();
            return sound(manifest, seen);
        } catch (StorageException told) {
            throw told;
        } catch (IOException | RuntimeException damaged) {
            // Decoders of damaged bytes throw what they like.
            throw damaged(damaged);
        }
    }

    /** The first entry, if this program can read what follows it. */
    static byte[] head(ArchiveReader reader) throws IOException {
        TarArchiveEntry entry = reader.next();
        if (entry == null || !entry.getName().equals(Archive.HEAD)) {
            throw new StorageException(Problem.BACKUP_NOT_A_BACKUP, null);
        }
        byte[] bytes = reader.content(entry, HEAD_LIMIT);
        try {
            Archive.Head head = Archive.JSON.readValue(bytes, Archive.Head.class);
            if (head.format() > Manifest.FORMAT) {
                throw new StorageException(
                        Problem.BACKUP_TOO_NEW, null, head.format(), Manifest.FORMAT);
            }
        } catch (JacksonException broken) {
            throw new IOException(Archive.HEAD + " cannot be read", broken);
        }
        return bytes;
    }

    static StorageException damaged(Exception damaged) {
        return new StorageException(
                Problem.BACKUP_DAMAGED,
                damaged,
                Objects.requireNonNullElse(
                        damaged.getMessage(), damaged.getClass().getSimpleName()));
    }

    private static Manifest manifest(byte[] bytes) throws IOException {
        try {
            return Archive.JSON.readValue(bytes, Manifest.class);
        } catch (JacksonException broken) {
            throw new IOException(Archive.MANIFEST + " cannot be read", broken);
        }
    }

    private static Manifest sound(@Nullable Manifest manifest, List<Manifest.Part> seen)
            throws IOException {
        if (manifest == null) {
            throw new IOException("the end is missing");
        }
        if (!seen.equals(manifest.parts())) {
            throw new IOException("its parts are not those of its list");
        }
        return manifest;
    }

    private static Manifest.Part read(ArchiveReader reader, TarArchiveEntry entry)
            throws IOException {
        MessageDigest hash = Archive.sha256();
        InputStream in = reader.current();
        byte[] buffer = new byte[1 << 16];
        long bytes = 0;
        int count = in.read(buffer);
        while (count >= 0) {
            hash.update(buffer, 0, count);
            bytes += count;
            count = in.read(buffer);
        }
        return part(entry.getName(), bytes, hash.digest());
    }

    private static byte[] digest(byte[] bytes) {
        return Archive.sha256().digest(bytes);
    }

    private static Manifest.Part part(String path, long bytes, byte[] hash) {
        return new Manifest.Part(path, bytes, HexFormat.of().formatHex(hash));
    }
}
