package amparo.server.matching;

import static org.assertj.core.api.Assertions.assertThat;

import amparo.server.access.OrganisationKind;
import amparo.server.access.Role;
import amparo.server.platform.Ids;
import amparo.server.testing.WholeServer;
import amparo.server.testing.WholeServer.Browser;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * FEATURE: one field finds whom one may find, a known person is not entered twice, and two files of
 * one person are merged and taken apart again without a loss.
 */
@Tag("database")
class MatchingTest {

    private static final String REASON = "Same passport, and she confirms both";

    private final WholeServer server = WholeServer.get();

    private UUID ours = new UUID(0, 0);
    private UUID theirs = new UUID(0, 0);
    private Browser worker = server.stranger();
    private Browser supervisor = server.stranger();

    @BeforeEach
    void aWorkerAndASupervisor() throws Exception {
        ours = server.organisation(OrganisationKind.NGO);
        theirs = server.organisation(OrganisationKind.UN_AGENCY);
        worker = server.worker(ours, Role.CASE_WORKER, "own");
        supervisor = server.worker(ours, Role.SUPERVISOR, "organisation");
    }

    private static String enter(Browser who, String name, String birth, String... more)
            throws Exception {
        List<String> form =
                new ArrayList<>(
                        List.of("id", Ids.next().toString(), "name", name, "looked", "yes"));
        if (!birth.isEmpty()) {
            String[] parts = birth.split("-");
            form.addAll(
                    List.of(
                            "birth_date-year",
                            parts[0],
                            "birth_date-month",
                            parts[1],
                            "birth_date-day",
                            parts[2]));
        }
        form.addAll(List.of(more));
        HttpResponse<String> answer = who.post("/persons", form.toArray(String[]::new));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(302);
        String location = WholeServer.location(answer);
        return location.substring(location.length() - 8);
    }

    private static String search(Browser who, String typed) throws Exception {
        HttpResponse<String> answer = who.post("/search", "q", typed);
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.body();
    }

    private UUID id(String code) throws Exception {
        return UUID.fromString(
                server.column("select id::text from person where code = ?", code).getFirst());
    }

    // --- search

    @Test
    void oneFieldFindsByNameDatePhoneAndCode() throws Exception {
        String code =
                enter(
                        worker,
                        "María Xiomara Guaramato Ñáñez",
                        "1990-03-12",
                        "phone",
                        "+58 414 555 0123");
        for (String typed :
                List.of(
                        "guaramato xiomara",
                        "Nanes Guaramato",
                        "Siomara Guaramato",
                        "Guaramatto Ñañez Maria",
                        "guaramato 12/3/1990",
                        "guaramato 1990",
                        "0414 555 01 23",
                        "1990-03-12")) {
            assertThat(search(worker, typed)).as(typed).contains("/persons/" + code);
        }
        assertThat(
                        WholeServer.location(
                                worker.post(
                                        "/search", "q", code.toLowerCase(java.util.Locale.ROOT))))
                .endsWith("/persons/" + code);
        assertThat(search(worker, "Osvaldo Hinestroza")).doesNotContain(code);
    }

    @Test
    void nothingThatIsTypedStandsInAnAddressOrTheAudit() throws Exception {
        enter(worker, "Zoraida Escalona", "1988-11-02");
        HttpResponse<String> answer = worker.post("/search", "q", "Zoraida Escalona 1988-11-02");
        assertThat(answer.body()).contains("Zoraida Escalona").contains("<title>Search");
        assertThat(answer.body()).doesNotContainPattern("(href|action)=\"[^\"]*(oraida|scalona)");
        assertThat(path(worker.get("/search?q=Zoraida"))).isEqualTo("/search");
        assertThat(
                        server.column(
                                "select action || kind || detail || cardinality(subjects) from audit_entry"
                                        + " where chain = ? and action = 'search'",
                                ours))
                .containsExactly("searchpersonwords 2, birth1");
    }

    @Test
    void whoIsNotInReachIsNotFoundByAnything() throws Exception {
        String code =
                enter(
                        worker,
                        "Nereida Villalobos Quispe",
                        "1991-01-09",
                        "phone",
                        "+57 311 222 3344");
        Browser other = server.worker(theirs, Role.SUPERVISOR, "organisation");
        Browser narrow = server.worker(ours, Role.REGISTRAR, "own");
        UUID customs = server.organisation(OrganisationKind.BORDER_AUTHORITY);
        Browser border = server.worker(customs, Role.SUPERVISOR, "organisation");
        String atBorder = enter(border, "Nereida Villalobos", "1991-01-09");
        Browser colleague = server.worker(customs, Role.SUPERVISOR, "organisation");
        for (String typed :
                List.of("Nereida Villalobos", "3112223344", "1991-01-09", "Villalobos 9/1/1991")) {
            assertThat(search(supervisor, typed)).contains(code).doesNotContain(atBorder);
            for (Browser who : List.of(other, narrow, colleague)) {
                assertThat(search(who, typed)).as(typed).doesNotContain(code, atBorder);
            }
            assertThat(search(border, typed)).doesNotContain(code);
        }
        assertThat(search(border, "Nereida Villalobos")).contains(atBorder);
    }

