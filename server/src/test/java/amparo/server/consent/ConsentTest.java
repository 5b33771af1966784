package amparo.server.consent;

import static org.assertj.core.api.Assertions.assertThat;

import amparo.server.access.OrganisationKind;
import amparo.server.access.Role;
import amparo.server.platform.Ids;
import amparo.server.testing.WholeServer;
import amparo.server.testing.WholeServer.Browser;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * FEATURE: a person agrees to each purpose by itself, in words that are kept, and takes it back
 * with effect at once.
 */
@Tag("database")
class ConsentTest {

    private final WholeServer server = WholeServer.get();

    private UUID ours = new UUID(0, 0);
    private UUID theirs = new UUID(0, 0);
    private Browser worker = server.stranger();
    private String code = "";

    @BeforeEach
    void aPersonInTheFileOfAWorker() throws Exception {
        ours = server.organisation(OrganisationKind.NGO);
        theirs = server.organisation(OrganisationKind.UN_AGENCY);
        worker = server.worker(ours, Role.CASE_WORKER, "own");
        String to = WholeServer.location(worker.post("/persons", "name", "Marisol"));
        code = to.substring(to.length() - 8);
    }

    // --- what must not happen

    @Test
    void anotherOrganisationNeitherSeesNorAsksNorWithdraws() throws Exception {
        ask("sharing", "yes");
        share();
        Browser receiver = server.worker(theirs, Role.SUPERVISOR, "organisation");
        assertThat(receiver.get("/persons/" + code).statusCode()).isEqualTo(200);
        assertThat(receiver.get("/persons/" + code + "/consent").body())
                .doesNotContain("Agreed", "Who already received data: ");
        assertThat(
                        receiver.post("/persons/" + code + "/consent/" + newest() + "/withdrawal")
                                .statusCode())
                .isEqualTo(404);
        Browser stranger =
                server.worker(
                        server.organisation(OrganisationKind.NGO), Role.SUPERVISOR, "organisation");
        for (String page :
                java.util.List.of(
                        "/consent",
                        "/consent/new?purpose=sharing",
                        "/consent/" + newest() + "/withdrawal")) {
            assertThat(stranger.get("/persons/" + code + page).statusCode())
                    .as(page)
                    .isEqualTo(404);
        }
        assertThat(
                        stranger.post(
                                        "/persons/" + code + "/consent",
                                        "purpose",
                                        "sharing",
                                        "given",
                                        "yes",
                                        "way",
                                        "spoken",
                                        "language",
                                        "es")
                                .statusCode())
                .isEqualTo(404);
        assertThat(state()).containsExactly("sharing true false");
    }

    @Test
    void nothingIsRecordedWithoutAnAnswerAPurposeOrALanguageThatIsThere() throws Exception {
        assertThat(worker.post("/persons/" + code + "/consent", "purpose", "sharing").body())
                .contains("f-given-error", "f-way-error");
        assertThat(ask("everything", "yes").statusCode()).isEqualTo(404);
        assertThat(
                        worker.post(
                                        "/persons/" + code + "/consent",
                                        "purpose",
                                        "sharing",
                                        "given",
                                        "yes",
                                        "way",
                                        "spoken",
                                        "language",
                                        "xx")
                                .statusCode())
                .isEqualTo(404);
        assertThat(state()).isEmpty();
    }

    @Test
    void whatWasWithdrawnIsNotGivenAgainByTheDatabaseEither() throws Exception {
        ask("contact", "yes");
        withdraw();
        withdraw();
        assertThat(state()).containsExactly("contact true true");
        ask("contact", "no");
        assertThat(worker.get("/persons/" + code + "/consent/" + newest() + "/withdrawal"))
                .extracting(HttpResponse::statusCode)
                .isEqualTo(404);
    }

    // --- what must happen

