package amparo.app;

import amparo.engine.fact.Vocabulary;
import amparo.engine.rule.Category;
import amparo.engine.rule.Rulebook;
import amparo.rulebook.load.Loaded;
import amparo.rulebook.report.Matrix;
import amparo.rulebook.report.RuleList;
import amparo.rulebook.report.RuleText;
import amparo.rulebook.report.RulebookDiff;
import amparo.rulebook.report.RulebookStats;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The commands that show a rulebook. */
final class RulebookViews {
    private static final String NO_DIFFERENCE = "no difference";

    private RulebookViews() {}

    private static @Nullable Integer day(String option, @Nullable String text) {
        return text == null ? null : Choices.parse(option, text);
    }

    private static void print(Terminal terminal, String text) {
        Main.page(terminal).raw(text.endsWith("\n") ? text : text + "\n");
    }

    /** {@code list}: one rule a line. */
    @Command(name = "list", mixinStandardHelpOptions = true, description = "Lists the rules.")
    static final class ListCommand implements Callable<Integer> {
        private final Terminal terminal;

        @Mixin private Choices choices = new Choices();

        @Option(names = "--destination", paramLabel = "COUNTRY", description = "Such as ARG.")
        private @Nullable String destination;

        @Option(names = "--category", paramLabel = "CATEGORY", description = "Such as family.")
        private @Nullable String category;

        @Option(
                names = "--open-on",
                paramLabel = "DATE",
                description = "Only what takes applications on that day.")
        private @Nullable String openOn;

        ListCommand(Terminal terminal) {
            this.terminal = terminal;
        }

        @Override
        public Integer call() {
            Integer open = day("--open-on", openOn);
            Category wanted = category == null ? null : category(category);
            Rulebook book = choices.book();
            String country =
                    destination == null
                            ? null
                            : Choices.countries(
                                            "--destination",
                                            List.of(destination),
                                            book.vocabulary())
                                    .iterator()
                                    .next();
            int today = open == null ? Choices.today() : open;
            RuleList.Filter filter = new RuleList.Filter(country, wanted, open);
            print(terminal, RuleList.text(book, filter, today, choices.language(terminal)));
            return 0;
        }

        private static Category category(String word) {
            return Stream.of(Category.values())
                    .filter(category -> category.word().equals(word))
                    .findFirst()
                    .orElseThrow(() ->
                            new UserError(
                                    "--category "
                                            + word
                                            + ": one of "
                                            + Stream.of(Category.values())
                                                    .map(Category::word)
                                                    .collect(Collectors.joining(", "))));
        }
    }

    /** {@code show ID}: one rule in full. */
    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description = "Shows one rule in full.")
    static final class ShowCommand implements Callable<Integer> {
        private final Terminal terminal;

        @Parameters(paramLabel = "ID", description = "The id of a pathway or screen.")
        private String id = "";

        @Mixin private Choices choices = new Choices();

        @Option(
                names = "--on",
                paramLabel = "DATE",
                description = "Only the version of the law on that day.")
        private @Nullable String on;

        ShowCommand(Terminal terminal) {
            this.terminal = terminal;
        }

        @Override
        public Integer call() {
            Integer asOf = day("--on", on);
            Loaded loaded = Books.sound(choices.content());
            String text = RuleText.text(loaded, id, asOf, choices.language(terminal));
            if (text.isEmpty()) {
                List<String> ids =
                        Stream.concat(
                                        loaded.rulebook().pathways().stream().map(p -> p.id()),
                                        loaded.rulebook().screens().stream().map(s -> s.id()))
                                .toList();
                List<String> near = Vocabulary.near(id, ids);
                throw new UserError(
                        "no rule is called '"
                                + id
                                + "'"
                                + (near.isEmpty()
                                        ? "; all rules: ./amparo rulebook list"
                                        : "; did you mean '" + String.join("' or '", near) + "'?"));
            }
            print(terminal, text);
            return 0;
        }
    }

    /** {@code diff A B}: 0 without differences, 1 with some. */
    @Command(
            name = "diff",
            mixinStandardHelpOptions = true,
            description = "What changed from one rulebook to another; 1 if anything did.")
    static final class DiffCommand implements Callable<Integer> {
        private final Terminal terminal;

        @Parameters(
                index = "0",
                paramLabel = "BEFORE",
                description = "A content folder or a compiled rulebook.")
        private Path before = Path.of("");

        @Parameters(index = "1", paramLabel = "AFTER", description = "The same.")
        private Path after = Path.of("");

        DiffCommand(Terminal terminal) {
            this.terminal = terminal;
        }

        @Override
        public Integer call() {
            String text = RulebookDiff.text(Books.folderOrFile(before), Books.folderOrFile(after));
            print(terminal, text);
            return text.strip().equals(NO_DIFFERENCE) ? 0 : UserError.FINDINGS;
        }
    }

    /** {@code stats}: how much there is, and how well it is supported. */
    @Command(
            name = "stats",
            mixinStandardHelpOptions = true,
            description = "How much there is, and how well it is supported.")
    static final class StatsCommand implements Callable<Integer> {
        private final Terminal terminal;

        @Option(names = "--content", paramLabel = "FOLDER", description = "The content folder.")
        private @Nullable Path content;

        @Option(names = "--json", description = "For programs.")
        private boolean json;

        StatsCommand(Terminal terminal) {
            this.terminal = terminal;
        }

        @Override
        public Integer call() {
            RulebookStats stats = RulebookStats.of(Books.sound(content));
            print(terminal, json ? stats.json() : stats.text());
            return 0;
        }
    }

    /** {@code matrix}: which doors are there for whom, by nationality and destination. */
    @Command(
            name = "matrix",
            mixinStandardHelpOptions = true,
            description = "Doors by nationality and destination.")
    static final class MatrixCommand implements Callable<Integer> {
        private final Terminal terminal;

        @Mixin private Choices choices = new Choices();

        @Option(names = "--on", paramLabel = "DATE", description = "The day; otherwise today.")
        private @Nullable String on;

        @Option(
                names = "--out",
                paramLabel = "FILE",
                description = "Writes a page (HTML) instead of text; an older file is replaced.")
        private @Nullable Path out;

        MatrixCommand(Terminal terminal) {
            this.terminal = terminal;
        }

        @Override
        public Integer call() {
            Integer asOf = day("--on", on);
            int day = asOf == null ? Choices.today() : asOf;
            Matrix matrix = Matrix.of(choices.book(), day, choices.language(terminal));
            if (out == null) {
                print(terminal, matrix.text());
                return 0;
            }
            try {
                Files.writeString(out, matrix.html());
            } catch (IOException wrong) {
                throw new UserError("--out " + out + ": the file cannot be written");
            }
            return 0;
        }
    }
}
