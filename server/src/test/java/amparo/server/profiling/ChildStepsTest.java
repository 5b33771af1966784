package amparo.server.profiling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import amparo.server.access.OrganisationKind;
import amparo.server.access.Role;
import amparo.server.platform.Ids;
import amparo.server.testing.WholeServer;
import amparo.server.testing.WholeServer.Browser;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("database")
class ChildStepsTest {

    private final WholeServer server = WholeServer.get();
    private UUID ours;
    private Browser worker;
    private String code;
    private String interview;

    @BeforeEach
    void aChildAlone() throws Exception {
        ours = server.organisation(OrganisationKind.NGO);
        worker = server.worker(ours, Role.CASE_WORKER, "organisation");
        String to = WholeServer.location(worker.post("/persons", "name", "Marisol"));
        code = to.substring(to.length() - 8);
        interview = open(worker);
        put("age", "15");
        put("accompanied_by", "nobody");
    }

    // --- what must not happen

    @Test
    void withoutANamedGuardianNothingMoreIsAskedAndAWithdrawnOneShutsItAgain() throws Exception {
        put("route_events", "robbed");
        assertThat(answers("route_events")).isEmpty();
        // Somebody else's word on another step opens nothing.
        step("assessment", "done", "Office of children", "");
        put("route_events", "robbed");
        assertThat(answers("route_events")).isEmpty();
        step("guardian", "not-now", "Office of children", "nobody was appointed yet");
        put("route_events", "robbed");
        assertThat(answers("route_events")).isEmpty();

        step("guardian", "done", "Ana Ruiz, appointed by the family court", "");
        assertThat(rows()).endsWith("guardian done");
        put("route_events", "robbed");
        assertThat(answers("route_events")).hasSize(1);

        step("guardian", "not-so", "Family court", "it was another child");
        put("hurt_on_route", "no");
        assertThat(answers("hurt_on_route")).isEmpty();
    }

    @Test
    void aStepThatIsNotDoneNeedsItsReasonAndOneWithoutSomebodyIsNotSaved() throws Exception {
        assertThat(step("tracing", "not-now", "Red Cross", "").statusCode()).isEqualTo(400);
        assertThat(step("guardian", "done", "", "").statusCode()).isEqualTo(400);
        assertThat(step("guardian", "perhaps", "Ana", "").statusCode()).isEqualTo(400);
        assertThat(step("no-such-step", "done", "Ana", "").statusCode()).isEqualTo(404);
        assertThat(rows()).isEmpty();
    }

    @Test
    void neitherABorderOfficerNorAnotherOrganisationWritesOrReadsTheSteps() throws Exception {
        step("guardian", "done", "Ana Ruiz", "");
        Browser border =
                server.worker(
                        server.organisation(OrganisationKind.BORDER_AUTHORITY),
                        Role.CASE_WORKER,
                        "organisation");
        Browser others =
                server.worker(
                        server.organisation(OrganisationKind.NGO),
                        Role.CASE_WORKER,
                        "organisation");
        for (Browser one : List.of(border, others)) {
            String path = "/persons/" + code + "/child-steps/guardian";
            assertThat(one.get(path).statusCode()).isIn(403, 404);
            assertThat(
                            one.post(path, "state", "not-so", "who", "Nobody", "note", "because")
                                    .statusCode())
                    .isIn(403, 404);
            assertThat(one.get("/persons/" + code + "/needs").body()).doesNotContain("Ana Ruiz");
        }
        assertThat(rows()).containsExactly("guardian done");
    }

    @Test
    void whoIsNoChildAloneHasNoSuchList() throws Exception {
        String to = WholeServer.location(worker.post("/persons", "name", "Rosa"));
        String adult = to.substring(to.length() - 8);
        assertThat(worker.get("/persons/" + adult + "/needs").body())
                .doesNotContain("Steps for this child");
    }

    // --- what must

