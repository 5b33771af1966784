package amparo.server.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * The roles inside PostgreSQL: a login role for the application, one for its sessions, and one role
 * without login for each room. Roles belong to the whole server, not to one database, so they are
 * made here and not by a migration.
 */
final class DatabaseRoles {

    private DatabaseRoles() {}

    /**
     * Makes the roles that are missing and sets the password of the login roles.
     *
     * @param rooms names of the roles of the rooms, for example {@code amparo_gate}
     * @throws DatabaseException if the owner may not do so; the message is the SQL that an
     *     administrator can run
     */
    static void ensure(Connection owner, List<String> rooms, String password) throws SQLException {
        try (Statement statement = owner.createStatement()) {
            // Two servers that start at once must not both find a role missing.
            statement.execute("select pg_advisory_lock(7249321)");
            try {
                for (String room : rooms) {
                    if (!exists(owner, room)) {
                        make(
                                statement,
                                "create role "
                                        + room
                                        + " nologin nosuperuser nobypassrls noinherit");
                    }
                }
                for (String login : List.of(Database.APPLICATION, Database.SESSIONS)) {
                    if (!exists(owner, login)) {
                        make(
                                statement,
                                "create role "
                                        + login
                                        + " login nosuperuser nobypassrls nocreatedb nocreaterole noinherit");
                    }
                    make(statement, "alter role " + login + " password " + literal(password));
                }
                for (String room : rooms) {
                    make(statement, "grant " + room + " to " + Database.APPLICATION);
                }
            } finally {
                statement.execute("select pg_advisory_unlock(7249321)");
            }
        }
    }

    private static boolean exists(Connection owner, String role) throws SQLException {
        try (PreparedStatement query =
                owner.prepareStatement("select 1 from pg_roles where rolname = ?")) {
            query.setString(1, role);
            try (ResultSet found = query.executeQuery()) {
                return found.next();
            }
        }
    }

    private static void make(Statement statement, String sql) throws SQLException {
        try {
            statement.execute(sql);
        } catch (SQLException refused) {
            // 42501: insufficient privilege. The sentence must not carry the password.
            if ("42501".equals(refused.getSQLState())) {
                String shown =
                        sql.contains(" password ")
                                ? sql.replaceFirst(" password .*", " password '...'")
                                : sql;
                throw new DatabaseException(
                        "The database user may not make roles. Give it CREATEROLE, or let an"
                                + " administrator run: "
                                + shown);
            }
            throw refused;
        }
    }

    private static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