    @Test
    void aWithdrawalEndsWhatRestsOnItAtOnceAndTellsWhoReceivedSomething() throws Exception {
        ask("sharing", "yes");
        share();
        Browser receiver = server.worker(theirs, Role.SUPERVISOR, "organisation");
        assertThat(receiver.get("/persons/" + code).body()).contains("Marisol");

        assertThat(worker.get("/persons/" + code + "/consent/" + newest() + "/withdrawal").body())
                .contains("Organisation " + theirs, "sees: ");
        withdraw();
        assertThat(receiver.get("/persons/" + code).statusCode()).isEqualTo(404);
        assertThat(receiver.get("/persons").body()).doesNotContain(code);
        assertThat(worker.get("/persons/" + code + "/consent").body())
                .contains("Withdrawn", "Organisation " + theirs + " saw: ");
    }

    @Test
    void whoeverMayNotShareCanStopItAllTheSame() throws Exception {
        ask("sharing", "yes");
        share();
        Browser registrar = server.worker(ours, Role.REGISTRAR, "organisation");
        assertThat(registrar.get("/persons/" + code + "/shares/new").statusCode()).isEqualTo(404);
        assertThat(
                        registrar
                                .post("/persons/" + code + "/consent/" + newest() + "/withdrawal")
                                .statusCode())
                .isEqualTo(302);
        Browser receiver = server.worker(theirs, Role.SUPERVISOR, "organisation");
        assertThat(receiver.get("/persons/" + code).statusCode()).isEqualTo(404);
    }

    @Test
    void theWordsThatWereReadAreKeptInTheirLanguageAndVersion() throws Exception {
        String form = worker.get("/persons/" + code + "/consent/new?purpose=photo&in=ht").body();
        assertThat(form).contains("Nou ta renmen kenbe yon foto", "lang=\"ht\"");
        String id = Ids.next().toString();
        for (int i = 0; i < 2; i++) {
            worker.post(
                    "/persons/" + code + "/consent",
                    "id",
                    id,
                    "purpose",
                    "photo",
                    "given",
                    "no",
                    "way",
                    "thumbprint",
                    "language",
                    "ht",
                    "interpreter",
                    "yes",
                    "witness",
                    "the interpreter");
        }
        assertThat(state()).containsExactly("photo false false");
        assertThat(worker.get("/persons/" + code + "/consent").body())
                .contains(
                        "Nou ta renmen kenbe yon foto",
                        "Refused",
                        "with a thumbprint",
                        "in Haitian Creole",
                        "before the interpreter",
                        "text " + ConsentTexts.bundled().version());
        assertThat(
                        server.column(
                                "select action from audit_entry where chain = ? and kind = 'consent'"
                                        + " order by number",
                                ours))
                .containsExactly("refuse", "read");
    }

    @Test
    void consentsGoWithThePersonsValues() throws Exception {
        ask("contact", "yes");
        server.sql("update person set erased_at = now() where code = ?", code);
        assertThat(state()).isEmpty();
        assertThat(ask("contact", "yes").statusCode()).isEqualTo(404);
    }

    // --- the hands

    private HttpResponse<String> ask(String purpose, String given) throws Exception {
        return worker.post(
                "/persons/" + code + "/consent",
                "purpose",
                purpose,
                "given",
                given,
                "way",
                "spoken",
                "language",
                "es");
    }

    private void withdraw() throws Exception {
        worker.post("/persons/" + code + "/consent/" + newest() + "/withdrawal", "why", "afraid");
    }

    private void share() throws Exception {
        LocalDate until = LocalDate.now(ZoneOffset.UTC).plusDays(30);
        assertThat(
                        worker.post(
                                        "/persons/" + code + "/shares",
                                        "receiver",
                                        theirs.toString(),
                                        "basis",
                                        "consent",
                                        "facts",
                                        "name",
                                        "until-day",
                                        Integer.toString(until.getDayOfMonth()),
                                        "until-month",
                                        Integer.toString(until.getMonthValue()),
                                        "until-year",
                                        Integer.toString(until.getYear()))
                                .statusCode())
                .isEqualTo(302);
    }

    private String newest() throws Exception {
        return server.column(
                        "select id::text from consent where organisation = ? order by recorded_at desc limit 1",
                        ours)
                .getFirst();
    }

    private java.util.List<String> state() throws Exception {
        return server.column(
                "select purpose || ' ' || given || ' ' || (withdrawn_at is not null) from consent"
                        + " where organisation = ?",
                ours);
    }
}
