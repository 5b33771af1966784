package amparo.server.profiling;

import static org.assertj.core.api.Assertions.assertThat;

import amparo.server.access.OrganisationKind;
import amparo.server.access.Role;
import amparo.server.platform.Ids;
import amparo.server.testing.WholeServer;
import amparo.server.testing.WholeServer.Browser;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** FEATURE: an interview page by page, in a frame, with a moment alone before it ends. */
@Tag("database")
class InterviewsTest {

    private final WholeServer server = WholeServer.get();

    private UUID ours = new UUID(0, 0);
    private Browser worker = server.stranger();
    private String code = "";
    private String interview = "";

    @BeforeEach
    void aPersonInTheFileOfAWorker() throws Exception {
        ours = server.organisation(OrganisationKind.NGO);
        worker = server.worker(ours, Role.CASE_WORKER, "organisation");
        String to = WholeServer.location(worker.post("/persons", "name", "Marisol"));
        code = to.substring(to.length() - 8);
        interview = Ids.next().toString();
    }

    // --- what must not happen

    @Test
    void noInterviewClosesWithoutAMomentAlone() throws Exception {
        open("direct", "yes", "no");
        worker.post("/interviews/" + interview + "/close");
        assertThat(column("select closed_at::text from interview where id = ?::uuid"))
                .containsOnlyNulls();
        assertThat(worker.get("/interviews/" + interview).body()).contains("We are alone now");
        worker.post("/interviews/" + interview + "/alone");
        worker.post("/interviews/" + interview + "/close");
        assertThat(column("select closed_at::text from interview where id = ?::uuid"))
                .doesNotContainNull();
    }

    @Test
    void aNoThroughADraftTranslationOrACompanionCountsAsNotAskedAndAYesCounts() throws Exception {
        for (String through : List.of("draft", "companion")) {
            interview = Ids.next().toString();
            open(through, "yes", "no");
            put("fear_of_return", "no");
            assertThat(answers("fear_of_return")).isEmpty();
            assertThat(column("select consent from interview where id = ?::uuid"))
                    .containsExactly("not-asked");
        }
        interview = Ids.next().toString();
        open("direct", "no", "no");
        put("fear_of_return", "no");
        assertThat(answers("fear_of_return")).as("a language not understood").isEmpty();
        put("fear_of_return", "yes");
        assertThat(answers("fear_of_return")).containsExactly("true");
        interview = Ids.next().toString();
        open("interpreter", "yes", "no");
        put("fear_of_return", "no");
        assertThat(answers("fear_of_return")).containsExactlyInAnyOrder("true", "false");
    }

    @Test
    void ofAChildAloneOnlyTheLeastIsAskedWithoutAGuardianAndWhatIsToldIsHeard() throws Exception {
        open("direct", "yes", "no");
        put("age", "15");
        put("accompanied_by", "nobody");
        put("route_events", "robbed");
        assertThat(answers("route_events")).isEmpty();
        assertThat(worker.get("/interviews/" + interview).body())
                .contains("This may be a child without anybody who answers for them");
        assertThat(worker.get("/interviews/" + interview + "/question?fact=route_events").body())
                .contains("This is not asked now");
        put("route_events", "robbed", "how", "unasked");
        assertThat(answers("route_events")).containsExactly("[\"robbed\"]");
        put("needs_now", "food");
        assertThat(answers("needs_now")).hasSize(1);
        // Every further question that the plan puts is one of the least.
        for (int i = 0; i < 12; i++) {
            String body = worker.get("/interviews/" + interview + "/question").body();
            assertThat(body).doesNotContain("This is not asked now");
            String fact = between(body, "name=\"fact\" value=\"", "\"");
            if (fact.isEmpty()) {
                break;
            }
            assertThat(fact)
                    .isIn(
                            "age",
                            "age_doubt",
                            "birth_date",
                            "accompanied_by",
                            "needs_now",
                            "languages",
                            "country_now",
                            "nationality");
            skip(fact);
        }
        interview = Ids.next().toString();
        open("direct", "yes", "yes");
        put("hurt_on_route", "no");
        assertThat(answers("hurt_on_route")).as("with a guardian").hasSize(1);
    }

