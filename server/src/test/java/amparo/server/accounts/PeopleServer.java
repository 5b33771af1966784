package amparo.server.accounts;

import amparo.server.AmparoServer;
import amparo.server.database.Database;
import amparo.server.platform.Installation;
import amparo.server.storage.Connections;
import amparo.server.testing.TestDatabases;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.Objects;
import org.springframework.context.ConfigurableApplicationContext;

/** A running server on a fresh database, for the tests of people. */
final class PeopleServer implements AutoCloseable {

    private final Connections connections = TestDatabases.fresh();
    private final ConfigurableApplicationContext context;

    PeopleServer() {
        Database database =
                new Database(
                        connections.url(),
                        connections.ownerUser(),
                        connections.ownerPassword(),
                        connections.appPassword());
        byte[] key = new byte[32];
        key[7] = 7;
        context =
                AmparoServer.start(
                        database,
                        new Installation(key, true, "http://amparo.test"),
                        Map.of(
                                "server.port",
                                0,
                                "server.address",
                                "127.0.0.1",
                                // Tests call it themselves; on a slow machine it would come first.
                                "amparo.review.first",
                                "10h",
                                "spring.main.register-shutdown-hook",
                                false));
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    String address() {
        return "http://127.0.0.1:"
                + Objects.requireNonNull(context.getEnvironment().getProperty("local.server.port"));
    }

    /** A browser with nothing in it. */
    Visit visit() {
        return new Visit(address());
    }

    /** As the owner of the tables: what tests arrange and look at behind the walls. */
    int sql(String sql, Object... values) {
        try (Connection owner = connections.owner();
                PreparedStatement statement = prepare(owner, sql, values)) {
            return statement.executeUpdate();
        } catch (SQLException failed) {
            throw new IllegalStateException(sql, failed);
        }
    }

    String one(String sql, Object... values) {
        try (Connection owner = connections.owner();
                PreparedStatement statement = prepare(owner, sql, values);
                ResultSet row = statement.executeQuery()) {
            return row.next() ? String.valueOf(row.getObject(1)) : "nothing";
        } catch (SQLException failed) {
            throw new IllegalStateException(sql, failed);
        }
    }

    private static PreparedStatement prepare(Connection owner, String sql, Object... values)
            throws SQLException {
        owner.createStatement().execute("set search_path = amparo, pg_temp");
        PreparedStatement statement = owner.prepareStatement(sql);
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        return statement;
    }

    @Override
    public void close() {
        context.close();
        TestDatabases.drop(connections);
    }
}
