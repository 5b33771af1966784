package amparo.server.command;

import amparo.server.AmparoServer;
import amparo.server.database.Database;
import amparo.server.database.Migrations;
import amparo.server.platform.Installation;
import amparo.server.storage.DataFolder;
import amparo.server.storage.EmbeddedPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import picocli.CommandLine.Command;

/**
 * Starts the server on a folder of its own, looks at some pages and signs in once, stops, and
 * leaves nothing behind. While the JVM records its AOT cache, this is what it learns from.
 */
@Command(name = "train", hidden = true, description = "A short life, to record the AOT cache from.")
final class TrainCommand implements Callable<Integer> {

    @Override
    public Integer call() throws Exception {
        Path temporary = Files.createTempDirectory("amparo-train-");
        // As root the database may run as another user, who has to pass.
        try (DataFolder folder = DataFolder.open(temporary.resolve("data"));
                EmbeddedPostgres postgres = EmbeddedPostgres.start(folder)) {
            Database database = Place.of(postgres);
            int port = freePort();
            Map<String, Object> settings =
                    Map.of(
                            "server.port",
                            port,
                            "server.address",
                            "127.0.0.1",
                            "spring.main.register-shutdown-hook",
                            false,
                            "amparo.metrics.local",
                            true,
                            "amparo.metrics.token",
                            "",
                            "logging.file.name",
                            temporary.resolve("server-log").resolve("amparo.log").toString());
            String address = "http://localhost:" + port;
            try (ConfigurableApplicationContext _ =
                    AmparoServer.start(
                            database,
                            new Installation(Place.key(folder), true, address),
                            settings)) {
                String password = folder.secret("training");
                hire(database, password);
                new TrainingVisit(address).make("training@example.org", password);
            }
        } finally {
            delete(temporary);
        }
        return 0;
    }

    /** One organisation and one person who works there. */
    private static void hire(Database database, String password) throws SQLException {
        UUID organisation = UUID.randomUUID();
        UUID account = UUID.randomUUID();
        String hash = new Argon2PasswordEncoder(16, 32, 1, 19 * 1024, 2).encode(password);
        try (Connection owner = Migrations.open(database)) {
            execute(
                    owner,
                    "insert into amparo.organisation (id, kind, name, country) values (?, 'ngo', 'Training', 'PAN')",
                    organisation);
            execute(
                    owner,
                    "insert into amparo.account (id, display_name, status) values (?, 'Training', 'active')",
                    account);
            execute(
                    owner,
                    "insert into amparo.credential (account, email, password_hash) values (?, 'training@example.org', ?)",
                    account,
                    hash);
            execute(
                    owner,
                    "insert into amparo.membership (id, account, organisation, role) values (?, ?, ?, 'analyst')",
                    UUID.randomUUID(),
                    account,
                    organisation);
        }
    }

    private static void execute(Connection owner, String sql, Object... values)
            throws SQLException {
        try (PreparedStatement statement = owner.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.executeUpdate();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void delete(Path folder) throws IOException {
        List<Path> all;
        try (Stream<Path> walk = Files.walk(folder)) {
            all = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : all) {
            Files.deleteIfExists(path);
        }
    }
}
