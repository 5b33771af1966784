package amparo.server.registry;

import static org.assertj.core.api.Assertions.assertThat;

import amparo.server.access.OrganisationKind;
import amparo.server.access.Role;
import amparo.server.testing.WholeServer;
import amparo.server.testing.WholeServer.Browser;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * FEATURE: persons are entered, heard, handed to colleagues, shared by fact and opened in an
 * emergency, and for whoever may not see them they do not exist.
 */
@Tag("database")
class RegistryTest {

    private static final String REASON = "Unconscious in hospital, allergy must be known";

    private final WholeServer server = WholeServer.get();

    private UUID ours = new UUID(0, 0);
    private UUID theirs = new UUID(0, 0);
    private Browser worker = server.stranger();

    @BeforeEach
    void aWorkerOfAnOrganisation() throws Exception {
        ours = server.organisation(OrganisationKind.NGO);
        theirs = server.organisation(OrganisationKind.UN_AGENCY);
        worker = someone(ours, OrganisationKind.NGO, Role.CASE_WORKER, "own");
    }

    // --- what must not happen

    @Test
    void aPersonWhomYouMayNotSeeAndOneWhoDoesNotExistGiveTheSamePage() throws Exception {
        String code = enter(worker, "Marisol");
        Browser stranger = someone(theirs, OrganisationKind.UN_AGENCY, Role.SUPERVISOR);
        Browser border =
                someone(
                        server.organisation(OrganisationKind.BORDER_AUTHORITY),
                        OrganisationKind.BORDER_AUTHORITY,
                        Role.SUPERVISOR);
        Browser returns = someone(ours, OrganisationKind.NGO, Role.RETURN_OFFICER);
        Browser scoped = someone(ours, OrganisationKind.NGO, Role.REGISTRAR, "own");
        for (Browser other : List.of(stranger, border, returns, scoped)) {
            for (String rest : List.of("", "/answers/new", "/answers/new?fact=name")) {
                assertSame(
                        other.get("/persons/" + code + rest),
                        other.get("/persons/00000000" + rest));
            }
            assertSame(
                    other.post(
                            "/persons/" + code + "/answers",
                            "fact",
                            "name",
                            "value",
                            "x",
                            "source",
                            "person"),
                    other.post(
                            "/persons/00000000/answers",
                            "fact",
                            "name",
                            "value",
                            "x",
                            "source",
                            "person"));
            assertThat(other.get("/persons").body()).doesNotContain(code, "Marisol");
            assertThat(other.get("/").body()).doesNotContain(code, "Marisol");
        }
        for (String rest : List.of("/team/new", "/shares/new")) {
            assertSame(
                    stranger.get("/persons/" + code + rest),
                    stranger.get("/persons/00000000" + rest));
        }
    }

    @Test
    void anotherOrganisationSeesWhatWasSharedUntilItEndsAndNoOtherFact() throws Exception {
        String code = enter(worker, "Ana Lucía");
        answer(worker, code, "phone", "555 0100");
        answer(worker, code, "note", "works nights");
        Browser receiver = someone(theirs, OrganisationKind.UN_AGENCY, Role.REFERRAL_FOCAL_POINT);
        assertThat(receiver.get("/persons/" + code).statusCode()).isEqualTo(404);

        assertThat(share(worker, code, theirs, "note").statusCode()).isEqualTo(302);
        String page = receiver.get("/persons/" + code).body();
        assertThat(page).contains("works nights").doesNotContain("555 0100", "Ana Luc");
        assertThat(receiver.get("/persons").body()).contains(code).doesNotContain("Ana Luc");
        assertThat(receiver.get("/persons/" + code + "/shares/new").statusCode()).isEqualTo(404);
        assertThat(share(receiver, code, ours, "note").statusCode()).isEqualTo(404);

        server.sql(
                "update share set until = now() - interval '1 second' where organisation = ?",
                theirs);
        assertSame(receiver.get("/persons/" + code), receiver.get("/persons/00000000"));
        assertThat(receiver.get("/persons").body()).doesNotContain(code);

        assertThat(share(worker, code, theirs, "note").statusCode()).isEqualTo(302);
        String id =
                server.column(
                                "select id::text from share where organisation = ? and until > now()",
                                theirs)
                        .getFirst();
        assertThat(receiver.post("/persons/" + code + "/shares/" + id + "/end").statusCode())
                .isEqualTo(404);
        worker.post("/persons/" + code + "/shares/" + id + "/end");
        assertThat(receiver.get("/persons/" + code).statusCode()).isEqualTo(404);
    }

