package amparo.server.storage;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * As whom the server runs. PostgreSQL refuses root, so root needs a way to be nobody for it. The
 * choice is made once and kept: files made one way cannot be opened the other.
 *
 * @param prefix what stands before the program
 * @param user to whom the files are given, or an empty text if they stay the caller's
 */
record Runner(List<String> prefix, String user) {
    private static final String CHOICE = "runner";
    private static final String ITSELF = "itself";
    private static final String UNSHARE = "unshare";
    private static final String AS_USER = "user:";

    static Runner choose(DataFolder folder, Shell shell) {
        try {
            String known = folder.choice(CHOICE).orElse("");
            boolean root = new UnixSystem().getUid() == 0;
            if (!root || known.equals(ITSELF)) {
                folder.remember(CHOICE, ITSELF);
                return new Runner(List.of(), "");
            }
            if (!known.startsWith(AS_USER) && canUnshare(shell, folder)) {
                folder.remember(CHOICE, UNSHARE);
                return new Runner(List.of("unshare", "-U"), "");
            }
            // Also the way on when a folder moved to where unshare is forbidden: the files are
            // root's, so they can be given away.
            String user = known.startsWith(AS_USER) ? known.substring(AS_USER.length()) : ownUser();
            Runner runner = asUser(user, shell);
            give(folder, user);
            folder.remember(CHOICE, AS_USER + user);
            runner.requireReach(folder, shell);
            return runner;
        } catch (IOException failed) {
            throw DataFolder.unreadable(folder.path(), failed);
        }
    }

    /** Gives a path to the user that runs the server, if that is another one. */
    void give(Path path) throws IOException {
        if (!user.isEmpty()) {
            PrivateFiles.giveTree(path, user);
        }
    }

    /** Whether the server will be the caller itself and so may be stopped from running as root. */
    private static boolean canUnshare(Shell shell, DataFolder folder) throws IOException {
        Path probe = folder.sub("run").resolve("probe");
        try {
            Shell.Result result =
                    shell.run(
                            List.of("unshare", "-U"),
                            List.of("sh", "-c", ": > \"$1\" && id -u", "sh", probe.toString()),
                            Duration.ofMinutes(1));
            return result.ok() && !result.output().strip().equals("0") && Files.exists(probe);
        } catch (IOException noSuchProgram) {
            return false;
        } finally {
            Files.deleteIfExists(probe);
        }
    }

    private static Runner asUser(String user, Shell shell) throws IOException {
        List<String> prefix =
                List.of("setpriv", "--reuid=" + user, "--regid=" + user, "--clear-groups");
        String why = "";
        for (String group : List.of(user, "nogroup", "nobody")) {
            prefix = List.of("setpriv", "--reuid=" + user, "--regid=" + group, "--clear-groups");
            try {
                Shell.Result result = shell.run(prefix, List.of("id", "-u"), Duration.ofMinutes(1));
                if (result.ok() && !result.output().strip().equals("0")) {
                    return new Runner(prefix, user);
                }
                why = result.end();
            } catch (IOException noSuchProgram) {
                why = String.valueOf(noSuchProgram.getMessage());
            }
        }
        throw new StorageException(Problem.NO_WAY_FOR_ROOT, null, why);
    }

    /** An own user if the administrator made one; nobody otherwise. */
    private static String ownUser() throws IOException {
        boolean own =
                Files.readAllLines(Path.of("/etc/passwd")).stream()
                        .anyMatch(line -> line.startsWith("amparo:"));
        return own ? "amparo" : "nobody";
    }

    /** The user must be able to pass through the folder; the secrets in it stay root's. */
    private static void give(DataFolder folder, String user) throws IOException {
        PrivateFiles.give(folder.path(), user);
        for (String sub : List.of("postgres", "run", "log")) {
            if (Files.exists(folder.path().resolve(sub))) {
                PrivateFiles.giveTree(folder.path().resolve(sub), user);
            }
        }
    }

    private void requireReach(DataFolder folder, Shell shell) throws IOException {
        Path run = folder.sub("run");
        give(run);
        Shell.Result result =
                shell.run(prefix, List.of("test", "-w", run.toString()), Duration.ofMinutes(1));
        if (!result.ok()) {
            throw new StorageException(Problem.FOLDER_OUT_OF_REACH, null, folder.path(), user);
        }
    }
}