    @Test
    void theAuditSaysOnceWhoWasShownWhichNeedsAndAgainWhenThereIsANewOne() throws Exception {
        open("direct", "yes", "yes");
        put("needs_now", "medical");
        worker.get("/interviews/" + interview);
        int before = reads(worker).size();
        assertThat(reads(worker).getLast()).startsWith("1 flags");
        for (int i = 0; i < 5; i++) {
            worker.get("/interviews/" + interview + "/question");
            worker.get("/interviews/" + interview);
        }
        assertThat(reads(worker)).hasSize(before);
        // One more need: one more line, and only of that one.
        put("age", "12");
        put("accompanied_by", "nobody");
        worker.get("/interviews/" + interview);
        worker.get("/interviews/" + interview);
        List<String> all = reads(worker);
        assertThat(all.subList(before, all.size()))
                .hasSize(1)
                .noneMatch(one -> one.startsWith("0"));
        // A colleague saw none of it yet.
        Browser colleague = server.worker(ours, Role.CASE_WORKER, "organisation");
        colleague.get("/interviews/" + interview);
        colleague.get("/interviews/" + interview);
        assertThat(reads(colleague)).hasSize(1);
    }

    private List<String> reads(Browser of) throws Exception {
        return server.column(
                "select detail from audit_entry where account = ? and kind = 'flag' and action = 'read' and detail like"
                        + " '%interview' order by number",
                of.account);
    }

