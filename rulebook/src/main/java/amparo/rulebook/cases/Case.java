package amparo.rulebook.cases;

import amparo.engine.fact.Household;
import amparo.rulebook.source.SourceFile;
import java.util.Map;

/**
 * A household and what is expected for each of its persons.
 *
 * @param story who they are, in a sentence or two
 * @param day the day asked for, from 1970-01-01
 * @param expected by the id of the person
 */
public record Case(
        String name,
        String story,
        int day,
        Household household,
        Map<String, Expected> expected,
        SourceFile file) {
    public Case {
        expected = Map.copyOf(expected);
    }
}
