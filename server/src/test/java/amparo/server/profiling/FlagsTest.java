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

/**
 * FEATURE: what a person may need is seen from what was answered, says why, and is not dismissed by
 * one side alone; a fear of return by nobody but the person.
 */
@Tag("database")
class FlagsTest {

    private final WholeServer server = WholeServer.get();

    private UUID ours = new UUID(0, 0);
    private Browser worker = server.stranger();
    private Browser specialist = server.stranger();
    private String code = "";

    @BeforeEach
    void aPersonInTheFileOfAWorker() throws Exception {
        ours = server.organisation(OrganisationKind.NGO);
        worker = server.worker(ours, Role.CASE_WORKER, "organisation");
        specialist = server.worker(ours, Role.PROTECTION_SPECIALIST, "organisation");
        code = enter(worker);
    }

    // --- what must not happen

    @Test
    void nobodyDismissesAFearOfReturn() throws Exception {
        answer(worker, "fear_of_return", "yes");
        UUID flag = flag("refugee-indication");
        assign(specialist);
        for (String opinion : List.of("disagree", "close")) {
            assertThat(opine(specialist, flag, opinion)).isEqualTo(302);
            assertThat(opine(worker, flag, opinion)).isEqualTo(302);
        }
        assertThat(state("refugee-indication")).isEqualTo("open");
        assertThat(opinions(flag)).isEmpty();
        assertThat(specialist.get("/persons/" + code + "/needs").body())
                .contains("only the person can say")
                .doesNotContain("value=\"disagree\"");
        // The database refuses it too, and so it does a closing that nobody asked for.
        assertThatThrownBy(() -> opinionByOwner(flag, "disagree"))
                .hasMessageContaining("only the person");
        assertThatThrownBy(() ->
                        server.sql(
                                "update flag set closed_at = now(), closed_why = 'specialist' where id = ?",
                                flag))
                .hasMessageContaining("check");
    }

    @Test
    void aNoByAnOfficerLaterDoesNotEndAFear() throws Exception {
        answer(worker, "fear_of_return", "yes");
        answer(worker, "interview_language_understood", "yes", "officer");
        answer(worker, "fear_of_return", "no", "officer");
        assertThat(state("refugee-indication")).isEqualTo("open");
        answer(worker, "fear_of_return", "no");
        assertThat(state("refugee-indication"))
                .as("said by the person, but never alone")
                .isEqualTo("open");
    }

    @Test
    void neitherACaseWorkerNorASpecialistWhoDoesNotWorkWithThemNorTheOwnOrganisationAloneCloses()
            throws Exception {
        answer(worker, "stuck_because", "no_money");
        UUID flag = flag("stranded");
        opine(worker, flag, "close");
        opine(specialist, flag, "close");
        assertThat(opinions(flag)).isEmpty();
        assign(specialist);
        opine(specialist, flag, "close");
        assertThat(opinions(flag)).containsExactly("close");
        assertThat(state("stranded")).as("waits for another organisation").isEqualTo("open");
    }

    @Test
    void anotherOrganisationSeesNoFlagThatWasNotTickedForIt() throws Exception {
        answer(worker, "stuck_because", "no_money");
        answer(worker, "nationality", "HND");
        UUID theirs = server.organisation(OrganisationKind.UN_AGENCY);
        share(theirs, "nationality");
        Browser receiver = server.worker(theirs, Role.SUPERVISOR, "organisation");
        assertThat(receiver.get("/persons/" + code + "/needs").body())
                .doesNotContain("Stranded", "Help for today");
        tick(flag("stranded"), theirs);
        assertThat(receiver.get("/persons/" + code + "/needs").body())
                .contains("Stranded", "Help for today");
    }

