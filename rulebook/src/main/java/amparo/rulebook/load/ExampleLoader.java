package amparo.rulebook.load;

import amparo.engine.data.Data;
import amparo.engine.data.DataException;
import amparo.engine.evaluate.Outcome;
import amparo.engine.fact.Facts;
import amparo.engine.fact.FactsReader;
import amparo.engine.fact.Vocabulary;
import amparo.engine.rule.Category;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the examples of a rule. */
final class ExampleLoader {
    private static final Map<String, Outcome> SCREEN =
            outcomes(Outcome.REFER, Outcome.NOT_ENOUGH_KNOWN, Outcome.NO_INDICATION);
    private static final Map<String, Outcome> ASYLUM =
            outcomes(Outcome.CAN_ASK_HERE, Outcome.ON_REACHING, Outcome.ADVICE_FIRST);
    private static final Map<String, Outcome> BARRIER =
            outcomes(Outcome.TOUCHES, Outcome.DOES_NOT_TOUCH, Outcome.NOT_KNOWN);
    private static final Map<String, Outcome> OTHER =
            outcomes(Outcome.MET, Outcome.NOT_MET, Outcome.OPEN);

    private final Vocabulary vocabulary;
    private final List<Example> examples = new ArrayList<>();

    ExampleLoader(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
    }

    List<Example> examples() {
        return examples;
    }

    private static Map<String, Outcome> outcomes(Outcome... outcomes) {
        return Words.of(outcomes, Outcome::word);
    }

    void screen(Reading reading, String rule, FieldReader fields) {
        for (Data item : fields.items("examples")) {
            FieldReader example = reading.fields(item, Keys.SCREEN_EXAMPLE, "an example");
            if (example != null) {
                read(reading, rule, example, SCREEN, "", false);
            }
        }
    }

    void pathway(
            Reading reading,
            String rule,
            FieldReader fields,
            @Nullable Category category,
            List<String> destinations) {
        Map<String, Outcome> outcomes =
                category == Category.ASYLUM
                        ? ASYLUM
                        : category == Category.BARRIER ? BARRIER : OTHER;
        for (Data item : fields.items("examples")) {
            FieldReader example = reading.fields(item, Keys.EXAMPLE, "an example");
            if (example != null) {
                String destination = destination(example, destinations);
                read(reading, rule, example, outcomes, destination, true);
            }
        }
    }

    private static String destination(FieldReader example, List<String> destinations) {
        String first = destinations.isEmpty() ? "" : destinations.get(0);
        if (destinations.size() < 2 && !example.has("destination")) {
            return first;
        }
        String stated = example.needText("destination");
        if (!stated.isEmpty() && !destinations.contains(stated)) {
            example.error(
                    "destination",
                    "the rule has no destination '" + stated + "'",
                    "one of: " + String.join(", ", destinations));
            return first;
        }
        return stated.isEmpty() ? first : stated;
    }

    private void read(
            Reading reading,
            String rule,
            FieldReader example,
            Map<String, Outcome> outcomes,
            String destination,
            boolean pathway) {
        String name = example.needText("name");
        Integer day = new Times(reading).day(example.need("day"), "'day'");
        Outcome expect = expect(example, outcomes);
        Facts facts = person(reading, example);
        List<String> missing = example.texts("missing");
        for (String fact : missing) {
            String list = fact.contains(".") ? fact.substring(0, fact.indexOf('.')) : fact;
            if (vocabulary.find(list) == null) {
                example.error(
                        "missing",
                        "unknown fact '" + fact + "'",
                        FieldReader.didYouMean(fact, vocabulary.names(), ""));
            }
        }
        var availability = pathway ? example.word("availability", Words.AVAILABILITIES) : null;
        if (day != null && expect != null) {
            examples.add(
                    new Example(
                            rule,
                            name,
                            day,
                            facts,
                            destination,
                            expect,
                            availability,
                            missing,
                            new Place(reading.file(), example.at(), "")));
        }
    }

    private static @Nullable Outcome expect(FieldReader example, Map<String, Outcome> outcomes) {
        boolean refuses =
                example.need("expect") instanceof Data.Text text
                        && text.text().equals(Outcome.NOT_MET.word());
        if (refuses && outcomes.containsKey(Outcome.ADVICE_FIRST.word())) {
            example.error(
                    "expect",
                    "asylum is never 'not-met'",
                    "where a limit is not kept, write advice-first");
            return null;
        }
        return example.word("expect", outcomes);
    }

    private Facts person(Reading reading, FieldReader example) {
        Data data = example.need("person");
        if (data == null) {
            return Facts.none(vocabulary);
        }
        if (!(data instanceof Data.Fields person)) {
            reading.error(
                    data.at(), "'person' maps facts to answers", "write {} if nothing is known");
            return Facts.none(vocabulary);
        }
        List<DataException> problems = new ArrayList<>();
        Facts facts = FactsReader.read(person, vocabulary, Set.of(), problems);
        for (DataException problem : problems) {
            String message = String.valueOf(problem.getMessage());
            int cure = message.indexOf("; did you mean");
            reading.error(
                    problem.at(),
                    cure < 0 ? message : message.substring(0, cure),
                    cure < 0 ? "" : message.substring(cure + 2));
        }
        return facts;
    }
}