    @Test
    void nothingIsSharedWithABorderAuthorityNorWithoutATickOrADay() throws Exception {
        String code = enter(worker, "Rosa");
        UUID border = server.organisation(OrganisationKind.BORDER_AUTHORITY);
        assertThat(worker.get("/persons/" + code + "/shares/new").body())
                .contains(theirs.toString())
                .doesNotContain(border.toString());
        assertThat(share(worker, code, border, "name").statusCode()).isEqualTo(404);
        assertThat(share(worker, code, theirs).statusCode()).isEqualTo(400);
        assertThat(
                        worker.post(
                                        "/persons/" + code + "/shares",
                                        "facts",
                                        "name",
                                        "receiver",
                                        theirs.toString(),
                                        "basis",
                                        "consent",
                                        "until-day",
                                        "1",
                                        "until-month",
                                        "1",
                                        "until-year",
                                        "2020")
                                .statusCode())
                .isEqualTo(400);
        assertThat(server.column("select id from share where from_organisation = ?", ours))
                .isEmpty();
    }

    @Test
    void whatASurvivorTellsIsReadByAssignedSpecialistsAlone() throws Exception {
        String code = enter(worker, "Luz");
        assertThat(answer(worker, code, "survivor_note", "what was done to her").statusCode())
                .isEqualTo(302);
        assertThat(worker.get("/persons/" + code).body()).doesNotContain("what was done");
        assertThat(share(worker, code, theirs, "survivor_note").statusCode()).isEqualTo(404);

        Browser specialist = someone(ours, OrganisationKind.NGO, Role.PROTECTION_SPECIALIST);
        Browser supervisor = someone(ours, OrganisationKind.NGO, Role.SUPERVISOR);
        assertThat(specialist.get("/persons/" + code).body())
                .contains("Luz")
                .doesNotContain("what was done");
        supervisor.post("/persons/" + code + "/team", "colleague", specialist.account.toString());
        assertThat(specialist.get("/persons/" + code).body()).contains("what was done");
        assertThat(supervisor.get("/persons/" + code).body()).doesNotContain("what was done");

        String id =
                server.column(
                                "select id::text from assignment where account = ?",
                                specialist.account)
                        .getFirst();
        supervisor.post("/persons/" + code + "/team/" + id + "/end");
        assertThat(specialist.get("/persons/" + code).body())
                .contains("Luz")
                .doesNotContain("what was done");
    }

    @Test
    void anAssignmentOpensAFileAndItsEndClosesIt() throws Exception {
        String code = enter(worker, "Elena");
        Browser colleague = someone(ours, OrganisationKind.NGO, Role.REGISTRAR, "own");
        assertThat(colleague.get("/persons/" + code).statusCode()).isEqualTo(404);
        // Only colleagues of the same organisation can be named, and nobody names themselves.
        Browser foreigner = someone(theirs, OrganisationKind.UN_AGENCY, Role.CASE_WORKER);
        for (Browser wrong : List.of(foreigner)) {
            assertThat(
                            worker.post(
                                            "/persons/" + code + "/team",
                                            "colleague",
                                            wrong.account.toString())
                                    .statusCode())
                    .isEqualTo(404);
        }
        worker.post("/persons/" + code + "/team", "colleague", colleague.account.toString());
        worker.post("/persons/" + code + "/team", "colleague", colleague.account.toString());
        assertThat(server.column("select id from assignment where account = ?", colleague.account))
                .hasSize(1);
        assertThat(colleague.get("/persons/" + code).body()).contains("Elena");
        server.sql("update assignment set until = now() where account = ?", colleague.account);
        assertThat(colleague.get("/persons/" + code).statusCode()).isEqualTo(404);
    }

