package amparo.server.storage;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads a backup from its first byte to its last. Everything that is wrong with the file comes as
 * an IOException or, where there is a better word for it, as a StorageException.
 */
final class ArchiveReader implements AutoCloseable {
    private final InputStream source;
    private final Envelope.Opened envelope;
    private final TarArchiveInputStream tar;

    private ArchiveReader(InputStream source, Envelope.Opened envelope) {
        this.source = source;
        this.envelope = envelope;
        this.tar = new TarArchiveInputStream(new BufferedInputStream(envelope.content(), 1 << 16));
    }

    static ArchiveReader open(Path file, char[] passphrase) throws IOException {
        InputStream source;
        try {
            source = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        } catch (IOException missing) {
            throw new StorageException(
                    Problem.BACKUP_NOT_READABLE, missing, file, missing.getClass().getSimpleName());
        }
        boolean open = false;
        try {
            ArchiveReader reader = new ArchiveReader(source, Envelope.open(source, passphrase));
            open = true;
            return reader;
        } finally {
            if (!open) {
                source.close();
            }
        }
    }

    /** The next entry that has to be this one, whole. */
    byte[] whole(String path, long limit) throws IOException {
        TarArchiveEntry entry = next();
        if (entry == null || !entry.getName().equals(path)) {
            throw new IOException(path + " is missing");
        }
        return content(entry, limit);
    }

    /** The next entry, or null at the end of the archive. */
    @Nullable TarArchiveEntry next() throws IOException {
        return tar.getNextEntry();
    }

    byte[] content(TarArchiveEntry entry, long limit) throws IOException {
        if (entry.getSize() > limit) {
            throw new IOException(entry.getName() + " is larger than it can be");
        }
        return tar.readAllBytes();
    }

    /** The bytes of the current entry. */
    InputStream current() {
        return tar;
    }

    /** The parts that follow, as one stream, each checked against its checksum at its end. */
    InputStream parts(List<Manifest.Part> parts) {
        return new Checked(parts.iterator());
    }

    /** Reads to the end and makes sure that nothing was changed. */
    void verify() throws IOException {
        envelope.verify();
    }

    @Override
    public void close() throws IOException {
        // Not the nested streams: closing them would read on in a file that may be damaged.
        source.close();
    }

    private final class Checked extends InputStream {
        private final Iterator<Manifest.Part> parts;
        private Manifest.@Nullable Part part;
        private java.security.MessageDigest hash = Archive.sha256();

        Checked(Iterator<Manifest.Part> parts) {
            this.parts = parts;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            while (true) {
                if (part == null && !begin()) {
                    return -1;
                }
                int count = tar.read(bytes, offset, length);
                if (count >= 0) {
                    hash.update(bytes, offset, count);
                    return count;
                }
                end();
            }
        }

        private boolean begin() throws IOException {
            if (!parts.hasNext()) {
                return false;
            }
            Manifest.Part expected = parts.next();
            TarArchiveEntry entry = next();
            if (entry == null
                    || !entry.getName().equals(expected.path())
                    || entry.getSize() != expected.bytes()) {
                throw new IOException(expected.path() + " is missing");
            }
            part = expected;
            hash = Archive.sha256();
            return true;
        }

        private void end() throws IOException {
            Manifest.Part ended = part;
            if (ended != null && !HexFormat.of().formatHex(hash.digest()).equals(ended.sha256())) {
                throw new IOException("the checksum of " + ended.path() + " does not match");
            }
            part = null;
        }
    }
}
