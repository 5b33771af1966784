package amparo.server.storage;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** Writes the tar archive of a backup and keeps a list of what it wrote. */
final class ArchiveWriter implements AutoCloseable {
    /** A tar entry says its size first, so a table is cut into parts that fit into memory. */
    private static final int PART = 4 * 1024 * 1024;

    private final TarArchiveOutputStream tar;
    private final Date now = new Date();
    private final List<Manifest.Part> written = new ArrayList<>();
    private final byte[] buffer = new byte[PART];

    ArchiveWriter(OutputStream target) {
        tar = new TarArchiveOutputStream(target);
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
    }

    List<Manifest.Part> written() {
        return List.copyOf(written);
    }

    void entry(String path, byte[] content) throws IOException {
        entry(path, content, content.length);
    }

    /** Puts a small file in and says under which name. */
    String file(Path file) throws IOException {
        String name = file.getFileName().toString();
        if (!name.matches("[a-z0-9-]{1,60}") || Files.size(file) > Archive.FILE_LIMIT) {
            throw new IOException(file + " is not a small file with a plain name");
        }
        entry(Archive.FILES + name, Files.readAllBytes(file));
        return name;
    }

    /** Everything written to the result becomes entries in that folder, one after the other. */
    OutputStream parts(String folder) {
        return new Parts(folder);
    }

    void finish(Manifest manifest) throws IOException {
        entry(Archive.MANIFEST, Archive.json(manifest));
        tar.finish();
    }

    @Override
    public void close() throws IOException {
        tar.close();
    }

    private void entry(String path, byte[] bytes, int length) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(path);
        entry.setSize(length);
        entry.setMode(0600);
        entry.setModTime(now);
        tar.putArchiveEntry(entry);
        tar.write(bytes, 0, length);
        tar.closeArchiveEntry();
        var hash = Archive.sha256();
        hash.update(bytes, 0, length);
        written.add(new Manifest.Part(path, length, HexFormat.of().formatHex(hash.digest())));
    }

    private final class Parts extends OutputStream {
        private final String folder;
        private int number;
        private int filled;

        Parts(String folder) {
            this.folder = folder;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            int from = offset;
            int left = length;
            while (left > 0) {
                int some = Math.min(left, PART - filled);
                System.arraycopy(bytes, from, buffer, filled, some);
                filled += some;
                from += some;
                left -= some;
                if (filled == PART) {
                    cut();
                }
            }
        }

        @Override
        public void close() throws IOException {
            if (filled > 0) {
                cut();
            }
        }

        private void cut() throws IOException {
            number++;
            entry(String.format(Locale.ROOT, "%s%08d.copy", folder, number), buffer, filled);
            filled = 0;
        }
    }
}
