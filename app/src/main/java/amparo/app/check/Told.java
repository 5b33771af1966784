package amparo.app.check;

import amparo.engine.evaluate.Explanation;
import amparo.engine.evaluate.PathwayVerdict;
import java.util.HashMap;
import java.util.Map;

/** Remembers what was told in full to a person of the same file, so that it is told once. */
final class Told {
    private final Map<String, String> told = new HashMap<>();
    private String person = "";

    /** From now on this person is spoken of. */
    void person(String id) {
        person = id;
    }

    /** Another person to whom just the same was told in full; "" if there is none. */
    String before(PathwayVerdict verdict) {
        String other = told.putIfAbsent(signature(verdict), person);
        return other == null || other.equals(person) ? "" : other;
    }

    private static String signature(PathwayVerdict verdict) {
        StringBuilder out = new StringBuilder(verdict.pathway().id());
        out.append(' ').append(verdict.destination()).append(verdict.outcome());
        verdict.requires().forEach(e -> truths(e, out));
        verdict.unless().forEach(e -> truths(e, out));
        return out.toString();
    }

    /** The truths of a condition and all below it, to compare two answers. */
    static void truths(Explanation e, StringBuilder out) {
        out.append(e.truth().ordinal()).append(e.raw().ordinal()).append(e.applies().ordinal());
        e.parts().forEach(part -> truths(part, out));
    }
}