    @Test
    void anEmergencyNeedsAReasonLastsAnHourAndIsTold() throws Exception {
        String code = enter(worker, "Beatriz");
        answer(worker, code, "survivor_note", "what was done to her");
        Browser other = someone(theirs, OrganisationKind.UN_AGENCY, Role.CASE_WORKER);
        assertThat(emergency(other, code, "too short").statusCode()).isEqualTo(400);
        assertThat(emergency(other, code, "aaaaaaaaaaaaaaaaaaaaaaaaaaa").statusCode())
                .isEqualTo(400);
        assertThat(emergency(other, "00000000", REASON).statusCode()).isEqualTo(404);
        assertThat(other.get("/persons/" + code).statusCode()).isEqualTo(404);

        assertThat(emergency(other, code, REASON).statusCode()).isEqualTo(302);
        assertThat(emergency(other, code, REASON).statusCode()).isEqualTo(302);
        assertThat(
                        server.column(
                                "select id from emergency_access where account = ?", other.account))
                .as("a double click opens once")
                .hasSize(1);
        assertThat(other.get("/persons/" + code).body())
                .contains("Beatriz")
                .doesNotContain("what was done");
        // What is open for an hour is handed to nobody.
        assertThat(other.get("/persons/" + code + "/team/new").statusCode()).isEqualTo(404);
        assertThat(other.get("/persons/" + code + "/shares/new").statusCode()).isEqualTo(404);

        for (Browser told :
                List.of(
                        someone(ours, OrganisationKind.NGO, Role.SUPERVISOR),
                        someone(ours, OrganisationKind.NGO, Role.DATA_PROTECTION_OFFICER),
                        someone(theirs, OrganisationKind.UN_AGENCY, Role.SUPERVISOR))) {
            assertThat(told.get("/").body()).contains("/emergencies");
            assertThat(told.get("/emergencies").body()).contains(code, REASON);
        }
        Browser officer = someone(ours, OrganisationKind.NGO, Role.DATA_PROTECTION_OFFICER);
        String notice =
                server.column("select id::text from notice where organisation = ?", ours)
                        .getFirst();
        assertThat(other.post("/emergencies/" + notice, "verdict", "justified").statusCode())
                .isIn(403, 404);
        officer.post("/emergencies/" + notice, "verdict", "not-justified");
        assertThat(server.column("select verdict from notice where organisation = ?", ours))
                .containsExactly("not-justified");

        other.post("/persons/" + code + "/emergency/end");
        assertSame(other.get("/persons/" + code), other.get("/persons/00000000"));
    }

    @Test
    void anEmergencyThatIsOverShowsNothing() throws Exception {
        String code = enter(worker, "Carmen");
        Browser other = someone(theirs, OrganisationKind.UN_AGENCY, Role.SUPERVISOR);
        emergency(other, code, REASON);
        assertThat(other.get("/persons/" + code).statusCode()).isEqualTo(200);
        server.sql(
                "update emergency_access set opened_at = now() - interval '2 hours', ends_at = now() -"
                        + " interval '1 hour' where account = ?",
                other.account);
        assertThat(other.get("/persons/" + code).statusCode()).isEqualTo(404);
        assertThat(other.get("/persons").body()).doesNotContain(code);
    }

