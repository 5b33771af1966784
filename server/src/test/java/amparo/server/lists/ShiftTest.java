package amparo.server.lists;

import static org.assertj.core.api.Assertions.assertThat;

import amparo.server.access.OrganisationKind;
import amparo.server.access.Role;
import amparo.server.testing.WholeServer;
import amparo.server.testing.WholeServer.Browser;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** FEATURE: one shift tells the next what is open, and nobody hears of whom they may not see. */
@Tag("database")
class ShiftTest {

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

    private static String leave(Browser by, String words, String... more) throws Exception {
        String id = UUID.randomUUID().toString();
        String[] form = new String[more.length + 4];
        form[0] = "id";
        form[1] = id;
        form[2] = "words";
        form[3] = words;
        System.arraycopy(more, 0, form, 4, more.length);
        assertThat(by.post("/handover/notes", form).statusCode()).isEqualTo(302);
        return id;
    }

    @Test
    void aNoteIsThereForTheNextShiftUntilItIsSettledAndSealedInTheDatabase() throws Exception {
        String id = leave(worker, "The water is off until noon", "urgent", "yes", "heads", "134");
        String page = other.get("/handover").body();
        assertThat(page).contains("The water is off until noon", "Counted: 134");
        assertThat(page.indexOf("The water")).isLessThan(page.indexOf("Notes to the next shift"));
        assertThat(other.get("/").body()).contains("Some are urgent");
        assertThat(
                        server.column(
                                "select encode(words, 'escape') from shift_note where id = ?::uuid",
                                id))
                .hasSize(1)
                .noneMatch(words -> words.contains("water"));
        // The same form once more leaves nothing more.
        worker.post("/handover/notes", "id", id, "words", "The water is off until noon");
        assertThat(server.column("select id::text from shift_note where organisation = ?", ours))
                .hasSize(1);
        other.post("/handover/notes/" + id + "/done");
        supervisor.post("/handover/notes/" + id + "/done");
        assertThat(server.column("select done_by::text from shift_note where id = ?::uuid", id))
                .containsExactly(other.account.toString());
        assertThat(worker.get("/handover").body())
                .doesNotContain("The water")
                .contains("Counted: 134");
    }

    @Test
    void urgentNeedsStandThereWithoutAWordOfWhatTheyAre() throws Exception {
        String code = ListsTest.enter(worker, "name", "Marisol");
        assertThat(
                        worker.post(
                                        "/persons/" + code + "/answers",
                                        "fact",
                                        "fear_of_return",
                                        "value",
                                        "yes",
                                        "source",
                                        "person")
                                .statusCode())
                .isEqualTo(302);
        assertThat(
                        server.column(
                                "select f.urgency from flag f join person p on p.id = f.person where p.code = ?"
                                        + " and f.urgency in ('emergency', 'high')",
                                code))
                .isNotEmpty();
        for (Browser by : List.of(worker, supervisor)) {
            String page = by.get("/handover").body();
            assertThat(page)
                    .contains("Urgent next steps", "/persons/" + code + "/needs")
                    .doesNotContain("efugee", "fear", "asylum", "Marisol");
            assertThat(page.split("href=\"/persons/" + code + "/(needs|arrange)\"", -1))
                    .as("one part, and one line in it")
                    .hasSize(2);
        }
        assertThat(other.get("/handover").body()).doesNotContain(code);
        // Once somebody gave an opinion it is not the next shift that has to look.
        server.sql(
                "insert into flag_opinion (id, flag, person, organisation, kind, reason, by, room)"
                        + " select gen_random_uuid(), f.id, f.person, f.organisation, 'confirm', 'said it twice', ?,"
                        + " 'frontline' from flag f join person p on p.id = f.person where p.code = ?",
                supervisor.account,
                code);
        assertThat(supervisor.get("/handover").body())
                .as("it is not arranged yet")
                .contains("/persons/" + code + "/arrange")
                .doesNotContain("/persons/" + code + "/needs");
        server.sql(
                "update flag_clock c set ended_at = now(), ended_why = 'referred', tick_at = null from person p"
                        + " where p.id = c.person and p.code = ?",
                code);
        assertThat(supervisor.get("/handover").body())
                .doesNotContain("/persons/" + code + "/arrange");
    }