    @Test
    void theListSaysWhoDoesItByWhenWhoTookItOnAndWhereItComesFrom() throws Exception {
        String page = worker.get("/persons/" + code + "/needs").body();
        assertThat(page)
                .contains("Steps for this child")
                .contains("Tell child protection")
                .contains("Best-interests assessment")
                .contains("Guardian or representative named")
                .contains("Family tracing, only where it is safe")
                .contains("A safe place for tonight")
                .contains("Before more is asked than the least")
                .contains("https://emergency.unhcr.org/")
                .doesNotContain("Noted ");
        worker.post(
                "/persons/" + code + "/child-notice",
                "id",
                Ids.next().toString(),
                "authority",
                "Procuraduria",
                "way",
                "telephone",
                "answered",
                "Sra. Gil");
        String id = Ids.next().toString();
        for (int click = 0; click < 2; click++) {
            worker.post(
                    "/persons/" + code + "/child-steps/care",
                    "id",
                    id,
                    "state",
                    "done",
                    "who",
                    "Foster family of the DIF",
                    "note",
                    "from tonight");
        }
        assertThat(rows()).as("two clicks").containsExactly("care done");
        assertThat(worker.get("/persons/" + code + "/needs").body())
                .contains("Procuraduria. Noted ")
                .contains("Foster family of the DIF. Noted ")
                .contains("from tonight");
        assertThat(
                        server.column(
                                "select e.detail from audit_entry e join person p on p.id = any (e.subjects)"
                                        + " where p.code = ? and e.action = 'child-step'",
                                code))
                .containsExactly("care done");
    }

    @Test
    void theContentIsCompleteAndEachStepHasASource() {
        String yaml =
                """
                as_of: 2026-11-22
                steps:
                  - step: care
                    who: {es: a, en: a}
                    title: {es: a, en: a}
                    text: {es: a, en: a}
                    by: {es: a, en: a}
                """;
        assertThatThrownBy(() -> ChildSteps.read(yaml)).hasMessageContaining("without its source");
        assertThatThrownBy(() ->
                        ChildSteps.read(
                                (yaml + "    cite: {act: a, url: b}\n")
                                        .replace("title: {es: a, en: a}", "title: {en: a}")))
                .hasMessageContaining("no es");
        assertThat(ChildSteps.bundled().steps())
                .extracting(ChildSteps.Step::id)
                .containsExactly("care", "guardian", "assessment", "tracing", "determination");
    }

    private java.net.http.HttpResponse<String> step(
            String step, String state, String who, String note) throws Exception {
        return worker.post(
                "/persons/" + code + "/child-steps/" + step,
                "id",
                Ids.next().toString(),
                "state",
                state,
                "who",
                who,
                "note",
                note);
    }

    private String open(Browser by) throws Exception {
        String to =
                WholeServer.location(
                        by.post(
                                "/persons/" + code + "/interview",
                                "place",
                                "room",
                                "private",
                                "yes",
                                "language",
                                "spanish",
                                "through",
                                "direct",
                                "understood",
                                "yes",
                                "informed",
                                "yes",
                                "consent",
                                "yes",
                                "guardian",
                                "no"));
        return to.substring(to.lastIndexOf('/') + 1);
    }

    private void put(String fact, String value) throws Exception {
        worker.post(
                "/interviews/" + interview + "/answers",
                "item",
                Ids.next().toString(),
                "fact",
                fact,
                "value",
                value,
                "source",
                "person");
    }

    private List<String> answers(String fact) throws Exception {
        return server.column(
                "select a.value::text from answer a join person p on p.id = a.person"
                        + " where p.code = ? and a.fact = ? order by a.recorded_at",
                code,
                fact);
    }

    private List<String> rows() throws Exception {
        return server.column(
                "select s.step || ' ' || s.state from child_step s join person p on p.id = s.person"
                        + " where p.code = ? order by s.recorded_at",
                code);
    }
}
