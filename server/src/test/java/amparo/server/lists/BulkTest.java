package amparo.server.lists;

import static org.assertj.core.api.Assertions.assertThat;

import amparo.server.access.OrganisationKind;
import amparo.server.access.Role;
import amparo.server.testing.WholeServer;
import amparo.server.testing.WholeServer.Browser;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * FEATURE: what is done to many is told before, done once and as a whole, and taken back for a day.
 */
@Tag("database")
class BulkTest {

    private final WholeServer server = WholeServer.get();

    private UUID ours = new UUID(0, 0);
    private Browser worker = server.stranger();
    private Browser other = server.stranger();
    private Browser supervisor = server.stranger();

    @BeforeEach
    void anOrganisation() throws Exception {
        ours = server.organisation(OrganisationKind.NGO);
        worker = server.worker(ours, Role.CASE_WORKER, "own");
        other = server.worker(ours, Role.CASE_WORKER, "own");
        supervisor = server.worker(ours, Role.SUPERVISOR, "organisation");
    }

    private static String[] form(
            String action, String step, UUID id, String codes, String... more) {
        List<String> all =
                new ArrayList<>(
                        List.of(
                                "action",
                                action,
                                "step",
                                step,
                                "id",
                                id.toString(),
                                "whom",
                                "picked",
                                "code",
                                codes,
                                "query",
                                ""));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    private List<String> listed(Browser browser, String query) throws Exception {
        return ListsTest.codes(browser.get("/persons" + query).body());
    }

    @Test
    void manyAreAssignedAfterBeingToldAndItIsUndone() throws Exception {
        String one = ListsTest.enter(worker, "name", "Marisol");
        String two = ListsTest.enter(worker, "name", "Wilmer");
        UUID id = UUID.randomUUID();
        String to = other.account.toString();
        String codes = one + " " + two;
        assertThat(supervisor.post("/bulk", form("assign", "look", id, codes)).body())
                .contains("2 persons are chosen", "name=\"colleague\"");
        assertThat(
                        supervisor
                                .post("/bulk", form("assign", "ask", id, codes, "colleague", to))
                                .body())
                .contains("will work with 2 persons", "undo it for 24 hours");
        assertThat(listed(other, "")).as("nothing happened yet").isEmpty();
        HttpResponse<String> done =
                supervisor.post("/bulk", form("assign", "do", id, codes, "colleague", to));
        assertThat(WholeServer.location(done)).endsWith("/bulk/" + id);
        assertThat(supervisor.get("/bulk/" + id).body())
                .contains("2 persons were assigned", "Undo");
        assertThat(listed(other, "?who=me")).containsExactlyInAnyOrder(one, two);
        // Whoever they are with already is not given them again, and it is said.
        assertThat(
                        supervisor
                                .post(
                                        "/bulk",
                                        form(
                                                "assign",
                                                "ask",
                                                UUID.randomUUID(),
                                                codes,
                                                "colleague",
                                                to))
                                .body())
                .contains(
                        "There is nothing to change",
                        "2 persons whom this colleague works with already");
        assertThat(supervisor.post("/bulk/" + id + "/undo").statusCode()).isEqualTo(302);
        assertThat(supervisor.get("/bulk/" + id).body()).contains("Undone for 2 persons");
        assertThat(listed(other, "")).isEmpty();
        assertThat(listed(worker, "?who=me")).as("who was there before stays").hasSize(2);
        // Taking it back twice takes nothing more back.
        supervisor.post("/bulk/" + id + "/undo");
        assertThat(supervisor.get("/bulk/" + id).body()).contains("Undone for 2 persons");
    }

    @Test
    void sentTwiceAndAtOnceItIsDoneOnce() throws Exception {
        String code = ListsTest.enter(worker, "name", "Marisol");
        UUID id = UUID.randomUUID();
        String[] form = form("assign", "do", id, code, "colleague", other.account.toString());
        try (ExecutorService many = Executors.newFixedThreadPool(3)) {
            List<Callable<Integer>> clicks = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                Browser device = supervisor.again();
                clicks.add(() -> device.post("/bulk", form).statusCode());
            }
            for (Future<Integer> one : many.invokeAll(clicks)) {
                assertThat(one.get()).isEqualTo(302);
            }
        }
        assertThat(server.column("select done::text from bulk_batch where id = ?", id))
                .containsExactly("1");
        assertThat(
                        server.column(
                                "select id::text from assignment where account = ? and organisation = ?",
                                other.account,
                                ours))
                .hasSize(1);
    }

