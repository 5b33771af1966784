package amparo.server.accounts;

import amparo.server.AmparoServer;
import amparo.server.access.OrganisationKind;
import amparo.server.access.Role;
import amparo.server.database.Database;
import amparo.server.platform.Ids;
import amparo.server.platform.Installation;
import amparo.server.storage.Connections;
import amparo.server.testing.TestDatabases;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/** A running server with its own database, and people who can sign in. */
final class Door implements AutoCloseable {

    static final String PASSWORD = "mango puente lluvia tambor";

    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static @Nullable Door shared;

    final TestClock clock = new TestClock();
    final Connections database;
    private final ConfigurableApplicationContext context;
    private final int port;

    private Door(int port, Map<String, Object> more) {
        database = TestDatabases.fresh();
        SpringApplication application = new SpringApplication(AmparoServer.class);
        Map<String, Object> settings = new HashMap<>();
        settings.put("server.port", port);
        settings.put("server.address", "127.0.0.1");
        settings.put("amparo.limits.session-per-minute", 0);
        settings.put("amparo.limits.origin-per-minute", 0);
        settings.put("spring.main.register-shutdown-hook", false);
        settings.putAll(more);
        application.setDefaultProperties(settings);
        byte[] key = new byte[32];
        Arrays.fill(key, (byte) 7);
        application.addInitializers(started -> {
            if (started instanceof GenericApplicationContext beans) {
                beans.registerBean(
                        Database.class,
                        () ->
                                new Database(
                                        database.url(),
                                        database.ownerUser(),
                                        database.ownerPassword(),
                                        database.appPassword()));
                beans.registerBean(
                        Installation.class,
                        () -> new Installation(key, false, "http://localhost:" + port));
                beans.registerBean(
                        "testClock", Clock.class, () -> clock, one -> one.setPrimary(true));
            }
        });
        context = application.run();
        this.port =
                context instanceof WebServerApplicationContext web && web.getWebServer() != null
                        ? web.getWebServer().getPort()
                        : port;
    }

    /** One for all tests of this JVM. */
    static synchronized Door open() {
        Door door = shared;
        if (door == null) {
            door = new Door(0, Map.of());
            Runtime.getRuntime().addShutdownHook(new Thread(door::close));
            shared = door;
        }
        door.clock.reset();
        return door;
    }

    /** One of its own, with other settings, at an address that it knows. */
    static Door open(int port, Map<String, Object> settings) {
        return new Door(port, settings);
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    URI address(String path) {
        return URI.create("http://localhost:" + port + path);
    }

    /** Somebody who works with Amparo. */
    record Worker(UUID account, String email, UUID organisation) {}

    /** An account with the usual password and these roles in one new organisation. */
    Worker worker(Role... roles) {
        return worker(OrganisationKind.NGO, roles);
    }

    Worker worker(OrganisationKind kind, Role... roles) {
        UUID organisation = organisation(kind);
        int number = NUMBER.incrementAndGet();
        UUID account = Ids.next();
        String email = "person" + number + "@example.org";
        sql(
                "insert into amparo.account (id, display_name, language, status) values (?, ?, 'en', 'active')",
                account,
                "Rosa Number " + number);
        sql(
                "insert into amparo.credential (account, email, password_hash) values (?, ?, ?)",
                account,
                email,
                HASH.hash(PASSWORD));
        for (Role role : roles) {
            role(account, organisation, role);
        }
        return new Worker(account, email, organisation);
    }

    private static final Passwords HASH = new Passwords();

    UUID organisation(OrganisationKind kind) {
        UUID organisation = Ids.next();
        sql(
                "insert into amparo.organisation (id, kind, name, country) values (?, ?, ?, 'MEX')",
                organisation,
                kind.code(),
                "House " + organisation);
        return organisation;
    }

    void role(UUID account, UUID organisation, Role role) {
        sql(
                "insert into amparo.membership (id, account, organisation, role) values (?, ?, ?, ?)",
                Ids.next(),
                account,
                organisation,
                role.code());
    }

    /** Gives the account an app for codes. */
    byte[] app(Worker worker) {
        byte[] secret = Totp.newSecret();
        String code = Totp.code(secret, clock.instant().minusSeconds(30));
        bean(SignIns.class).enrol(worker.account(), secret, code).orElseThrow();
        return secret;
    }

    /** As the owner of the tables. */
    void sql(String sql, Object... values) {
        try (Connection connection = owner();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.execute();
        } catch (SQLException failed) {
            throw new IllegalStateException(sql, failed);
        }
    }

    /** The first value of the first row. */
    String one(String sql, Object... values) {
        try (Connection connection = owner();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? String.valueOf(rows.getString(1)) : "no row";
            }
        } catch (SQLException failed) {
            throw new IllegalStateException(sql, failed);
        }
    }

    private Connection owner() throws SQLException {
        Connection connection =
                DriverManager.getConnection(
                        database.url(), database.ownerUser(), database.ownerPassword());
        connection.setSchema(Database.SCHEMA);
        return connection;
    }

    @Override
    public void close() {
        context.close();
    }
}
