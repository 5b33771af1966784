package amparo.rulebook.example;

import amparo.engine.evaluate.Availability;
import amparo.engine.evaluate.Evaluator;
import amparo.engine.evaluate.Explanation;
import amparo.engine.evaluate.Gap;
import amparo.engine.evaluate.Gaps;
import amparo.engine.evaluate.Outcome;
import amparo.engine.evaluate.PathwayVerdict;
import amparo.engine.evaluate.ScreenVerdict;
import amparo.engine.rule.Pathway;
import amparo.engine.rule.Rulebook;
import amparo.engine.rule.Screen;
import amparo.rulebook.load.Example;
import amparo.rulebook.load.Loaded;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Runs the examples that stand beside the rules. */
public final class Examples {
    private final Rulebook book;
    private final Evaluator evaluator;

    private Examples(Rulebook book) {
        this.book = book;
        this.evaluator = new Evaluator(book);
    }

    /** Every example, in the order of the files. */
    public static List<Result> run(Loaded loaded) {
        Examples examples = new Examples(loaded.rulebook());
        List<Result> results = new ArrayList<>();
        for (Example example : loaded.examples()) {
            Result result = examples.run(example);
            if (result != null) {
                results.add(result);
            }
        }
        return results;
    }

    /**
     * An example with what came out.
     *
     * @param problems what differs, a sentence each; empty if it passed
     * @param tree the conditions with their truths, for a failure
     */
    public record Result(Example example, List<String> problems, String tree) {
        public Result {
            problems = List.copyOf(problems);
        }

        /** True if everything came out as the example says. */
        public boolean passed() {
            return problems.isEmpty();
        }

        /** Place, name, what differs, and the tree. */
        public String text() {
            StringBuilder out = new StringBuilder();
            out.append(example.place().file().path()).append(':');
            out.append(example.place().at()).append(": ");
            out.append(passed() ? "passed: " : "failed: ").append(example.name()).append('\n');
            problems.forEach(problem -> out.append("  ").append(problem).append('\n'));
            return passed() ? out.toString() : out.append(tree).toString();
        }
    }

    private @Nullable Result run(Example example) {
        return switch (book.rule(example.rule())) {
            case null -> null;
            case Pathway pathway -> pathway(pathway, example);
            case Screen screen -> screen(screen, example);
        };
    }

    private Result pathway(Pathway pathway, Example example) {
        PathwayVerdict verdict =
                evaluator.pathway(pathway, example.destination(), example.facts(), example.day());
        List<String> problems = new ArrayList<>();
        outcome(example, verdict.outcome(), problems);
        Availability.State state = verdict.availability().state();
        if (example.availability() != null && example.availability() != state) {
            problems.add(
                    "expected availability "
                            + example.availability().word()
                            + ", it is "
                            + state.word());
        }
        missing(example, Gaps.of(verdict, book, example.facts(), example.day()), problems);
        List<Explanation> nodes = new ArrayList<>();
        if (verdict.here() != null) {
            nodes.add(verdict.here());
        }
        nodes.addAll(verdict.requires());
        String tree = problems.isEmpty() ? "" : ExplanationText.print(nodes, verdict.unless());
        return new Result(example, problems, tree);
    }

    private Result screen(Screen screen, Example example) {
        ScreenVerdict verdict = evaluator.screen(screen, example.facts(), example.day());
        List<String> problems = new ArrayList<>();
        outcome(example, verdict.outcome(), problems);
        missing(example, Gaps.of(verdict, book, example.facts(), example.day()), problems);
        String tree =
                problems.isEmpty() ? "" : ExplanationText.print(verdict.indicates(), List.of());
        return new Result(example, problems, tree);
    }

    private static void outcome(Example example, Outcome outcome, List<String> problems) {
        if (outcome != example.expect()) {
            problems.add("expected " + example.expect().word() + ", it is " + outcome.word());
        }
    }

    /** A list counts as missing, too, where a field of one of its records is. */
    private static void missing(Example example, Set<Gap> gaps, List<String> problems) {
        Set<String> names = new TreeSet<>();
        gaps.forEach(gap -> names.add(gap.name()));
        for (String wanted : example.missing()) {
            boolean found =
                    gaps.stream()
                            .anyMatch(gap ->
                                    gap.name().equals(wanted) || gap.fact().name().equals(wanted));
            if (!found) {
                problems.add(
                        "'"
                                + wanted
                                + "' is not among the missing facts: "
                                + (names.isEmpty() ? "none is missing" : String.join(", ", names)));
            }
        }
    }
}
