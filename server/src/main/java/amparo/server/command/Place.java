package amparo.server.command;

import amparo.server.database.Database;
import amparo.server.storage.Connections;
import amparo.server.storage.DataFolder;
import amparo.server.storage.EmbeddedPostgres;
import amparo.server.storage.Problem;
import amparo.server.storage.ServerOptions;
import amparo.server.storage.StorageException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the data is: the options that all commands of the server share. */
final class Place {

    /** The secret of the data folder without which sealed values of the database stay shut. */
    static final String SEALING = "sealing";

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Folder of the data and secrets (default: data beside the launcher).")
    private @Nullable Path data;

    @Option(
            names = "--database",
            paramLabel = "URL",
            description =
                    "A PostgreSQL server instead of the embedded one: jdbc:postgresql://host/name.")
    private @Nullable String url;

    @Option(
            names = "--database-user",
            paramLabel = "NAME",
            description = "Who owns the tables there (default: ${DEFAULT-VALUE}).",
            defaultValue = "amparo_owner")
    private String user = "amparo_owner";

    @Option(
            names = "--database-password-file",
            paramLabel = "FILE",
            description = "File with the owner's password; or set AMPARO_DATABASE_PASSWORD.")
    private @Nullable Path passwordFile;

    @Option(
            names = "--postgres-bin",
            paramLabel = "DIR",
            description =
                    "Run the programs of an installed PostgreSQL (15 or newer) in the data folder.")
    private @Nullable Path programs;

    Path folder() {
        if (data != null) {
            return data;
        }
        String home = System.getProperty("amparo.home");
        return home == null ? Path.of("data") : Path.of(home, "data");
    }

    boolean embedded() {
        return url == null;
    }

    ServerOptions options() {
        return programs == null ? ServerOptions.USUAL : ServerOptions.installed(programs);
    }

    /** The database that runs in the data folder. */
    static Database of(EmbeddedPostgres server) {
        return of(server.connections());
    }

    static Database of(Connections connections) {
        return new Database(
                connections.url(),
                connections.ownerUser(),
                connections.ownerPassword(),
                connections.appPassword());
    }

    /** The database that the options name. */
    Database external(DataFolder folder) {
        return external(folder.secret("app"));
    }

    private Database external(String applicationPassword) {
        if (url == null) {
            throw new IllegalStateException("the database is embedded");
        }
        if (!url.startsWith("jdbc:postgresql://")) {
            throw CommandException.of("database-address");
        }
        if (url.contains("password=")) {
            throw CommandException.of("database-password-in-address");
        }
        return new Database(url, user, password(), applicationPassword);
    }

    private String password() {
        if (passwordFile == null) {
            String given = System.getenv("AMPARO_DATABASE_PASSWORD");
            if (given == null) {
                throw CommandException.of("database-password-missing", user);
            }
            return given;
        }
        try {
            return Files.readString(passwordFile).strip();
        } catch (IOException failed) {
            throw CommandException.of("file-unreadable", passwordFile);
        }
    }

    /**
     * Does something with the database as it is: the one that another Amparo serves right now, or
     * the one of the data folder, which is started for as long as it takes.
     */
    int use(DatabaseAccess.Work work) throws SQLException {
        if (!embedded()) {
            return work.with(external(""));
        }
        Path folder = folder();
        if (!Files.exists(folder.resolve("postgres"))) {
            throw CommandException.of("nothing-there", folder);
        }
        DataFolder held;
        try {
            held = DataFolder.open(folder);
        } catch (StorageException problem) {
            Optional<Connections> running =
                    problem.problem() == Problem.FOLDER_IN_USE
                            ? EmbeddedPostgres.running(folder)
                            : Optional.empty();
            return work.with(of(running.orElseThrow(() -> problem)));
        }
        try (held;
                EmbeddedPostgres server = EmbeddedPostgres.start(held, options())) {
            return work.with(of(server));
        }
    }

    /** For messages: where the data is. */
    String name() {
        return url == null ? folder().toString() : url;
    }

    /** The key that seals small secrets; made on the first start. */
    static byte[] key(DataFolder folder) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(folder.secret(SEALING).getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Makes a folder that only its owner may open. */
    static Path privateFolder(Path folder) throws IOException {
        Files.createDirectories(
                folder,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        return folder;
    }
}
