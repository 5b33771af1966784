package amparo.server.registry;

import static org.assertj.core.api.Assertions.assertThat;

import amparo.engine.data.Data;
import amparo.engine.data.DataException;
import amparo.engine.data.JsonReader;
import amparo.engine.data.JsonWriter;
import amparo.engine.fact.Fact;
import amparo.engine.fact.FactType;
import amparo.engine.fact.Household;
import amparo.engine.fact.Vocabulary;
import amparo.engine.report.HouseholdReport;
import amparo.rulebook.source.YamlReader;
import amparo.server.access.Acting;
import amparo.server.access.Actor;
import amparo.server.access.OrganisationKind;
import amparo.server.access.Role;
import amparo.server.access.Room;
import amparo.server.access.Scope;
import amparo.server.platform.Ids;
import amparo.server.registry.PersonFiles.Told;
import amparo.server.testing.WholeServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** FEATURE: what was entered about a person is what the rulebook reads, without a second copy. */
@Tag("database")
class PersonFactsTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final WholeServer server = WholeServer.get();
    private final PersonFiles files = server.context.getBean(PersonFiles.class);
    private final PersonFacts personFacts = server.context.getBean(PersonFacts.class);
    private final LoadedRulebook rulebook = server.context.getBean(LoadedRulebook.class);

    @Test
    void theServerComesToTheSameAsTheCommandLineForEveryExampleOfOnePerson() throws Exception {
        int compared = 0;
        for (Path example : examples()) {
            Data.Fields file = fields(example);
            if (file.get("persons") != null) {
                continue;
            }
            Household expected = read(file);
            Actor specialist = specialist();
            PersonFacts.Assembled person =
                    Acting.as(
                            specialist,
                            () -> {
                                String code = files.enter(Ids.next(), told(file)).orElseThrow();
                                return personFacts.of(code).orElseThrow();
                            });
            int day = Math.toIntExact(person.day().toEpochDay());
            assertThat(person.notUnderstood()).as("%s", example).isEmpty();
            String report = report(new Household(null, List.of(member(person))), day);
            assertThat(report).as("%s", example.getFileName()).isEqualTo(report(expected, day));
            // And the same file, written by the server, is read by the command line.
            assertThat(report(read((Data.Fields) JsonReader.read(person.json())), day))
                    .isEqualTo(report);
            compared++;
        }
        assertThat(compared).isGreaterThan(5);
    }

    @Test
    void theDoorsOfThePageAreThoseOfTheReport() throws Exception {
        Data.Fields file = fields(Path.of("../examples/venezuelan-bogota-2019.yaml"));
        PersonFacts.Assembled person =
                Acting.as(
                        specialist(),
                        () ->
                                personFacts
                                        .of(files.enter(Ids.next(), told(file)).orElseThrow())
                                        .orElseThrow());
        int day = Math.toIntExact(person.day().toEpochDay());
        Doors doors = Doors.of(rulebook.evaluator(), person.facts(), day, "en");
        JsonNode report = JSON.readTree(report(new Household(null, List.of(member(person))), day));
        int checked = 0;
        for (JsonNode pathway : report.get("pathways")) {
            String id = pathway.get("id").asString() + " " + pathway.get("destination").asString();
            String outcome = pathway.get("outcome").asString();
            if (pathway.get("kind").asString().equals("pathway")) {
                String settled =
                        pathway.has("settled") && !pathway.get("settled").isNull()
                                ? pathway.get("settled").asString()
                                : outcome;
                assertThat(
                                doors.groups().values().stream()
                                        .flatMap(List::stream)
                                        .filter(one -> id(one).equals(id))
                                        .map(one -> one.outcome().word()))
                        .as(id)
                        .containsExactly(settled);
                checked++;
            } else if (pathway.get("kind").asString().equals("asylum")) {
                assertThat(
                                Stream.concat(
                                                doors.asylumHere().stream(),
                                                doors.asylumElsewhere().stream())
                                        .filter(one -> id(one).equals(id)))
                        .as(id)
                        .allMatch(one -> one.outcome().word().equals(outcome));
            }
        }
        assertThat(checked).isGreaterThan(20);
        assertThat(doors.asylumHere()).isNotEmpty();
    }

    @Test
    void whatNobodySaidOrNobodyUnderstandsStaysUnknown() throws Exception {
        PersonFacts.Assembled person =
                Acting.as(
                        specialist(),
                        () -> {
                            String code =
                                    files.enter(
                                                    Ids.next(),
                                                    List.of(
                                                            Told.of("name", "\"Ana\"", "person"),
                                                            Told.of(
                                                                    "country_now",
                                                                    "\"ATLANTIS\"",
                                                                    "person"),
                                                            Told.of("sex", "null", "person"),
                                                            Told.ofRecord(
                                                                    "stay",
                                                                    Ids.next(),
                                                                    "{\"country\": \"COL\"}",
                                                                    "person"),
                                                            Told.ofRecord(
                                                                    "stay",
                                                                    Ids.next(),
                                                                    "{\"country\": \"ATLANTIS\"}",
                                                                    "person"),
                                                            Told.of(
                                                                    "stay",
                                                                    "\"complete\"",
                                                                    "person")))
                                            .orElseThrow();
                            return personFacts.of(code).orElseThrow();
                        });
        assertThat(person.notUnderstood()).containsExactlyInAnyOrder("country_now", "stay");
        assertThat(person.json())
                .as("a list with something left out is not whole, and no name leaves")
                .isEqualTo("{\"stay\":[{\"country\":\"COL\"}]}");
    }

    @Test
    void anAgeGrowsWithTheYearsSinceItWasTold() {
        LocalDate told = LocalDate.of(2024, 5, 10);
        assertThat(PersonFacts.aged(NODES.numberNode(17), told, told).toString()).isEqualTo("17");
        assertThat(PersonFacts.aged(NODES.numberNode(17), told, told.plusDays(1)).asString())
                .isEqualTo("17..18");
        assertThat(PersonFacts.aged(NODES.numberNode(17), told, told.plusYears(2)).asString())
                .isEqualTo("19..20");
        assertThat(
                        PersonFacts.aged(NODES.stringNode("15..17"), told, told.plusMonths(13))
                                .asString())
                .isEqualTo("16..19");
        assertThat(PersonFacts.aged(NODES.numberNode(130), told, told.plusYears(9)).toString())
                .isEqualTo("130");
    }

    // --- the hands

    private static String id(Doors.Door door) {
        return door.verdict().pathway().id() + " " + door.verdict().destination();
    }

    private static Household.Member member(PersonFacts.Assembled person) {
        return new Household.Member("person", person.facts());
    }

    private String report(Household household, int day) {
        JsonWriter out = new JsonWriter(true);
        Household anonymous =
                new Household(
                        null,
                        household.members().stream()
                                .map(one -> new Household.Member("person", one.facts()))
                                .toList());
        new HouseholdReport(rulebook.evaluator(), "en", Set.of()).write(anonymous, day, out);
        return out.toString();
    }

    private Household read(Data.Fields file) {
        List<DataException> problems = new ArrayList<>();
        Household household = Household.read(file, rulebook.vocabulary(), problems);
        assertThat(problems).isEmpty();
        return household;
    }

    private static List<Path> examples() throws IOException {
        try (Stream<Path> all = Files.list(Path.of("../examples"))) {
            return all.filter(one -> one.toString().endsWith(".yaml")).sorted().toList();
        }
    }

    private static Data.Fields fields(Path file) throws IOException {
        return (Data.Fields) YamlReader.read(Files.readAllBytes(file)).getFirst();
    }

    /** A file as somebody would tell it, answer by answer. */
    private List<Told> told(Data.Fields file) {
        Vocabulary vocabulary = rulebook.vocabulary();
        List<Told> all = new ArrayList<>();
        for (Map.Entry<String, Data.Field> entry : file.fields().entrySet()) {
            Fact fact = vocabulary.find(entry.getKey());
            Data value = entry.getValue().value();
            if (fact == null || value instanceof Data.Text text && text.text().equals("UNKNOWN")) {
                continue;
            }
            if (fact.type() != FactType.RECORDS) {
                all.add(Told.of(fact.name(), json(value).toString(), "person"));
            } else if (value instanceof Data.Items records) {
                for (Data record : records.items()) {
                    all.add(
                            Told.ofRecord(
                                    fact.name(), Ids.next(), json(record).toString(), "person"));
                }
            } else {
                all.add(Told.of(fact.name(), Values.COMPLETE, "person"));
            }
        }
        if (file.get("complete") instanceof Data.Items names) {
            names.items()
                    .forEach(name ->
                            all.add(Told.of(((Data.Text) name).text(), Values.COMPLETE, "person")));
        }
        return all;
    }

    private static JsonNode json(Data data) {
        return switch (data) {
            case Data.Text text -> NODES.stringNode(text.text());
            case Data.Whole whole -> NODES.numberNode(whole.number());
            case Data.Flag flag -> NODES.booleanNode(flag.yes());
            case Data.Nothing nothing -> NODES.nullNode();
            case Data.Items items -> {
                ArrayNode list = NODES.arrayNode();
                items.items().forEach(one -> list.add(json(one)));
                yield list;
            }
            case Data.Fields fields -> {
                ObjectNode object = NODES.objectNode();
                fields.fields().forEach((key, field) -> object.set(key, json(field.value())));
                yield object;
            }
        };
    }

    private Actor specialist() throws Exception {
        UUID organisation = server.organisation(OrganisationKind.NGO);
        UUID account =
                server.worker(organisation, Role.PROTECTION_SPECIALIST, "organisation").account;
        return new Actor(
                account,
                organisation,
                OrganisationKind.NGO,
                Room.FRONTLINE,
                Set.of(Role.PROTECTION_SPECIALIST),
                Scope.ORGANISATION,
                Set.of(),
                "test");
    }
}
