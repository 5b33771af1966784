package amparo.app;

import amparo.app.text.Page;
import amparo.engine.data.JsonWriter;
import amparo.engine.fact.CodeList;
import amparo.engine.fact.Fact;
import amparo.engine.fact.RecordType;
import amparo.engine.fact.Vocabulary;
import amparo.engine.report.VocabularyReport;
import amparo.engine.rule.Rulebook;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code amparo facts}: the words that a person's file is written in. */
@Command(
        name = "facts",
        mixinStandardHelpOptions = true,
        description = "Lists the facts that rules know, with their questions and codes.")
final class FactsCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "FACT", arity = "0..*", description = "Only these facts.")
    private List<String> names = new ArrayList<>();

    @Mixin private Choices choices = new Choices();

    @Option(names = "--json", description = "For programs.")
    private boolean json;

    FactsCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        String language = choices.language(terminal);
        Rulebook book = choices.book(language);
        Page page = Main.page(terminal);
        if (json) {
            JsonWriter out = new JsonWriter(true);
            new VocabularyReport(book, language).write(out);
            page.raw(out + "\n");
            return 0;
        }
        List<Fact> facts = chosen(book.vocabulary());
        Set<CodeList> lists = new LinkedHashSet<>();
        for (Fact fact : facts) {
            fact(page, 0, fact, language, lists);
        }
        lists.forEach(list -> codes(page, list, language));
        return 0;
    }

    private List<Fact> chosen(Vocabulary vocabulary) {
        if (names.isEmpty()) {
            return vocabulary.facts();
        }
        List<Fact> facts = new ArrayList<>();
        for (String name : names) {
            Fact fact = vocabulary.find(name);
            if (fact == null) {
                List<String> near = Vocabulary.near(name, vocabulary.names());
                throw new UserError(
                        "no fact is called '"
                                + name
                                + "'"
                                + (near.isEmpty()
                                        ? "; all facts: ./amparo facts"
                                        : "; did you mean '" + String.join("' or '", near) + "'?"));
            }
            facts.add(fact);
        }
        return facts;
    }

    private static void fact(
            Page page, int indent, Fact fact, String language, Set<CodeList> lists) {
        if (indent == 0) {
            page.blank();
        }
        CodeList codes = fact.codes();
        String type = fact.type().word() + (codes == null ? "" : " of the list " + codes.name());
        page.strong(indent, fact.name());
        page.text(indent + 1, fact.question().in(language));
        page.small(
                indent + 1,
                type
                        + "; "
                        + fact.sensitivity().word()
                        + "; "
                        + fact.mutability().word()
                        + "; known by "
                        + String.join(", ", fact.knownBy())
                        + (fact.asked() ? "" : "; never asked")
                        + (fact.askFirst() ? "; asked first" : ""));
        if (codes != null) {
            lists.add(codes);
        }
        RecordType record = fact.record();
        if (record != null) {
            record.fields().forEach(field -> fact(page, indent + 2, field, language, lists));
        }
    }

    private static void codes(Page page, CodeList list, String language) {
        page.blank();
        page.strong(0, list.name());
        page.text(
                1,
                list.codes().keySet().stream()
                        .map(code -> code + " " + list.label(code, language))
                        .collect(Collectors.joining("; ")));
    }
}
