package amparo.server.testing;

import amparo.server.storage.Connections;
import amparo.server.storage.DataFolder;
import amparo.server.storage.EmbeddedPostgres;
import amparo.server.storage.Problem;
import amparo.server.storage.ServerOptions;
import amparo.server.storage.StorageException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.opentest4j.TestAbortedException;

/**
 * Databases for tests: one server per test JVM under target/, not durable and therefore fast, and
 * from it as many fresh databases as the tests want. Tests that use it carry the tag "database":
 * they run a second time on Debian's PostgreSQL (system property amparo.postgres.bin: a folder, or
 * the word "debian" for the newest one installed).
 */
public final class TestDatabases {
    private static final Path HOME = Path.of("target", "test-postgres").toAbsolutePath();
    private static final Path DEBIAN = Path.of("/usr/lib/postgresql");
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final Set<String> TEMPLATES = new HashSet<>();

    private static @Nullable EmbeddedPostgres server;

    private TestDatabases() {}

    /** Fills a template, for example with all migrations. */
    @FunctionalInterface
    public interface Preparation {
        void prepare(Connections empty) throws Exception;
    }

    /** A new database with nothing in it. */
    public static Connections fresh() {
        return create("test_" + NUMBER.incrementAndGet(), "template1");
    }

    /**
     * A new copy of a template, which is prepared on its first use in this JVM.
     *
     * @param template small letters, digits, underscores
     */
    public static synchronized Connections fresh(String template, Preparation preparation) {
        String name = "template_" + template;
        if (!TEMPLATES.contains(name)) {
            Connections empty = create(name, "template1");
            try {
                preparation.prepare(empty);
            } catch (Exception failed) {
                drop(empty);
                throw new IllegalStateException("the template " + template + " failed", failed);
            }
            TEMPLATES.add(name);
        }
        return create("test_" + NUMBER.incrementAndGet(), name);
    }

    /** Drops a database and throws out whoever is connected; the end of the JVM does so too. */
    public static void drop(Connections database) {
        execute("drop database if exists " + database.database() + " with (force)");
    }

    /** How tests that start servers of their own start them: quick, and with the asked programs. */
    public static ServerOptions options() {
        return new ServerOptions(programs(), 0, false, false);
    }

    /** The folder with the programs of the asked PostgreSQL; skips the test if there is none. */
    public static synchronized Path programs() {
        String asked = System.getProperty("amparo.postgres.bin", "");
        if (asked.equals("debian")) {
            return newestDebian();
        }
        if (!asked.isEmpty()) {
            return Path.of(asked);
        }
        while (true) {
            try (DataFolder shared = DataFolder.open(HOME.resolve("shared"))) {
                return EmbeddedPostgres.programs(shared);
            } catch (StorageException busy) {
                if (busy.problem() != Problem.FOLDER_IN_USE) {
                    throw busy;
                }
                // Another test JVM is unpacking.
                sleep();
            }
        }
    }

    private static Path newestDebian() {
        try (Stream<Path> found = Files.isDirectory(DEBIAN) ? Files.list(DEBIAN) : Stream.of()) {
            return found.filter(p -> p.getFileName().toString().matches("\\d+"))
                    .filter(p -> Files.isExecutable(p.resolve("bin/postgres")))
                    .max((a, b) ->
                            Integer.parseInt(a.getFileName().toString())
                                    - Integer.parseInt(b.getFileName().toString()))
                    .orElseThrow(() ->
                            new TestAbortedException(
                                    "skipped: no PostgreSQL of Debian under "
                                            + DEBIAN
                                            + " (apt-get install postgresql)"))
                    .resolve("bin");
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Connections create(String name, String template) {
        execute("create database " + name + " template " + template);
        return server().connections().database(name);
    }

    private static void execute(String sql) {
        try (Connection connection = server().connections().database("postgres").owner();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failed) {
            throw new IllegalStateException(sql, failed);
        }
    }

    private static synchronized EmbeddedPostgres server() {
        EmbeddedPostgres running = server;
        if (running == null) {
            ServerOptions options = options();
            sweep(options);
            DataFolder folder =
                    DataFolder.open(HOME.resolve("jvm-" + ProcessHandle.current().pid()));
            EmbeddedPostgres started = EmbeddedPostgres.start(folder, options);
            Runtime.getRuntime()
                    .addShutdownHook(
                            new Thread(() -> {
                                started.close();
                                folder.close();
                                delete(folder.path());
                            }));
            server = started;
            running = started;
        }
        return running;
    }

    /** What killed test JVMs left. */
    private static void sweep(ServerOptions options) {
        try (DirectoryStream<Path> left =
                Files.newDirectoryStream(Files.createDirectories(HOME), "jvm-*")) {
            for (Path folder : left) {
                try (DataFolder free = DataFolder.open(folder)) {
                    if (EmbeddedPostgres.running(folder).isPresent()) {
                        EmbeddedPostgres.start(free, options).close();
                    }
                    delete(folder);
                } catch (StorageException inUse) {
                    // Another test JVM works in it.
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Thousands of files: the build does not wait for them. */
    private static void deleteLater(Path root) {
        try {
            new ProcessBuilder("rm", "-rf", root.toString()).start();
        } catch (IOException leaveIt) {
            // The next run sweeps.
        }
    }

    private static void delete(Path root) {
        List<Path> all;
        try (Stream<Path> walk = Files.walk(root)) {
            all = walk.sorted((a, b) -> b.compareTo(a)).toList();
        } catch (IOException gone) {
            return;
        }
        for (Path path : all) {
            try {
                Files.deleteIfExists(path);
            } catch (IOException leaveIt) {
                // The next run sweeps again.
            }
        }
    }

    private static void sleep() {
        try {
            Thread.sleep(200);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