    @Test
    void survivorLevelFlagsAreReadByAssignedSpecialistsAloneAndOthersLearnNoLabel()
            throws Exception {
        answer(worker, "hurt_on_route", "yes");
        assertThat(flag("violence-survivor")).isNotNull();
        Browser colleague = server.worker(ours, Role.SUPERVISOR, "organisation");
        for (Browser one : List.of(worker, colleague, specialist)) {
            assertThat(one.get("/persons/" + code + "/needs").body())
                    .doesNotContain("survived violence", "Health and wellbeing")
                    .contains("Speak alone.");
        }
        assertThat(colleague.get("/persons").body())
                .doesNotContain("survived", "violence", "wellbeing");
        assign(specialist);
        assertThat(specialist.get("/persons/" + code + "/needs").body())
                .contains("May have survived violence");
        assertThat(colleague.get("/persons/" + code + "/needs").body())
                .doesNotContain("survived violence");
    }

    @Test
    void aBorderOfficerSeesOnlyTheUrgentOnesOfTheirOwnAnswers() throws Exception {
        UUID border = server.organisation(OrganisationKind.BORDER_AUTHORITY);
        Browser officer = server.worker(border, Role.REGISTRAR, "organisation");
        Browser other = server.worker(border, Role.SUPERVISOR, "organisation");
        code = enter(officer);
        answer(officer, "fear_of_return", "yes");
        answer(officer, "stuck_because", "no_money");
        answer(officer, "hurt_on_route", "yes");
        String page = officer.get("/persons/" + code + "/needs").body();
        assertThat(page)
                .contains("protection as a refugee")
                .doesNotContain("Stranded", "survived violence");
        assertThat(other.get("/persons/" + code + "/needs").statusCode()).isEqualTo(404);
        Browser returns = server.worker(border, Role.RETURN_OFFICER, "organisation");
        assertThat(returns.get("/persons/" + code + "/needs").statusCode()).isEqualTo(404);
        UUID flag = flag("refugee-indication");
        opine(officer, flag, "close");
        opine(officer, flag, "disagree");
        assertThat(state("refugee-indication")).isEqualTo("open");
    }

    @Test
    void anOpinionWithoutAReasonOrOfSomebodyElsesPersonIsNotGiven() throws Exception {
        answer(worker, "stuck_because", "no_money");
        UUID flag = flag("stranded");
        worker.post(
                "/persons/" + code + "/needs/" + flag + "/opinions",
                "opinion",
                "disagree",
                "reason",
                " ");
        Browser stranger =
                server.worker(
                        server.organisation(OrganisationKind.NGO),
                        Role.PROTECTION_SPECIALIST,
                        "organisation");
        assertThat(opine(stranger, flag, "confirm")).isEqualTo(404);
        assertThat(opinions(flag)).isEmpty();
        assertThat(
                        worker.post(
                                        "/persons/" + code + "/needs",
                                        "screen",
                                        "no-such",
                                        "reason",
                                        "seen")
                                .statusCode())
                .isEqualTo(400);
    }

    // --- what must happen

    @Test
    void twoOfficersMayDifferAndBothStay() throws Exception {
        answer(worker, "stuck_because", "no_money");
        UUID flag = flag("stranded");
        opine(worker, flag, "confirm");
        opine(specialist, flag, "disagree");
        assertThat(opinions(flag)).containsExactly("confirm", "disagree");
        assertThat(worker.get("/persons/" + code + "/needs").body())
                .contains("Confirms:", "Sees it differently:", "opinions differ");
        assertThat(state("stranded")).isEqualTo("open");
    }

    @Test
    void aSpecialistOfAnotherOrganisationCloses() throws Exception {
        answer(worker, "stuck_because", "no_money");
        answer(worker, "nationality", "HND");
        UUID flag = flag("stranded");
        UUID theirs = server.organisation(OrganisationKind.UN_AGENCY);
        share(theirs, "nationality");
        tick(flag, theirs);
        Browser other = server.worker(theirs, Role.PROTECTION_SPECIALIST, "organisation");
        assign(other);
        opine(other, flag, "close");
        assertThat(state("stranded")).isEqualTo("closed");
        assertThat(worker.get("/persons/" + code + "/needs").body()).contains("was closed");
        answer(worker, "sex", "female");
        assertThat(state("stranded")).as("nothing new was said of it").isEqualTo("closed");
        // A new reason raises it again.
        answer(worker, "needs_now", "food");
        assertThat(state("stranded")).isEqualTo("open");
    }

