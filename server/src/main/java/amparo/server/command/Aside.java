package amparo.server.command;

import amparo.server.database.Database;
import amparo.server.database.DatabaseException;
import amparo.server.database.Migrations;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Puts the tables that are there aside while a restore runs, under another name, and brings them
 * back unless it succeeded.
 */
final class Aside implements AutoCloseable {

    private static final String KEPT = Database.SCHEMA + "_before_restore";
    private static final String LEFT = "select 1 from pg_namespace where nspname = '" + KEPT + "'";
    private static final long LOCK = 7_249_322;

    private final Connection owner;
    private final boolean there;
    private boolean begun;
    private boolean moved;
    private boolean done;

    private Aside(Connection owner, boolean there) {
        this.owner = owner;
        this.there = there;
    }

    /**
     * Looks at what is there. What a restore that was killed put aside comes back first.
     *
     * @param name of the place, for messages
     */
    static Aside of(Connection owner, String name) throws SQLException {
        // Ends with the connection.
        if (!exists(owner, "select 1 where pg_try_advisory_lock(" + LOCK + ")")) {
            throw CommandException.of("restore-in-use", name);
        }
        if (exists(owner, LEFT)) {
            bringBack(owner);
        }
        boolean there =
                exists(
                        owner,
                        "select 1 from pg_tables where schemaname = '" + Database.SCHEMA + "'");
        return new Aside(owner, there);
    }

    /**
     * After a restore that was killed: brings back what it had put aside. It was never said to have
     * succeeded, so it did not.
     */
    static void recover(Database database, String name) {
        try (Connection owner = Migrations.open(database)) {
            if (exists(owner, LEFT)) {
                Aside.of(owner, name);
            }
        } catch (SQLException away) {
            throw new DatabaseException(
                    "The database at "
                            + database.url()
                            + " cannot be reached: "
                            + away.getMessage(),
                    away);
        }
    }

    /** Whether tables are there. */
    boolean isThere() {
        return there;
    }

    /** Refuses while somebody else works on this database. */
    void requireNobodyConnected(String name) throws SQLException {
        if (exists(
                owner,
                "select 1 from pg_stat_activity where datname = current_database()"
                        + " and usename in ('"
                        + Database.APPLICATION
                        + "', '"
                        + Database.SESSIONS
                        + "')")) {
            throw CommandException.of("restore-in-use", name);
        }
        begun = true;
    }

    /** Puts it aside. */
    void move() throws SQLException {
        execute(owner, "alter schema " + Database.SCHEMA + " rename to " + KEPT);
        moved = true;
    }

    /** The restore succeeded: what was there before is deleted. */
    void forget() throws SQLException {
        done = true;
        if (moved) {
            execute(owner, "drop schema " + KEPT + " cascade");
        }
    }

    @Override
    public void close() throws SQLException {
        if (done || !begun) {
            return;
        }
        if (moved) {
            bringBack(owner);
        } else if (!there) {
            // Half a restore into an empty database leaves nothing behind.
            execute(owner, "drop schema if exists " + Database.SCHEMA + " cascade");
        }
    }

    private static void bringBack(Connection owner) throws SQLException {
        execute(owner, "drop schema if exists " + Database.SCHEMA + " cascade");
        execute(owner, "alter schema " + KEPT + " rename to " + Database.SCHEMA);
    }

    private static boolean exists(Connection owner, String sql) throws SQLException {
        try (Statement statement = owner.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.next();
        }
    }

    private static void execute(Connection owner, String sql) throws SQLException {
        try (Statement statement = owner.createStatement()) {
            statement.execute(sql);
        }
    }
}
