package amparo.server.registry;

import amparo.engine.data.Data;
import amparo.engine.data.DataException;
import amparo.engine.data.JsonReader;
import amparo.engine.fact.Fact;
import amparo.engine.fact.FactType;
import amparo.engine.fact.FactsReader;
import amparo.engine.fact.RecordType;
import amparo.engine.fact.Vocabulary;
import amparo.server.registry.AnswerStore.Said;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The person as the rulebook reads them, put together from the answers that whoever acts may read:
 * the newest to each fact and record. What nobody said stays unknown, and an answer that this
 * version of the rulebook does not understand is left out and named, never guessed.
 */
@Service
public class PersonFacts {

    private static final String AGE = "age";
    private static final String AGE_DOUBT = "age_doubt";
    private static final int OLDEST = 130;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Persons persons;
    private final LoadedRulebook rulebook;
    private final Clock clock;

    PersonFacts(Persons persons, LoadedRulebook rulebook, Clock clock) {
        this.persons = persons;
        this.rulebook = rulebook;
        this.clock = clock;
    }

    /**
     * A person for the engine.
     *
     * @param json the same as a file that {@code amparo check} reads: no name, no contact, no note
     * @param day today, for which ages were reckoned
     * @param notUnderstood facts with an answer that this rulebook cannot read
     * @param readings where two devices were told differently, the person as each of them has it:
     *     for protection whatever one of them indicates counts, in doubt
     */
    public record Assembled(
            amparo.engine.fact.Facts facts,
            String json,
            LocalDate day,
            List<String> notUnderstood,
            List<amparo.engine.fact.Facts> readings) {
        public Assembled {
            notUnderstood = List.copyOf(notUnderstood);
            readings = List.copyOf(readings);
        }

        /** Of whom nobody was told differently. */
        public Assembled(
                amparo.engine.fact.Facts facts,
                String json,
                LocalDate day,
                List<String> notUnderstood) {
            this(facts, json, day, notUnderstood, List.of());
        }
    }

    /** Reads a person; empty if there is none in reach. Audited. */
    @Transactional
    public Optional<Assembled> of(String code) {
        try {
            return Optional.of(of(persons.said(code)));
        } catch (NoSuchPerson none) {
            return Optional.empty();
        }
    }

    /** The same of somebody who was found already in this transaction. Audited. */
    public Assembled of(PersonFiles.Writable person) {
        return of(person.said());
    }

    /** The same of answers that another module read already, and is answerable for having read. */
    public Assembled assemble(List<PersonFiles.Answer> answers) {
        return of(answers.stream().map(PersonFacts::said).toList());
    }

    /**
     * The answers that may hold, by fact: what was told last to it and to each record of a list,
     * and what another device was told meanwhile.
     */
    public static Map<String, List<UUID>> holding(List<PersonFiles.Answer> answers) {
        Map<String, List<Said>> told = new LinkedHashMap<>();
        answers.stream()
                .map(PersonFacts::said)
                .sorted(Telling.ORDER.reversed())
                .forEach(one ->
                        told.computeIfAbsent(
                                        one.fact() + " " + one.record(), any -> new ArrayList<>())
                                .add(one));
        Map<String, List<UUID>> holding = new LinkedHashMap<>();
        told.values()
                .forEach(all ->
                        Stream.concat(all.stream().limit(1), Telling.differently(all).stream())
                                .forEach(one ->
                                        holding.computeIfAbsent(
                                                        one.fact(), any -> new ArrayList<>())
                                                .add(one.id())));
        return holding;
    }

    private static Said said(PersonFiles.Answer one) {
        return new Said(
                one.id(),
                one.fact(),
                one.value(),
                one.sensitivity(),
                one.source(),
                one.organisation(),
                "",
                one.organisation(),
                null,
                "",
                one.recordedAt(),
                one.record(),
                one.language(),
                one.interpreter(),
                one.trueAsOf(),
                one.basis(),
                false,
                one.toldAt(),
                one.clock(),
                one.clockSince(),
                one.clockSlack(),
                one.clockDoubt());
    }

