package amparo.server.device;

import static org.assertj.core.api.Assertions.assertThat;

import amparo.server.access.Acting;
import amparo.server.access.Actor;
import amparo.server.access.OrganisationKind;
import amparo.server.access.Role;
import amparo.server.access.Room;
import amparo.server.access.Scope;
import amparo.server.registry.PersonFacts;
import amparo.server.registry.PersonFiles;
import amparo.server.testing.WholeServer;
import amparo.server.testing.WholeServer.Browser;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * FEATURE: what was told last holds, whichever device reached the server last, and where two
 * devices were told differently both stay visible and what protects more counts (decision 0038).
 */
@Tag("database")
class TellingTest {

    private static final long HOUR = 3_600_000L;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final WholeServer server = WholeServer.get();
    private UUID ours = new UUID(0, 0);
    private Browser nadia = server.stranger();
    private Browser omar = server.stranger();
    private String code = "";

    @BeforeEach
    void twoOfficersOfOnePlace() throws Exception {
        ours = server.organisation(OrganisationKind.NGO);
        nadia = server.worker(ours, Role.CASE_WORKER, "organisation");
        omar = server.worker(ours, Role.CASE_WORKER, "organisation");
        String to = WholeServer.location(nadia.post("/persons", "name", "Marisol"));
        code = to.substring(to.length() - 8);
        // As if somebody had entered her in the morning.
        server.sql(
                "update answer set recorded_at = now() - interval '9 hours' where organisation = ?",
                ours);
    }

    private Actor actor() {
        return new Actor(
                nadia.account,
                ours,
                OrganisationKind.NGO,
                Room.FRONTLINE,
                Set.of(Role.CASE_WORKER),
                Scope.ORGANISATION,
                Set.of(),
                "test");
    }

    private JsonNode facts() throws Exception {
        return JSON.readTree(
                Acting.as(actor(), () -> server.context.getBean(PersonFacts.class).of(code))
                        .orElseThrow()
                        .json());
    }

    private String known(String fact) throws Exception {
        return Acting.as(actor(), () -> server.context.getBean(PersonFiles.class).known(code, null))
                .orElseThrow()
                .facts()
                .getOrDefault(fact, "nothing");
    }

    private List<String> flags() throws Exception {
        return server.column(
                "select f.screen || case when f.doubt then ' in doubt' else '' end"
                        + " || case when f.closed_at is null then '' else ' closed' end"
                        + " from flag f join person p on p.id = f.person where p.code = ?",
                code);
    }

    private void online(String fact, String value) throws Exception {
        assertThat(
                        nadia.post(
                                        "/persons/" + code + "/answers",
                                        "id",
                                        UUID.randomUUID().toString(),
                                        "fact",
                                        fact,
                                        "value",
                                        value,
                                        "source",
                                        "person")
                                .statusCode())
                .isEqualTo(302);
    }

    @Test
    void whatWasToldLastHoldsAlsoIfTheEarlierArrivesLater() throws Exception {
        Wire first = new Wire(server, nadia, 4, 0, code);
        Wire second = new Wire(server, omar, 4, 0, code);
        first.heard(120, code, "country_now", "\"MEX\"").heard(119, code, "name", "\"Marisol\"");
        second.heard(60, code, "country_now", "\"GTM\"").heard(59, code, "name", "\"Marisela\"");
        assertThat(second.send()).containsExactly("saved", "saved");
        assertThat(first.send()).containsExactly("saved", "saved");

        assertThat(known("country_now")).isEqualTo("\"GTM\"");
        assertThat(facts().path("country_now").stringValue("")).isEqualTo("GTM");
        assertThat(
                        server.column(
                                "select key from list_key k join person p on p.id = k.person"
                                        + " where p.code = ? and k.fact = 'country_now'",
                                code))
                .containsExactly("country:GTM");
        assertThat(nadia.get("/persons").body()).contains("Marisela");
        String page = nadia.get("/persons/" + code + "/answers").body();
        assertThat(page).contains("Guatemala. Told differently on another device: Mexico");
        String history = nadia.get("/persons/" + code + "/history").body();
        assertThat(history).contains("Told differently on another device.", "heard on a tablet");
        assertThat(history.indexOf("Guatemala")).isLessThan(history.indexOf("Mexico")).isPositive();
    }