    @Test
    void whoeverMayNotIsRefusedAndCodesOutOfReachTellNothing() throws Exception {
        String hidden = ListsTest.enter(other, "name", "Marisol");
        String mine = ListsTest.enter(worker, "name", "Wilmer");
        String nobody = "ZZZZZZZZ";
        String with = "colleague";
        String seen =
                worker.post(
                                "/bulk",
                                form(
                                        "assign",
                                        "ask",
                                        UUID.randomUUID(),
                                        mine + " " + hidden,
                                        with,
                                        other.account.toString()))
                        .body();
        String none =
                worker.post(
                                "/bulk",
                                form(
                                        "assign",
                                        "ask",
                                        UUID.randomUUID(),
                                        mine + " " + nobody,
                                        with,
                                        other.account.toString()))
                        .body();
        assertThat(seen)
                .contains("1 file that is no longer in your reach")
                .doesNotContain("Marisol");
        assertThat(seen.replaceAll("value=\"[^\"]*\"", ""))
                .isEqualTo(none.replaceAll("value=\"[^\"]*\"", ""));
        UUID id = UUID.randomUUID();
        worker.post(
                "/bulk",
                form("assign", "do", id, mine + " " + hidden, with, other.account.toString()));
        assertThat(server.column("select done::text from bulk_batch where id = ?", id))
                .containsExactly("1");
        Browser registrar = server.worker(ours, Role.REGISTRAR, "organisation");
        assertThat(
                        registrar
                                .post(
                                        "/bulk",
                                        form(
                                                "assign",
                                                "do",
                                                UUID.randomUUID(),
                                                mine,
                                                with,
                                                other.account.toString()))
                                .statusCode())
                .isEqualTo(404);
        assertThat(other.get("/bulk/" + id).statusCode()).isEqualTo(404);
        assertThat(other.post("/bulk/" + id + "/undo").statusCode()).isEqualTo(404);
        assertThat(worker.post("/bulk", form("assign", "look", UUID.randomUUID(), "")).statusCode())
                .isEqualTo(400);
        assertThat(
                        worker.post(
                                        "/bulk",
                                        form(
                                                "assign",
                                                "do",
                                                UUID.randomUUID(),
                                                mine,
                                                with,
                                                UUID.randomUUID().toString()))
                                .statusCode())
                .isEqualTo(400);
        assertThat(
                        worker.post("/bulk", form("nothing", "look", UUID.randomUUID(), mine))
                                .statusCode())
                .isEqualTo(404);
    }

    @Test
    void lettingGoFillsTheQueueOfNobodyAndComesBack() throws Exception {
        Browser wide = server.worker(ours, Role.CASE_WORKER, "organisation");
        String mine = ListsTest.enter(wide, "name", "Marisol");
        String theirs = ListsTest.enter(worker, "name", "Wilmer");
        // A file that somebody else entered: letting go of it takes it out of reach.
        supervisor.post(
                "/bulk",
                form(
                        "assign",
                        "do",
                        UUID.randomUUID(),
                        theirs,
                        "colleague",
                        other.account.toString()));
        assertThat(listed(other, "")).containsExactly(theirs);
        UUID id = UUID.randomUUID();
        assertThat(other.post("/bulk", form("leave", "look", id, theirs)).body())
                .contains("You will stop working with 1 person")
                .doesNotContain("Nobody will be left");
        other.post("/bulk", form("leave", "do", id, theirs));
        assertThat(listed(other, "")).isEmpty();
        assertThat(other.get("/bulk/" + id).body()).contains("You stopped working with 1 person");
        other.post("/bulk/" + id + "/undo");
        assertThat(listed(other, "?who=me")).containsExactly(theirs);

        assertThat(listed(wide, "?who=nobody")).isEmpty();
        UUID last = UUID.randomUUID();
        assertThat(wide.post("/bulk", form("leave", "look", last, mine)).body())
                .contains("Nobody will be left with 1 person");
        wide.post("/bulk", form("leave", "do", last, mine));
        assertThat(listed(wide, "?who=nobody")).containsExactly(mine);
        wide.post("/bulk/" + last + "/undo");
        assertThat(listed(wide, "?who=nobody")).isEmpty();
    }

    @Test
    void afterADayNothingIsTakenBackAndWhatChangedSinceStays() throws Exception {
        String one = ListsTest.enter(worker, "name", "Marisol");
        String two = ListsTest.enter(worker, "name", "Wilmer");
        UUID id = UUID.randomUUID();
        supervisor.post(
                "/bulk",
                form("assign", "do", id, one + " " + two, "colleague", other.account.toString()));
        // The colleague lets one go: taking back is for the other alone.
        other.post("/bulk", form("leave", "do", UUID.randomUUID(), one));
        server.sql("update bulk_batch set done_at = now() - interval '25 hours' where id = ?", id);
        assertThat(supervisor.get("/bulk/" + id).body()).contains("The time to undo it is over");
        supervisor.post("/bulk/" + id + "/undo");
        assertThat(listed(other, "")).containsExactly(two);
        server.sql("update bulk_batch set done_at = now() where id = ?", id);
        supervisor.post("/bulk/" + id + "/undo");
        assertThat(supervisor.get("/bulk/" + id).body())
                .contains("Undone for 1 person", "1 stays as it is");
    }

