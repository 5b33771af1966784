package amparo.engine.language;

import amparo.engine.fact.Vocabulary;
import java.util.Set;

/**
 * What a condition may name.
 *
 * @param sets names of code sets, with the list that their codes come from being checked elsewhere
 * @param tables names of dated tables
 * @param calendars names of calendars
 * @param rules ids of rules
 */
public record Names(
        Vocabulary vocabulary,
        Set<String> sets,
        Set<String> tables,
        Set<String> calendars,
        Set<String> rules) {
    /** Only the facts, nothing else. */
    public static Names of(Vocabulary vocabulary) {
        return new Names(vocabulary, Set.of(), Set.of(), Set.of(), Set.of());
    }
}