    @Test
    void aNoteAboutAPersonIsSeenByThoseWhoMaySeeThePerson() throws Exception {
        String code = ListsTest.enter(worker, "name", "Marisol");
        leave(
                worker,
                "Needs the doctor at eight",
                "person",
                code.toLowerCase(java.util.Locale.ROOT));
        assertThat(supervisor.get("/handover").body()).contains("Needs the doctor", code);
        assertThat(other.get("/handover").body()).doesNotContain("Needs the doctor", code);
        assertThat(other.get("/").body()).containsPattern("href=\"/handover\".*>0<");
        assertThat(other.post("/handover/notes", "words", "About her", "person", code).statusCode())
                .isEqualTo(400);
        server.sql("update person set erased_at = now() where code = ?", code);
        assertThat(server.column("select id::text from shift_note where organisation = ?", ours))
                .isEmpty();
    }

    @Test
    void nobodyHearsTheNotesOfAnotherOrganisationOrSideOfTheWalls() throws Exception {
        leave(worker, "Bring blankets");
        UUID border = server.organisation(OrganisationKind.BORDER_AUTHORITY);
        Browser officer = server.worker(border, Role.REGISTRAR, "organisation");
        Browser colleague = server.worker(border, Role.REGISTRAR, "own");
        leave(officer, "The bridge closes at ten");
        assertThat(officer.get("/handover").body())
                .contains("The bridge closes")
                .doesNotContain("Bring blankets", "Nobody works with them");
        assertThat(colleague.get("/handover").body()).contains("The bridge closes");
        assertThat(
                        server.worker(border, Role.RETURN_OFFICER, "organisation")
                                .get("/handover")
                                .body())
                .doesNotContain("The bridge closes");
        assertThat(worker.get("/handover").body())
                .contains("Bring blankets")
                .doesNotContain("The bridge closes");
        for (Role role : List.of(Role.ANALYST, Role.ADMINISTRATOR, Role.MONITOR)) {
            assertThat(server.worker(ours, role, "organisation").get("/handover").statusCode())
                    .isEqualTo(403);
        }
    }

    @Test
    void aNoteOfAPlaceIsHeardThere() throws Exception {
        UUID site = UUID.randomUUID();
        server.sql(
                "insert into site (id, organisation, name, country) values (?, ?, 'Puente Norte', 'MEX')",
                site,
                ours);
        String note = leave(supervisor, "Two beds are free", "site", site.toString());
        assertThat(note).hasSize(36);
        assertThat(supervisor.get("/handover").body())
                .contains("Two beds are free", "Puente Norte");
        assertThat(worker.get("/handover").body()).doesNotContain("Two beds are free");
    }

    @Test
    void whatIsWrongIsSaidAndNothingIsLeft() throws Exception {
        for (String[] wrong :
                new String[][] {
                    {"words", ""},
                    {"words", "x".repeat(2001)},
                    {"words", "Hello", "heads", "many"},
                    {"words", "Hello", "heads", "-1"},
                    {"words", "Hello", "person", "ZZZZZZZZ"},
                    {"words", "Hello", "person", "nonsense"},
                    {"words", "Hello", "site", UUID.randomUUID().toString()},
                    {"words", "Hello", "site", "here"}
                }) {
            var answer = worker.post("/handover/notes", wrong);
            assertThat(answer.statusCode()).as(String.join(" ", wrong)).isEqualTo(400);
            assertThat(answer.body()).contains("error-summary", "field-error");
        }
        assertThat(server.column("select id::text from shift_note where organisation = ?", ours))
                .isEmpty();
        assertThat(worker.post("/handover/notes/" + UUID.randomUUID() + "/done").statusCode())
                .isEqualTo(302);
    }

    @Test
    void personsWithWhomNobodyWorksStandThereUntilSomebodyDoes() throws Exception {
        Browser wide = server.worker(ours, Role.CASE_WORKER, "organisation");
        String code = ListsTest.enter(wide, "name", "Wilmer", "age", "15");
        assertThat(supervisor.get("/handover").body()).doesNotContain(code);
        wide.post(
                "/bulk",
                "action",
                "leave",
                "step",
                "do",
                "whom",
                "picked",
                "code",
                code,
                "query",
                "",
                "id",
                UUID.randomUUID().toString());
        assertThat(supervisor.get("/handover").body())
                .contains(code, "May be a child")
                .doesNotContain("Wilmer");
        assertThat(worker.get("/handover").body()).as("not in reach").doesNotContain(code);
    }
}
