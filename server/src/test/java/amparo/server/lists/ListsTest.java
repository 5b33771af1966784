package amparo.server.lists;

import static org.assertj.core.api.Assertions.assertThat;

import amparo.server.access.OrganisationKind;
import amparo.server.access.Role;
import amparo.server.platform.Ids;
import amparo.server.testing.WholeServer;
import amparo.server.testing.WholeServer.Browser;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** FEATURE: lists are narrowed, saved and gone through, and tell of nobody out of reach. */
@Tag("database")
class ListsTest {

    private final WholeServer server = WholeServer.get();

    private UUID ours = new UUID(0, 0);
    private Browser worker = server.stranger();
    private Browser supervisor = server.stranger();

    @BeforeEach
    void anOrganisation() throws Exception {
        ours = server.organisation(OrganisationKind.NGO);
        worker = server.worker(ours, Role.CASE_WORKER, "own");
        supervisor = server.worker(ours, Role.SUPERVISOR, "organisation");
    }

    /** Enters somebody and gives the code. */
    static String enter(Browser by, String... form) throws Exception {
        String[] all = new String[form.length + 4];
        all[0] = "id";
        all[1] = UUID.randomUUID().toString();
        all[2] = "looked";
        all[3] = "yes";
        System.arraycopy(form, 0, all, 4, form.length);
        HttpResponse<String> answer = by.post("/persons", all);
        String to = WholeServer.location(answer);
        assertThat(to).as(answer.body()).contains("/persons/");
        return to.substring(to.lastIndexOf('/') + 1);
    }