    @Test
    void aTabletThatComesLateDoesNotUndoWhatWasSaidOnlineMeanwhile() throws Exception {
        Wire tablet = new Wire(server, omar, 4, 0, code);
        tablet.heard(60, code, "country_now", "\"MEX\"");
        online("country_now", "GTM");
        assertThat(tablet.send()).containsExactly("saved");
        assertThat(known("country_now")).isEqualTo("\"GTM\"");
        // Who reads both and asks again settles it.
        online("country_now", "HND");
        assertThat(nadia.get("/persons/" + code + "/answers").body())
                .contains("Honduras")
                .doesNotContain("Told differently");
    }

    @Test
    void aYesToFearIsNotUndoneByANoThatAnotherTabletHeardLater() throws Exception {
        Wire first = new Wire(server, nadia, 4, 0, code);
        Wire second = new Wire(server, omar, 4, 0, code);
        first.heard(120, code, "fear_of_return", "true");
        second.heard(60, code, "fear_of_return", "false");
        second.send();
        assertThat(flags()).noneMatch(one -> one.startsWith("refugee-indication"));
        first.send();
        assertThat(known("fear_of_return")).isEqualTo("false");
        assertThat(flags()).contains("refugee-indication in doubt");
        // The other way round it is there from the beginning, and stays.
        String to = WholeServer.location(nadia.post("/persons", "name", "Edith"));
        code = to.substring(to.length() - 8);
        first.heard(120, code, "fear_of_return", "true");
        second.heard(60, code, "fear_of_return", "false");
        first.send();
        second.send();
        assertThat(flags())
                .anyMatch(one -> one.startsWith("refugee-indication") && !one.contains("closed"));
    }

    @Test
    void atTheSameTimeBothCountAndWhoMayBeAChildIsTreatedAsOne() throws Exception {
        Wire first = new Wire(server, nadia, 4, 0, code);
        Wire second = new Wire(server, omar, 4, 0, code);
        first.heard(60, code, "age", "17").heard(60, code, "sex", "\"female\"");
        first.heard(60, code, "needs_now", "[\"food\"]");
        second.heard(60, code, "age", "19").heard(60, code, "sex", "\"male\"");
        second.heard(60, code, "needs_now", "[\"water\"]");
        second.heard(60, code, "accompanied_by", "\"nobody\"");
        first.send();
        second.send();
        assertThat(facts().path("age").stringValue("")).isEqualTo("17..19");
        assertThat(facts().has("sex")).as("nobody knows").isFalse();
        assertThat(facts().path("needs_now").valueStream().map(JsonNode::stringValue))
                .containsExactlyInAnyOrder("UNKNOWN", "food", "water");
        assertThat(flags()).anyMatch(one -> one.startsWith("child-alone"));
        int year = LocalDate.now(ZoneOffset.UTC).getYear();
        assertThat(
                        server.column(
                                "select key from list_key k join person p on p.id = k.person"
                                        + " where p.code = ? and k.fact = 'age' order by 1",
                                code))
                .containsExactly("born:" + (year - 19), "born:" + (year - 17));
        assertThat(nadia.get("/persons/" + code + "/answers").body())
                .contains("told at the same time on two devices");
    }

