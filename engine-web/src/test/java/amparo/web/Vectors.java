package amparo.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import amparo.engine.data.Data;
import amparo.engine.data.DataException;
import amparo.engine.data.JsonReader;
import amparo.engine.data.JsonWriter;
import amparo.engine.evaluate.Evaluator;
import amparo.engine.fact.Household;
import amparo.engine.report.HouseholdReport;
import amparo.engine.report.ProblemReport;
import amparo.engine.rule.Rulebook;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Questions to the engine, and the answers of two engines side by side. */
final class Vectors {
    private static final int AROUND = 60;

    private Vectors() {}

    /** What this JVM answers through the functions of the module. */
    static List<String> onJvm(List<List<String>> calls) {
        List<String> answers = new ArrayList<>();
        for (List<String> c : calls) {
            answers.add(
                    switch (c.get(0)) {
                        case "load" -> EngineExports.load(c.get(1));
                        case "check" -> EngineExports.check(c.get(1), c.get(2), c.get(3), c.get(4));
                        case "nextQuestion" ->
                                EngineExports.nextQuestion(
                                        c.get(1), c.get(2), c.get(3), c.get(4), c.get(5), c.get(6));
                        case "why" -> EngineExports.why(c.get(1), c.get(2), c.get(3));
                        case "vocabulary" -> EngineExports.vocabulary(c.get(1));
                        default -> throw new IllegalArgumentException(c.get(0));
                    });
        }
        return answers;
    }

    /** What the engine says of a file, without the module and without a compiled rulebook. */
    static String direct(
            Rulebook book, String personJson, int day, String language, Set<String> destinations) {
        JsonWriter out = new JsonWriter(false);
        List<DataException> problems = new ArrayList<>();
        Data file = JsonReader.read(personJson);
        Household household = Household.read(file, book.vocabulary(), problems);
        if (problems.isEmpty()) {
            new HouseholdReport(new Evaluator(book), language, destinations)
                    .write(household, day, out);
        } else {
            ProblemReport.write("person", problems, out);
        }
        return out.toString();
    }

    /**
     * Fails at the first place where two lists of answers differ.
     *
     * @return how many were compared
     */
    static int assertIdentical(
            List<List<String>> calls, List<String> expected, List<String> actual) {
        assertThat(calls).as("a comparison of nothing is no comparison").isNotEmpty();
        assertThat(expected).hasSameSizeAs(calls);
        assertThat(actual).hasSameSizeAs(calls);
        for (int i = 0; i < calls.size(); i++) {
            if (!expected.get(i).equals(actual.get(i))) {
                fail(difference(i, calls.get(i), expected.get(i), actual.get(i)));
            }
        }
        return calls.size();
    }

    private static String difference(
            int number, List<String> call, String expected, String actual) {
        int at = 0;
        while (at < expected.length()
                && at < actual.length()
                && expected.charAt(at) == actual.charAt(at)) {
            at++;
        }
        return "vector %d differs at character %d of %d%n  expected: ...%s%n  but was:  ...%s%n  call: %s"
                .formatted(
                        number,
                        at,
                        expected.length(),
                        around(expected, at),
                        around(actual, at),
                        call);
    }

    private static String around(String text, int at) {
        return text.substring(
                Math.max(0, Math.min(text.length(), at) - AROUND),
                Math.min(text.length(), at + AROUND));
    }
}
