package amparo.server.audit;

import amparo.server.audit.AuditHash.Stored;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** All entries, chain by chain in their order, a few at a time in memory. */
final class StoredEntries implements AutoCloseable {

    private static final int AT_A_TIME = 1000;

    private final PreparedStatement statement;
    private final ResultSet rows;
    private @Nullable Stored next;

    /** On a connection that is inside a transaction: only then the driver streams. */
    StoredEntries(Connection owner) throws SQLException {
        statement =
                owner.prepareStatement(
                        """
                        select chain, number, at, account, roles, room, action, kind, subjects, reason, reason_salt,
                               reason_digest, origin, detail, hash
                        from amparo.audit_entry order by chain, number
                        """);
        statement.setFetchSize(AT_A_TIME);
        rows = statement.executeQuery();
        next = read();
    }

    /** The next one, which stays the next one. */
    @Nullable Stored peek() {
        return next;
    }

    /** The next one; there must be one. */
    Stored next() throws SQLException {
        Stored current = next;
        if (current == null) {
            throw new IllegalStateException("no more entries");
        }
        next = read();
        return current;
    }

    private @Nullable Stored read() throws SQLException {
        if (!rows.next()) {
            return null;
        }
        return new Stored(
                rows.getObject(1, UUID.class),
                rows.getLong(2),
                instant(rows, 3),
                rows.getObject(4, UUID.class),
                List.of((String[]) array(rows.getArray(5))),
                rows.getString(6),
                rows.getString(7),
                rows.getString(8),
                List.of((UUID[]) array(rows.getArray(9))),
                rows.getString(10),
                rows.getBytes(11),
                rows.getBytes(12),
                rows.getString(13),
                rows.getString(14),
                rows.getBytes(15));
    }

    private static Object array(Array array) throws SQLException {
        return array.getArray();
    }

    static Instant instant(ResultSet rows, int column) throws SQLException {
        return rows.getObject(column, OffsetDateTime.class).toInstant();
    }

    @Override
    public void close() throws SQLException {
        try (statement) {
            rows.close();
        }
    }
}
