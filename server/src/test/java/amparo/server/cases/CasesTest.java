package amparo.server.cases;

import static org.assertj.core.api.Assertions.assertThat;

import amparo.server.access.OrganisationKind;
import amparo.server.access.Role;
import amparo.server.platform.Ids;
import amparo.server.testing.WholeServer;
import amparo.server.testing.WholeServer.Browser;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
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
 * FEATURE: a case holds the work for a person, tells its whole history, and for whoever may not see
 * the person it does not exist.
 */
@Tag("database")
class CasesTest {

    private CaseWorld world;
    private WholeServer server;
    private Browser worker;

    @BeforeEach
    void aWorkerOfAnOrganisation() throws Exception {
        world = new CaseWorld();
        server = world.server;
        worker = world.worker;
    }

    // --- what must not happen

    @Test
    void aCaseThatYouMayNotSeeAndOneThatDoesNotExistGiveTheSamePage() throws Exception {
        String code = CaseWorld.enter(worker, "Marisol");
        String at = CaseWorld.open(worker, code);
        CaseWorld.note(worker, at, "ordinary", "Lives by the river");
        String none = "/cases/" + UUID.randomUUID();
        Browser stranger = world.someone(world.theirs, Role.SUPERVISOR);
        Browser scoped = server.worker(world.ours, Role.CASE_WORKER, "own");
        for (Browser other : List.of(stranger, scoped)) {
            for (String rest :
                    List.of(
                            "",
                            "/print",
                            "/status",
                            "/close",
                            "/notes/new",
                            "/tasks/new",
                            "/files/new",
                            "/doors/new",
                            "/appointments/new",
                            "/transfer",
                            "/owner",
                            "/persons/new")) {
                HttpResponse<String> seen = other.get(at + rest);
                assertThat(seen.statusCode()).as(rest).isEqualTo(404);
                assertThat(seen.body()).as(rest).isEqualTo(other.get(none + rest).body());
            }
            for (String rest :
                    List.of("/notes", "/take", "/tasks", "/status", "/close", "/transfer")) {
                assertThat(
                                other.post(at + rest, "words", "x", "sensitivity", "ordinary")
                                        .statusCode())
                        .as(rest)
                        .isEqualTo(404);
            }
            assertThat(other.get("/persons/" + code + "/cases").statusCode()).isEqualTo(404);
            for (String list :
                    List.of("/cases?show=open", "/cases?show=unowned", "/cases/tasks", "/")) {
                assertThat(other.get(list).body()).doesNotContain(code, "Marisol");
            }
        }
    }

    @Test
    void borderReturnsOversightAndDeskHaveNoCasesAtAll() throws Exception {
        UUID border = server.organisation(OrganisationKind.BORDER_AUTHORITY);
        for (Browser other :
                List.of(
                        world.someone(border, Role.SUPERVISOR),
                        world.someone(world.ours, Role.RETURN_OFFICER),
                        world.someone(world.ours, Role.DATA_PROTECTION_OFFICER),
                        world.someone(world.ours, Role.MONITOR),
                        world.someone(world.ours, Role.ANALYST),
                        world.someone(world.ours, Role.ADMINISTRATOR))) {
            assertThat(other.get("/cases").statusCode()).isEqualTo(403);
            assertThat(other.get("/").body()).doesNotContain("href=\"/cases");
        }
    }

    @Test
    void aSurvivorLevelNoteIsReadByTheAssignedSpecialistAloneNotEvenByWhoWroteIt()
            throws Exception {
        String code = CaseWorld.enter(worker, "Ana");
        String at = CaseWorld.open(worker, code);
        Browser specialist = world.someone(world.ours, Role.PROTECTION_SPECIALIST);
        Browser other = world.someone(world.ours, Role.PROTECTION_SPECIALIST);
        Browser supervisor = world.someone(world.ours, Role.SUPERVISOR);
        String form = worker.get(at + "/notes/new").body();
        String id = CaseWorld.value(form, "id");
        for (int i = 0; i < 2; i++) {
            assertThat(
                            worker.post(
                                            at + "/notes",
                                            "id",
                                            id,
                                            "sensitivity",
                                            "survivor",
                                            "words",
                                            "What was done to her")
                                    .statusCode())
                    .isEqualTo(302);
        }
        byte[] pdf = "%PDF-1.4 exam".getBytes(StandardCharsets.UTF_8);
        worker.upload(at + "/files", "file", "exam.pdf", pdf, "sensitivity", "survivor");
        worker.post("/persons/" + code + "/team", "colleague", specialist.account.toString());

        for (Browser any : List.of(worker, other, supervisor)) {
            assertThat(any.get(at).body()).doesNotContain("What was done", "exam.pdf");
        }
        String page = specialist.get(at).body();
        assertThat(page).contains("What was done to her", "exam.pdf");
        String file = page.replaceAll("(?s).*(/files/[0-9a-f-]{36})\".*", "$1");
        assertThat(specialist.get(at + file).statusCode()).isEqualTo(200);
        assertThat(supervisor.get(at + file).statusCode()).isEqualTo(404);
        assertThat(server.column("select id from case_note where id = ?", UUID.fromString(id)))
                .hasSize(1);
        assertThat(server.column("select encode(words, 'escape') from case_note"))
                .as("sealed")
                .noneMatch(words -> words.contains("What was done"));
    }