    @Test
    void answersOfTwoColleaguesRaiseTogetherWhatNeitherWouldSeeAlone() throws Exception {
        UUID border = server.organisation(OrganisationKind.BORDER_AUTHORITY);
        Browser officer = server.worker(border, Role.REGISTRAR, "organisation");
        code = enter(officer);
        answer(officer, "age", "16");
        server.sql(
                """
                insert into answer (id, person, fact, value, sensitivity, source, organisation, recorded_by, recorded_room)
                select ?, p.id, 'accompanied_by', '"nobody"'::jsonb, 'personal', 'officer', p.organisation, ?, 'border'
                from person p where p.code = ?
                """,
                Ids.next(),
                server.worker(border, Role.REGISTRAR, "organisation").account,
                code);
        answer(officer, "sex", "male");
        assertThat(flag("child-alone")).isNotNull();
    }

    @Test
    void theWhyPanelTellsTheRuleTheAnswersTheSourceAndWhatToDoAndNot() throws Exception {
        answer(worker, "stuck_because", "no_money");
        assertThat(worker.get("/persons/" + code + "/needs").body())
                .contains(
                        "Stranded, or without the basics",
                        "What to do",
                        "What not to do",
                        "Answers that were read",
                        "Rule stranded",
                        "Source:");
    }

    @Test
    void anObservationRaisesAFlagOfTheRulebookWithItsReason() throws Exception {
        String id = Ids.next().toString();
        for (int click = 0; click < 2; click++) {
            worker.post(
                    "/persons/" + code + "/needs",
                    "id",
                    id,
                    "screen",
                    "disability",
                    "reason",
                    "Walks with great pain");
        }
        UUID flag = flag("disability");
        assertThat(opinions(flag)).containsExactly("observe");
        assertThat(worker.get("/persons/" + code + "/needs").body())
                .contains("Walks with great pain", "Somebody observed it.");
    }

    @Test
    void thePersonAloneTakesAFearBack() throws Exception {
        answer(worker, "fear_of_return", "yes");
        answer(worker, "interview_language_understood", "yes", "officer");
        String interview = Ids.next().toString();
        interview(worker, interview, "direct");
        worker.post("/interviews/" + interview + "/alone");
        for (String fact : List.of("fears_authorities", "death_penalty_risk", "fear_of_return")) {
            answer(worker, fact, "no");
        }
        answer(worker, "fear_reasons", "none");
        answer(worker, "fear_of_return", "no");
        assertThat(state("refugee-indication")).isEqualTo("closed");
        assertThat(
                        server.column(
                                "select closed_why from flag f join person p on p.id = f.person where p.code = ?"
                                        + " and f.screen = 'refugee-indication'",
                                code))
                .containsExactly("person");
        // And may say again that they are afraid.
        answer(worker, "fear_of_return", "yes");
        assertThat(state("refugee-indication")).isEqualTo("open");
    }

    @Test
    void theReasonsAreReadOnlyOnceSomebodyConfirmedThatTheyAreAlone() throws Exception {
        answer(worker, "fear_of_return", "yes");
        assertThat(
                        worker.post("/persons/" + code + "/needs/reading", "language", "es")
                                .statusCode())
                .isEqualTo(400);
        String page =
                worker.post("/persons/" + code + "/needs/reading", "language", "es", "alone", "yes")
                        .body();
        assertThat(page).contains("lang=\"es\"").contains("¿Está de acuerdo con esto?");
        worker.post(
                "/persons/" + code + "/needs/readings",
                "id",
                Ids.next().toString(),
                "language",
                "es",
                "agrees",
                "no",
                "words",
                "No es así");
        assertThat(
                        server.column(
                                "select agrees::text from flag_reading r join person p on p.id ="
                                        + " r.person where p.code = ?",
                                code))
                .containsExactly("false");
    }

