package amparo.server.command;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code amparo audit ...}: for those who watch over the log of who saw what. */
@Command(
        name = "audit",
        mixinStandardHelpOptions = true,
        description = "The log of every read and write of personal data.")
public final class AuditCommand implements Callable<Integer> {

    @Spec private @Nullable CommandSpec spec;

    private AuditCommand() {}

    /** The command with its subcommand {@code verify}. */
    public static CommandLine commands(DatabaseAccess databases) {
        return new CommandLine(new AuditCommand()).addSubcommand(new AuditVerifyCommand(databases));
    }

    @Override
    public Integer call() {
        if (spec != null) {
            spec.commandLine().usage(spec.commandLine().getErr());
        }
        return CommandLine.ExitCode.USAGE;
    }
}
