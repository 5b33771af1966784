package amparo.server.command;

import amparo.server.access.MatrixReader;
import amparo.server.access.Room;
import amparo.server.access.TableWalls;
import amparo.server.audit.AuditHeads;
import amparo.server.audit.AuditVerifier;
import amparo.server.database.Database;
import amparo.server.database.Migrations;
import amparo.server.storage.DataFolder;
import amparo.server.storage.EmbeddedPostgres;
import amparo.server.storage.Manifest;
import amparo.server.storage.Problem;
import amparo.server.storage.Restore;
import amparo.server.storage.StorageException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Brings back what a backup holds: all of it, or nothing. */
@Command(
        name = "restore",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Bring back what a backup holds, into a new data folder or database.")
final class RestoreCommand implements Callable<Integer> {

    private static final String WORD = "REPLACE";
    private static final int FINDING = 1;

    @Spec private @Nullable CommandSpec spec;

    @Mixin private Place place = new Place();

    @Mixin private PassphraseOption passphrase = new PassphraseOption();

    @Option(
            names = "--replace",
            description = "Delete what is there now. You have to type a word to confirm it.")
    private boolean replace;

    @Parameters(paramLabel = "FILE", description = "The backup.")
    private Path file = Path.of("");

    @Override
    public Integer call() throws SQLException {
        char[] secret = passphrase.known();
        try (DataFolder folder = open()) {
            // To its last byte, before anything else is touched.
            Manifest manifest = Restore.check(file, secret);
            if (!place.embedded()) {
                return restore(folder, place.external(folder), manifest, secret);
            }
            try (EmbeddedPostgres server = EmbeddedPostgres.start(folder, place.options())) {
                return restore(folder, Place.of(server), manifest, secret);
            }
        } finally {
            Arrays.fill(secret, '\0');
        }
    }

    private DataFolder open() {
        try {
            return DataFolder.open(place.folder());
        } catch (StorageException problem) {
            if (problem.problem() == Problem.FOLDER_IN_USE) {
                throw CommandException.of("restore-serving", place.folder());
            }
            throw problem;
        }
    }

    private int restore(DataFolder folder, Database database, Manifest manifest, char[] secret)
            throws SQLException {
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        try (Connection owner = Migrations.open(database);
                Aside aside = Aside.of(owner, place.name())) {
            aside.requireNobodyConnected(place.name());
            if (aside.isThere()) {
                if (!replace) {
                    throw CommandException.of("restore-not-empty", place.name());
                }
                if (!confirmed(out, manifest)) {
                    out.println(Say.line("restore-left"));
                    out.flush();
                    return 0;
                }
                aside.move();
            }
            fill(folder, database, owner, manifest, secret);
            aside.forget();
        }
        out.println(
                Say.line("restored", manifest.made(), manifest.tables().size(), manifest.rows()));
        out.println(Say.line("restored-sessions"));
        return verify(database, out);
    }

    private void fill(
            DataFolder folder,
            Database database,
            Connection owner,
            Manifest manifest,
            char[] secret) {
        String version = manifest.migration();
        // The note on the walls is no migration's, but the backup knows the table.
        Migrations.Finish bare =
                connection -> {
                    try (var statement = connection.createStatement()) {
                        statement.execute(
                                "create table if not exists amparo.walls (digest text not null)");
                    }
                };
        if (version == null) {
            throw CommandException.of("restore-failed");
        }
        Migrations.run(database, Room.databaseRoles(), bare, version);
        Path secrets = Objects.requireNonNull(folder.secretFile(Place.SEALING).getParent());
        Restore.read(owner, file, secret, new Restore.Options(true, Set.of(), secrets));
        Migrations.run(
                database,
                Room.databaseRoles(),
                connection -> TableWalls.build(connection, MatrixReader.bundled()));
    }

    private boolean confirmed(PrintWriter out, Manifest manifest) {
        out.println(Say.line("restore-replace", place.name(), manifest.made()));
        out.flush();
        try {
            // Not the console's: a script may answer too, if it knows the word.
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
            String typed = in.readLine();
            return typed != null && typed.strip().equals(WORD);
        } catch (IOException nobody) {
            return false;
        }
    }

    private static int verify(Database database, PrintWriter out) throws SQLException {
        try (Connection owner = Migrations.open(database)) {
            boolean proven = AuditVerifier.verify(owner, AuditHeads.none()).proven();
            out.println(Say.line(proven ? "restored-audit" : "restore-audit-broken"));
            out.flush();
            return proven ? 0 : FINDING;
        }
    }
}
