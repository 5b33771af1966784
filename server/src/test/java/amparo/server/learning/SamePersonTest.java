package amparo.server.learning;

import static org.assertj.core.api.Assertions.assertThat;

import amparo.engine.data.Data;
import amparo.engine.data.DataException;
import amparo.engine.data.JsonReader;
import amparo.engine.data.JsonWriter;
import amparo.engine.evaluate.Evaluator;
import amparo.engine.fact.Fact;
import amparo.engine.fact.FactType;
import amparo.engine.fact.Household;
import amparo.engine.report.HouseholdReport;
import amparo.engine.rule.Rulebook;
import amparo.engine.rule.RulebookCodec;
import amparo.engine.value.Days;
import amparo.rulebook.compile.CompiledRulebook;
import amparo.rulebook.compile.CompiledVignettes;
import amparo.rulebook.vignette.Vignette;
import amparo.server.access.Acting;
import amparo.server.access.Actor;
import amparo.server.access.OrganisationKind;
import amparo.server.access.Role;
import amparo.server.access.Room;
import amparo.server.access.Scope;
import amparo.server.pages.Chromium;
import amparo.server.platform.Ids;
import amparo.server.registry.LoadedRulebook;
import amparo.server.registry.PersonFacts;
import amparo.server.registry.PersonFiles;
import amparo.server.registry.PersonFiles.Told;
import amparo.server.testing.WholeServer;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route.FulfillOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * SCENARIO: the same person in {@code check}, in the finder with the network off and on the
 * officer's server gets the same outcomes. Every person of every story, in both moments: told to
 * the server answer by answer, given as a file to the engine of the command line, and to the engine
 * that the finder ships, in a browser that is offline, with the rulebook as the finder carries it.
 */
@Tag("database")
@Tag("door")
class SamePersonTest {

    private static final Path ENGINE = Path.of("../engine-web/target/dist/engine.js");
    private static final String ORIGIN = "https://amparo.test";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final WholeServer server = WholeServer.get();
    private final PersonFiles files = server.context.getBean(PersonFiles.class);
    private final PersonFacts personFacts = server.context.getBean(PersonFacts.class);
    private final LoadedRulebook rulebook = server.context.getBean(LoadedRulebook.class);

    @Test
    void everyPersonOfEveryStoryComesToTheSameThreeTimes() throws Exception {
        assertThat(ENGINE).as("built before this module").exists();
        Rulebook book = CompiledRulebook.load();
        List<String> names = new ArrayList<>();
        List<String> persons = new ArrayList<>();
        List<String> onServer = new ArrayList<>();
        List<String> onCommandLine = new ArrayList<>();
        String day = "";
        Actor specialist = specialist();
        for (Vignette story : CompiledVignettes.load(book)) {
            for (Vignette.Player person : story.persons()) {
                for (boolean alone : new boolean[] {false, true}) {
                    Data.Fields file = file(person, alone);
                    PersonFacts.Assembled told =
                            Acting.as(
                                    specialist,
                                    () ->
                                            personFacts
                                                    .of(
                                                            files.enter(Ids.next(), told(file))
                                                                    .orElseThrow())
                                                    .orElseThrow());
                    assertThat(told.notUnderstood()).isEmpty();
                    int today = Math.toIntExact(told.day().toEpochDay());
                    day = Days.iso(today);
                    names.add(story.id() + " " + person.id() + (alone ? " alone" : " first"));
                    persons.add(new JsonWriter(false).value(file).toString());
                    onServer.add(
                            report(
                                    rulebook.evaluator(),
                                    new Household(
                                            null,
                                            List.of(new Household.Member("person", told.facts()))),
                                    today));
                    onCommandLine.add(report(new Evaluator(book), read(book, file), today));
                }
            }
        }
        assertThat(persons).hasSizeGreaterThanOrEqualTo(2 * 28);
        List<String> inFinder = inBrowser(RulebookCodec.writeCore(book, "en"), persons, day);
        List<String> inBrowser = inBrowser(CompiledRulebook.json(), persons, day);
        for (int i = 0; i < persons.size(); i++) {
            assertThat(onServer.get(i)).as(names.get(i)).isEqualTo(onCommandLine.get(i));
            assertThat(inBrowser.get(i)).as(names.get(i)).isEqualTo(onCommandLine.get(i));
            // The finder adds sentences and sources later; its outcomes are those of the others.
            Map<String, String> outcomes = outcomes(onCommandLine.get(i));
            assertThat(outcomes).as(names.get(i)).hasSizeGreaterThan(100);
            assertThat(outcomes(inFinder.get(i))).as(names.get(i)).isEqualTo(outcomes);
        }
    }

