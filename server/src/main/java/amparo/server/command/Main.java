package amparo.server.command;

import amparo.server.database.DatabaseException;
import amparo.server.storage.StorageException;
import java.io.PrintWriter;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;

/**
 * The command line of the server. Exit codes: 0 all well, 1 a finding, 2 bad usage or a cure is
 * needed, 3 a mistake of the program.
 */
@Command(
        name = "amparo",
        mixinStandardHelpOptions = true,
        description = "The working place of officers and case workers.",
        subcommands = {
            ServeCommand.class,
            BackupCommand.class,
            RestoreCommand.class,
            TrainCommand.class
        })
public final class Main implements Runnable {

    private static final int CURE_NEEDED = 2;
    private static final int MISTAKE = 3;

    /** Starts the command that the arguments name. */
    public static void main(String[] arguments) {
        int code = line().execute(arguments);
        // A server that started goes on; everything else ends here.
        if (code != ServeCommand.SERVING) {
            System.exit(code);
        }
    }

    static CommandLine line() {
        CommandLine line = new CommandLine(new Main());
        Place place = new Place();
        CommandLine audit = AuditCommand.commands(place::use);
        CommandSpec options = CommandSpec.forAnnotatedObject(place);
        audit.getSubcommands()
                .values()
                .forEach(one -> one.getCommandSpec().addMixin("place", options));
        line.addSubcommand(audit);
        line.setExecutionExceptionHandler(
                (wrong, command, result) -> failed(wrong, command.getErr()));
        return line;
    }

    private static int failed(Exception wrong, PrintWriter err) {
        for (Throwable cause = wrong; cause != null; cause = cause.getCause()) {
            if (cause instanceof StorageException storage) {
                err.println("amparo: " + storage.message(Locale.getDefault()));
                return CURE_NEEDED;
            }
            if (cause instanceof DatabaseException || cause instanceof CommandException) {
                err.println("amparo: " + cause.getMessage());
                return CURE_NEEDED;
            }
        }
        err.println("amparo: " + Say.line("mistake", root(wrong)));
        if (System.getenv("AMPARO_DEBUG") != null) {
            wrong.printStackTrace(err);
        }
        return MISTAKE;
    }

    /** The class and the place, not the message: it may quote what people typed. */
    private static String root(Throwable wrong) {
        Throwable root = wrong;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        StackTraceElement[] frames = root.getStackTrace();
        return root.getClass().getName() + (frames.length == 0 ? "" : " at " + frames[0]);
    }

    @Override
    public void run() {
        CommandLine.usage(this, System.out);
    }
}
