package amparo.app;

import amparo.rulebook.accounting.Accounting;
import amparo.rulebook.accounting.AsylumSystems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code accounting}: what became of every entry of the facts packs; 0 if nothing is missing, 1
 * otherwise.
 */
@Command(
        name = "accounting",
        mixinStandardHelpOptions = true,
        description = "Says what became of every researched entry, and checks that none is lost.")
final class AccountingCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Option(names = "--content", paramLabel = "FOLDER", description = "The content folder.")
    private @Nullable Path content;

    @Option(
            names = "--packs",
            paramLabel = "FOLDER",
            description = "The folder of the facts packs, to check that every entry is there.")
    private @Nullable Path packs;

    @Option(names = "--write", description = "Writes the table to rulebook/ACCOUNTING.md.")
    private boolean write;

    AccountingCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Path home = Path.of(System.getProperty("amparo.home", "")).resolve("rulebook");
        try {
            Accounting accounting = Accounting.read(home.resolve("accounting"));
            Set<String> ids = packs == null ? null : Accounting.packIds(packs);
            List<String> wrong = accounting.check(Books.sound(content).rulebook(), ids);
            if (packs != null) {
                wrong = new ArrayList<>(wrong);
                wrong.addAll(accounting.systems().missing(AsylumSystems.states(packs)));
            }
            if (write) {
                Files.writeString(home.resolve("ACCOUNTING.md"), accounting.markdown());
            }
            StringBuilder out = new StringBuilder();
            wrong.forEach(line -> out.append(line).append('\n'));
            out.append(accounting.entries().size()).append(" entries accounted for, ");
            out.append(wrong.size()).append(" problems\n");
            Main.page(terminal).raw(out.toString());
            return wrong.isEmpty() ? 0 : UserError.FINDINGS;
        } catch (IOException unreadable) {
            throw new UserError(
                    "the accounting or the packs cannot be read: " + unreadable.getMessage());
        }
    }
}