    /** The same of answers that were read already. */
    Assembled of(List<Said> said) {
        return of(Standing.of(said), LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
    }

    Assembled of(Standing standing, LocalDate day) {
        Assembled one = one(standing, day);
        List<amparo.engine.fact.Facts> readings =
                Readings.of(standing).stream()
                        .map(reading -> one(reading, day).facts())
                        .distinct()
                        .toList();
        return readings.isEmpty()
                ? one
                : new Assembled(one.facts(), one.json(), day, one.notUnderstood(), readings);
    }

    private Assembled one(Standing standing, LocalDate day) {
        // Nearly always everything is understood; only where it is not, each is tried by itself.
        return Optional.ofNullable(of(standing, day, false))
                .or(() -> Optional.ofNullable(of(standing, day, true)))
                .orElseThrow(() ->
                        new IllegalStateException(
                                "answers that were understood one by one are not together"));
    }

    private @Nullable Assembled of(Standing standing, LocalDate day, boolean each) {
        Vocabulary vocabulary = rulebook.vocabulary();
        ObjectNode person = JsonNodeFactory.instance.objectNode();
        ArrayNode complete = JsonNodeFactory.instance.arrayNode();
        List<String> notUnderstood = new ArrayList<>();
        for (Fact fact : vocabulary.facts()) {
            if (fact.type() == FactType.RECORDS) {
                records(fact, standing, day, person, complete, notUnderstood, each);
            } else {
                Said answer = standing.fact(fact.name());
                JsonNode value = answer == null ? null : Values.tree(answer.value());
                List<Said> ties = standing.ties().getOrDefault(fact.name(), List.of());
                JsonNode now =
                        answer == null || value == null || value.isNull()
                                ? null
                                : ties.isEmpty()
                                        ? now(fact, answer, day)
                                        : Readings.common(
                                                fact,
                                                Stream.concat(Stream.of(answer), ties.stream())
                                                        .map(one -> now(fact, one, day))
                                                        .toList());
                if (now != null) {
                    if (!each || isUnderstood(fact.name(), now)) {
                        person.set(fact.name(), now);
                    } else {
                        notUnderstood.add(fact.name());
                    }
                }
            }
        }
        // Who is told to be an adult and looks younger to an officer is a child until it is
        // settled.
        if (vocabulary.find(AGE_DOUBT) != null
                && !Objects.equals(standing.fact(AGE), standing.believed())
                && Ages.isBelievedChild(standing, day)) {
            person.put(AGE_DOUBT, true);
        }
        if (!complete.isEmpty()) {
            person.set(FactsReader.COMPLETE, complete);
        }
        String json = JSON.writeValueAsString(person);
        List<DataException> problems = new ArrayList<>();
        amparo.engine.fact.Facts facts =
                FactsReader.read(fields(json), vocabulary, Set.of(), problems);
        return problems.isEmpty() ? new Assembled(facts, json, day, notUnderstood) : null;
    }

    private static JsonNode now(Fact fact, Said said, LocalDate day) {
        JsonNode value = Values.tree(said.value());
        return fact.name().equals(AGE) ? aged(value, toldOn(said), day) : value;
    }

    private void records(
            Fact list,
            Standing standing,
            LocalDate day,
            ObjectNode person,
            ArrayNode complete,
            List<String> notUnderstood,
            boolean each) {
        ArrayNode records = JsonNodeFactory.instance.arrayNode();
        boolean whole = standing.complete().contains(list.name());
        for (Standing.Held held : standing.list(list.name())) {
            ObjectNode record =
                    Readings.commonRecord(
                            list, held, (said, value) -> record(list, said, value, day));
            ArrayNode alone = JsonNodeFactory.instance.arrayNode();
            alone.add(record);
            if (!each || isUnderstood(list.name(), alone)) {
                records.add(record);
            } else {
                // What is left out is there all the same: the rest is not everything.
                whole = false;
                notUnderstood.add(list.name());
            }
        }
        if (!records.isEmpty()) {
            person.set(list.name(), records);
        }
        if (whole) {
            complete.add(list.name());
        }
    }

    /** Without what no rule reads: how somebody is called, and their own file. */
    private static ObjectNode record(Fact list, Said said, JsonNode value, LocalDate day) {
        RecordType type = list.record();
        ObjectNode record = JsonNodeFactory.instance.objectNode();
        value.properties()
                .forEach(part -> {
                    if (type != null && type.field(part.getKey()) != null) {
                        record.set(
                                part.getKey(),
                                part.getKey().equals(AGE)
                                        ? aged(part.getValue(), toldOn(said), day)
                                        : part.getValue());
                    }
                });
        return record;
    }

    static LocalDate toldOn(Said said) {
        LocalDate asOf = said.trueAsOf();
        return asOf == null
                ? said.toldAt().withOffsetSameInstant(ZoneOffset.UTC).toLocalDate()
                : asOf;
    }

    /**
     * An age that was told some time ago: a birthday may have come since, and every full year
     * brought one.
     */
    static JsonNode aged(JsonNode value, LocalDate told, LocalDate today) {
        if (!told.isBefore(today)) {
            return value;
        }
        int @Nullable [] span = span(value);
        if (span == null) {
            return value;
        }
        int years = Math.toIntExact(ChronoUnit.YEARS.between(told, today));
        int low = Math.min(OLDEST, span[0] + years);
        int high = Math.min(OLDEST, span[1] + years + 1);
        return low == high
                ? JsonNodeFactory.instance.numberNode(low)
                : JsonNodeFactory.instance.stringNode(low + ".." + high);
    }

    static int @Nullable [] span(JsonNode value) {
        if (value.isInt()) {
            return new int[] {value.intValue(), value.intValue()};
        }
        String text = value.isString() ? value.stringValue() : "";
        if (!text.matches("[0-9]{1,3}\\.\\.[0-9]{1,3}")) {
            return null;
        }
        int dots = text.indexOf("..");
        return new int[] {
            Integer.parseInt(text.substring(0, dots)), Integer.parseInt(text.substring(dots + 2))
        };
    }

    private boolean isUnderstood(String fact, JsonNode value) {
        ObjectNode alone = JsonNodeFactory.instance.objectNode();
        alone.set(fact, value);
        List<DataException> problems = new ArrayList<>();
        FactsReader.read(
                fields(JSON.writeValueAsString(alone)), rulebook.vocabulary(), Set.of(), problems);
        return problems.isEmpty();
    }

    private static Data.Fields fields(String json) {
        if (JsonReader.read(json) instanceof Data.Fields fields) {
            return fields;
        }
        throw new IllegalStateException("not an object");
    }
}