    @Test
    void whoeverMayNotBreakTheGlassIsNotAsked() throws Exception {
        String code = enter(worker, "Inés");
        for (Role role : List.of(Role.REGISTRAR, Role.REFERRAL_FOCAL_POINT, Role.RETURN_OFFICER)) {
            Browser other = someone(theirs, OrganisationKind.UN_AGENCY, role);
            assertThat(emergency(other, code, REASON).statusCode()).as("%s", role).isEqualTo(403);
        }
        assertThat(server.column("select id from notice where organisation = ?", ours)).isEmpty();
    }

    @Test
    void borderOfficersSeeWhatTheyEnteredAndNothingOfTheirColleagues() throws Exception {
        UUID border = server.organisation(OrganisationKind.BORDER_AUTHORITY);
        Browser one = someone(border, OrganisationKind.BORDER_AUTHORITY, Role.REGISTRAR);
        Browser two = someone(border, OrganisationKind.BORDER_AUTHORITY, Role.SUPERVISOR);
        String code = enter(one, "Teresa");
        assertThat(answer(one, code, "survivor_note", "what was done").statusCode()).isEqualTo(302);
        assertThat(one.get("/persons/" + code).body())
                .contains("Teresa")
                .doesNotContain("what was done");
        assertThat(one.get("/persons").body()).contains(code);
        assertThat(two.get("/persons/" + code).statusCode()).isEqualTo(404);
        assertThat(two.get("/persons").body()).doesNotContain(code);
    }

    @Test
    void badInputIsToldAtTheFieldAndNothingIsWritten() throws Exception {
        HttpResponse<String> answer =
                worker.post("/persons", "name", "", "age", "1000", "nationality", "XXX");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("f-name-error", "f-age-error", "f-nationality-error");
        assertThat(server.column("select id from person where organisation = ?", ours)).isEmpty();
        String code = enter(worker, "Sara");
        assertThat(answer(worker, code, "birth_date", "yesterday").statusCode()).isEqualTo(400);
        assertThat(answer(worker, code, "no_such_fact", "x").statusCode()).isEqualTo(404);
        assertThat(worker.get("/persons?before=nonsense").statusCode()).isEqualTo(400);
        assertThat(worker.get("/persons/%3Cscript%3E").statusCode()).isIn(400, 404);
    }

    // --- what must happen

    @Test
    void aPersonIsEnteredOnceHoweverOftenTheFormIsSent() throws Exception {
        String form = worker.get("/persons/new").body();
        Matcher id = Pattern.compile("name=\"id\" value=\"([^\"]+)\"").matcher(form);
        assertThat(id.find()).isTrue();
        String first =
                WholeServer.location(worker.post("/persons", "id", id.group(1), "name", "Paula"));
        String second =
                WholeServer.location(worker.post("/persons", "id", id.group(1), "name", "Paula"));
        assertThat(first).matches(".*/persons/" + PersonPages.CODE).isEqualTo(second);
        assertThat(server.column("select id from person where organisation = ?", ours)).hasSize(1);
    }

    @Test
    void aNewerAnswerCorrectsAndTheOlderOneStaysInTheHistory() throws Exception {
        String code = enter(worker, "Daniela");
        answer(worker, code, "nationality", "HND");
        answer(worker, code, "nationality", "GTM");
        String page = worker.get("/persons/" + code).body();
        assertThat(page).contains("Guatemala", "Honduras", "Daniela");
        assertThat(page.indexOf("Guatemala")).isLessThan(page.indexOf("Honduras"));
        assertThat(page).contains("<title>").doesNotContainPattern("<title>[^<]*Daniela");
    }

    @Test
    void everyReadAndWriteIsAuditedAndAListIsOneEntry() throws Exception {
        String code = enter(worker, "Gloria");
        enter(worker, "Isabel");
        worker.get("/persons");
        worker.get("/persons/" + code);
        worker.get("/persons/00000000");
        List<String> actions =
                server.column(
                        "select action from audit_entry where chain = ? and account = ? order by number",
                        ours,
                        worker.account);
        assertThat(actions)
                .containsExactly("create", "assign", "create", "assign", "list", "read", "refused");
        assertThat(
                        server.column(
                                "select coalesce(detail, '') from audit_entry where chain = ?",
                                ours))
                .noneMatch(detail -> detail.contains("Gloria") || detail.contains("Isabel"));
    }

