package amparo.server.command;

import amparo.server.audit.AuditHeads;
import amparo.server.database.Database;
import amparo.server.database.Migrations;
import amparo.server.storage.Backup;
import amparo.server.storage.Manifest;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Saves everything into one encrypted file, while everybody goes on working. */
@Command(
        name = "backup",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Save everything into one encrypted file, also while Amparo serves. The file is read back",
            "before it gets its name; gpg --decrypt opens it too."
        })
final class BackupCommand implements Callable<Integer> {

    /**
     * Sessions are worth nothing after a restore, and rights are built anew from the matrix: the
     * note that they stand must not come back without them.
     */
    private static final Set<String> LEFT_OUT =
            Set.of("spring_session", "spring_session_attributes", "walls");

    @Spec private @Nullable CommandSpec spec;

    @Mixin private Place place = new Place();

    @Mixin private PassphraseOption passphrase = new PassphraseOption();

    @Parameters(paramLabel = "FILE", description = "The new file; it must not exist.")
    private Path file = Path.of("");

    @Override
    public Integer call() throws SQLException {
        Path target = file.toAbsolutePath();
        if (Files.exists(target)) {
            throw CommandException.of("backup-exists", file);
        }
        // Without this key, second factors cannot be opened again.
        Path key = place.folder().resolve("secrets").resolve(Place.SEALING);
        List<Path> files = Files.exists(key) ? List.of(key) : List.of();
        char[] secret = passphrase.chosen();
        try {
            return place.use(database ->
                    write(
                            database,
                            target,
                            secret,
                            new Backup.Content(Database.SCHEMA, LEFT_OUT, files)));
        } finally {
            Arrays.fill(secret, '\0');
        }
    }

    private int write(Database database, Path target, char[] secret, Backup.Content content)
            throws SQLException {
        try (Connection owner = Migrations.open(database)) {
            // Before the moment of the backup: it holds at least what they name.
            AuditHeads heads = AuditHeads.current(owner);
            Manifest made = Backup.toFile(owner, target, secret, content);
            Path kept = target.resolveSibling(target.getFileName() + ".heads");
            heads.append(kept, Instant.now());
            PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
            out.println(
                    Say.line(
                            "backup-made",
                            file,
                            made.tables().size(),
                            made.rows(),
                            (Files.size(target) + 1023) / 1024));
            out.println(Say.line("backup-keep"));
            out.println(Say.line("backup-heads", kept));
            out.flush();
            return 0;
        } catch (IOException refused) {
            throw CommandException.of("heads-unwritten", file);
        }
    }
}
