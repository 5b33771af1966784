package amparo.server.learning;

import amparo.engine.data.Data;
import amparo.engine.data.JsonWriter;
import amparo.engine.fact.Fact;
import amparo.engine.fact.FactsReader;
import amparo.engine.fact.Sensitivity;
import amparo.engine.fact.Vocabulary;
import amparo.rulebook.vignette.Vignette;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a person of a story answers to a question, before others and alone. */
final class StoryAnswers {

    /** What the frame of an interview says, and the page of a story sets up. */
    private static final Set<String> GIVEN =
            Set.of("interview_language_understood", "country_now", FactsReader.COMPLETE);

    private StoryAnswers() {}

    /**
     * An answer.
     *
     * @param values JSON as the registry has it; of a list one for each record
     * @param whole whether a list is told in full
     */
    record Answer(List<String> values, boolean whole) {
        Answer {
            values = List.copyOf(values);
        }
    }

    /**
     * What they answer; alone what was said before others holds, unless they say it differently
     * there.
     */
    static Optional<Answer> of(
            Vocabulary vocabulary, Vignette.Player person, boolean alone, String fact) {
        Vignette.Told moment =
                alone && person.then().told().get(fact) != null ? person.then() : person.first();
        Data value = moment.told().get(fact);
        return value == null
                ? Optional.empty()
                : Optional.of(
                        new Answer(
                                values(vocabulary, fact, value),
                                isWhole(person.first(), fact)
                                        || alone && isWhole(person.then(), fact)));
    }

    /** As JSON; of a list one for each record. */
    static List<String> values(Vocabulary vocabulary, String name, Data value) {
        Fact fact = vocabulary.find(name);
        boolean list = fact != null && fact.record() != null;
        if (list && value instanceof Data.Items items) {
            return items.items().stream().map(StoryAnswers::json).toList();
        }
        // "none" of a list is said in words by the page.
        return list ? List.of() : List.of(json(value));
    }

    /** Whether it may be asked; otherwise it is seen, or told by themselves. */
    static boolean isAsked(@Nullable Fact fact) {
        return fact != null
                && fact.asked()
                && fact.sensitivity().compareTo(Sensitivity.SURVIVOR) < 0;
    }

    /** Everything that there is to hear or see of a person by the end of this moment. */
    static Set<String> all(Vignette.Player person, boolean alone) {
        Set<String> all = new LinkedHashSet<>(person.first().told().fields().keySet());
        if (alone) {
            all.addAll(person.then().told().fields().keySet());
        }
        all.removeAll(GIVEN);
        return all;
    }

    private static boolean isWhole(Vignette.Told moment, String fact) {
        return moment.told().get(FactsReader.COMPLETE) instanceof Data.Items items
                && items.items().stream()
                        .anyMatch(one -> one instanceof Data.Text text && text.text().equals(fact));
    }

    static String json(Data value) {
        return new JsonWriter(false).value(value).toString();
    }
}