    @Test
    void whatIsSharedFindsUntilItEnds() throws Exception {
        String code = enter(worker, "Eulogia Tenorio", "1979-02-27");
        Browser focal = server.worker(theirs, Role.REFERRAL_FOCAL_POINT, "organisation");
        server.sql(
                """
                insert into share (id, person, organisation, from_organisation, shared_by, facts, basis, consented_at, until)
                values (gen_random_uuid(), ?, ?, ?, ?, '{name}', 'consent', now(), now() + interval '3 days')
                """,
                id(code),
                theirs,
                ours,
                worker.account);
        assertThat(search(focal, "Tenorio Eulogia")).contains(code);
        assertThat(search(focal, "Tenorio 1979-02-27")).doesNotContain("same birth date", ">1979<");
        assertThat(search(focal, "1979-02-27")).doesNotContain(code);
        // What is said later is found too, as far as it is shared.
        worker.post(
                "/persons/" + code + "/answers",
                "fact",
                "name",
                "value",
                "Eulogia Tenorio Bolaños",
                "source",
                "document");
        assertThat(search(focal, "Bolaños Tenorio")).contains(code);
        server.sql("update share set until = now() where person = ?", id(code));
        assertThat(search(focal, "Tenorio Eulogia")).doesNotContain(code);
        assertThat(
                        server.column(
                                "select 1 from search_key where person = ? and organisation = ?",
                                id(code),
                                theirs))
                .isEmpty();
    }

    @Test
    void aCorrectedNameFindsAndTheEarlierOneStillDoes() throws Exception {
        String code = enter(worker, "Yamileth Obando", "");
        worker.post(
                "/persons/" + code + "/answers",
                "fact",
                "name",
                "value",
                "Yamileth Riquelme",
                "source",
                "person");
        worker.post(
                "/persons/" + code + "/answers",
                "fact",
                "birth_date",
                "value-day",
                "5",
                "value-month",
                "6",
                "value-year",
                "1993",
                "source",
                "person");
        assertThat(search(worker, "riquelme yamileth")).contains(code);
        assertThat(search(worker, "obando yamileth")).contains(code, "an earlier name");
        assertThat(search(worker, "riquelme 5/6/1993")).contains(code, "same birth date");
    }

    @Test
    void keysAreWrittenForWhatWasSaidJustNowAndForNothingElse() throws Exception {
        String code = enter(worker, "Prudencia Llerena", "");
        assertThat(server.column("select 1 from search_key where person = ?", id(code)))
                .hasSizeBetween(3, 12);
        // Nobody but the functions writes, and they only for what was said in this transaction.
        assertThat(
                        server.column(
                                "select has_table_privilege('amparo_frontline', 'search_key', 'insert,update,delete')::text"))
                .containsExactly("false");
        try (var owner = server.owner()) {
            assertThat(
                            org.assertj.core.api.Assertions.catchThrowable(() ->
                                    owner.createStatement()
                                            .execute(
                                                    "select search_rewrite('"
                                                            + id(code)
                                                            + "', '{1}', '{1}', '{1}')")))
                    .hasMessageContaining("nothing was said");
        }
    }

    // --- before a new file

    @Test
    void aKnownPersonIsShownSideBySideBeforeASecondFileIsMade() throws Exception {
        String code = enter(worker, "Marleny Quispe Huamán", "1985-09-17");
        String[] form = {
            "id",
            Ids.next().toString(),
            "name",
            "Marlenny Huaman Quispe",
            "birth_date-year",
            "1985",
            "birth_date-month",
            "9",
            "birth_date-day",
            "17",
            "phone",
            "+51 999 888 777"
        };
        HttpResponse<String> asks = worker.post("/persons", form);
        assertThat(asks.statusCode()).isEqualTo(200);
        assertThat(asks.body())
                .contains(
                        "Is this person known already?",
                        code,
                        "Marlenny Huaman Quispe",
                        "different",
                        "same")
                .contains("value=\"+51 999 888 777\"");
        assertThat(server.column("select 1 from person where organisation = ?", ours)).hasSize(1);

        // The same: what is new is added to the file.
        HttpResponse<String> same = worker.post("/persons", with(form, "same", code));
        assertThat(WholeServer.location(same)).endsWith("/persons/" + code);
        assertThat(server.column("select 1 from person where organisation = ?", ours)).hasSize(1);
        assertThat(worker.get("/persons/" + code).body()).contains("+51 999 888 777");
        int answers = server.column("select 1 from answer where person = ?", id(code)).size();
        worker.post("/persons", with(form, "same", code));
        assertThat(server.column("select 1 from answer where person = ?", id(code)))
                .hasSize(answers);

        // Another: a new file, once, however often it is clicked; it is remembered who they are
        // not.
        HttpResponse<String> made =
                worker.post("/persons", with(form, "looked", "yes", "not-same", code));
        String second = path(made);
        assertThat(second).startsWith("/persons/").isNotEqualTo("/persons/" + code);
        assertThat(path(worker.post("/persons", with(form, "looked", "yes", "not-same", code))))
                .isEqualTo(second);
        assertThat(server.column("select 1 from not_same where organisation = ?", ours)).hasSize(1);
        assertThat(worker.get(second + "/same").body()).doesNotContain("/same/" + code);
    }

