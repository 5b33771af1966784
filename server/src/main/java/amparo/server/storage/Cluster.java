package amparo.server.storage;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** The files of one database server and the programs that work on them. */
final class Cluster {
    static final String OWNER = "amparo_owner";
    static final String OWNER_SECRET = "owner-password";

    private static final String UNFINISHED = "postgres.new-";
    private static final long LOG_LIMIT = 8L * 1024 * 1024;
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final DataFolder folder;
    private final Programs programs;
    private final Runner runner;
    private final Shell shell;
    private final boolean durable;
    private final boolean large;
    private final Path data;

    Cluster(
            DataFolder folder,
            Programs programs,
            Runner runner,
            Shell shell,
            ServerOptions options) {
        this.folder = folder;
        this.programs = programs;
        this.runner = runner;
        this.shell = shell;
        this.durable = options.durable();
        this.large = options.large();
        this.data = in(folder.path());
    }

    static Path in(Path folder) {
        return folder.resolve("postgres");
    }

    Path data() {
        return data;
    }

    Path log() {
        return folder.path().resolve("log").resolve("postgres.log");
    }

    /** Makes the files if they are not there; what an interrupted attempt left is thrown away. */
    void ensureInitialised() throws IOException {
        sweep();
        if (Files.exists(data.resolve("PG_VERSION"))) {
            requireSameVersion();
            requireOwnFiles();
            if (!Files.exists(folder.secretFile(OWNER_SECRET))) {
                throw new StorageException(Problem.SECRET_LOST, null, folder.path(), OWNER_SECRET);
            }
            PrivateFiles.folder(data);
            return;
        }
        initialise();
    }

    private void initialise() throws IOException {
        if (Files.getFileStore(folder.path()).getUsableSpace() / (1024 * 1024)
                < Binaries.NEEDED_MEGABYTES / 2) {
            throw new StorageException(
                    Problem.NO_SPACE, null, folder.path(), Binaries.NEEDED_MEGABYTES / 2);
        }
        // A name of its own: an initdb that outlived its killed parent may still write elsewhere.
        Path fresh = Files.createTempDirectory(folder.path(), UNFINISHED);
        Path password = folder.sub("run").resolve("password");
        try {
            PrivateFiles.write(
                    password, folder.secret(OWNER_SECRET).getBytes(StandardCharsets.UTF_8));
            runner.give(password);
            runner.give(fresh);
            Shell.Result result = shell.run(runner.prefix(), initdb(fresh, password), PATIENCE);
            if (!result.ok()) {
                if (DataFolder.isFull(result.output())) {
                    throw new StorageException(
                            Problem.NO_SPACE, null, folder.path(), Binaries.NEEDED_MEGABYTES);
                }
                throw new StorageException(
                        Problem.INITDB_FAILED, null, folder.path(), result.end());
            }
            Files.move(fresh, data, StandardCopyOption.ATOMIC_MOVE);
            PrivateFiles.sync(folder.path());
        } finally {
            Files.deleteIfExists(password);
            PrivateFiles.deleteTree(fresh);
        }
    }

