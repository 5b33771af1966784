package amparo.server.scenario;

import amparo.server.access.OrganisationKind;
import amparo.server.access.Role;
import amparo.server.accounts.TestSessions;
import amparo.server.command.AmparoProcess;
import amparo.server.storage.EmbeddedPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.session.jdbc.JdbcIndexedSessionRepository;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A server of its own with its data on a disk, as a process that can be killed, and those who work
 * with it.
 */
final class Post implements AutoCloseable {

    final int port;
    private final Path data;
    private AmparoProcess server;

    private final String settings;
    private final String[] options;

    Post(Path data) throws Exception {
        this(data, "");
    }

    /**
     * With settings of its own.
     *
     * @param settings as they are given to a virtual machine
     * @param options of the command
     */
    Post(Path data, String settings, String... options) throws Exception {
        this.data = data;
        this.settings = settings;
        this.options = options;
        port = AmparoProcess.freePort();
        server = serve();
    }

    private AmparoProcess serve() throws Exception {
        // Whoever follows every link of a page is quicker than a person.
        return AmparoProcess.serve(
                Map.of(
                        "JAVA_TOOL_OPTIONS",
                        "-Damparo.limits.session-per-minute=0 -Damparo.limits.origin-per-minute=0 "
                                + settings),
                data,
                port,
                options);
    }

    /** As if somebody pulled the plug of the computer. */
    void kill() throws Exception {
        server.kill();
        AmparoProcess.killDatabase(data);
    }

    void start() throws Exception {
        server = serve();
    }

    /** As the owner of the database, whom no wall holds. */
    Connection owner() throws SQLException {
        Connection owner = EmbeddedPostgres.running(data).orElseThrow().owner();
        owner.createStatement().execute("set search_path = amparo, pg_temp");
        return owner;
    }

    void sql(String sql, Object... values) throws SQLException {
        try (Connection owner = owner();
                PreparedStatement statement = owner.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.execute();
        }
    }

    /** The first column as text. */
    List<String> column(String sql, Object... values) throws SQLException {
        try (Connection owner = owner();
                PreparedStatement statement = owner.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            List<String> all = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    all.add(rows.getString(1));
                }
            }
            return all;
        }
    }

    String one(String sql, Object... values) throws SQLException {
        return column(sql, values).getFirst();
    }

    UUID organisation(OrganisationKind kind, String name) throws SQLException {
        UUID id = UUID.randomUUID();
        sql(
                "insert into organisation (id, kind, name, country) values (?, ?, ?, 'MEX')",
                id,
                kind.code(),
                name);
        return id;
    }

    /** Somebody who works there, with an open session. */
    Hand worker(UUID organisation, Role role) throws Exception {
        UUID account = UUID.randomUUID();
        sql(
                "insert into account (id, display_name, status, language) values (?, ?, 'active', 'en')",
                account,
                "Colleague " + account.toString().substring(0, 8));
        sql(
                "insert into credential (account, email) values (?, ?)",
                account,
                account + "@example.org");
        sql(
                "insert into membership (id, account, organisation, role, scope) values (?, ?, ?, ?, 'organisation')",
                UUID.randomUUID(),
                account,
                organisation,
                role.code());
        return new Hand(account, organisation, "http://localhost:" + port, () -> session(account));
    }

    private TestSessions.Session session(UUID account) {
        try (Connection owner = owner()) {
            SingleConnectionDataSource source = new SingleConnectionDataSource(owner, true);
            JdbcIndexedSessionRepository sessions =
                    new JdbcIndexedSessionRepository(
                            new JdbcTemplate(source),
                            new TransactionTemplate(new JdbcTransactionManager(source)));
            sessions.setTableName("spring_session");
            return TestSessions.open(sessions, account);
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    @Override
    public void close() throws Exception {
        server.close();
    }
}