    @Test
    void manyJoinAGroupAndLeaveItAgain() throws Exception {
        String one = ListsTest.enter(worker, "name", "Marisol");
        String two = ListsTest.enter(worker, "name", "Wilmer");
        String card = UUID.randomUUID().toString();
        String to =
                WholeServer.location(
                        worker.post(
                                "/groups",
                                "id",
                                UUID.randomUUID().toString(),
                                "card",
                                card,
                                card + "-name",
                                "Luz"));
        String group = to.substring(to.lastIndexOf('/') + 1);
        UUID id = UUID.randomUUID();
        String codes = one + " " + two;
        assertThat(
                        worker.post("/bulk", form("group", "ask", id, codes, "group", "GZZZZZZZZ"))
                                .statusCode())
                .isEqualTo(400);
        assertThat(worker.post("/bulk", form("group", "ask", id, codes, "group", group)).body())
                .contains("2 persons will join group " + group);
        worker.post("/bulk", form("group", "do", id, codes, "group", group));
        assertThat(worker.get("/groups/" + group).body()).contains(one, two);
        worker.post("/bulk/" + id + "/undo");
        assertThat(
                        server.column(
                                "select m.id::text from group_member m join travel_group g on g.id = m.travel_group"
                                        + " where g.code = ? and m.until is null",
                                group))
                .hasSize(1);
    }

    @Test
    void allOfAListIsTakenAndTheAuditHasOneLineForTheBatch() throws Exception {
        ListsTest.enter(worker, "name", "Marisol", "nationality", "VEN");
        ListsTest.enter(worker, "name", "Wilmer", "nationality", "VEN");
        ListsTest.enter(worker, "name", "Luz", "nationality", "HTI");
        String page =
                supervisor
                        .post(
                                "/bulk",
                                "action",
                                "assign",
                                "step",
                                "ask",
                                "whom",
                                "all",
                                "query",
                                "nationality=VEN",
                                "colleague",
                                other.account.toString())
                        .body();
        assertThat(page).contains("will work with 2 persons");
        var sent =
                java.util.regex.Pattern.compile("name=\"code\" value=\"([^\"]*)\"").matcher(page);
        assertThat(sent.find()).isTrue();
        UUID id = UUID.randomUUID();
        supervisor.post(
                "/bulk",
                form("assign", "do", id, sent.group(1), "colleague", other.account.toString()));
        assertThat(
                        server.column(
                                "select action || ' ' || cardinality(subjects) from audit_entry"
                                        + " where chain = ? and account = ? and detail like '%batch%' order by number",
                                ours, supervisor.account))
                .containsExactly("assign 2", "bulk 2");
        server.sql(
                "update person set erased_at = now() where id in (select person from bulk_item where batch = ?)",
                id);
        assertThat(server.column("select person::text from bulk_item where batch = ?", id))
                .isEmpty();
    }

    @Test
    void theSameTaskGoesIntoManyCasesShowsAsNextStepAndIsDroppedAgain() throws Exception {
        String one = ListsTest.enter(worker, "name", "Marisol");
        String two = ListsTest.enter(worker, "name", "Wilmer");
        assertThat(
                        worker.post(
                                        "/persons/" + one + "/cases",
                                        "id",
                                        UUID.randomUUID().toString(),
                                        "owned",
                                        "yes")
                                .statusCode())
                .isEqualTo(302);
        String[] task = {
            "what",
            "Ask for the birth certificate",
            "due-day",
            "1",
            "due-month",
            "3",
            "due-year",
            "2199",
            "assignee",
            worker.account.toString()
        };
        UUID id = UUID.randomUUID();
        String codes = one + " " + two;
        assertThat(worker.post("/bulk", form("task", "ask", id, codes)).statusCode())
                .isEqualTo(400);
        String plan = worker.post("/bulk", form("task", "ask", id, codes, task)).body();
        assertThat(plan)
                .contains(
                        "The task will be in the case of 1 person",
                        "1 person without an open case");
        worker.post("/bulk", form("task", "do", id, codes, task));
        assertThat(worker.get("/cases/tasks").body()).contains("Ask for the birth certificate");
        assertThat(server.column("select what from bulk_batch where id = ?", id))
                .containsExactly(worker.account + " 2199-03-01");
        server.sql(
                "update case_task set due = current_date - 3 where what like 'Ask for the birth%'");
        assertThat(worker.get("/persons").body()).contains("data-label=\"Next step\"", "/tasks/");
        worker.post("/bulk/" + id + "/undo");
        assertThat(server.column("select status from case_task where organisation = ?", ours))
                .containsExactly("dropped");
    }
}