    private List<String> initdb(Path fresh, Path password) {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                programs.initdb(),
                                "--pgdata=" + fresh,
                                "--username=" + OWNER,
                                "--pwfile=" + password,
                                "--auth=scram-sha-256",
                                "--encoding=UTF8",
                                "--data-checksums",
                                "--no-instructions"));
        if (programs.major() >= 17) {
            // The same order of letters on every computer and after every system update.
            command.add("--locale-provider=builtin");
            command.add("--builtin-locale=C.UTF-8");
            command.add("--locale=C");
        } else {
            command.add("--locale=C.UTF-8");
        }
        if (!durable) {
            command.add("--no-sync");
        }
        return command;
    }

    /**
     * The server that works on these files now, if there is one; waits for one that is starting.
     */
    Optional<PostmasterFile> living() throws IOException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            Optional<PostmasterFile> file =
                    PostmasterFile.read(data).filter(server -> server.isAlive(data));
            if (file.isEmpty() || file.get().ready() || System.nanoTime() > end) {
                return file;
            }
            pause();
        }
    }

    /** Starts a server; the caller made sure that none is living. */
    Shell.Result start(int port) throws IOException {
        PostmasterFile.forgetStranger(data);
        Path log = log();
        PrivateFiles.folder(PrivateFiles.parent(log));
        if (Files.exists(log) && Files.size(log) > LOG_LIMIT) {
            Files.move(
                    log,
                    log.resolveSibling("postgres.old.log"),
                    StandardCopyOption.REPLACE_EXISTING);
        }
        runner.give(PrivateFiles.parent(log));
        long before = Files.exists(log) ? Files.size(log) : 0;
        List<String> command =
                List.of(
                        programs.pgCtl(),
                        "--pgdata=" + data,
                        "--log=" + log,
                        "--wait",
                        "--timeout=" + PATIENCE.toSeconds(),
                        "--options=" + String.join(" ", settings(port)),
                        "start");
        Shell.Result result = shell.run(runner.prefix(), command, PATIENCE.plusMinutes(1));
        if (result.ok()) {
            return result;
        }
        // pg_ctl only says "examine the log output".
        byte[] all = Files.exists(log) ? Files.readAllBytes(log) : new byte[0];
        int from = (int) Math.min(before, all.length);
        String said = new String(all, from, all.length - from, StandardCharsets.ISO_8859_1);
        return new Shell.Result(result.code(), said.isBlank() ? result.output() : said);
    }

    /** Stops the server: open transactions are undone, everything confirmed is kept. */
    void stop() throws IOException {
        for (String mode : List.of("fast", "immediate")) {
            if (living().isEmpty()) {
                return;
            }
            shell.run(
                    runner.prefix(),
                    List.of(
                            programs.pgCtl(),
                            "--pgdata=" + data,
                            "--mode=" + mode,
                            "--wait",
                            "--timeout=" + PATIENCE.toSeconds(),
                            "stop"),
                    PATIENCE.plusMinutes(1));
        }
    }

    /** Changes when anything changes that only a new start brings into force. */
    String launch() {
        try {
            String all = programs.bin() + " " + programs.version() + " " + settings(0, "");
            byte[] hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(all.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 8);
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    private List<String> settings(int port) {
        return settings(port, launch());
    }

    private List<String> settings(int port, String launch) {
        List<String> settings = new ArrayList<>(List.of("-p", Integer.toString(port)));
        List<String> values =
                new ArrayList<>(
                        List.of(
                                "listen_addresses=127.0.0.1",
                                "unix_socket_directories=''",
                                "password_encryption=scram-sha-256",
                                "timezone=UTC",
                                "log_timezone=UTC",
                                "work_mem=8MB",
                                "autovacuum_max_workers=2",
                                "max_worker_processes=4",
                                "max_parallel_workers_per_gather=0",
                                "max_wal_senders=0",
                                "max_replication_slots=0",
                                "jit=off",
                                // An error names values of rows and statements hold them: neither
                                // may stand in a log. The application gets its errors itself.
                                "log_min_messages=log",
                                "log_min_error_statement=panic",
                                "log_error_verbosity=terse",
                                "log_statement=none",
                                "log_min_duration_statement=-1",
                                "log_parameter_max_length_on_error=0",
                                "log_checkpoints=off",
                                "log_autovacuum_min_duration=-1"));
        if (programs.major() >= 18) {
            values.add("io_method=sync");
        }
        values.addAll(memory());
        // Tests keep many small pools open at once.
        values.add("max_connections=" + (durable ? 40 : 200));
        values.add("fsync=" + (durable ? "on" : "off"));
        values.add("full_page_writes=" + (durable ? "on" : "off"));
        values.add("synchronous_commit=" + (durable ? "on" : "off"));
        values.add("amparo.launch=" + launch);
        for (String value : values) {
            settings.add("-c");
            settings.add(value);
        }
        return settings;
    }

    /**
     * Small when idle for most; for a large office what it reads again and again stays in its own
     * memory, and fewer checkpoints let it write a page less often as a whole.
     */
    private List<String> memory() {
        if (!large) {
            return List.of(
                    "shared_buffers=64MB",
                    "maintenance_work_mem=64MB",
                    "effective_cache_size=512MB");
        }
        long machine = Machine.megabytes();
        return List.of(
                "shared_buffers=" + Math.clamp(machine / 6, 64, 8192) + "MB",
                "maintenance_work_mem=" + Math.clamp(machine / 32, 64, 1024) + "MB",
                "effective_cache_size=" + Math.max(512, machine / 2) + "MB",
                "max_wal_size=4GB",
                "checkpoint_timeout=15min");
    }

    private void sweep() throws IOException {
        try (DirectoryStream<Path> left =
                Files.newDirectoryStream(folder.path(), UNFINISHED + "*")) {
            for (Path unfinished : left) {
                try {
                    PrivateFiles.deleteTree(unfinished);
                } catch (IOException stillWrittenTo) {
                    // It is nobody's data; the next start tries again.
                }
            }
        }
    }

    private void requireSameVersion() throws IOException {
        String version = Files.readString(data.resolve("PG_VERSION")).strip();
        if (!version.equals(Integer.toString(programs.major()))) {
            throw new StorageException(
                    Problem.CLUSTER_OF_ANOTHER_VERSION, null, data, version, programs.major());
        }
    }

    private void requireOwnFiles() throws IOException {
        int owner = (int) Files.getAttribute(data, "unix:uid");
        UnixSystem me = new UnixSystem();
        if (runner.user().isEmpty() && owner != me.getUid()) {
            throw new StorageException(
                    Problem.CLUSTER_OF_ANOTHER_USER,
                    null,
                    data,
                    Files.getOwner(data).getName(),
                    me.getUsername());
        }
    }

    static void pause() throws IOException {
        try {
            Thread.sleep(100);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for the database", interrupted);
        }
    }
}