    // --- how

    private String enter(Browser by) throws Exception {
        String to = WholeServer.location(by.post("/persons", "name", "Marisol"));
        return to.substring(to.length() - 8);
    }

    private void answer(Browser by, String fact, String value) throws Exception {
        answer(by, fact, value, "person");
    }

    private void answer(Browser by, String fact, String value, String source) throws Exception {
        assertThat(
                        by.post(
                                        "/persons/" + code + "/answers",
                                        "fact",
                                        fact,
                                        "value",
                                        value,
                                        "source",
                                        source)
                                .statusCode())
                .as(fact)
                .isEqualTo(302);
    }

    private void interview(Browser by, String id, String through) throws Exception {
        assertThat(
                        by.post(
                                        "/persons/" + code + "/interview",
                                        "id",
                                        id,
                                        "place",
                                        "room",
                                        "private",
                                        "yes",
                                        "language",
                                        "spanish",
                                        "through",
                                        through,
                                        "understood",
                                        "yes",
                                        "informed",
                                        "yes",
                                        "consent",
                                        "yes")
                                .statusCode())
                .isEqualTo(302);
    }

    private UUID flag(String screen) throws Exception {
        return UUID.fromString(
                server.column(
                                "select f.id from flag f join person p on p.id = f.person where p.code = ? and f.screen = ?",
                                code,
                                screen)
                        .getFirst());
    }

    private String state(String screen) throws Exception {
        return server.column(
                        "select case when closed_at is null then 'open' else 'closed' end from flag f join person p"
                                + " on p.id = f.person where p.code = ? and f.screen = ?",
                        code,
                        screen)
                .getFirst();
    }

    private List<String> opinions(UUID flag) throws Exception {
        return server.column("select kind from flag_opinion where flag = ? order by at, id", flag);
    }

    private int opine(Browser by, UUID flag, String opinion) throws Exception {
        return by.post(
                        "/persons/" + code + "/needs/" + flag + "/opinions",
                        "id",
                        Ids.next().toString(),
                        "opinion",
                        opinion,
                        "reason",
                        "Because I was there")
                .statusCode();
    }

    private void opinionByOwner(UUID flag, String kind) throws Exception {
        server.sql(
                "insert into flag_opinion (id, flag, person, organisation, kind, reason, by, room)"
                        + " select ?, f.id, f.person, f.organisation, ?, 'because', f.raised_by, 'frontline'"
                        + " from flag f where f.id = ?",
                Ids.next(),
                kind,
                flag);
    }

    private void assign(Browser to) throws Exception {
        server.sql(
                "insert into assignment (id, person, account, organisation, assigned_by)"
                        + " select ?, p.id, ?, ?, p.entered_by from person p where p.code = ?",
                Ids.next(),
                to.account,
                to.organisation,
                code);
    }

    private void share(UUID organisation, String fact) throws Exception {
        server.sql(
                "insert into share (id, person, organisation, from_organisation, shared_by, facts, basis, consented_at,"
                        + " until) select ?, p.id, ?, p.organisation, p.entered_by, array[?], 'consent', now(),"
                        + " now() + interval '9 days' from person p where p.code = ?",
                Ids.next(),
                organisation,
                fact,
                code);
    }

    private void tick(UUID flag, UUID organisation) throws Exception {
        server.sql(
                "insert into flag_share (id, flag, person, organisation, from_organisation, shared_by, until)"
                        + " select ?, f.id, f.person, ?, f.organisation, f.raised_by, now() + interval '9 days'"
                        + " from flag f where f.id = ?",
                Ids.next(),
                organisation,
                flag);
    }
}
