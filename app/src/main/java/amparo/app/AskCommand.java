package amparo.app;

import amparo.app.ask.Dialogue;
import amparo.app.ask.Session;
import amparo.app.check.CheckText;
import amparo.app.check.Situation;
import amparo.app.file.PersonWriter;
import amparo.app.text.Messages;
import amparo.app.text.Page;
import amparo.engine.evaluate.Evaluator;
import amparo.engine.fact.Facts;
import amparo.engine.fact.Wording;
import amparo.engine.rule.Rulebook;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code amparo ask}: the interview in the terminal, and at its end the same answer as check. */
@Command(
        name = "ask",
        mixinStandardHelpOptions = true,
        description =
                "Asks one question at a time and shows what is open. Nothing leaves this computer.")
final class AskCommand implements Callable<Integer> {
    private static final List<String> NAMES =
            List.of("Español", "English", "Português", "Français", "Kreyòl ayisyen");

    private final Terminal terminal;

    @Mixin private Choices choices = new Choices();

    @Mixin private Choices.Asked asked = new Choices.Asked();

    @Option(
            names = "--save",
            paramLabel = "FILE",
            description = "Writes the answers to a new file that only you can read.")
    private @Nullable Path save;

    @Option(names = "--overwrite", description = "Lets --save replace a file.")
    private boolean overwrite;

    @Option(names = "--all", description = "Every detail of every door.")
    private boolean all;

    AskCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        String stated = choices.stated();
        int day = asked.day(null);
        refuseToOverwrite();
        Rulebook book = choices.book();
        Set<String> destinations = asked.destinations(book.vocabulary());
        Page page = Main.page(terminal);
        // A terminal that shows plain letters only may still send others.
        Charset typed =
                terminal.charset().equals(StandardCharsets.US_ASCII)
                        ? StandardCharsets.UTF_8
                        : terminal.charset();
        BufferedReader in = new BufferedReader(new InputStreamReader(terminal.in(), typed));
        String language = stated == null ? chooseLanguage(in, page) : stated;
        Messages messages = Messages.in(language);
        Evaluator evaluator = new Evaluator(book);
        Dialogue dialogue = new Dialogue(in, page, messages);
        Facts facts = new Session(dialogue, evaluator, day, destinations).run();
        boolean saved = save(facts, day, page, messages);
        CheckText text = new CheckText(page, messages, all);
        Situation situation = new Situation(evaluator, facts, day, destinations);
        text.head(day, book.version(), situation.showsDraft(language));
        text.person(situation);
        return saved ? 0 : 2;
    }

    private void refuseToOverwrite() {
        if (save == null) {
            return;
        }
        if (Files.isDirectory(save)) {
            throw new UserError("--save " + save + ": this is a folder; name a file in it");
        }
        if (Files.exists(save) && !overwrite) {
            throw new UserError(
                    "--save "
                            + save
                            + ": the file exists and is left as it is; choose another name, or add"
                            + " --overwrite to replace it");
        }
        Path folder = save.toAbsolutePath().getParent();
        if (folder != null && !Files.isDirectory(folder)) {
            throw new UserError("--save " + save + ": there is no folder " + folder);
        }
    }

    /** Whoever chooses a language reads it; the surroundings only say what Enter alone means. */
    private String chooseLanguage(BufferedReader in, Page page) {
        String usual = choices.language(terminal);
        for (int i = 0; i < NAMES.size(); i++) {
            page.item(0, i + 1 + ".", NAMES.get(i) + " (" + Wording.LANGUAGES.get(i) + ")");
        }
        while (true) {
            page.text(0, "1-" + NAMES.size() + "  [" + usual + "]");
            String line = Dialogue.line(in, page);
            String text = line == null ? "" : line.strip().toLowerCase(Locale.ROOT);
            if (text.isEmpty()) {
                return usual;
            }
            if (Wording.LANGUAGES.contains(text)) {
                return text;
            }
            for (int i = 0; i < NAMES.size(); i++) {
                boolean named = NAMES.get(i).toLowerCase(Locale.ROOT).startsWith(text);
                if (text.equals(Integer.toString(i + 1)) || text.length() > 2 && named) {
                    return Wording.LANGUAGES.get(i);
                }
            }
        }
    }

    private boolean save(Facts facts, int day, Page page, Messages messages) {
        if (save == null) {
            return true;
        }
        page.blank();
        try {
            PersonWriter.write(save, PersonWriter.yaml(facts, day), overwrite);
            page.text(0, messages.text("ask.saved", save));
            return true;
        } catch (IOException wrong) {
            page.text(0, messages.text("ask.not-saved", save));
            return false;
        }
    }
}
