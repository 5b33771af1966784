package amparo.server.storage;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/**
 * Brings the rows of a backup back. The file is read and checked to its last byte before anything
 * is touched; then everything happens in one transaction, or nothing does. The tables have to be
 * there already, at the version of the backup: the caller migrates to {@link Manifest#migration()}
 * first, and onwards afterwards.
 */
public final class Restore {
    private Restore() {}

    /**
     * How to restore.
     *
     * @param replace whether rows that are there may be lost for ever
     * @param seeded tables that migrations fill, so that their rows do not count as data
     * @param files where small files go (those they replace are kept beside them with the ending
     *     ".before-restore"); null to leave them in the backup
     */
    public record Options(boolean replace, Set<String> seeded, @Nullable Path files) {
        /** Only into a database without rows, no files. */
        public static final Options CAREFUL = new Options(false, Set.of(), null);
    }

    /**
     * Reads a backup to its last byte and changes nothing.
     *
     * @return what is in it
     * @throws StorageException if the passphrase is wrong, or the file damaged, cut or too new
     */
    public static Manifest check(Path file, char[] passphrase) {
        return BackupCheck.check(file, passphrase);
    }

    /**
     * Restores a backup.
     *
     * @param owner a connection of the owner of the tables, without an open transaction
     * @return what was restored
     * @throws StorageException if it was not restored; then nothing was changed
     */
    public static Manifest read(Connection owner, Path file, char[] passphrase, Options options) {
        Manifest manifest = check(file, passphrase);
        try (Transaction transaction = Transaction.change(owner)) {
            Shape shape = Shape.read(owner, manifest.schema());
            requireSameShape(manifest, shape);
            lock(owner, shape);
            Obstacles obstacles = Obstacles.remove(owner, shape);
            if (!options.replace()) {
                requireEmpty(owner, shape, options.seeded());
            }
            execute(owner, "truncate " + shape.names(shape.tables(), Set.of()));
            List<SmallFiles.File> files = load(owner, shape, manifest, file, passphrase);
            setSequences(owner, manifest);
            // Before the walls stand again: a view of the owner is to be filled with all rows.
            refreshViews(owner, shape.schema());
            obstacles.putBack();
            try (SmallFiles placed = SmallFiles.place(options.files(), files)) {
                transaction.commit();
                placed.keep();
            }
        } catch (SQLException refused) {
            throw new StorageException(Problem.RESTORE_REFUSED, refused, reason(refused));
        } catch (StorageException told) {
            throw told;
        } catch (IOException damaged) {
            throw BackupCheck.damaged(damaged);
        }
        analyse(owner, manifest);
        return manifest;
    }

    private static void requireSameShape(Manifest manifest, Shape shape) {
        if (!Objects.equals(manifest.migration(), shape.migration())) {
            throw new StorageException(
                    Problem.RESTORE_OTHER_MIGRATION,
                    null,
                    Objects.requireNonNullElse(manifest.migration(), "-"),
                    Objects.requireNonNullElse(shape.migration(), "-"));
        }
        Set<String> saved = new HashSet<>(manifest.leftOut());
        Set<String> there = new HashSet<>();
        manifest.tables().forEach(table -> saved.add(table.name()));
        shape.tables().forEach(table -> there.add(table.name()));
        Set<String> different = new HashSet<>(saved);
        different.addAll(there);
        different.removeIf(name -> saved.contains(name) && there.contains(name));
        for (Manifest.Table table : manifest.tables()) {
            shape.tables().stream()
                    .filter(t -> t.name().equals(table.name()))
                    .filter(t -> !Set.copyOf(t.columns()).equals(Set.copyOf(table.columns())))
                    .forEach(t -> different.add(t.name()));
        }
        if (!different.isEmpty()) {
            throw new StorageException(
                    Problem.RESTORE_OTHER_TABLES,
                    null,
                    String.join(", ", different.stream().sorted().toList()));
        }
    }

    private static void lock(Connection owner, Shape shape) throws SQLException {
        // Whoever still works on the tables gets a minute to end.
        execute(owner, "set local lock_timeout = '60s'");
        execute(
                owner,
                "lock table "
                        + shape.names(shape.tables(), Set.of())
                        + " in access exclusive mode");
    }

