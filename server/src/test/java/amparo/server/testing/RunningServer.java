package amparo.server.testing;

import amparo.server.AmparoServer;
import amparo.server.accounts.TestSessions;
import amparo.server.database.Database;
import amparo.server.platform.Ids;
import amparo.server.platform.Installation;
import amparo.server.storage.Connections;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.context.ConfigurableApplicationContext;

/** The whole application on a database of its own, with a few organisations and people in it. */
public final class RunningServer implements AutoCloseable {

    private static final Map<String, Object> QUIET =
            Map.of(
                    "server.port",
                    0,
                    "server.address",
                    "127.0.0.1",
                    "logging.level.root",
                    System.getProperty("amparo.test.log", "off"),
                    // Tests call the jobs themselves; on a slow machine they would come first.
                    "amparo.retention.first-minutes",
                    600,
                    "amparo.referral.first-seconds",
                    36_000,
                    "amparo.review.first",
                    "10h");

    private final Connections connections;
    private final ConfigurableApplicationContext context;

    private RunningServer(Connections connections, ConfigurableApplicationContext context) {
        this.connections = connections;
        this.context = context;
    }

    /**
     * Starts it.
     *
     * @param settings that differ from those of a real server
     */
    public static RunningServer start(Map<String, Object> settings) {
        Connections connections = TestDatabases.fresh();
        Database database =
                new Database(
                        connections.url(),
                        connections.ownerUser(),
                        connections.ownerPassword(),
                        connections.appPassword());
        Map<String, Object> all = new HashMap<>(QUIET);
        all.putAll(settings);
        return new RunningServer(
                connections,
                AmparoServer.start(
                        database, new Installation(new byte[32], false, "http://localhost"), all));
    }

    public ConfigurableApplicationContext context() {
        return context;
    }

    public int port() {
        return Integer.parseInt(context.getEnvironment().getRequiredProperty("local.server.port"));
    }

    /** Makes an organisation and gives its id. */
    public UUID organisation(String kind, String name) {
        UUID id = Ids.next();
        insert("organisation (id, kind, name, country)", id, kind, name, "COL");
        return id;
    }

    /** Makes a site and gives its id. */
    public UUID site(UUID organisation, String name) {
        UUID id = Ids.next();
        insert("site (id, organisation, name, country)", id, organisation, name, "COL");
        return id;
    }

    /** Makes an account with these roles and gives its id. */
    public UUID account(UUID organisation, List<String> roles) {
        UUID id = Ids.next();
        insert("account (id, display_name, status)", id, "Somebody", "active");
        insert("credential (account, email)", id, id + "@example.org");
        for (String role : roles) {
            insert(
                    "membership (id, account, organisation, role)",
                    Ids.next(),
                    id,
                    organisation,
                    role);
        }
        return id;
    }

    /** Makes a token of a program and gives its hash to the database. */
    public UUID client(
            UUID organisation,
            List<String> roles,
            List<String> scopes,
            byte[] tokenHash,
            int expiresInDays) {
        UUID account = account(organisation, roles);
        UUID id = Ids.next();
        OffsetDateTime now = OffsetDateTime.now(ZoneOffset.UTC);
        insert(
                "api_client (id, organisation, account, name, token_hash, scopes, created_by, created_at, expires_at)",
                id,
                organisation,
                account,
                "Program",
                tokenHash,
                scopes.toArray(String[]::new),
                account,
                now.minusDays(30),
                now.plusDays(expiresInDays));
        return id;
    }

    /** The cookies of a session and the token against forgery that goes with it. */
    public TestSessions.Session session(UUID account, boolean wholly) {
        return TestSessions.open(context, account, wholly);
    }

    /** As the owner of the database. */
    public void insert(String tableAndColumns, Object... values) {
        String places = ", ?".repeat(values.length).substring(2);
        update("insert into amparo." + tableAndColumns + " values (" + places + ")", values);
    }

    /** As the owner of the database. */
    public void update(String sql, Object... values) {
        try (Connection owner = connections.owner();
                PreparedStatement statement = owner.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                Object value =
                        values[i] instanceof String[] texts
                                ? owner.createArrayOf("text", texts)
                                : values[i];
                statement.setObject(i + 1, value);
            }
            statement.executeUpdate();
        } catch (SQLException failed) {
            throw new IllegalStateException(sql, failed);
        }
    }

    /** One number, as the owner of the database. */
    public long count(String sql) {
        try (Connection owner = connections.owner();
                Statement statement = owner.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException failed) {
            throw new IllegalStateException(sql, failed);
        }
    }

    @Override
    public void close() {
        context.close();
        TestDatabases.drop(connections);
    }
}
