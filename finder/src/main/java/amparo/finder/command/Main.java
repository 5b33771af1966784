package amparo.finder.command;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line of the finder. Exit codes: 0 all well, 2 bad usage or a cure is needed. */
@Command(
        name = "amparo",
        mixinStandardHelpOptions = true,
        description = "The public page: which doors are open to me?",
        subcommands = FinderCommand.class)
public final class Main implements Runnable {
    private static final int CURE_NEEDED = 2;
    private static final int MISTAKE = 3;

    /** Starts the command that the arguments name. */
    public static void main(String[] arguments) {
        System.setProperty("java.awt.headless", "true");
        int code = line().execute(arguments);
        if (code != FinderCommand.SERVING) {
            System.exit(code);
        }
    }

    static CommandLine line() {
        CommandLine line = new CommandLine(new Main());
        line.setExecutionExceptionHandler((wrong, command, _) -> {
            if (wrong instanceof FinderException) {
                command.getErr().println("amparo: " + wrong.getMessage());
                return CURE_NEEDED;
            }
            command.getErr().println("amparo: the finder could not be made: " + wrong);
            if (System.getenv("AMPARO_DEBUG") != null) {
                wrong.printStackTrace(command.getErr());
            }
            return MISTAKE;
        });
        return line;
    }

    @Override
    public void run() {
        line().usage(System.out);
    }
}
