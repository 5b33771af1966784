package amparo.app;

import amparo.app.text.Page;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The command line's entry. Exit codes: 0 all well, 1 findings or failed examples, 2 bad usage or
 * bad input, 3 a mistake of the program.
 */
@Command(
        name = "amparo",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        description = "Which doors are open, which stay uncertain, and why.",
        footer = {
            "",
            "The working place of officers and case workers (each has --help):",
            "  serve     Start it.",
            "  backup    Save everything into one encrypted file.",
            "  restore   Bring back what a backup holds.",
            "  audit     Prove the log of who saw what.",
            "",
            "The public page of refugees and migrants (has --help):",
            "  finder    Show it on this computer, or write its folder.",
            "",
            "This repository:",
            "  test [--long] | format | build",
        })
public final class Main implements Runnable {
    private static final int BUG = 3;
    private static final Set<String> NAMES = Set.of("check", "ask", "facts", "rulebook");

    @Spec private @Nullable CommandSpec spec;

    public static void main(String[] args) {
        System.exit(run(args, Terminal.ofProcess()));
    }

    /** Runs a command as if the streams were files; returns the exit code. */
    public static int run(String[] args, InputStream in, OutputStream out, OutputStream err) {
        return run(args, Terminal.plain(in, out, err));
    }

    /** Runs a command; returns the exit code. */
    public static int run(String[] args, Terminal outside) {
        Terminal terminal =
                new Terminal(
                        outside.in(),
                        new BufferedOutputStream(outside.out()),
                        outside.err(),
                        outside.charset(),
                        outside.colour(),
                        outside.width(),
                        outside.language());
        int code = commands(terminal, args.length == 0 ? "" : args[0]).execute(args);
        try {
            terminal.out().flush();
        } catch (IOException nobodyReads) {
            return code;
        }
        return code;
    }

    /** Reading the options of a command takes time: only those of the one that runs are read. */
    private static CommandLine commands(Terminal terminal, String wanted) {
        CommandLine line = new CommandLine(new Main());
        boolean all = !NAMES.contains(wanted);
        if (all || wanted.equals("check")) {
            line.addSubcommand(new CheckCommand(terminal));
        }
        if (all || wanted.equals("ask")) {
            line.addSubcommand(new AskCommand(terminal));
        }
        if (all || wanted.equals("facts")) {
            line.addSubcommand(new FactsCommand(terminal));
        }
        if (all || wanted.equals("rulebook")) {
            line.addSubcommand(RulebookCommand.commands(terminal));
        }
        line.setUsageHelpWidth(Math.max(60, terminal.width()));
        PrintWriter err = writer(terminal.err());
        line.setOut(writer(terminal.out()));
        line.setErr(err);
        line.setExecutionExceptionHandler((wrong, _, _) -> failed(wrong, err));
        line.setParameterExceptionHandler((wrong, _) -> misused(wrong, err));
        return line;
    }

    private static PrintWriter writer(OutputStream out) {
        return new PrintWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), true);
    }

    private static int failed(Exception wrong, PrintWriter err) throws Exception {
        if (wrong instanceof UserError error) {
            err.println(error.getMessage());
            return error.code();
        }
        if (wrong instanceof UncheckedIOException) {
            boolean nobodyReads = String.valueOf(wrong.getMessage()).contains("Broken pipe");
            if (!nobodyReads) {
                err.println("amparo: " + wrong.getMessage());
            }
            return nobodyReads ? 0 : BUG;
        }
        err.println("amparo: a mistake of the program, please report it: " + wrong);
        if (System.getenv("AMPARO_DEBUG") != null) {
            wrong.printStackTrace(err);
        }
        return BUG;
    }

    private static int misused(ParameterException wrong, PrintWriter err) {
        err.println(wrong.getMessage());
        CommandLine.UnmatchedArgumentException.printSuggestions(wrong, err);
        err.println(
                "Help: ./" + wrong.getCommandLine().getCommandSpec().qualifiedName() + " --help");
        return UserError.BAD_INPUT;
    }

    /** A page on the terminal. */
    static Page page(Terminal terminal) {
        return new Page(terminal.out(), terminal.charset(), terminal.colour(), terminal.width());
    }

    @Override
    public void run() {
        if (spec != null) {
            spec.commandLine().usage(spec.commandLine().getOut());
        }
    }

    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            @Nullable String version = Main.class.getPackage().getImplementationVersion();
            return new String[] {"amparo " + (version == null ? "(from sources)" : version)};
        }
    }
}