    static List<String> codes(String page) {
        return Pattern.compile("<th[^>]*><a href=\"/persons/([0-9A-Z]{8})\"")
                .matcher(page)
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    private List<String> listed(Browser browser, String query) throws Exception {
        HttpResponse<String> answer = browser.get("/persons" + query);
        assertThat(answer.statusCode()).as(query).isEqualTo(200);
        return codes(answer.body());
    }

    private UUID id(String code) throws Exception {
        return UUID.fromString(
                server.column("select id::text from person where code = ?", code).getFirst());
    }

    // --- what must not be

    @Test
    void noFilterAndNoCountTellsOfPersonsOutOfReach() throws Exception {
        String code =
                enter(
                        worker,
                        "name",
                        "Marisol",
                        "nationality",
                        "VEN",
                        "languages",
                        "spanish",
                        "age",
                        "15");
        Browser sameHouse = server.worker(ours, Role.CASE_WORKER, "own");
        UUID theirs = server.organisation(OrganisationKind.NGO);
        Browser otherHouse = server.worker(theirs, Role.SUPERVISOR, "organisation");
        for (Browser browser : List.of(sameHouse, otherHouse)) {
            for (String query :
                    List.of(
                            "",
                            "?nationality=VEN",
                            "?language=spanish",
                            "?age=child",
                            "?days=1",
                            "?who=" + worker.account,
                            "?who=nobody",
                            "?from=shared",
                            "?nationality=VEN&age=child&order=oldest")) {
                HttpResponse<String> page = browser.get("/persons" + query);
                assertThat(page.statusCode()).isEqualTo(200);
                assertThat(page.body()).as(query).doesNotContain(code, "Marisol", "Persons (1)");
            }
            assertThat(browser.get("/").body()).doesNotContain("99+", ">1<");
            assertThat(codes(browser.post("/persons/find", "q", "Marisol", "query", "").body()))
                    .isEmpty();
        }
        assertThat(listed(supervisor, "?nationality=VEN")).containsExactly(code);
    }

    @Test
    void aReceiverNarrowsByWhatWasSharedAndByNothingElse() throws Exception {
        String code =
                enter(
                        worker,
                        "name",
                        "Marisol",
                        "nationality",
                        "VEN",
                        "languages",
                        "spanish",
                        "age",
                        "15");
        UUID theirs = server.organisation(OrganisationKind.NGO);
        Browser receiver = server.worker(theirs, Role.SUPERVISOR, "organisation");
        UUID share = UUID.randomUUID();
        server.sql(
                """
                insert into share (id, person, organisation, from_organisation, shared_by, facts, basis, consented_at, until)
                values (?, ?, ?, ?, ?, '{name,nationality}', 'consent', now(), now() + interval '9 days')
                """,
                share,
                id(code),
                theirs,
                ours,
                worker.account);
        assertThat(listed(receiver, "?nationality=VEN")).containsExactly(code);
        assertThat(listed(receiver, "?from=shared")).containsExactly(code);
        assertThat(listed(receiver, "?language=spanish")).isEmpty();
        assertThat(listed(receiver, "?age=child")).isEmpty();
        assertThat(receiver.get("/persons?cols=name,age,languages").body())
                .contains("Marisol")
                .doesNotContain("Spanish</td>")
                .containsPattern("data-label=\"Age\">\\s*–");
        // What is corrected later goes along, and the end of the share takes all of it away.
        worker.post(
                "/persons/" + code + "/answers",
                "id",
                UUID.randomUUID().toString(),
                "fact",
                "nationality",
                "value",
                "HTI",
                "source",
                "person");
        assertThat(listed(supervisor, "?nationality=HTI")).containsExactly(code);
        assertThat(listed(receiver, "?nationality=VEN")).isEmpty();
        assertThat(listed(receiver, "?nationality=HTI")).containsExactly(code);
        server.sql("update share set until = now() where id = ?", share);
        assertThat(listed(receiver, "?nationality=HTI")).isEmpty();
        assertThat(listed(receiver, "")).isEmpty();
    }

    @Test
    void aFilterThatIsNotUnderstoodIsRefusedAndNeverLeftOut() throws Exception {
        enter(worker, "name", "Marisol");
        for (String query :
                List.of(
                        "?country=%27--",
                        "?age=old",
                        "?who=somebody",
                        "?who=me,nobody",
                        "?site=here",
                        "?days=3",
                        "?from=everybody",
                        "?order=random",
                        "?cols=password",
                        "?before=nonsense",
                        "?view=nonsense")) {
            assertThat(worker.get("/persons" + query).statusCode()).as(query).isEqualTo(400);
        }
        assertThat(worker.get("/persons?view=" + UUID.randomUUID()).statusCode()).isEqualTo(404);
        assertThat(worker.post("/persons/find", "q", "x", "query", "age").statusCode())
                .isEqualTo(400);
        assertThat(worker.post("/views", "name", "x", "query", "age=old").statusCode())
                .isEqualTo(400);
    }

    @Test
    void atTheBorderFiltersShowWhomOneEnteredOneself() throws Exception {
        UUID border = server.organisation(OrganisationKind.BORDER_AUTHORITY);
        Browser one = server.worker(border, Role.REGISTRAR, "organisation");
        Browser two = server.worker(border, Role.REGISTRAR, "organisation");
        String code = enter(one, "name", "Marisol", "nationality", "VEN", "age", "15");
        for (String query : List.of("?nationality=VEN", "?age=child", "?days=1", "")) {
            assertThat(listed(one, query)).as(query).containsExactly(code);
            assertThat(listed(two, query)).as(query).isEmpty();
        }
        assertThat(one.get("/persons?who=" + two.account).statusCode()).isEqualTo(400);
        assertThat(one.post("/bulk", "action", "assign", "code", code).statusCode()).isEqualTo(403);
    }

    @Test
    void whoeverOnlyOverseesSeesAPlainList() throws Exception {
        Browser monitor = server.worker(ours, Role.MONITOR, "organisation");
        assertThat(monitor.get("/persons").statusCode()).isEqualTo(200);
        assertThat(monitor.get("/persons").body()).doesNotContain("More filters", "/bulk");
        assertThat(monitor.get("/persons?nationality=VEN").statusCode()).isEqualTo(400);
    }

    // --- what must be

    @Test
    void eachFilterShowsThoseWhoFitAndNobodyElse() throws Exception {
        String one =
                enter(
                        worker,
                        "name",
                        "Marisol",
                        "nationality",
                        "VEN",
                        "languages",
                        "spanish",
                        "age",
                        "31",
                        "sex",
                        "female");
        String two =
                enter(
                        worker,
                        "name",
                        "Wilmer",
                        "nationality",
                        "HTI",
                        "languages",
                        "haitian_creole",
                        "age",
                        "15",
                        "sex",
                        "male");
        for (Browser browser : List.of(worker, supervisor)) {
            assertThat(listed(browser, "")).containsExactlyInAnyOrder(one, two);
            assertThat(browser.get("/persons").body()).contains("Persons (2)");
            assertThat(listed(browser, "?nationality=VEN")).containsExactly(one);
            assertThat(listed(browser, "?nationality=VEN,HTI&language=haitian_creole"))
                    .containsExactly(two);
            assertThat(listed(browser, "?nationality=VEN&nationality=HTI")).hasSize(2);
            assertThat(listed(browser, "?age=child")).containsExactly(two);
            assertThat(listed(browser, "?sex=female&age=child")).isEmpty();
            assertThat(listed(browser, "?days=1&sex=female")).containsExactly(one);
            assertThat(listed(browser, "?who=" + worker.account)).hasSize(2);
            assertThat(listed(browser, "?from=ours&nationality=HTI")).containsExactly(two);
            assertThat(browser.get("/persons?nationality=COL").body())
                    .contains("Nobody fits these filters");
        }
        assertThat(listed(worker, "?who=me")).hasSize(2);
        assertThat(listed(supervisor, "?who=me")).isEmpty();
        assertThat(worker.get("/persons?nationality=VEN").body())
                .contains("Remove the filter", "Venezuela")
                .containsPattern("<title>Persons –");
    }

    @Test
    void columnsAreChosenAndTheCodeAlwaysStands() throws Exception {
        String code = enter(worker, "name", "Marisol", "languages", "spanish", "age", "31");
        String page = worker.get("/persons?cols=languages").body();
        assertThat(page)
                .contains(code, "data-label=\"Languages\"", "Spanish")
                .doesNotContain("Marisol");
        assertThat(worker.get("/persons").body())
                .contains("Marisol", "data-label=\"Age\"")
                .doesNotContain("data-label=\"Languages\"");
    }

    @Test
    void aLongListGoesOnAndCountsNobody() throws Exception {
        for (int i = 0; i < Lists.PAGE + 3; i++) {
            UUID person = Ids.next();
            server.sql(
                    "insert into person (id, code, organisation, entered_by, entered_room)"
                            + " values (?, '', ?, ?, 'frontline')",
                    person,
                    ours,
                    worker.account);
            server.sql(
                    """
                    insert into answer (id, person, fact, value, sensitivity, source, organisation, recorded_by, recorded_room)
                    values (?, ?, 'country_now', '"PAN"', 'ordinary', 'person', ?, ?, 'frontline')
                    """,
                    UUID.randomUUID(),
                    person,
                    ours,
                    worker.account);
        }
        for (Browser browser : List.of(worker, supervisor)) {
            String first = browser.get("/persons?country=PAN").body();
            var older =
                    Pattern.compile("/persons\\?country=PAN&amp;before=([0-9a-f-]{36})")
                            .matcher(first);
            assertThat(older.find()).isTrue();
            List<String> second = listed(browser, "?country=PAN&before=" + older.group(1));
            assertThat(codes(first)).hasSize(Lists.PAGE);
            assertThat(second).hasSize(3).doesNotContainAnyElementsOf(codes(first));
            assertThat(first).doesNotContain("Persons (");
            List<String> oldest = listed(browser, "?country=PAN&order=oldest");
            assertThat(oldest).hasSize(Lists.PAGE).containsAll(second.reversed());
            assertThat(oldest.getFirst()).isEqualTo(second.getLast());
        }
    }

    @Test
    void oneSearchesInsideTheListAndNoWordStandsInAnAddress() throws Exception {
        String one = enter(worker, "name", "Marisol Paredes", "nationality", "VEN");
        String two = enter(worker, "name", "Marisol Paredes", "nationality", "HTI");
        HttpResponse<String> found =
                worker.post("/persons/find", "q", "paredes marisol", "query", "nationality=VEN");
        assertThat(codes(found.body())).containsExactly(one).doesNotContain(two);
        assertThat(found.body()).doesNotContainPattern("href=\"[^\"]*(?i)paredes");
        assertThat(codes(worker.post("/persons/find", "q", two, "query", "").body()))
                .containsExactly(two);
        assertThat(
                        WholeServer.location(
                                worker.post("/persons/find", "q", " ", "query", "age=child")))
                .endsWith("/persons?age=child");
    }

    @Test
    void aCorrectedAnswerMovesThePersonToTheOtherList() throws Exception {
        String code = enter(worker, "name", "Wilmer", "age", "15");
        assertThat(listed(worker, "?age=child")).containsExactly(code);
        worker.post(
                "/persons/" + code + "/answers",
                "id",
                UUID.randomUUID().toString(),
                "fact",
                "birth_date",
                "value-day",
                "",
                "value-month",
                "",
                "value-year",
                "1990",
                "source",
                "document");
        assertThat(
                        server.column(
                                "select value::text from answer where fact = 'birth_date' and person = ?",
                                id(code)))
                .hasSize(1);
        assertThat(listed(worker, "?age=child")).isEmpty();
    }

    @Test
    void aListIsOneLineOfTheAuditWithoutWhatWasChosen() throws Exception {
        enter(worker, "name", "Gloria", "nationality", "VEN");
        enter(worker, "name", "Isabel", "nationality", "VEN");
        worker.get("/persons?nationality=VEN&cols=name");
        assertThat(
                        server.column(
                                "select action || ' ' || cardinality(subjects) || ' ' || detail from audit_entry"
                                        + " where chain = ? and account = ? and action = 'list'",
                                ours,
                                worker.account))
                .containsExactly("list 2 persons in reach, filters 1");
    }

    @Test
    void theNumbersOfTheStartPageOpenTheirLists() throws Exception {
        enter(worker, "name", "Marisol");
        enter(worker, "name", "Wilmer");
        worker.post("/views", "name", "Small ones", "query", "age=child");
        String home = worker.get("/").body();
        assertThat(home)
                .containsPattern("href=\"/persons\\?who=me\".*Persons I work with.*>2<")
                .containsPattern("href=\"/persons\\?who=nobody\".*>0<")
                .containsPattern("href=\"/persons\\?days=1\".*>2<")
                .containsPattern("href=\"/persons\\?view=[0-9a-f-]{36}\".*Small ones.*>0<")
                .contains("href=\"/handover\"");
        assertThat(server.worker(ours, Role.ADMINISTRATOR, "organisation").get("/").body())
                .doesNotContain("/persons?who=me", "/handover");
    }

    // --- saved views

    @Test
    void aViewIsKeptSharedReplacedAndTakenAway() throws Exception {
        String code = enter(worker, "name", "Wilmer", "age", "15");
        String old = enter(worker, "name", "Marisol", "age", "31");
        worker.post(
                "/views", "name", "Small ones", "query", "age=child&cols=name", "shared", "yes");
        worker.post("/views", "name", "Mine alone", "query", "who=me");
        String view = view("Small ones");
        String page = worker.get("/persons?view=" + view).body();
        assertThat(codes(page)).containsExactly(code).doesNotContain(old);
        assertThat(page).contains("Small ones (1)", "Mine alone");
        Browser colleague = server.worker(ours, Role.CASE_WORKER, "own");
        assertThat(colleague.get("/persons").body())
                .contains("Small ones")
                .doesNotContain("Mine alone");
        assertThat(listed(colleague, "?view=" + view)).as("the view, not who is in it").isEmpty();
        assertThat(colleague.get("/persons?view=" + view("Mine alone")).statusCode())
                .isEqualTo(404);
        Browser stranger =
                server.worker(server.organisation(OrganisationKind.NGO), Role.CASE_WORKER, "own");
        assertThat(stranger.get("/persons?view=" + view).statusCode()).isEqualTo(404);
        assertThat(stranger.get("/views").body()).doesNotContain("Small ones");
        // The same name again takes its place, also with other letters.
        worker.post("/views", "name", "small ONES", "query", "sex=male");
        assertThat(server.column("select query from saved_view where account = ?", worker.account))
                .containsExactlyInAnyOrder("sex=male", "who=me");
        assertThat(colleague.post("/views/" + view + "/remove").statusCode()).isEqualTo(302);
        assertThat(server.column("select name from saved_view where id = ?::uuid", view))
                .hasSize(1);
        worker.post("/views/" + view + "/remove");
        assertThat(worker.post("/views/" + view + "/remove").statusCode()).isEqualTo(302);
        assertThat(worker.get("/persons?view=" + view).statusCode()).isEqualTo(404);
        assertThat(worker.post("/views", "name", "", "query", "").statusCode()).isEqualTo(302);
        assertThat(worker.post("/views", "name", "x".repeat(61), "query", "").statusCode())
                .isEqualTo(302);
        assertThat(server.column("select name from saved_view where account = ?", worker.account))
                .containsExactly("Mine alone");
    }

    private String view(String name) throws Exception {
        return server.column(
                        "select id::text from saved_view where name = ? and organisation = ?",
                        name,
                        ours)
                .getFirst();
    }

    @Test
    void whoIsErasedLeavesNoKeyBehind() throws Exception {
        String code = enter(worker, "name", "Wilmer", "age", "15", "nationality", "VEN");
        assertThat(server.column("select key from list_key where person = ?", id(code))).hasSize(2);
        server.sql("update person set erased_at = now() where code = ?", code);
        assertThat(server.column("select key from list_key where person = ?", id(code))).isEmpty();
    }
}