    private static void requireEmpty(Connection owner, Shape shape, Set<String> seeded)
            throws SQLException {
        for (Shape.Table table : shape.tables()) {
            if (seeded.contains(table.name())) {
                continue;
            }
            try (Statement statement = owner.createStatement();
                    ResultSet row =
                            statement.executeQuery(
                                    "select exists (select from " + shape.name(table) + ")")) {
                row.next();
                if (row.getBoolean(1)) {
                    throw new StorageException(Problem.RESTORE_NOT_EMPTY, null, table.name());
                }
            }
        }
    }

    private static List<SmallFiles.File> load(
            Connection owner, Shape shape, Manifest manifest, Path file, char[] passphrase)
            throws SQLException, IOException {
        CopyManager copy = owner.unwrap(PGConnection.class).getCopyAPI();
        List<SmallFiles.File> files = new ArrayList<>();
        try (ArchiveReader reader = ArchiveReader.open(file, passphrase)) {
            BackupCheck.head(reader);
            for (String name : manifest.files()) {
                byte[] content = reader.whole(Archive.FILES + name, Archive.FILE_LIMIT);
                files.add(new SmallFiles.File(name, content));
            }
            for (int i = 0; i < manifest.tables().size(); i++) {
                Manifest.Table table = manifest.tables().get(i);
                String folder = Archive.tableFolder(i, table.name());
                List<Manifest.Part> parts =
                        manifest.parts().stream()
                                .filter(part -> part.path().startsWith(folder))
                                .toList();
                String into =
                        "copy "
                                + Shape.name(shape.schema(), table.name())
                                + " ("
                                + Shape.columns(table.columns())
                                + ") from stdin";
                try (InputStream rows = reader.parts(parts)) {
                    if (copy.copyIn(into, rows) != table.rows()) {
                        throw new IOException("the table " + table.name() + " has other rows");
                    }
                }
            }
            reader.whole(Archive.MANIFEST, Long.MAX_VALUE);
            reader.verify();
        } catch (StorageException | SQLException told) {
            throw told;
        } catch (RuntimeException damaged) {
            throw new IOException(damaged);
        }
        return files;
    }

    private static void setSequences(Connection owner, Manifest manifest) throws SQLException {
        for (Manifest.Sequence sequence : manifest.sequences()) {
            String name = Shape.name(manifest.schema(), sequence.name());
            // After a restart, which belongs to the transaction, so does what setval does.
            execute(owner, "alter sequence " + name + " restart with " + sequence.last());
            execute(
                    owner,
                    "select setval('"
                            + name.replace("'", "''")
                            + "', "
                            + sequence.last()
                            + ", "
                            + sequence.used()
                            + ")");
        }
    }

    private static void refreshViews(Connection owner, String schema) throws SQLException {
        List<String> views = new ArrayList<>();
        String query =
                "select matviewname from pg_matviews where schemaname = '"
                        + schema.replace("'", "''")
                        + "' and ispopulated order by matviewname";
        try (Statement statement = owner.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            while (row.next()) {
                views.add(row.getString(1));
            }
        }
        for (String view : views) {
            execute(owner, "refresh materialized view " + Shape.name(schema, view));
        }
    }

    /** So that the first queries are quick; the rows are safe without it. */
    private static void analyse(Connection owner, Manifest manifest) {
        try {
            for (Manifest.Table table : manifest.tables()) {
                execute(owner, "analyze " + Shape.name(manifest.schema(), table.name()));
            }
        } catch (SQLException later) {
            // PostgreSQL does it by itself in a while.
        }
    }

    /** Without the detail, and without the message where that quotes a value of a row. */
    private static String reason(SQLException refused) {
        if (String.valueOf(refused.getSQLState()).startsWith("22")) {
            return "a value does not fit its column (SQLSTATE " + refused.getSQLState() + ")";
        }
        if (refused instanceof org.postgresql.util.PSQLException detailed
                && detailed.getServerErrorMessage() != null) {
            return String.valueOf(detailed.getServerErrorMessage().getMessage());
        }
        return String.valueOf(refused.getMessage());
    }

    private static void execute(Connection owner, String sql) throws SQLException {
        try (Statement statement = owner.createStatement()) {
            statement.execute(sql);
        }
    }
}
