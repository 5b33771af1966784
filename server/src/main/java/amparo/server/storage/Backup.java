package amparo.server.storage;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/**
 * A copy of all rows of one moment, while everybody goes on working: text of PostgreSQL's COPY in a
 * tar archive in an OpenPGP message. It knows no table by name.
 */
public final class Backup {
    private Backup() {}

    /**
     * What goes in.
     *
     * @param schema the database schema whose tables are saved
     * @param leaveOut tables without value after a restore, for example those of sessions
     * @param files small files the data is useless without, for example keys; their names have
     *     small letters, digits and hyphens
     */
    public record Content(String schema, Set<String> leaveOut, List<Path> files) {
        /** Everything in the schema "amparo", no files. */
        public static final Content ALL = new Content("amparo", Set.of(), List.of());
    }

    /** All of the schema "amparo", without files; see the other form. */
    public static Manifest write(Connection owner, OutputStream target, char[] passphrase) {
        return write(owner, target, passphrase, Content.ALL);
    }

    /**
     * Writes a backup. The target is flushed, not closed; after an exception what was written is of
     * no use.
     *
     * @param owner a connection of the owner of the tables, without an open transaction
     * @return what was written
     */
    public static Manifest write(
            Connection owner, OutputStream target, char[] passphrase, Content content) {
        Passphrase.require(passphrase);
        try (Transaction transaction = Transaction.snapshot(owner)) {
            Shape shape = Shape.read(owner, content.schema());
            if (shape.tables().isEmpty()) {
                throw new StorageException(Problem.BACKUP_NOTHING_THERE, null, content.schema());
            }
            Manifest manifest;
            try (OutputStream sealed =
                            new BufferedOutputStream(Envelope.seal(target, passphrase), 1 << 16);
                    ArchiveWriter archive = new ArchiveWriter(sealed)) {
                manifest = write(owner, shape, archive, content);
                archive.finish(manifest);
            }
            target.flush();
            transaction.commit();
            return manifest;
        } catch (SQLException refused) {
            throw new StorageException(
                    Problem.BACKUP_NOT_WRITTEN, refused, String.valueOf(refused.getMessage()));
        } catch (IOException failed) {
            throw notWritten(failed);
        }
    }

    /**
     * Writes a backup into a new file that only its owner can read, reads it back to its last byte,
     * and only then gives it its name: a file of that name is complete.
     *
     * @param file must not exist yet: a backup never replaces another
     */
    public static Manifest toFile(Connection owner, Path file, char[] passphrase, Content content) {
        Path half = file.resolveSibling(file.getFileName() + ".unfinished");
        try {
            if (Files.exists(file)) {
                throw new IOException(file + " exists already");
            }
            Files.deleteIfExists(half);
            Files.createFile(
                    half,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------")));
            Manifest manifest;
            try (FileChannel channel = FileChannel.open(half, StandardOpenOption.WRITE)) {
                OutputStream out =
                        new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
                manifest = write(owner, out, passphrase, content);
                channel.force(true);
            }
            Restore.check(half, passphrase);
            Files.move(half, file, StandardCopyOption.ATOMIC_MOVE);
            PrivateFiles.sync(PrivateFiles.parent(file));
            return manifest;
        } catch (IOException failed) {
            throw notWritten(failed);
        } finally {
            try {
                Files.deleteIfExists(half);
            } catch (IOException leaveIt) {
                // Its name says what it is.
            }
        }
    }

    private static Manifest write(
            Connection owner, Shape shape, ArchiveWriter archive, Content content)
            throws SQLException, IOException {
        String made = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
        archive.entry(
                Archive.HEAD, Archive.json(new Archive.Head("amparo", Manifest.FORMAT, made)));
        List<String> files = new ArrayList<>();
        for (Path file : content.files()) {
            files.add(archive.file(file));
        }
        lock(owner, shape, content.leaveOut());
        List<Manifest.Sequence> sequences = shape.sequences(owner);
        CopyManager copy = owner.unwrap(PGConnection.class).getCopyAPI();
        List<Manifest.Table> tables = new ArrayList<>();
        List<String> leftOut = new ArrayList<>();
        for (Shape.Table table : shape.tables()) {
            if (content.leaveOut().contains(table.name())) {
                leftOut.add(table.name());
                continue;
            }
            try (OutputStream part =
                    archive.parts(Archive.tableFolder(tables.size(), table.name()))) {
                long rows = copy.copyOut(select(shape, table), part);
                tables.add(new Manifest.Table(table.name(), table.columns(), rows));
            } catch (SQLException refused) {
                throw hidden(owner, table, refused);
            }
        }
        return new Manifest(
                Manifest.FORMAT,
                made,
                shape.schema(),
                shape.migration(),
                owner.getMetaData().getDatabaseProductVersion(),
                tables,
                leftOut,
                sequences,
                files,
                archive.written());
    }

    /** Against a migration that would change a table while its turn has not come. */
    private static void lock(Connection owner, Shape shape, Set<String> without)
            throws SQLException {
        String names = shape.names(shape.tables(), without);
        if (!names.isEmpty()) {
            try (Statement statement = owner.createStatement()) {
                statement.execute("lock table " + names + " in access share mode");
            }
        }
    }

    private static String select(Shape shape, Shape.Table table) {
        String columns = Shape.columns(table.columns());
        return table.partitioned()
                ? "copy (select " + columns + " from " + shape.name(table) + ") to stdout"
                : "copy " + shape.name(table) + " (" + columns + ") to stdout";
    }

    private static SQLException hidden(Connection owner, Shape.Table table, SQLException refused)
            throws SQLException {
        if (String.valueOf(refused.getMessage()).contains("row-level security")) {
            throw new StorageException(
                    Problem.BACKUP_ROWS_HIDDEN,
                    refused,
                    table.name(),
                    owner.getMetaData().getUserName());
        }
        return refused;
    }

    private static StorageException notWritten(IOException failed) {
        return new StorageException(
                Problem.BACKUP_NOT_WRITTEN, failed, String.valueOf(failed.getMessage()));
    }
}
