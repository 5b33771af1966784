package amparo.server.storage;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;

/**
 * The PostgreSQL of a data folder: set up, started, adopted or mended, as the folder needs it. It
 * listens on this computer only.
 */
public final class EmbeddedPostgres implements AutoCloseable {
    private static final String HOST = "127.0.0.1";
    private static final String DATABASE = "amparo";
    private static final String PORT = "port";
    private static final String APP_USER = "amparo_app";
    private static final String APP_SECRET = "app-password";
    private static final int ATTEMPTS = 20;

    private final Cluster cluster;
    private final Connections connections;
    private final boolean adopted;

    private EmbeddedPostgres(Cluster cluster, Connections connections, boolean adopted) {
        this.cluster = cluster;
        this.connections = connections;
        this.adopted = adopted;
    }

    /** Starts the PostgreSQL that comes along. */
    public static EmbeddedPostgres start(DataFolder folder) {
        return start(folder, ServerOptions.USUAL);
    }

    /**
     * Brings the folder's database to life and returns when it takes connections. A server that
     * outlived its killed parent is adopted; after a crash PostgreSQL repairs itself.
     *
     * @throws StorageException with the cure, if it cannot be done
     */
    public static EmbeddedPostgres start(DataFolder folder, ServerOptions options) {
        try {
            Shell shell = new Shell(folder.sub("run"));
            Path bin = options.bin();
            Programs programs =
                    Programs.in(bin == null ? Binaries.in(folder) : bin.toAbsolutePath(), shell);
            Runner runner = Runner.choose(folder, shell);
            Cluster cluster = new Cluster(folder, programs, runner, shell, options);
            cluster.ensureInitialised();
            EmbeddedPostgres server = bringUp(folder, options, cluster);
            boolean ready = false;
            try {
                server.ensureDatabase();
                ready = true;
                return server;
            } finally {
                if (!ready) {
                    server.close();
                }
            }
        } catch (IOException failed) {
            throw DataFolder.unreadable(folder.path(), failed);
        }
    }

    /**
     * The way to the database of a folder that another process serves: for a backup while the
     * application runs. Empty if no server is running there.
     */
    public static Optional<Connections> running(Path folder) {
        try {
            Path path = folder.toRealPath();
            Path data = Cluster.in(path);
            Path secrets = path.resolve("secrets");
            Optional<PostmasterFile> server =
                    PostmasterFile.read(data).filter(s -> s.ready() && s.isAlive(data));
            if (server.isEmpty()) {
                return Optional.empty();
            }
            return Optional.of(
                    connections(
                            server.get().port(),
                            Files.readString(secrets.resolve(Cluster.OWNER_SECRET)).strip(),
                            Files.readString(secrets.resolve(APP_SECRET)).strip()));
        } catch (IOException failed) {
            throw DataFolder.unreadable(folder, failed);
        }
    }

    /**
     * The folder with the programs that come along, unpacked into the data folder if they are not
     * there yet: for {@link ServerOptions#installed}.
     */
    public static Path programs(DataFolder folder) {
        return Binaries.in(folder);
    }

    /** How to reach the database. */
    public Connections connections() {
        return connections;
    }

    /** The TCP port on 127.0.0.1. */
    public int port() {
        return connections.port();
    }

    /** Whether the server was running already. */
    public boolean adopted() {
        return adopted;
    }

    /** Stops the server; everything that was confirmed is kept. May be called twice. */
    @Override
    public void close() {
        try {
            cluster.stop();
        } catch (IOException failed) {
            throw DataFolder.unreadable(cluster.data(), failed);
        }
    }

    private static EmbeddedPostgres bringUp(
            DataFolder folder, ServerOptions options, Cluster cluster) throws IOException {
        String owner = folder.secret(Cluster.OWNER_SECRET);
        String app = folder.secret(APP_SECRET);
        int port = options.port() != 0 ? options.port() : keptPort(folder);
        Shell.Result last = new Shell.Result(0, "");
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Optional<PostmasterFile> living = cluster.living();
            if (living.isPresent()) {
                Connections to = connections(living.get().port(), owner, app);
                if (isOurs(to, cluster) && (options.port() == 0 || options.port() == to.port())) {
                    folder.remember(PORT, Integer.toString(to.port()));
                    return new EmbeddedPostgres(cluster, to, true);
                }
                cluster.stop();
            }
            if (port == 0 || !isFree(port)) {
                if (options.port() != 0) {
                    throw new StorageException(Problem.PORT_TAKEN, null, port);
                }
                port = freePort();
            }
            last = cluster.start(port);
            if (last.ok()) {
                folder.remember(PORT, Integer.toString(port));
                return new EmbeddedPostgres(cluster, connections(port, owner, app), false);
            }
            if (!mayPass(last.output())) {
                break;
            }
            Cluster.pause();
        }
        if (DataFolder.isFull(last.output())) {
            throw new StorageException(
                    Problem.NO_SPACE, null, folder.path(), Binaries.NEEDED_MEGABYTES);
        }
        throw new StorageException(Problem.START_FAILED, null, folder.path(), last.end());
    }

    /** A lost race for the port or the folder, or processes of a killed server that are ending. */
    private static boolean mayPass(String said) {
        return List.of(
                        "Address already in use",
                        "could not create any TCP/IP sockets",
                        "lock file \"postmaster.pid\" already exists",
                        "shared memory block",
                        "lock file \"postmaster.pid\" is empty")
                .stream()
                .anyMatch(said::contains);
    }

    /** Whether a living server is the one of our files, started as we would start it today. */
    private static boolean isOurs(Connections to, Cluster cluster) throws IOException {
        String query =
                "select current_setting('data_directory'), current_setting('amparo.launch', true)";
        try (Connection connection = to.database("postgres").owner();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return Path.of(row.getString(1)).toRealPath().equals(cluster.data().toRealPath())
                    && cluster.launch().equals(row.getString(2));
        } catch (SQLException refused) {
            requireSecret(refused, cluster);
            // It will be stopped and started again; that shows what is wrong with it.
            return false;
        }
    }

    private void ensureDatabase() {
        try (Connection connection = connections.database("postgres").owner();
                Statement statement = connection.createStatement()) {
            boolean there;
            try (ResultSet row =
                    statement.executeQuery(
                            "select 1 from pg_database where datname = '" + DATABASE + "'")) {
                there = row.next();
            }
            if (!there) {
                statement.execute("create database " + DATABASE);
            }
        } catch (SQLException refused) {
            requireSecret(refused, cluster);
            throw new StorageException(
                    Problem.DATABASE_REFUSED,
                    refused,
                    cluster.data(),
                    String.valueOf(refused.getMessage()),
                    cluster.log());
        }
    }

    private static void requireSecret(SQLException refused, Cluster cluster) {
        if ("28P01".equals(refused.getSQLState())) {
            throw new StorageException(Problem.SECRET_WRONG, refused, cluster.data());
        }
    }

    private static Connections connections(int port, String owner, String app) {
        return new Connections(HOST, port, DATABASE, Cluster.OWNER, owner, APP_USER, app);
    }

    private static int keptPort(DataFolder folder) {
        return folder.choice(PORT).map(Integer::parseInt).orElse(0);
    }

    private static int freePort() throws IOException {
        InetAddress here = InetAddress.getByName(HOST);
        try (ServerSocket socket = new ServerSocket(0, 1, here)) {
            return socket.getLocalPort();
        }
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(HOST, port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }
}
