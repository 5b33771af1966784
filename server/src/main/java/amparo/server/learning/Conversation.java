package amparo.server.learning;

import amparo.engine.data.Data;
import amparo.engine.data.DataException;
import amparo.engine.evaluate.Evaluator;
import amparo.engine.evaluate.Gap;
import amparo.engine.fact.Fact;
import amparo.engine.fact.Facts;
import amparo.engine.fact.FactsReader;
import amparo.engine.fact.RecordType;
import amparo.engine.fact.Vocabulary;
import amparo.engine.interview.Interview;
import amparo.engine.interview.Question;
import amparo.engine.interview.Setting;
import amparo.engine.value.Value;
import amparo.rulebook.vignette.Vignette;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a person of a story has told so far, and what to ask next, by the engine that plans real
 * interviews. Before others a person tells what the story says of that moment; alone they answer
 * what they are asked. What is seen, or told without being asked, needs no question.
 */
final class Conversation {

    static final String FIRST = "first";
    static final String THEN = "then";

    /** No story tells of more records in a list. */
    private static final int RECORDS = 10;

    private final Evaluator evaluator;
    private final Vignette vignette;
    private final Vignette.Player person;
    private final boolean alone;
    private final Set<String> asked;
    private final Map<String, Data.Field> told = new LinkedHashMap<>();
    private final Facts facts;

    /**
     * @param asked {@code person/moment/fact} of the whole exercise
     */
    Conversation(
            Evaluator evaluator,
            Vignette vignette,
            Vignette.Player person,
            boolean alone,
            Set<String> asked) {
        this.evaluator = evaluator;
        this.vignette = vignette;
        this.person = person;
        this.alone = alone;
        Set<String> here = new HashSet<>();
        for (String one : asked) {
            String prefix = person.id() + "/" + (alone ? THEN : FIRST) + "/";
            if (one.startsWith(prefix)) {
                here.add(one.substring(prefix.length()));
            }
        }
        this.asked = here;
        told.putAll(person.first().told().fields());
        if (alone) {
            person.then()
                    .told()
                    .fields()
                    .forEach((name, field) -> {
                        if (here.contains(name) || !isAsked(name)) {
                            told.put(name, field);
                        }
                    });
        }
        keepComplete();
        List<DataException> problems = new ArrayList<>();
        this.facts =
                FactsReader.read(
                        new Data.Fields(told, person.first().told().at()),
                        vocabulary(),
                        Set.of(),
                        problems);
        told.remove(FactsReader.COMPLETE);
    }

    /** One answer, as the JSON of the registry's answers; of a list one for each record. */
    record Answer(String fact, List<String> values, boolean alone) {}

    Vignette.Player person() {
        return person;
    }

    boolean alone() {
        return alone;
    }

    /** What is known by now. */
    List<Answer> answers() {
        List<Answer> answers = new ArrayList<>();
        told.forEach((name, field) ->
                answers.add(
                        new Answer(
                                name,
                                StoryAnswers.values(vocabulary(), name, field.value()),
                                alone && person.then().told().fields().containsKey(name))));
        return answers;
    }

    /** The question that the interview would put now; none if there is none left. */
    @Nullable String next() {
        if (alone) {
            // What was said before others is asked again, before everything else.
            for (Fact fact : vocabulary().facts()) {
                if (fact.askFirst() && !asked.contains(fact.name())) {
                    return fact.name();
                }
            }
        }
        Interview interview =
                new Interview(evaluator, Setting.OFFICER, Set.copyOf(code(facts, "country_now")));
        Question question = interview.next(facts, vignette.day(), gaps(asked));
        return question == null ? null : question.gap().fact().name();
    }

    /** Everything that could be missing of these facts. */
    private Set<Gap> gaps(Set<String> names) {
        Set<Gap> gaps = new HashSet<>();
        for (String name : names) {
            Fact fact = vocabulary().find(name);
            if (fact == null) {
                continue;
            }
            gaps.add(Gap.of(fact));
            RecordType record = fact.record();
            if (record != null) {
                for (int item = 0; item < RECORDS; item++) {
                    for (Fact field : record.fields()) {
                        gaps.add(new Gap(fact, item, field));
                    }
                }
            }
        }
        return gaps;
    }

    /** Everything else that an officer may ask; alone also what was said before others. */
    List<String> others() {
        return vocabulary().facts().stream()
                .filter(fact -> isAsked(fact.name()))
                .map(Fact::name)
                .filter(name -> !asked.contains(name))
                .filter(name -> alone || !told.containsKey(name))
                .toList();
    }

    /** Whether an officer may ask this; what only a specialist asks is never asked here. */
    boolean mayAsk(String name) {
        return vocabulary().find(name) != null && isAsked(name);
    }

    /** What was asked here without an answer. */
    List<String> silent() {
        Set<String> then = person.then().told().fields().keySet();
        return asked.stream()
                .filter(name -> alone ? !then.contains(name) : !told.containsKey(name))
                .sorted()
                .toList();
    }

    /** Answers that the person would have given alone, had they been asked. */
    List<String> unheard() {
        return person.then().told().fields().keySet().stream()
                .filter(this::isAsked)
                .filter(name -> !asked.contains(name) || !alone)
                .toList();
    }

    private boolean isAsked(String name) {
        return StoryAnswers.isAsked(vocabulary().find(name));
    }

    private Vocabulary vocabulary() {
        return evaluator.book().vocabulary();
    }

    /** That a list is everything counts only for what was told. */
    private void keepComplete() {
        List<Data> whole = new ArrayList<>();
        for (Vignette.Told moment :
                alone ? List.of(person.first(), person.then()) : List.of(person.first())) {
            if (moment.told().get(FactsReader.COMPLETE) instanceof Data.Items items) {
                items.items().stream()
                        .filter(one ->
                                one instanceof Data.Text text
                                        && told.containsKey(text.text())
                                        && !whole.contains(one))
                        .forEach(whole::add);
            }
        }
        told.remove(FactsReader.COMPLETE);
        if (!whole.isEmpty()) {
            var at = whole.getFirst().at();
            told.put(FactsReader.COMPLETE, new Data.Field(at, new Data.Items(whole, at)));
        }
    }

    private static List<String> code(Facts facts, String name) {
        Fact fact = facts.vocabulary().find(name);
        return fact != null && facts.get(fact) instanceof Value.Code code
                ? List.of(code.code())
                : List.of();
    }
}