    @Test
    void ofTwoWhoChangeOneCaseTheSecondIsToldWhatChangedAndKeepsWhatWasTyped() throws Exception {
        String code = CaseWorld.enter(worker, "Rosa");
        String at = CaseWorld.open(worker, code);
        Browser other = world.someone(world.ours, Role.SUPERVISOR);
        String first = worker.get(at + "/status").body();
        String second = other.get(at + "/status").body();
        assertThat(
                        worker.post(
                                        at + "/status",
                                        "id",
                                        CaseWorld.value(first, "id"),
                                        "seen",
                                        CaseWorld.value(first, "seen"),
                                        "status",
                                        "authority")
                                .statusCode())
                .isEqualTo(302);
        HttpResponse<String> late =
                other.post(
                        at + "/status",
                        "id",
                        CaseWorld.value(second, "id"),
                        "seen",
                        CaseWorld.value(second, "seen"),
                        "status",
                        "person",
                        "reason",
                        "She comes back on Monday");
        assertThat(late.statusCode()).isEqualTo(409);
        assertThat(late.body())
                .contains(
                        "Somebody changed it",
                        "Waiting for the authority",
                        "She comes back on Monday");
        assertThat(server.column("select waiting_for from case_file where id = ?", id(at)))
                .containsExactly("authority");
        HttpResponse<String> again =
                other.post(
                        at + "/status",
                        "id",
                        CaseWorld.value(late.body(), "id"),
                        "seen",
                        CaseWorld.value(late.body(), "seen"),
                        "status",
                        "person",
                        "reason",
                        "She comes back on Monday");
        assertThat(again.statusCode()).isEqualTo(302);
        assertThat(worker.get(at).body())
                .contains("Waiting for the person", "She comes back on Monday");
        assertThat(
                        server.column(
                                "select kind from case_event where file = ? order by version",
                                id(at)))
                .containsExactly("opened", "status", "status");
    }

    @Test
    void everyFormThatIsSentTwiceCountsOnce() throws Exception {
        String code = CaseWorld.enter(worker, "Paula");
        String form = worker.get("/persons/" + code + "/cases/new").body();
        String at = CaseWorld.open(worker, code, "id", CaseWorld.value(form, "id"));
        assertThat(CaseWorld.open(worker, code, "id", CaseWorld.value(form, "id"))).isEqualTo(at);
        String task = Ids.next().toString();
        String close = worker.get(at + "/close").body();
        for (int i = 0; i < 2; i++) {
            List<String> fields = new ArrayList<>(CaseWorld.day("due", CaseWorld.today()));
            fields.addAll(
                    List.of(
                            "id",
                            task,
                            "what",
                            "Call the shelter",
                            "assignee",
                            worker.account.toString()));
            assertThat(worker.post(at + "/tasks", fields.toArray(String[]::new)).statusCode())
                    .isEqualTo(302);
            assertThat(worker.post(at + "/tasks/" + task + "/end", "status", "done").statusCode())
                    .isEqualTo(302);
            assertThat(
                            worker.post(
                                            at + "/close",
                                            "id",
                                            CaseWorld.value(close, "id"),
                                            "seen",
                                            CaseWorld.value(close, "seen"),
                                            "because",
                                            "solved")
                                    .statusCode())
                    .isEqualTo(302);
        }
        assertThat(
                        server.column(
                                "select kind from case_event where file = ? order by at, id",
                                id(at)))
                .containsExactlyInAnyOrder("opened", "task-made", "task-done", "closed");
    }

