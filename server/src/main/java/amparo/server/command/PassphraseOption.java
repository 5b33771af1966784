package amparo.server.command;

import amparo.server.storage.Passphrase;
import java.io.Console;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the passphrase of a backup comes from: a file, or the terminal. */
final class PassphraseOption {

    @Option(
            names = "--passphrase-file",
            paramLabel = "FILE",
            description = "File whose first line is the passphrase. Without it you are asked.")
    private @Nullable Path file;

    /** For a new backup: typed twice, because nobody can open it after a slip of the finger. */
    char[] chosen() {
        if (file != null) {
            return Passphrase.fromFile(file);
        }
        char[] first = Passphrase.require(ask("passphrase"));
        char[] again = ask("passphrase-again");
        if (!Arrays.equals(first, again)) {
            throw CommandException.of("passphrase-differs");
        }
        Arrays.fill(again, '\0');
        return first;
    }

    /** For a backup that is there. */
    char[] known() {
        return file != null ? Passphrase.fromFile(file) : ask("passphrase");
    }

    private static char[] ask(String text) {
        Console console = System.console();
        if (console == null || !console.isTerminal()) {
            throw CommandException.of("passphrase-nowhere");
        }
        char[] typed = console.readPassword("%s ", Say.line(text));
        if (typed == null) {
            throw CommandException.of("passphrase-nowhere");
        }
        return typed;
    }
}
