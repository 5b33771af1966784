package amparo.app;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code amparo rulebook ...}: for those who write and check the rules. */
@Command(
        name = "rulebook",
        mixinStandardHelpOptions = true,
        description = "For those who write rules.")
final class RulebookCommand implements Callable<Integer> {
    @Spec private @Nullable CommandSpec spec;

    static CommandLine commands(Terminal terminal) {
        CommandLine line = new CommandLine(new RulebookCommand());
        line.addSubcommand(new RulebookChecks.LintCommand(terminal));
        line.addSubcommand(new RulebookChecks.TestCommand(terminal));
        line.addSubcommand(new RulebookViews.ListCommand(terminal));
        line.addSubcommand(new RulebookViews.ShowCommand(terminal));
        line.addSubcommand(new RulebookViews.DiffCommand(terminal));
        line.addSubcommand(new RulebookViews.StatsCommand(terminal));
        line.addSubcommand(new RulebookViews.MatrixCommand(terminal));
        line.addSubcommand(new AccountingCommand(terminal));
        line.addSubcommand(new VignettesCommand(terminal));
        return line;
    }

    @Override
    public Integer call() {
        if (spec != null) {
            spec.commandLine().usage(spec.commandLine().getErr());
        }
        return UserError.BAD_INPUT;
    }
}
