package amparo.server.command;

import static org.assertj.core.api.Assertions.assertThat;

import amparo.server.storage.Connections;
import amparo.server.storage.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole way: a life, a backup while it goes on, a restore elsewhere, and the same life there.
 */
class BackupAndRestoreTest {
    private static final String EMAIL = "rosa@example.org";

    @TempDir Path temp;

    private record Result(int code, String output) {}

    @Test
    void who_signed_in_before_the_backup_signs_in_after_the_restore() throws Exception {
        Path here = temp.resolve("here");
        Path there = temp.resolve("there");
        Path backup = temp.resolve("monday.amparo");
        Path passphrase = Files.writeString(temp.resolve("passphrase"), "rivers meet at dusk\n");
        String[] with = {"--passphrase-file", passphrase.toString()};
        byte[] secret;

        assertThat(run("backup", backup, here, with))
                .satisfies(failed -> {
                    assertThat(failed.code()).isEqualTo(2);
                    assertThat(failed.output()).contains("There is no data of Amparo in");
                });
        assertThat(here).doesNotExist();

        int port = AmparoProcess.freePort();
        try (AmparoProcess server = AmparoProcess.serve(here, port)) {
            Browser rosa = new Browser(port);
            secret = rosa.takeFirstLink(server.firstLink(), EMAIL);
            Browser.require(rosa.get("/"), 200);
            assertThat(rows(here, "spring_session")).isPositive();

            // --- while it serves
            Result made = run("backup", backup, here, with);
            assertThat(made.code()).as(made.output()).isZero();
            assertThat(made.output()).contains("is complete and was read back");
            assertThat(Files.getPosixFilePermissions(backup)).hasSize(2);
            assertThat(new String(Files.readAllBytes(backup), "ISO-8859-1"))
                    .doesNotContain("Casa del Puente", "rosa@example.org");

            assertThat(run("backup", backup, here, with))
                    .satisfies(again -> {
                        assertThat(again.code()).isEqualTo(2);
                        assertThat(again.output()).contains("exists already");
                    });
            assertThat(run("restore", backup, here, with))
                    .satisfies(refused -> {
                        assertThat(refused.code()).isEqualTo(2);
                        assertThat(refused.output()).contains("Stop it first");
                    });
            Browser.require(rosa.get("/"), 200);
        }

        // --- the same folder, stopped: not empty, and a wrong word is no word
        assertThat(run("restore", backup, here, with))
                .satisfies(refused -> {
                    assertThat(refused.code()).isEqualTo(2);
                    assertThat(refused.output()).contains("There is data in", "--replace");
                });
        assertThat(typing("yes", "restore", backup, here, with).output())
                .contains("Nothing was changed");
        assertThat(rowsOf(here, with, "account")).isEqualTo(1);

        Path wrong = Files.writeString(temp.resolve("wrong"), "rivers part at dawn\n");
        assertThat(run("restore", backup, there, "--passphrase-file", wrong.toString()))
                .satisfies(refused -> {
                    assertThat(refused.code()).isEqualTo(2);
                    assertThat(refused.output()).contains("does not open this backup");
                });

        // --- elsewhere
        Result restored = run("restore", backup, there, with);
        assertThat(restored.code()).as(restored.output()).isZero();
        assertThat(restored.output())
                .contains("Restored the backup of", "Everybody has to sign in again")
                .contains("every chain is whole");
        assertThat(Files.readString(there.resolve("secrets/sealing")))
                .isEqualTo(Files.readString(here.resolve("secrets/sealing")));
        int other = AmparoProcess.freePort();
        try (AmparoProcess server = AmparoProcess.serve(there, other)) {
            assertThat(server.firstLink()).isNull();
            assertThat(rows(there, "spring_session")).isZero();
            Browser rosa = new Browser(other);
            rosa.signIn(EMAIL, secret);
            assertThat(rosa.get("/").body()).contains("Rosa Inventada");
            Browser.require(rosa.get("/sites/new"), 200);
            Browser.require(
                    rosa.post("/sites/new", "name", "Made after the backup", "country", "PAN"),
                    302);

            Result proven = verify(there);
            assertThat(proven.code()).as(proven.output()).isZero();
        }

        // --- over what is there, by the word
        Result replaced = typing("REPLACE", "restore", backup, there, with);
        assertThat(replaced.code()).as(replaced.output()).isZero();
        assertThat(rowsOf(there, with, "site")).isZero();
        assertThat(rowsOf(there, with, "account")).isEqualTo(1);

        // --- a damaged backup leaves what is there as it is
        byte[] bytes = Files.readAllBytes(backup);
        bytes[bytes.length / 2] ^= 1;
        Path damaged = Files.write(temp.resolve("damaged"), bytes);
        assertThat(typing("REPLACE", "restore", damaged, there, with).code()).isEqualTo(2);
        assertThat(rowsOf(there, with, "account")).isEqualTo(1);
    }

    private static Result run(String command, Path file, Path data, String... more)
            throws Exception {
        return typing(null, command, file, data, more);
    }

    private static Result typing(String line, String command, Path file, Path data, String... more)
            throws Exception {
        List<String> arguments =
                new ArrayList<>(List.of(command, file.toString(), "--data", data.toString()));
        arguments.addAll(List.of(more));
        if (line != null) {
            arguments.add("--replace");
        }
        try (AmparoProcess process = AmparoProcess.start(arguments.toArray(String[]::new))) {
            if (line != null) {
                process.type(line);
            }
            return new Result(process.end(), process.output());
        }
    }

    private static Result verify(Path data) throws Exception {
        try (AmparoProcess process =
                AmparoProcess.start("audit", "verify", "--data", data.toString())) {
            return new Result(process.end(), process.output());
        }
    }

    /** In a folder that nobody serves: what a backup of it would hold. */
    private long rowsOf(Path data, String[] with, String table) throws Exception {
        Path file = temp.resolve("count-" + System.nanoTime());
        assertThat(run("backup", file, data, with).code()).isZero();
        return amparo.server.storage.Restore.check(file, "rivers meet at dusk".toCharArray())
                .tables()
                .stream()
                .filter(one -> one.name().equals(table))
                .mapToLong(one -> one.rows())
                .sum();
    }

    private static long rows(Path data, String table) throws SQLException {
        Connections running = EmbeddedPostgres.running(data).orElseThrow();
        try (Connection owner = running.owner();
                Statement statement = owner.createStatement();
                ResultSet row = statement.executeQuery("select count(*) from amparo." + table)) {
            row.next();
            return row.getLong(1);
        }
    }
}