    @Test
    void aStrangerIsEnteredWithoutAQuestion() throws Exception {
        enter(worker, "Ramiro Xol Caal", "1970-01-30");
        HttpResponse<String> made =
                worker.post(
                        "/persons",
                        "id",
                        Ids.next().toString(),
                        "name",
                        "Ingrid Marroquín",
                        "birth_date-year",
                        "2001",
                        "birth_date-month",
                        "4",
                        "birth_date-day",
                        "2");
        assertThat(made.statusCode()).isEqualTo(302);
    }

    private static String path(HttpResponse<String> answer) {
        return java.net.URI.create(WholeServer.location(answer)).getPath();
    }

    private static String[] with(String[] form, String... more) {
        List<String> all = new ArrayList<>(List.of(form));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    // --- merging

    @Test
    void twoFilesAreMergedAndTakenApartAgainWithoutALoss() throws Exception {
        String one =
                enter(
                        supervisor,
                        "Consuelo Nájera Pacheco",
                        "1982-05-06",
                        "phone",
                        "+502 5555 1111");
        String two =
                enter(worker, "Chelo Pacheco Najera", "1982-06-05", "safe_contact", "only by text");
        assertThat(supervisor.get("/persons/" + one + "/same").body()).contains("/same/" + two);
        String compare = supervisor.get("/persons/" + one + "/same/" + two).body();
        assertThat(compare).contains("Consuelo", "Chelo", "different", "Merge the two files");

        assertThat(merge(supervisor, one, two, one, "too short").statusCode()).isEqualTo(400);
        UUID once = Ids.next();
        assertThat(WholeServer.location(merge(supervisor, one, two, one, REASON, once)))
                .endsWith("/persons/" + one);
        assertThat(merge(supervisor, one, two, one, REASON, once).statusCode()).isEqualTo(302);
        assertThat(server.column("select 1 from person_merge where kept = ?", id(one))).hasSize(1);

        // Both codes lead to it, it shows both histories, and there is one of them in lists and
        // searches.
        for (String code : List.of(one, two)) {
            assertThat(supervisor.get("/persons/" + code).body())
                    .contains(
                            "Person " + one, "Consuelo", "Chelo", "only by text", "+502 5555 1111");
        }
        assertThat(supervisor.get("/persons").body()).contains(one).doesNotContain(two);
        assertThat(search(supervisor, "Chelo Pacheco")).contains(one).doesNotContain(">" + two);
        // The worker had only the second, and keeps it: nobody sees more, nobody sees less.
        assertThat(worker.get("/persons/" + two).body())
                .contains("Chelo")
                .doesNotContain("Consuelo", "5555 1111");
        assertThat(worker.get("/persons/" + one).statusCode()).isEqualTo(404);
        assertThat(worker.get("/persons").body()).contains(two);

        String undo =
                server.column("select id::text from person_merge where kept = ?", id(one))
                        .getFirst();
        assertThat(supervisor.get("/persons/" + one + "/same").body())
                .contains("Undo the merge", REASON);
        supervisor.post(
                "/persons/" + one + "/merges/" + undo + "/undo", "reason", "It was her sister");
        supervisor.post(
                "/persons/" + one + "/merges/" + undo + "/undo", "reason", "It was her sister");
        assertThat(supervisor.get("/persons/" + one).body())
                .contains("Consuelo")
                .doesNotContain("Chelo");
        assertThat(supervisor.get("/persons/" + two).body())
                .contains("Chelo")
                .doesNotContain("Consuelo");
        assertThat(
                        server.column(
                                "select action from audit_entry where chain = ? and action like '%merge' order by number",
                                ours))
                .containsExactly("merge", "unmerge");
    }

    @Test
    void onlyWhoMayMergesAndOnlyTheirOwn() throws Exception {
        String one = enter(supervisor, "Rigoberto Chiriboga", "1980-01-01");
        String two = enter(supervisor, "Rigoberto Chiriboga", "1980-01-01");
        Browser registrar = server.worker(ours, Role.REGISTRAR, "organisation");
        Browser caseWorker = server.worker(ours, Role.CASE_WORKER, "organisation");
        Browser foreign = server.worker(theirs, Role.SUPERVISOR, "organisation");
        assertThat(merge(registrar, one, two, one, REASON).statusCode()).isIn(403, 404);
        assertThat(merge(foreign, one, two, one, REASON).statusCode()).isEqualTo(404);
        assertThat(merge(caseWorker, one, two, one, REASON).statusCode()).isEqualTo(404);
        assertThat(registrar.get("/persons/" + one + "/same/" + two).body())
                .doesNotContain("Merge the two files</button>");
        assertThat(server.column("select 1 from person_merge where organisation = ?", ours))
                .isEmpty();

        String shared = enter(foreign, "Rigoberto Chiriboga", "1980-01-01");
        server.sql(
                """
                insert into share (id, person, organisation, from_organisation, shared_by, facts, basis, consented_at, until)
                values (gen_random_uuid(), ?, ?, ?, ?, '{name}', 'consent', now(), now() + interval '3 days')
                """,
                id(shared),
                ours,
                theirs,
                foreign.account);
        assertThat(supervisor.get("/persons/" + shared).statusCode()).isEqualTo(200);
        assertThat(merge(supervisor, one, shared, one, REASON).statusCode()).isEqualTo(404);

        // Who works with one of the two may.
        supervisor.post("/persons/" + one + "/team", "colleague", caseWorker.account.toString());
        assertThat(merge(caseWorker, one, two, two, REASON).statusCode()).isEqualTo(302);
        assertThat(supervisor.get("/persons/" + one).body()).contains("Person " + two);
        // A file that is merged already is not merged with a third.
        String three = enter(supervisor, "Rigoberto Chiriboga", "1980-01-01");
        merge(supervisor, three, one, three, REASON);
        assertThat(supervisor.get("/persons/" + one).body()).contains("Person " + three);
        assertThat(supervisor.get("/persons/" + two).body()).contains("Person " + three);
    }

    @Test
    void notTheSameIsRememberedAndNeverSuggestedAgain() throws Exception {
        String one = enter(supervisor, "Abel Condori Mamani", "1999-12-31");
        String two = enter(supervisor, "Abel Condori Mamani", "1999-12-31");
        assertThat(supervisor.get("/persons/" + one + "/same").body()).contains("/same/" + two);
        Browser registrar = server.worker(ours, Role.REGISTRAR, "organisation");
        assertThat(registrar.post("/persons/" + one + "/same/" + two + "/not").statusCode())
                .isEqualTo(302);
        registrar.post("/persons/" + two + "/same/" + one + "/not");
        assertThat(server.column("select 1 from not_same where organisation = ?", ours)).hasSize(1);
        for (String code : List.of(one, two)) {
            assertThat(supervisor.get("/persons/" + code + "/same").body())
                    .doesNotContain("/same/" + one, "/same/" + two);
        }
        Browser foreign = server.worker(theirs, Role.SUPERVISOR, "organisation");
        assertThat(foreign.post("/persons/" + one + "/same/" + two + "/not").statusCode())
                .isEqualTo(404);
    }

    @Test
    void whoIsErasedIsErasedWithEveryFile() throws Exception {
        String one = enter(supervisor, "Telma Irigoyen", "1966-06-06");
        String two = enter(supervisor, "Telma Irigoyen", "1966-06-06");
        merge(supervisor, one, two, one, REASON);
        server.sql("select erase_values(?)", id(one));
        assertThat(server.column("select 1 from answer where person in (?, ?)", id(one), id(two)))
                .isEmpty();
        assertThat(
                        server.column(
                                "select 1 from search_key where person in (?, ?)",
                                id(one),
                                id(two)))
                .isEmpty();
        assertThat(server.column("select reason from person_merge where kept = ?", id(one)))
                .containsExactly("The reason was erased with the person.");
        assertThat(search(supervisor, "Telma Irigoyen")).doesNotContain(one, two);
    }

    private static HttpResponse<String> merge(
            Browser who, String one, String two, String keep, String reason) throws Exception {
        return merge(who, one, two, keep, reason, Ids.next());
    }

    private static HttpResponse<String> merge(
            Browser who, String one, String two, String keep, String reason, UUID id)
            throws Exception {
        return who.post(
                "/persons/" + one + "/same/" + two + "/merge",
                "id",
                id.toString(),
                "keep",
                keep,
                "reason",
                reason);
    }
}