    @Test
    void aClockThatIsWrongAllDayIsReckonedWithAndMarked() throws Exception {
        Wire wrong = new Wire(server, nadia, 4, -5 * HOUR, code);
        Wire right = new Wire(server, omar, 4, 0, code);
        wrong.heard(60, code, "country_now", "\"GTM\"");
        right.heard(120, code, "country_now", "\"MEX\"");
        wrong.send();
        right.send();
        assertThat(known("country_now")).isEqualTo("\"GTM\"");
        assertThat(
                        server.column(
                                "select (a.clock_doubt and a.told_at between now() - interval '61 minutes'"
                                        + " and now() - interval '59 minutes')::text from answer a where a.organisation = ?"
                                        + " and a.value = '\"GTM\"'",
                                ours))
                .containsExactly("true");
        assertThat(nadia.get("/persons/" + code + "/history").body())
                .contains("heard on a tablet whose clock was wrong");
    }

    @Test
    void aClockThatWasSetMeanwhileProvesNothingAgainstTheOther() throws Exception {
        Wire set = new Wire(server, nadia, 4, 0, code);
        Wire right = new Wire(server, omar, 4, 0, code);
        set.heard(120, code, "age", "16");
        right.heard(30, code, "age", "20");
        set.setClock(-3 * HOUR);
        set.send();
        right.send();
        assertThat(facts().path("age").stringValue("")).isEqualTo("16..20");
        // A time that lies ahead counts as told on receipt, and one before the shift at its
        // beginning.
        set.setClock(0);
        set.heard(-600, code, "sex", "\"female\"")
                .heard(3000, code, "marital_status", "\"single\"");
        set.send();
        assertThat(
                        server.column(
                                "select a.fact || ' ' || (a.told_at <= a.recorded_at) || ' ' || a.clock_doubt || ' '"
                                        + " || (a.told_at >= s.began_at) from answer a join device_shift s on s.id = a.clock"
                                        + " where a.organisation = ? and a.fact in ('sex', 'marital_status')",
                                ours))
                .containsExactlyInAnyOrder("sex true true true", "marital_status true true true");
    }

    @Test
    void withoutATimeTheReceiptStandsForItAndIsMarked() throws Exception {
        Wire old = new Wire(server, nadia, 4, 0, code);
        assertThat(old.heard(60, code, "age", "30").without("at").send()).containsExactly("saved");
        assertThat(
                        server.column(
                                "select (clock_doubt and told_at > recorded_at - interval '1 minute' and clock_slack > 3600)::text from answer"
                                        + " where organisation = ? and fact = 'age'",
                                ours))
                .containsExactly("true");
    }

    @Test
    void whoIsSaidToBeAnAdultAndLooksYoungerIsAChildOnTheTabletUntilItIsSettled() throws Exception {
        nadia.post(
                "/persons/" + code + "/answers",
                "fact",
                "age",
                "value",
                "16",
                "source",
                "officer",
                "basis",
                "estimated");
        Wire tablet = new Wire(server, omar, 4, 0, code);
        server.sql(
                "update answer set recorded_at = now() - interval '5 hours' where organisation = ? and fact = 'age'",
                ours);
        // The man beside him says so, and so does he.
        tablet.heard(60, code, "age", "19").with("source", "relative");
        tablet.heard(50, code, "age", "19").heard(49, code, "accompanied_by", "\"other_adult\"");
        assertThat(tablet.send()).containsExactly("saved", "saved", "saved");
        assertThat(facts().path("age").intValue()).isEqualTo(19);
        assertThat(facts().path("age_doubt").asBoolean()).isTrue();
        assertThat(flags()).contains("child-alone");
        assertThat(nadia.get("/persons/" + code).body()).contains("Is or may be a child");
        assertThat(nadia.get("/persons?age=child").body()).contains(code);
        // The next tablet takes it along.
        JsonNode taken = new Wire(server, nadia, 1, 0, code).work.path("persons").get(0);
        assertThat(taken.path("facts").path("age_doubt").asBoolean()).isTrue();
        // Of such a person only the least is asked there without somebody who answers for them.
        String interview = UUID.randomUUID().toString();
        tablet.add(
                30,
                "frame",
                Map.of(
                        "interview",
                        interview,
                        "person",
                        code,
                        "place",
                        "room",
                        "private",
                        true,
                        "language",
                        "es",
                        "through",
                        "direct",
                        "understood",
                        true,
                        "informed",
                        true,
                        "consent",
                        "yes"));
        tablet.with("guardian", false);
        tablet.heard(29, code, "route_events", "[\"robbed\"]").with("interview", interview);
        assertThat(tablet.send()).element(1).asString().startsWith("refused");
        // A paper settles it.
        nadia.post(
                "/persons/" + code + "/answers",
                "fact",
                "age",
                "value",
                "19",
                "source",
                "document");
        assertThat(facts().has("age_doubt")).isFalse();
    }

