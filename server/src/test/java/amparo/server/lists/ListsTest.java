package amparo.server.lists;

import static org.assertj.core.api.Assertions.assertThat;

import amparo.server.access.OrganisationKind;
import amparo.server.access.Role;
import amparo.server.testing.WholeServer;
import amparo.server.testing.WholeServer.Browser;
import java.net.http.HttpResponse;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** FEATURE: lists are narrowed, saved and worked through, and tell of nobody out of reach. */
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

    private static String enter(Browser by, String... form) throws Exception {
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

    @Test
    void eachFilterShowsThoseWhoFitAndNobodyElse() throws Exception {
        String one =
                enter(worker, "name", "Marisol", "nationality", "VEN", "languages", "es", "age", "31");
        String two =
                enter(worker, "name", "Wilmer", "nationality", "HTI", "languages", "ht", "age", "15");
        for (Browser browser : new Browser[] {worker, supervisor}) {
            assertThat(browser.get("/persons").body()).contains(one, two, "Persons (2)");
            assertThat(browser.get("/persons?nationality=VEN").body())
                    .contains(one, "Persons (1)")
                    .doesNotContain(two);
            assertThat(browser.get("/persons?nationality=VEN,HTI&language=ht").body())
                    .contains(two)
                    .doesNotContain(one);
            assertThat(browser.get("/persons?age=child").body()).contains(two).doesNotContain(one);
            assertThat(browser.get("/persons?nationality=COL").body())
                    .contains("Nobody fits these filters")
                    .doesNotContain(one, two);
        }
        assertThat(worker.get("/persons?who=me").body()).contains(one, two);
        assertThat(supervisor.get("/persons?who=me").body()).doesNotContain(one, two);
    }

    @Test
    void manyAreAssignedAfterBeingToldAndItIsUndone() throws Exception {
        String one = enter(worker, "name", "Marisol");
        String two = enter(worker, "name", "Wilmer");
        Browser other = server.worker(ours, Role.CASE_WORKER, "own");
        assertThat(other.get("/persons").body()).doesNotContain(one, two);
        String id = UUID.randomUUID().toString();
        String[] form = {
            "action", "assign", "query", "", "whom", "picked", "code", one + " " + two, "id", id,
            "colleague", other.account.toString(), "step", "ask"
        };
        assertThat(supervisor.post("/bulk", form).body()).contains("will work with 2 persons");
        assertThat(other.get("/persons").body()).doesNotContain(one, two);
        form[13] = "do";
        HttpResponse<String> done = supervisor.post("/bulk", form);
        assertThat(WholeServer.location(done)).endsWith("/bulk/" + id);
        assertThat(supervisor.get("/bulk/" + id).body()).contains("2 persons were assigned", "Undo");
        assertThat(other.get("/persons").body()).contains(one, two);
        assertThat(supervisor.post("/bulk/" + id + "/undo").statusCode()).isEqualTo(302);
        assertThat(supervisor.get("/bulk/" + id).body()).contains("Undone for 2 persons");
        assertThat(other.get("/persons").body()).doesNotContain(one, two);
    }
}
