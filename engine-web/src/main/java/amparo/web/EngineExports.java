package amparo.web;

import amparo.engine.data.DataException;
import amparo.engine.data.JsonReader;
import amparo.engine.data.JsonWriter;
import amparo.engine.data.Mark;
import amparo.engine.report.ProblemReport;
import amparo.engine.rule.RulebookCodec;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSExport;

/**
 * The functions of the module {@code engine.js}. Only strings cross the border, and every answer is
 * JSON. A mistake in what is handed in is answered with {@code {"error": {"in": ..., "problems":
 * [...]}}}; no exception leaves the module.
 *
 * <p>A person or a family is JSON in the form of docs/rule-language.md. A day is {@code
 * 2026-11-22}, or empty for the day that stands in the file. Lists are separated by commas.
 */
public final class EngineExports {
    private static @Nullable Session session;

    private EngineExports() {}

    /**
     * Reads a compiled rulebook; all other functions answer from it.
     *
     * @return its version and what it holds
     */
    @JSExport
    public static String load(String rulebookJson) {
        try {
            Session loaded = new Session(RulebookCodec.read(JsonReader.read(rulebookJson)));
            session = loaded;
            return loaded.summary();
        } catch (DataException mistake) {
            return error("rulebook", List.of(mistake));
        } catch (RuntimeException mistake) {
            return error("rulebook", "this is not a rulebook that was compiled");
        }
    }

    /**
     * Checks a person, or every person of a family.
     *
     * @param destinationsCsv only doors to these countries; empty for all
     * @return the same JSON as the command line gives
     */
    @JSExport
    public static String check(
            String personJson, String dayIso, String language, String destinationsCsv) {
        return answer(s -> s.check(personJson, dayIso, language, destinationsCsv));
    }

    /**
     * Plans the next question.
     *
     * @param skippedCsv facts that were not answered: {@code age}, {@code stay.left} for every
     *     record, {@code stay.left#0} for the first
     * @param setting {@code self}, {@code officer} or {@code specialist}
     */
    @JSExport
    public static String nextQuestion(
            String personJson,
            String dayIso,
            String language,
            String destinationsCsv,
            String skippedCsv,
            String setting) {
        return answer(s ->
                s.nextQuestion(personJson, dayIso, language, destinationsCsv, skippedCsv, setting));
    }

    /** Says which doors and screens still need a fact: "why do you ask this?" */
    @JSExport
    public static String why(String fact, String personJson, String dayIso) {
        return answer(s -> s.why(fact, personJson, dayIso));
    }

    /** Every fact with its question, and the names of all codes. */
    @JSExport
    public static String vocabulary(String language) {
        return answer(s -> s.vocabulary(language));
    }

    /**
     * Forgets every person that was asked about; the rulebook stays.
     *
     * @return an empty object
     */
    @JSExport
    public static String forget() {
        return answer(s -> {
            s.forget();
            return "{}";
        });
    }

    private static String answer(Function<Session, String> question) {
        Session current = session;
        if (current == null) {
            return error("rulebook", "no rulebook is loaded");
        }
        try {
            return question.apply(current);
        } catch (Refusal refusal) {
            return error(refusal.in, refusal.problems);
        } catch (RuntimeException defect) {
            current.forget();
            return error("engine", "the engine could not answer; this is its own fault");
        }
    }

    private static String error(String in, String message) {
        return error(in, List.of(new DataException(Mark.NONE, message)));
    }

    private static String error(String in, List<DataException> problems) {
        JsonWriter out = new JsonWriter(false);
        ProblemReport.write(in, problems, out);
        return out.toString();
    }
}