    @Test
    void whatSomebodyNeedsNowReachesTheColleaguesFromEveryForm() throws Exception {
        // The quick form of a family.
        String card = UUID.randomUUID().toString();
        nadia.post(
                "/groups",
                "id",
                UUID.randomUUID().toString(),
                "card",
                card,
                card + "-name",
                "Ana",
                card + "-born",
                "31",
                card + "-needs",
                "medical");
        assertThat(alerts("Ana")).containsExactly("medical");
        // A large arrival, online and on a tablet without a line, of which nobody held an
        // interview.
        nadia.post(
                "/surge",
                "id",
                UUID.randomUUID().toString(),
                "name",
                "Luz",
                "age",
                "30",
                "needs_now",
                "safety");
        assertThat(alerts("Luz")).containsExactly("safety");
        Wire tablet = new Wire(server, omar, 4, 0);
        String fresh = tablet.work.path("codes").get(0).stringValue();
        tablet.add(
                60,
                "person",
                Map.of(
                        "person",
                        UUID.randomUUID().toString(),
                        "code",
                        fresh,
                        "name",
                        "Eva",
                        "number",
                        tablet.work.path("numbers").get(0).intValue()));
        tablet.heard(60, fresh, "needs_now", "[\"child_care\", \"UNKNOWN\"]")
                .with("asOf", LocalDate.now(ZoneOffset.UTC).minusDays(4).toString());
        assertThat(tablet.send()).containsExactly("saved", "saved");
        assertThat(alerts("Eva")).containsExactly("child-care");
        assertThat(omar.get("/immediate").body()).contains(fresh);
        // What was needed some days ago, as a paper says, is no alarm of today.
        nadia.post(
                "/persons/" + code + "/answers",
                "fact",
                "needs_now",
                "value",
                "food",
                "source",
                "person",
                "asof-day",
                "1",
                "asof-month",
                "2",
                "asof-year",
                "2024");
        assertThat(known("needs_now")).contains("food");
        assertThat(alerts("Marisol")).isEmpty();
    }

    private List<String> alerts(String name) throws Exception {
        return server.column(
                "select l.kind from immediate_alert l join answer a on a.person = l.person and a.fact = 'name'"
                        + " where l.organisation = ? and a.value = to_jsonb(?::text)",
                ours,
                name);
    }

    @Test
    void asKnownOnADayIsWhatHadArrivedInTheOrderOfTelling() throws Exception {
        Wire first = new Wire(server, nadia, 8, 0, code);
        Wire second = new Wire(server, omar, 8, 0, code);
        first.heard(300, code, "country_now", "\"MEX\"");
        second.heard(200, code, "country_now", "\"GTM\"");
        second.send();
        first.send();
        server.sql(
                "update answer set recorded_at = recorded_at - interval '10 days',"
                        + " told_on_clock = told_on_clock - interval '10 days' where organisation = ?",
                ours);
        first.heard(60, code, "country_now", "\"HND\"");
        first.send();
        String then =
                nadia.get(
                                "/persons/"
                                        + code
                                        + "/history?on="
                                        + LocalDate.now(ZoneOffset.UTC).minusDays(5))
                        .body();
        String known =
                then.substring(then.indexOf("What was known on"), then.indexOf("All answers"));
        assertThat(known).contains("Guatemala").doesNotContain("Honduras");
    }
}