    @Test
    void ofManyWhoTakeACaseAtOnceOneHasItAndTheHistorySaysWho() throws Exception {
        String code = CaseWorld.enter(worker, "Elsa");
        String at = CaseWorld.open(worker, code, "owned", "no");
        List<Browser> all = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            all.add(world.someone(world.ours, Role.CASE_WORKER));
        }
        // CaseWorld.open sends "owned" twice; the first counts.
        server.sql("update case_file set owner = null where id = ?", id(at));
        List<Callable<Integer>> takes = new ArrayList<>();
        for (Browser one : all) {
            String page = one.get(at).body();
            String form = CaseWorld.value(page, "id");
            String seen = CaseWorld.value(page, "seen");
            takes.add(() -> one.post(at + "/take", "id", form, "seen", seen).statusCode());
        }
        try (ExecutorService pool = Executors.newFixedThreadPool(4)) {
            for (Future<Integer> done : pool.invokeAll(takes)) {
                assertThat(done.get()).isEqualTo(302);
            }
        }
        assertThat(
                        server.column(
                                "select account::text from case_event where file = ? and kind = 'owner'",
                                id(at)))
                .hasSize(1)
                .isEqualTo(server.column("select owner::text from case_file where id = ?", id(at)));
    }

    @Test
    void aFileThatIsNotWhatItsNameSaysIsRefusedAndATakenOneLeavesAsADownload() throws Exception {
        String code = CaseWorld.enter(worker, "Irma");
        String at = CaseWorld.open(worker, code);
        byte[] page = "<html><script>alert(1)</script></html>".getBytes(StandardCharsets.UTF_8);
        HttpResponse<String> refused =
                worker.upload(at + "/files", "file", "acta.pdf", page, "sensitivity", "ordinary");
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("f-file-error");
        assertThat(
                        worker.upload(
                                        at + "/files",
                                        "file",
                                        "acta.pdf",
                                        new byte[0],
                                        "sensitivity",
                                        "ordinary")
                                .statusCode())
                .isEqualTo(422);

        byte[] pdf = "%PDF-1.4 Acta de Irma".getBytes(StandardCharsets.UTF_8);
        assertThat(
                        worker.upload(
                                        at + "/files",
                                        "file",
                                        "../acta de Irma.html",
                                        pdf,
                                        "sensitivity",
                                        "sensitive")
                                .statusCode())
                .isEqualTo(302);
        String shown = worker.get(at).body();
        assertThat(shown).contains("acta de Irma.pdf");
        String file = shown.replaceAll("(?s).*?(/files/[0-9a-f-]{36})\".*", "$1");
        HttpResponse<String> download = worker.get(at + file);
        assertThat(download.body()).isEqualTo("%PDF-1.4 Acta de Irma");
        assertThat(download.headers().firstValue("Content-Disposition").orElse(""))
                .startsWith("attachment");
        assertThat(download.headers().allValues("X-Content-Type-Options")).contains("nosniff");
        assertThat(download.headers().firstValue("Content-Type").orElse(""))
                .startsWith("application/pdf");
        assertThat(server.column("select encode(content, 'escape') from case_attachment"))
                .noneMatch(content -> content.contains("Irma"));
        assertThat(world.someone(world.theirs, Role.SUPERVISOR).get(at + file).statusCode())
                .isEqualTo(404);

        worker.post(at + file + "/remove");
        assertThat(worker.get(at + file).statusCode()).isEqualTo(404);
        assertThat(worker.get(at).body()).contains("content erased");
    }

    @Test
    void badInputIsToldAtTheFieldAndNothingIsWritten() throws Exception {
        String code = CaseWorld.enter(worker, "Sara");
        String at = CaseWorld.open(worker, code);
        assertThat(CaseWorld.note(worker, at, "secret", "").body())
                .contains("f-words-error", "f-sensitivity-error");
        assertThat(
                        worker.post(at + "/tasks", "what", "x", "due-day", "31", "due-month", "2")
                                .body())
                .contains("f-what-error", "f-due-error", "f-assignee-error");
        assertThat(worker.post(at + "/close", "because", "transferred").statusCode())
                .isEqualTo(422);
        assertThat(worker.post(at + "/doors", "door", "no-such-door").body())
                .contains("f-door-error");
        assertThat(worker.post(at + "/appointments", "time", "25:99", "zone", "Mars").body())
                .contains("f-time-error", "f-zone-error", "f-day-error", "f-purpose-error");
        assertThat(worker.post(at + "/persons", "code", "00000000").body())
                .contains("f-code-error");
        assertThat(
                        worker.post(at + "/owner", "colleague", UUID.randomUUID().toString())
                                .statusCode())
                .isEqualTo(404);
        assertThat(worker.get("/cases/nonsense").statusCode()).isEqualTo(400);
        assertThat(server.column("select kind from case_event where file = ?", id(at)))
                .containsExactly("opened");
    }

    @Test
    void aCaseIsNeverGivenToSomebodyWhoDoesNotWorkOnCasesHere() throws Exception {
        String code = CaseWorld.enter(worker, "Nora");
        String at = CaseWorld.open(worker, code);
        String page = worker.get(at + "/owner").body();
        for (Browser wrong :
                List.of(
                        world.someone(world.theirs, Role.CASE_WORKER),
                        world.someone(world.ours, Role.REGISTRAR),
                        world.someone(world.ours, Role.ADMINISTRATOR))) {
            assertThat(page).doesNotContain(wrong.account.toString());
            assertThat(
                            worker.post(
                                            at + "/owner",
                                            "seen",
                                            "1",
                                            "colleague",
                                            wrong.account.toString())
                                    .statusCode())
                    .isEqualTo(404);
        }
    }

    // --- what must happen

    @Test
    void aCaseIsClosedWithAReasonAndOpenedAgainWithOneAndNothingIsForgotten() throws Exception {
        String code = CaseWorld.enter(worker, "Daniela");
        String at = CaseWorld.open(worker, code);
        assertThat(worker.get("/cases").body()).contains(code, "Daniela");
        post(worker, at + "/close", "because", "moved-on", "reason", "Left for the north");
        assertThat(worker.get("/cases").body()).doesNotContain("Daniela");
        assertThat(worker.get("/cases?show=closed").body()).contains("Daniela");
        assertThat(worker.post(at + "/reopen", "seen", "2", "reason", "").statusCode())
                .isEqualTo(422);
        post(worker, at + "/reopen", "reason", "She is back");
        String page = worker.get(at).body();
        assertThat(page).contains("The person moved on", "Left for the north", "She is back");
        assertThat(page).doesNotContainPattern("<title>[^<]*Daniela");
    }

    @Test
    void aFamilyHasOneCaseAndAnotherMemberCanBeTakenOut() throws Exception {
        String mother = CaseWorld.enter(worker, "Lidia");
        String son = CaseWorld.enter(worker, "Tomas");
        String at =
                CaseWorld.open(worker, mother, "others", son.toLowerCase(java.util.Locale.ROOT));
        assertThat(worker.get("/persons/" + son + "/cases").body()).contains(at);
        assertThat(
                        worker.post(
                                        at + "/notes",
                                        "words",
                                        "School",
                                        "sensitivity",
                                        "ordinary",
                                        "person",
                                        son)
                                .statusCode())
                .isEqualTo(302);
        assertThat(CaseWorld.note(worker, at, "ordinary", "whose?").statusCode()).isEqualTo(422);
        worker.post(at + "/persons/" + son + "/out");
        worker.post(at + "/persons/" + mother + "/out");
        assertThat(worker.get("/persons/" + son + "/cases").body()).doesNotContain(at);
        assertThat(worker.get(at).body()).contains("Lidia", "School");
    }

    @Test
    void givingACaseLetsTheColleagueReachThePerson() throws Exception {
        String code = CaseWorld.enter(worker, "Carmen");
        String at = CaseWorld.open(worker, code);
        Browser colleague = server.worker(world.ours, Role.CASE_WORKER, "own");
        assertThat(colleague.get(at).statusCode()).isEqualTo(404);
        post(worker, at + "/owner", "colleague", colleague.account.toString());
        assertThat(colleague.get(at).body()).contains("Carmen");
        assertThat(colleague.get("/cases").body()).contains(code);
    }

    @Test
    void aDoorBringsItsPapersAndWarnsBeforeWhatItGaveEnds() throws Exception {
        String code = CaseWorld.enter(worker, "Belkis");
        String at = CaseWorld.open(worker, code);
        String door =
                WholeServer.location(worker.post(at + "/doors", "door", "col-etpv-ppt"))
                        .replaceFirst(".*(/cases/)", "$1");
        String page = worker.get(door).body();
        assertThat(page)
                .contains("Venezuelan identity card", "Register on the internet in the RUMV");
        assertThat(
                        server.column(
                                "select status from case_paper where door = ?",
                                UUID.fromString(door.substring(door.length() - 36))))
                .hasSizeGreaterThan(3)
                .containsOnly("needed");

        String paper = page.replaceAll("(?s).*?name=\"now-([0-9a-f-]{36})\".*", "$1");
        worker.post(door + "/papers", "now-" + paper, "have", "seen-" + paper, "needed");
        assertThat(
                        WholeServer.location(
                                worker.post(
                                        door + "/papers",
                                        "now-" + paper,
                                        "asked",
                                        "seen-" + paper,
                                        "needed")))
                .endsWith(door);
        assertThat(
                        server.column(
                                "select status from case_paper where id = ?",
                                UUID.fromString(paper)))
                .as("what somebody else wrote stays")
                .containsExactly("have");
        worker.post(door + "/papers/new", "label", "Letter of the landlady", "kind", "paper");

        step(worker, door, "submitted", CaseWorld.today().minusDays(20), null, 302);
        step(worker, door, "expired", CaseWorld.today(), null, 409);
        step(worker, door, "granted", CaseWorld.today().plusDays(9), null, 422);
        step(worker, door, "granted", CaseWorld.today(), CaseWorld.today().plusDays(30), 302);
        assertThat(worker.get(door).body())
                .contains("Letter of the landlady", "Handed in", "Ends:", "RUMV-77");
        assertThat(worker.get("/cases/expiring").body()).contains(code, "Ends:");
        assertThat(worker.get("/").body()).contains("/cases/expiring");
        step(worker, door, "renewing", CaseWorld.today(), null, 302);
        step(worker, door, "granted", CaseWorld.today(), CaseWorld.today().plusDays(700), 302);
        assertThat(worker.get("/cases/expiring").body()).doesNotContain(code);
        assertThat(
                        server.column(
                                "select after from case_event where kind = 'door' and file = ? order by at",
                                id(at)))
                .containsExactly("submitted", "granted", "renewing", "granted");
    }

    private static void step(
            Browser by, String door, String state, LocalDate on, LocalDate until, int expected)
            throws Exception {
        String page = by.get(door).body();
        List<String> form = new ArrayList<>(CaseWorld.day("on", on));
        if (until != null) {
            form.addAll(CaseWorld.day("until", until));
        }
        form.addAll(List.of("state", state, "reference", "RUMV-77"));
        String step = page.substring(page.indexOf(door + "/state"));
        form.addAll(
                List.of("id", CaseWorld.value(step, "id"), "seen", CaseWorld.value(step, "seen")));
        assertThat(by.post(door + "/state", form.toArray(String[]::new)).statusCode())
                .as(state)
                .isEqualTo(expected);
    }

    @Test
    void aCalendarFileSaysNothingThatOthersCouldReadOnATelephone() throws Exception {
        String code = CaseWorld.enter(worker, "Yolanda");
        String at = CaseWorld.open(worker, code);
        List<String> form = new ArrayList<>(CaseWorld.day("day", CaseWorld.today().plusDays(3)));
        form.addAll(
                List.of(
                        "time",
                        "9:30",
                        "zone",
                        "America/Mexico_City",
                        "place",
                        "COMAR office",
                        "purpose",
                        "interview"));
        assertThat(worker.post(at + "/appointments", form.toArray(String[]::new)).statusCode())
                .isEqualTo(302);
        String page = worker.get(at).body();
        assertThat(page).contains("09:30 (Mexico City)", "COMAR office");
        String one = page.replaceAll("(?s).*?(/appointments/[0-9a-f-]{36})/calendar.*", "$1");
        HttpResponse<String> file = worker.get(at + one + "/calendar");
        assertThat(file.headers().firstValue("Content-Type").orElse(""))
                .startsWith("text/calendar");
        assertThat(file.body())
                .contains("BEGIN:VEVENT", "T153000Z")
                .doesNotContain("COMAR", "nterview", "Yolanda", code, "Amparo,", "LOCATION");
        assertThat(worker.get(at + one + "/calendar?full=true").body()).contains("COMAR office");
        // In the language of the page from which it is taken, whatever the browser was set to.
        for (String language : List.of("es", "en")) {
            assertThat(worker.get("/cases?lang=" + language).statusCode()).isIn(200, 302);
            HttpResponse<String> there = worker.get(at + one + "/calendar?lang=" + language);
            boolean spanish = language.equals("es");
            assertThat(there.body()).contains(spanish ? "SUMMARY:Cita" : "SUMMARY:Appointment");
            assertThat(there.headers().firstValue("Content-Disposition").orElse(""))
                    .contains(spanish ? "cita.ics" : "appointment.ics");
        }
        assertThat(worker.get("/cases/appointments").body()).contains(code);
    }

    @Test
    void oneNextStepStandsOnTopOfTheCase() throws Exception {
        String code = CaseWorld.enter(worker, "Gloria");
        String at = CaseWorld.open(worker, code);
        assertThat(next(at)).contains("Nothing is planned", at + "/tasks/new");
        CaseWorld.task(
                worker, at, "Ask for the paper", CaseWorld.today().plusDays(3), worker.account);
        assertThat(next(at)).contains("Ask for the paper").doesNotContain("Nothing is planned");
        CaseWorld.task(
                worker, at, "Call the shelter", CaseWorld.today().minusDays(1), worker.account);
        assertThat(next(at)).contains("Call the shelter").doesNotContain("Ask for the paper");
        server.sql(
                "update case_file set owner = null where person = (select id from person where code = ?)",
                code);
        assertThat(next(at)).contains("Nobody carries this case");
        server.sql(
                "update case_file set status = 'closed', closed_reason = 'solved', closed_at = now()"
                        + " where person = (select id from person where code = ?)",
                code);
        assertThat(worker.get(at).body()).doesNotContain("person-next");
    }

    /** The step on top, and nothing below it. */
    private String next(String at) throws Exception {
        String page = worker.get(at).body();
        assertThat(page).containsOnlyOnce("person-next");
        return page.replaceAll("(?s).*person-next(.*?)<dl.*", "$1");
    }

    @Test
    void tasksAreListedByTheirDayAndTheListGoesOnWithoutLoss() throws Exception {
        String code = CaseWorld.enter(worker, "Gloria");
        String at = CaseWorld.open(worker, code);
        for (int i = 0; i < Cases.PAGE + 2; i++) {
            server.sql(
                    "insert into case_task (id, file, organisation, person, what, due, assignee, made_by) select ?,"
                            + " c.id, c.organisation, c.person, ?, current_date + ? - 2, ?, ? from case_file c where"
                            + " c.id = ?",
                    Ids.next(),
                    "Task number " + i,
                    i / 2,
                    worker.account,
                    worker.account,
                    id(at));
        }
        String first = worker.get("/cases/tasks").body();
        assertThat(first).contains("Task number 0", "Overdue").doesNotContain("Task number 51");
        String next = first.replaceAll("(?s).*(/cases/tasks\\?after=[0-9a-f_-]+).*", "$1");
        String second = worker.get(next).body();
        assertThat(second).contains("Task number 50", "Task number 51").doesNotContain("number 49");
        assertThat(worker.get("/").body()).contains("Tasks due or overdue");
    }

    @Test
    void theSummaryOnPaperHasNeitherNamesNorNotes() throws Exception {
        String code = CaseWorld.enter(worker, "Isabel");
        String at = CaseWorld.open(worker, code);
        CaseWorld.note(worker, at, "ordinary", "Fears her cousin");
        CaseWorld.task(worker, at, "Call the consulate", CaseWorld.today(), worker.account);
        assertThat(worker.get(at + "/print").body())
                .contains(code, "Call the consulate")
                .doesNotContain("Isabel", "Fears her cousin");
    }

    @Test
    void everyReadAndWriteIsAuditedWithoutAWordOfTheCase() throws Exception {
        String code = CaseWorld.enter(worker, "Gladys");
        String at = CaseWorld.open(worker, code);
        CaseWorld.note(worker, at, "sensitive", "Owes money to Ramon");
        CaseWorld.task(worker, at, "Call Ramon", CaseWorld.today(), worker.account);
        worker.get(at);
        worker.get("/cases/" + UUID.randomUUID());
        List<String> actions =
                server.column(
                        "select action || ' ' || kind from audit_entry where account = ? order by number",
                        worker.account);
        assertThat(actions)
                .contains(
                        "create case",
                        "record case-note",
                        "create case-task",
                        "read case",
                        "read case-note",
                        "refused case");
        assertThat(server.column("select detail from audit_entry where chain = ?", world.ours))
                .noneMatch(detail -> detail.contains("Ramon") || detail.contains("Gladys"));
    }

    @Test
    void whatOneHoldsIsCountedAndHandedOverWhenSheLeaves() throws Exception {
        String code = CaseWorld.enter(worker, "Mirna");
        String at = CaseWorld.open(worker, code);
        CaseWorld.task(worker, at, "Call the clinic", CaseWorld.today(), worker.account);
        Browser colleague = server.worker(world.ours, Role.CASE_WORKER, "own");
        Browser administrator = world.someone(world.ours, Role.ADMINISTRATOR);
        String leave = "/people/" + worker.account + "/leave";
        assertThat(administrator.get(leave).body())
                .contains("1 open case", "1 open task")
                .doesNotContain(code, "Mirna", "clinic");
        HttpResponse<String> left =
                administrator.post(
                        leave,
                        "to-case",
                        colleague.account.toString(),
                        "to-case-task",
                        colleague.account.toString(),
                        "to-assignment",
                        colleague.account.toString(),
                        "reason",
                        "Moves to another country",
                        "what",
                        "leave");
        assertThat(left.statusCode()).as(left.body()).isEqualTo(302);
        assertThat(colleague.get("/cases").body()).contains(code, "Mirna");
        assertThat(colleague.get("/cases/tasks").body()).contains("Call the clinic");
        assertThat(
                        server.column(
                                "select kind from case_event where file = ? and account = ?",
                                id(at),
                                administrator.account))
                .containsExactlyInAnyOrder("owner", "task-given");
    }

    @Test
    void withAPersonGoesAllThatCasesHoldOfThem() throws Exception {
        String code = CaseWorld.enter(worker, "Teresa");
        String at = CaseWorld.open(worker, code);
        CaseWorld.note(worker, at, "survivor", "x");
        CaseWorld.task(worker, at, "Call", CaseWorld.today(), worker.account);
        worker.post(at + "/doors", "door", "col-asylum");
        byte[] text = "a letter".getBytes(StandardCharsets.UTF_8);
        worker.upload(at + "/files", "file", "a.txt", text, "sensitivity", "ordinary");
        CaseWorld.offer(worker, at, world.theirs, code, "name");
        UUID person =
                UUID.fromString(
                        server.column("select id::text from person where code = ?", code)
                                .getFirst());
        server.sql("select erase_values(?)", person);
        for (String table :
                List.of(
                        "case_file where id",
                        "case_person where file",
                        "case_event where file",
                        "case_note where file",
                        "case_task where file",
                        "case_attachment where file",
                        "case_door where file",
                        "case_paper where file",
                        "case_transfer where file")) {
            assertThat(server.column("select 1 from " + table + " = ?", id(at)))
                    .as(table)
                    .isEmpty();
        }
        assertThat(worker.get(at).statusCode()).isEqualTo(404);
    }

    @Test
    void aFamilysCaseGoesOnWhenTheFirstPersonIsErased() throws Exception {
        String mother = CaseWorld.enter(worker, "Lidia");
        String son = CaseWorld.enter(worker, "Tomas");
        String at = CaseWorld.open(worker, mother, "others", son);
        worker.post(
                at + "/notes", "words", "Of Lidia", "sensitivity", "ordinary", "person", mother);
        worker.post(at + "/notes", "words", "Of Tomas", "sensitivity", "ordinary", "person", son);
        server.sql("select erase_values(id) from person where code = ?", mother);
        assertThat(worker.get(at).body())
                .contains(son, "Of Tomas")
                .doesNotContain("Of Lidia", mother);
    }

    private static void post(Browser by, String path, String... form) throws Exception {
        String page = by.get(path).body();
        List<String> all =
                new ArrayList<>(
                        List.of(
                                "id",
                                CaseWorld.value(page, "id"),
                                "seen",
                                CaseWorld.value(page, "seen")));
        all.addAll(List.of(form));
        HttpResponse<String> answer = by.post(path, all.toArray(String[]::new));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(302);
    }

    private static UUID id(String at) {
        return UUID.fromString(at.substring(at.length() - 36));
    }
}