    /** In a browser whose line is cut after the engine came. */
    private static List<String> inBrowser(String compiled, List<String> persons, String day)
            throws Exception {
        List<String> answers = new ArrayList<>();
        try (Chromium browser = new Chromium()) {
            Page page = browser.open(360);
            page.route(
                    ORIGIN + "/",
                    route ->
                            route.fulfill(
                                    new FulfillOptions()
                                            .setContentType("text/html")
                                            .setBody(
                                                    "<!doctype html><meta charset=utf-8><title>x</title>")));
            page.route(
                    ORIGIN + "/engine.js",
                    route ->
                            route.fulfill(
                                    new FulfillOptions()
                                            .setContentType("text/javascript; charset=utf-8")
                                            .setPath(ENGINE)));
            page.navigate(ORIGIN + "/");
            page.evaluate(
                    "async book => { window.engine = await import('/engine.js'); engine.load(book); }",
                    compiled);
            page.context().setOffline(true);
            for (String person : persons) {
                answers.add(
                        (String)
                                page.evaluate(
                                        "([person, day]) => engine.check(person, day, 'en', '')",
                                        List.of(person, day)));
            }
        }
        return answers;
    }

    /** Outcome, availability, urgency and what is missing, of every rule. */
    private static Map<String, String> outcomes(String report) {
        JsonNode json = JSON.readTree(report);
        Map<String, String> outcomes = new LinkedHashMap<>();
        for (JsonNode one : json.get("pathways")) {
            outcomes.put(
                    one.get("id").asString() + "@" + one.get("destination").asString(),
                    one.get("outcome").asString()
                            + " "
                            + one.path("settled")
                            + " "
                            + one.get("availability").asString()
                            + " "
                            + one.get("missing"));
        }
        for (JsonNode one : json.get("screens")) {
            outcomes.put(
                    one.get("id").asString(),
                    one.get("outcome").asString()
                            + " "
                            + one.get("urgency").asString()
                            + " "
                            + one.get("missing"));
        }
        outcomes.put("next question", String.valueOf(json.get("nextQuestion").path("fact")));
        return outcomes;
    }

    private static String report(Evaluator evaluator, Household household, int day) {
        JsonWriter out = new JsonWriter(false);
        new HouseholdReport(evaluator, "en", Set.of()).write(household, day, out);
        return out.toString();
    }

    private static Household read(Rulebook book, Data.Fields file) {
        List<DataException> problems = new ArrayList<>();
        // As it is written and read again: what check reads from a file.
        Household household =
                Household.read(
                        JsonReader.read(new JsonWriter(false).value(file).toString()),
                        book.vocabulary(),
                        problems);
        assertThat(problems).isEmpty();
        return household;
    }

    /** What the story tells of a person in a moment, as a person file. */
    private static Data.Fields file(Vignette.Player person, boolean alone) {
        Map<String, Data.Field> fields = new LinkedHashMap<>(person.first().told().fields());
        if (alone) {
            fields.putAll(person.then().told().fields());
        }
        return new Data.Fields(fields, person.first().told().at());
    }

    /** The same as somebody would tell it, answer by answer. */
    private List<Told> told(Data.Fields file) {
        List<Told> all = new ArrayList<>();
        file.fields()
                .forEach((name, field) -> {
                    Fact fact = rulebook.vocabulary().find(name);
                    Data value = field.value();
                    if (fact == null) {
                        return;
                    }
                    if (fact.type() != FactType.RECORDS) {
                        all.add(Told.of(name, json(value), "person"));
                    } else if (value instanceof Data.Items records) {
                        records.items()
                                .forEach(one ->
                                        all.add(
                                                Told.ofRecord(
                                                        name, Ids.next(), json(one), "person")));
                    } else {
                        all.add(Told.of(name, "\"complete\"", "person"));
                    }
                });
        if (file.get("complete") instanceof Data.Items names) {
            names.items()
                    .forEach(name ->
                            all.add(Told.of(((Data.Text) name).text(), "\"complete\"", "person")));
        }
        return all;
    }

    private static String json(Data value) {
        return new JsonWriter(false).value(value).toString();
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
