package amparo.server.access;

import amparo.server.database.Database;
import amparo.server.database.Migrations;
import amparo.server.storage.Connections;
import amparo.server.testing.TestDatabases;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** A database with all tables and walls and nothing in it, for the tests of the walls. */
final class WalledDatabase implements AutoCloseable {

    final Connections connections;
    final Matrix matrix = MatrixReader.bundled();
    final Seal seal;

    WalledDatabase() throws SQLException {
        connections =
                TestDatabases.fresh(
                        "walled",
                        empty ->
                                Migrations.run(
                                        database(empty),
                                        Room.databaseRoles(),
                                        owner -> TableWalls.build(owner, MatrixReader.bundled())));
        // A copy of a template does not copy the rights on the database itself.
        Migrations.run(
                database(connections),
                Room.databaseRoles(),
                owner -> {
                    owner.createStatement().execute("delete from amparo.walls");
                    TableWalls.build(owner, matrix);
                });
        try (Connection owner = connections.owner()) {
            seal = Seal.of(owner);
        }
    }

    /** As the owner, in a transaction. */
    Connection owner() throws SQLException {
        Connection connection = connections.owner();
        connection.setAutoCommit(false);
        connection.createStatement().execute("set search_path = amparo, pg_temp");
        connection.commit();
        return connection;
    }

    /** As the application, in a transaction, in no room yet. */
    Connection application() throws SQLException {
        Connection connection = connections.app();
        connection.setAutoCommit(false);
        connection.createStatement().execute("set search_path = amparo, pg_temp");
        connection.commit();
        return connection;
    }

    /** As the login of the sessions, in a transaction. */
    Connection sessions() throws SQLException {
        Connection connection =
                DriverManager.getConnection(
                        connections.url(), Database.SESSIONS, connections.appPassword());
        connection.setAutoCommit(false);
        connection.createStatement().execute("set search_path = amparo, pg_temp");
        connection.commit();
        return connection;
    }

    static Database database(Connections connections) {
        return new Database(
                connections.url(),
                connections.ownerUser(),
                connections.ownerPassword(),
                connections.appPassword());
    }

    @Override
    public void close() {
        TestDatabases.drop(connections);
    }
}
