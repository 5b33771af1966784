package amparo.server.storage;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is in a backup. It is the last entry, because only then everything is known.
 *
 * @param format the version of the backup's form, see {@link #FORMAT}
 * @param made when the snapshot was taken, in UTC, ISO 8601
 * @param schema the database schema
 * @param migration the version of the tables, as Flyway counts it; null if nothing counts it
 * @param server the version of PostgreSQL it was made with
 * @param tables the tables, in the order of their parts
 * @param leftOut tables that were left out on purpose: a restore empties them
 * @param sequences where each sequence stood
 * @param files small files from outside the database
 * @param parts every other entry of the archive, in its order
 */
public record Manifest(
        int format,
        String made,
        String schema,
        @Nullable String migration,
        String server,
        List<Table> tables,
        List<String> leftOut,
        List<Sequence> sequences,
        List<String> files,
        List<Part> parts) {

    /** The newest form this program writes and reads. */
    public static final int FORMAT = 1;

    /** A table: its columns (without generated ones) in the order of the data, its rows. */
    public record Table(String name, List<String> columns, long rows) {}

    /** A sequence: its last number, and whether that one was given out already. */
    public record Sequence(String name, long last, boolean used) {}

    /** An entry of the archive: its size in bytes and its checksum in hexadecimal digits. */
    public record Part(String path, long bytes, String sha256) {}

    /** All rows of all tables. */
    public long rows() {
        return tables.stream().mapToLong(Table::rows).sum();
    }
}