    @Test
    void theListGoesOnWithOlderPersonsAndCountsNobody() throws Exception {
        for (int i = 0; i < Persons.PAGE + 3; i++) {
            UUID id = amparo.server.platform.Ids.next();
            server.sql(
                    "insert into person (id, code, organisation, entered_by, entered_room)"
                            + " values (?, '', ?, ?, 'frontline')",
                    id,
                    ours,
                    worker.account);
        }
        String first = worker.get("/persons").body();
        Matcher older = Pattern.compile("/persons\\?before=[0-9a-f-]{36}").matcher(first);
        assertThat(older.find()).isTrue();
        String second = worker.get(older.group()).body();
        assertThat(codes(first)).hasSize(Persons.PAGE);
        assertThat(codes(second)).hasSize(3).doesNotContainAnyElementsOf(codes(first));
        assertThat(first.replaceAll("value=\"[^\"]*\"", ""))
                .doesNotContainPattern("\\b" + (Persons.PAGE + 3) + "\\b");
    }

    // --- the hands

    private static List<String> codes(String page) {
        return Pattern.compile("href=\"/persons/(" + PersonPages.CODE + ")\"")
                .matcher(page)
                .results()
                .map(found -> found.group(1))
                .distinct()
                .toList();
    }

    private Browser someone(UUID organisation, OrganisationKind kind, Role role) throws Exception {
        return someone(organisation, kind, role, "organisation");
    }

    private Browser someone(UUID organisation, OrganisationKind kind, Role role, String scope)
            throws Exception {
        return server.worker(organisation, role, scope);
    }

    private static String enter(Browser browser, String name) throws Exception {
        String to =
                WholeServer.location(
                        browser.post("/persons", "name", name, "nationality", "HND", "age", "31"));
        assertThat(to).matches(".*/persons/" + PersonPages.CODE);
        return to.substring(to.length() - 8);
    }

    private static HttpResponse<String> answer(
            Browser browser, String code, String fact, String value) throws Exception {
        return browser.post(
                "/persons/" + code + "/answers", "fact", fact, "value", value, "source", "person");
    }

    private static HttpResponse<String> share(
            Browser browser, String code, UUID to, String... facts) throws Exception {
        LocalDate until = LocalDate.now(ZoneOffset.UTC).plusDays(30);
        java.util.ArrayList<String> form =
                new java.util.ArrayList<>(
                        List.of(
                                "receiver",
                                to.toString(),
                                "basis",
                                "consent",
                                "until-day",
                                Integer.toString(until.getDayOfMonth()),
                                "until-month",
                                Integer.toString(until.getMonthValue()),
                                "until-year",
                                Integer.toString(until.getYear())));
        for (String fact : facts) {
            form.add("facts");
            form.add(fact);
        }
        return browser.post("/persons/" + code + "/shares", form.toArray(String[]::new));
    }

    private static HttpResponse<String> emergency(Browser browser, String code, String reason)
            throws Exception {
        return browser.post("/emergency-access", "code", code, "reason", reason);
    }

    /** The same bytes, and the same headers but for the clock. */
    private static void assertSame(HttpResponse<String> one, HttpResponse<String> other) {
        assertThat(one.statusCode()).isEqualTo(404).isEqualTo(other.statusCode());
        assertThat(one.body()).isNotEmpty().isEqualTo(other.body());
        var first = new java.util.TreeMap<>(one.headers().map());
        var second = new java.util.TreeMap<>(other.headers().map());
        // The clock, and the hundredth request of a connection.
        for (String name : List.of("date", "connection", "keep-alive")) {
            first.remove(name);
            second.remove(name);
        }
        assertThat(first).isEqualTo(second);
    }
}
