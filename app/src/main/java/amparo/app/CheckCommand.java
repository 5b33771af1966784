package amparo.app;

import amparo.app.check.CheckText;
import amparo.app.check.Situation;
import amparo.app.file.PersonFile;
import amparo.app.text.Messages;
import amparo.app.text.Page;
import amparo.engine.data.JsonWriter;
import amparo.engine.evaluate.Evaluator;
import amparo.engine.fact.Household;
import amparo.engine.report.HouseholdReport;
import amparo.engine.report.ProblemReport;
import amparo.engine.rule.Rulebook;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code amparo check FILE}: what is open to a person or a family, and why. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = "Shows protection, asylum and the doors of a person or a family.")
final class CheckCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(
            paramLabel = "FILE",
            description = "A person or a family in YAML or JSON; - reads the standard input.")
    private String file = "";

    @Mixin private Choices choices = new Choices();

    @Mixin private Choices.Asked asked = new Choices.Asked();

    @Option(names = "--json", description = "For programs; see docs/check-json.md.")
    private boolean json;

    @Option(names = "--all", description = "Every detail of every door.")
    private boolean all;

    CheckCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        String language = choices.language(terminal);
        asked.stated();
        Rulebook book = choices.book(language);
        Set<String> destinations = asked.destinations(book.vocabulary());
        Household household;
        try {
            household = PersonFile.read(file, terminal.in(), book.vocabulary());
        } catch (PersonFile.BadInput bad) {
            if (json) {
                JsonWriter out = new JsonWriter(true);
                ProblemReport.write("person", bad.problems(), out);
                Main.page(terminal).raw(out + "\n");
            }
            throw new UserError(String.valueOf(bad.getMessage()).strip());
        }
        int day = asked.day(household.day());
        Evaluator evaluator = new Evaluator(book);
        Page page = Main.page(terminal);
        if (json) {
            JsonWriter out = new JsonWriter(true);
            new HouseholdReport(evaluator, language, destinations).write(household, day, out);
            page.raw(out + "\n");
            return 0;
        }
        CheckText text = new CheckText(page, Messages.in(language), all);
        Map<String, Situation> situations = new LinkedHashMap<>();
        for (Household.Member member : household.members()) {
            situations.put(
                    member.id(), new Situation(evaluator, member.facts(), day, destinations));
        }
        boolean draft = situations.values().stream().anyMatch(s -> s.showsDraft(language));
        text.head(day, book.version(), draft);
        situations.forEach((id, situation) -> {
            if (situations.size() > 1) {
                text.person(id);
            }
            text.person(situation);
        });
        return 0;
    }
}
