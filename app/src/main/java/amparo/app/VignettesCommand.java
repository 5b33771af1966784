package amparo.app;

import amparo.app.text.Page;
import amparo.engine.fact.Vocabulary;
import amparo.engine.rule.Screen;
import amparo.rulebook.load.Loaded;
import amparo.rulebook.vignette.Vignette;
import amparo.rulebook.vignette.VignetteRunner;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code vignettes [ID]}: the stories to learn from; one of them with what the rules see in it. */
@Command(
        name = "vignettes",
        mixinStandardHelpOptions = true,
        description = "Lists the stories to learn from, or runs one of them.")
final class VignettesCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "ID", arity = "0..1", description = "The id of a vignette.")
    private @Nullable String id;

    @Mixin private Choices choices = new Choices();

    VignettesCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Loaded loaded = Books.sound(choices.content());
        String language = choices.language(terminal).equals("es") ? "es" : "en";
        Page page = Main.page(terminal);
        String wanted = id;
        if (wanted == null) {
            loaded.vignettes()
                    .forEach(one -> page.raw(one.id() + "  " + one.title().in(language) + "\n"));
            page.raw(loaded.vignettes().size() + " vignettes\n");
            return 0;
        }
        Vignette vignette =
                loaded.vignettes().stream()
                        .filter(one -> one.id().equals(wanted))
                        .findFirst()
                        .orElseThrow(() -> unknown(wanted, loaded.vignettes()));
        VignetteRunner runner = new VignetteRunner(loaded.rulebook());
        page.raw(vignette.title().in(language) + "\n\n");
        page.raw(vignette.story().in(language) + "\n");
        for (Vignette.Player person : vignette.persons()) {
            page.raw("\n" + person.who().in(language) + "\n");
            moment(page, runner, vignette, person.first(), language);
            page.raw("  " + vignette.alone().in(language) + "\n");
            moment(page, runner, vignette, person.then(), language);
        }
        List<String> problems = runner.run(vignette);
        problems.forEach(problem -> page.raw(problem + "\n"));
        return problems.isEmpty() ? 0 : UserError.FINDINGS;
    }

    private static void moment(
            Page page,
            VignetteRunner runner,
            Vignette vignette,
            Vignette.Told told,
            String language) {
        Map<String, Screen.Urgency> flags = runner.flags(told.facts(), vignette.day());
        page.raw("  " + told.says().in(language) + "\n");
        page.raw(
                "    "
                        + (flags.isEmpty()
                                ? "-"
                                : flags.entrySet().stream()
                                        .map(flag ->
                                                flag.getKey() + " (" + flag.getValue().word() + ")")
                                        .collect(Collectors.joining(", ")))
                        + "\n");
    }

    private static UserError unknown(String id, List<Vignette> all) {
        List<String> near = Vocabulary.near(id, all.stream().map(Vignette::id).toList());
        return new UserError(
                "no vignette is called '"
                        + id
                        + "'"
                        + (near.isEmpty()
                                ? "; all of them: ./amparo rulebook vignettes"
                                : "; did you mean '" + String.join("' or '", near) + "'?"));
    }
}