    @Test
    void aSecondClickOrASecondDeviceSavesAnAnswerOnce() throws Exception {
        open("direct", "yes", "no");
        String item = Ids.next().toString();
        List<Thread> clicks = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            clicks.add(
                    Thread.ofVirtual()
                            .start(() -> {
                                try {
                                    worker.post(
                                            "/interviews/" + interview + "/answers",
                                            "item",
                                            item,
                                            "fact",
                                            "sex",
                                            "value",
                                            "female",
                                            "source",
                                            "person");
                                } catch (Exception failed) {
                                    throw new IllegalStateException(failed);
                                }
                            }));
        }
        for (Thread click : clicks) {
            click.join();
        }
        assertThat(answers("sex")).hasSize(1);
    }

    @Test
    void anotherOrganisationFindsNothingOfAnInterview() throws Exception {
        open("direct", "yes", "no");
        Browser stranger =
                server.worker(
                        server.organisation(OrganisationKind.NGO), Role.SUPERVISOR, "organisation");
        for (String path : List.of("", "/question", "/question?fact=sex")) {
            assertThat(stranger.get("/interviews/" + interview + path).statusCode()).isEqualTo(404);
        }
        for (String path : List.of("/alone", "/close")) {
            assertThat(stranger.post("/interviews/" + interview + path).statusCode())
                    .isEqualTo(404);
        }
        assertThat(stranger.get("/persons/" + code + "/interview").statusCode()).isEqualTo(404);
    }

    @Test
    void survivorFactsAreNotAskedByACaseWorker() throws Exception {
        open("direct", "yes", "no");
        assertThat(worker.get("/interviews/" + interview + "/question?fact=harm").statusCode())
                .isEqualTo(404);
        assertThat(worker.get("/interviews/" + interview).body()).doesNotContain("fact=harm");
    }

    // --- what must happen

    @Test
    void immediateNeedsComeFirstAndOneTapTellsTheColleagues() throws Exception {
        open("direct", "yes", "no");
        assertThat(worker.get("/interviews/" + interview + "/question").body())
                .contains("name=\"fact\" value=\"needs_now\"");
        String id = Ids.next().toString();
        for (int tap = 0; tap < 2; tap++) {
            worker.post(
                    "/persons/" + code + "/alerts",
                    "kind",
                    "medical",
                    "id-medical",
                    id,
                    "interview",
                    interview);
        }
        Browser colleague = server.worker(ours, Role.SUPERVISOR, "organisation");
        assertThat(colleague.get("/immediate").body()).contains(code, "Health now");
        assertThat(
                        column(
                                "select id::text from immediate_alert where ?::text is not null and id = '"
                                        + id
                                        + "'"))
                .hasSize(1);
        worker.post("/persons/" + code + "/alerts/" + id + "/done", "interview", interview);
        assertThat(colleague.get("/immediate").body()).doesNotContain(code);
    }

    @Test
    void aChildAloneIsAnEntryForTheFocalPointUntilTheAuthorityWasTold() throws Exception {
        open("direct", "yes", "no");
        put("age", "15..17");
        put("age", "15-17");
        put("accompanied_by", "other_adult");
        Browser focal = server.worker(ours, Role.REFERRAL_FOCAL_POINT, "organisation");
        assertThat(focal.get("/").body()).contains("Notices of today");
        assertThat(focal.get("/child-notices").body()).contains(code);
        assertThat(worker.get("/persons/" + code).body())
                .contains("A notice of today is due.")
                .doesNotContain("Child without parents");
        focal.post(
                "/persons/" + code + "/child-notice",
                "authority",
                "Procuraduría de Protección",
                "way",
                "telephone",
                "answered",
                "Turno de guardia");
        assertThat(focal.get("/child-notices").body()).doesNotContain(code);
    }

    @Test
    void theEngineAsksFearBeforeTheRestAndSaysWhy() throws Exception {
        open("direct", "yes", "no");
        put("needs_now", "none");
        assertThat(worker.get("/interviews/" + interview + "/question").body())
                .contains("name=\"fact\" value=\"fear_of_return\"", "Why is this asked?");
    }

    @Test
    void aLargeArrivalGivesANumberThatTellsNothing() throws Exception {
        String body =
                worker.post(
                                "/surge",
                                "id",
                                Ids.next().toString(),
                                "age",
                                "30",
                                "nationality",
                                "HTI",
                                "languages",
                                "haitian_creole",
                                "seen_needs",
                                "life_in_danger")
                        .body();
        String number = between(body, "big-number\">", "<");
        assertThat(number).matches("[0-9]{4}");
        String made = between(body, "/persons/", "/");
        assertThat(
                        server.column(
                                "select f.screen from flag f join person p on p.id = f.person where p.code = ?",
                                made))
                .as("what is seen at once is seen all the same")
                .contains("medical-emergency");
    }

    @Test
    void theSheetToTakeHomeSaysAsylumFirstAndNothingOfThePerson() throws Exception {
        open("direct", "yes", "no");
        put("country_now", "MEX");
        put("nationality", "HND");
        put("fear_of_return", "yes");
        put("route_events", "kidnapped");
        String sheet = sheet(worker.get("/persons/" + code + "/take-home?in=es").body());
        assertThat(sheet)
                .contains("Si tiene miedo de volver")
                .doesNotContain(code, "Marisol", "Protección complementaria");
        assertThat(sheet.indexOf("Si tiene miedo de volver"))
                .isLessThan(
                        sheet.indexOf("Parece que cumple") < 0
                                ? sheet.length()
                                : sheet.indexOf("Parece que cumple"));
        assertThat(sheet(worker.get("/persons/" + code + "/take-home?in=es&discreet=true").body()))
                .doesNotContain("miedo", "asilo", "protección", "refugi", code);
        assertThat(worker.get("/persons/" + code + "/take-home?in=ht").body())
                .contains("Tradiksyon pwovizwa");
    }

    @Test
    void interpretersAreFoundByLanguage() throws Exception {
        worker.post(
                "/interpreters",
                "name",
                "Ana",
                "contact",
                "extension four",
                "languages",
                "wolof",
                "days",
                "1",
                "from",
                "8",
                "to",
                "16",
                "way",
                "telephone");
        assertThat(worker.get("/interpreters?language=wolof").body()).contains("extension four");
        assertThat(worker.get("/interpreters?language=russian").body())
                .doesNotContain("extension four");
        assertThat(worker.get("/point").body()).contains("Kreyòl ayisyen", "العربية");
    }

    // --- how

    private void open(String through, String understood, String guardian) throws Exception {
        assertThat(
                        worker.post(
                                        "/persons/" + code + "/interview",
                                        "id",
                                        interview,
                                        "place",
                                        "room",
                                        "private",
                                        "yes",
                                        "language",
                                        "spanish",
                                        "through",
                                        through,
                                        "understood",
                                        understood,
                                        "informed",
                                        "yes",
                                        "consent",
                                        "yes",
                                        "guardian",
                                        guardian)
                                .statusCode())
                .isEqualTo(302);
    }

    private void put(String fact, String value, String... more) throws Exception {
        List<String> form =
                new ArrayList<>(
                        List.of(
                                "item",
                                Ids.next().toString(),
                                "fact",
                                fact,
                                "value",
                                value,
                                "source",
                                "person"));
        form.addAll(List.of(more));
        worker.post("/interviews/" + interview + "/answers", form.toArray(String[]::new));
    }

    private void skip(String fact) throws Exception {
        worker.post("/interviews/" + interview + "/skip", "fact", fact);
    }

    private List<String> answers(String fact) throws Exception {
        return server.column(
                "select value::text from answer a join person p on p.id = a.person where p.code = ? and a.fact = ?"
                        + " order by a.recorded_at",
                code,
                fact);
    }

    private List<String> column(String sql) throws Exception {
        return server.column(sql, interview);
    }

    private static String sheet(String page) {
        int from = page.indexOf("<section class=\"sheet");
        return page.substring(from, page.indexOf("</section>", from));
    }

    private static String between(String text, String from, String to) {
        int start = text.indexOf(from);
        return start < 0
                ? ""
                : text.substring(start + from.length(), text.indexOf(to, start + from.length()));
    }
}
