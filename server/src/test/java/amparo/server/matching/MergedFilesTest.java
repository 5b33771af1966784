package amparo.server.matching;

import static org.assertj.core.api.Assertions.assertThat;

import amparo.server.access.OrganisationKind;
import amparo.server.access.Role;
import amparo.server.audit.PersonWords;
import amparo.server.platform.Ids;
import amparo.server.privacy.CopyPart;
import amparo.server.testing.WholeServer;
import amparo.server.testing.WholeServer.Browser;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * FEATURE: while one file stands for another, all that hangs on either is found at the one that
 * stands, the same person is shown once, and undoing the merge leaves each file with what it had.
 */
@Tag("database")
class MergedFilesTest {

    private static final String REASON = "Same passport, and she confirms both";

    /** Every table in which something of this test hangs on a person. */
    private static final List<String> TABLES =
            List.of(
                    "answer",
                    "case_file",
                    "case_person",
                    "case_note",
                    "case_task",
                    "group_member",
                    "flag",
                    "referral",
                    "consent",
                    "assignment",
                    "share");

    private final WholeServer server = WholeServer.get();

    private UUID ours = new UUID(0, 0);
    private UUID theirs = new UUID(0, 0);
    private Browser supervisor = server.stranger();
    private String kept = "";
    private String gone = "";

    @BeforeEach
    void twoFilesOfOnePerson() throws Exception {
        ours = server.organisation(OrganisationKind.NGO);
        theirs = server.organisation(OrganisationKind.UN_AGENCY);
        supervisor = server.worker(ours, Role.SUPERVISOR, "organisation");
        kept = enter("Consuelo Pacheco");
        gone = enter("Chelo Pacheco");
    }

    // --- what must not happen

    @Test
    void undoingGivesEachFileBackWhatItHadToTheLastRow() throws Exception {
        caseOf(gone, "Fetch the birth certificate");
        caseOf(kept, "Call the lawyer");
        group(gone, "Wilmer");
        answer(gone, "hurt_on_route", "yes");
        answer(gone, "stuck_because", "no_money");
        consent(gone, "yes");
        share(gone);
        Map<String, List<String>> before = rows();
        merge();
        for (String page : List.of("", "/cases", "/groups", "/needs", "/consent", "/referrals")) {
            assertThat(supervisor.get("/persons/" + kept + page).statusCode())
                    .as(page)
                    .isEqualTo(200);
        }
        undo();
        Map<String, List<String>> after = rows();
        // A need that both files together show is raised at the one that stands: it stays there as
        // one that the answers no longer indicate, for somebody to look at, and takes nothing away.
        assertThat(after.remove("flag")).containsAll(before.remove("flag"));
        assertThat(after).isEqualTo(before);
        assertThat(supervisor.get("/persons/" + kept + "/cases").body())
                .contains(kept)
                .doesNotContain(gone);
        assertThat(supervisor.get("/persons/" + gone + "/cases").body())
                .contains(gone)
                .doesNotContain(kept);
        assertThat(supervisor.get("/persons/" + kept + "/groups").body())
                .contains("is in no group");
        assertThat(supervisor.get("/persons/" + kept + "/consent").body())
                .doesNotContain("Who already received data: ");
    }

    @Test
    void whoMayOpenOneFileAloneSeesNothingThatHangsOnTheOther() throws Exception {
        Browser worker = server.worker(ours, Role.CASE_WORKER, "own");
        String to =
                WholeServer.location(
                        worker.post("/persons", "name", "Chelo Najera", "looked", "yes"));
        String mine = to.substring(to.length() - 8);
        String at = caseOf(kept, "Call the lawyer");
        merge(kept, mine);
        assertThat(worker.get("/persons/" + mine + "/cases").body())
                .doesNotContain("/cases/0", kept);
        assertThat(worker.get(at).statusCode()).isEqualTo(404);
        assertThat(worker.get("/persons/" + kept + "/cases").statusCode()).isEqualTo(404);
    }

    @Test
    void aWithdrawnConsentStopsWhatEitherFileGaveAway() throws Exception {
        consent(gone, "yes");
        share(gone);
        share(kept);
        merge();
        Browser receiver = server.worker(theirs, Role.SUPERVISOR, "organisation");
        assertThat(receiver.get("/persons/" + kept).statusCode()).isEqualTo(200);
        String page = supervisor.get("/persons/" + kept + "/consent").body();
        assertThat(page).contains("Agreed");
        String id =
                server.column("select id::text from consent where organisation = ?", ours)
                        .getFirst();
        assertThat(
                        supervisor
                                .post("/persons/" + kept + "/consent/" + id + "/withdrawal")
                                .statusCode())
                .isEqualTo(302);
        assertThat(
                        server.column(
                                "select id from share where from_organisation = ? and until > now()",
                                ours))
                .isEmpty();
        for (String code : List.of(kept, gone)) {
            assertThat(receiver.get("/persons/" + code).statusCode()).as(code).isEqualTo(404);
        }
    }

    // --- what is shown

    @Test
    void casesTasksGroupsNeedsReferralsAndConsentsStandAtTheFileThatStands() throws Exception {
        String at = caseOf(gone, "Fetch the birth certificate");
        String group = group(gone, "Wilmer");
        answer(gone, "stuck_because", "no_money");
        referral(gone);
        consent(gone, "yes");
        merge();

        assertThat(supervisor.get("/persons/" + kept + "/cases").body()).contains(at);
        assertThat(supervisor.get("/cases?show=open").body()).contains(kept).doesNotContain(gone);
        assertThat(supervisor.get(at).body())
                .contains("Case of " + kept, "Fetch the birth certificate")
                .doesNotContain(gone);
        assertThat(supervisor.get("/persons/" + kept).body())
                .as("the next step is a task that is overdue")
                .contains(at + "/tasks/");
        assertThat(supervisor.get("/persons/" + kept + "/groups").body()).contains(group);
        assertThat(supervisor.get("/persons/" + kept + "/needs").body()).contains("Stranded");
        assertThat(supervisor.get("/persons/" + kept + "/referrals").body())
                .contains("/referrals/0", "Shelter");
        assertThat(supervisor.get("/persons/" + kept + "/consent").body()).contains("Agreed");
        // Both histories: the next note goes to the same case, and both speak of one person.
        assertThat(
                        supervisor
                                .post(
                                        at + "/notes",
                                        "person",
                                        kept,
                                        "sensitivity",
                                        "ordinary",
                                        "words",
                                        "She came again")
                                .statusCode())
                .isEqualTo(302);
        assertThat(supervisor.get(at).body()).contains("She came again");
    }

    @Test
    void whoIsTwiceInAGroupIsShownOnceAndLeavesItOnce() throws Exception {
        String group = group(gone, "Wilmer");
        add(group, kept);
        merge();
        assertThat(supervisor.get("/groups").body())
                .contains("Wilmer, Chelo Pacheco")
                .doesNotContain("Consuelo");
        String page = supervisor.get("/groups/" + group).body();
        assertThat(page).containsOnlyOnce(">" + kept + "<").doesNotContain(gone);
        assertThat(supervisor.get("/persons/" + kept + "/groups").body())
                .containsOnlyOnce("href=\"/groups/" + group + "\"");
        // Added again, they are in it already.
        add(group, kept);
        add(group, gone);
        assertThat(server.column("select id from group_member where organisation = ?", ours))
                .hasSize(3);

        String member =
                server.column(
                                "select m.id::text from group_member m join person p on p.id = m.person"
                                        + " where p.code = ?",
                                gone)
                        .getFirst();
        assertThat(supervisor.post("/groups/" + group + "/members/" + member + "/end").statusCode())
                .isEqualTo(302);
        assertThat(
                        server.column(
                                "select p.code from group_member m join person p on p.id = m.person"
                                        + " where m.organisation = ? and m.until is null",
                                ours))
                .doesNotContain(kept, gone)
                .hasSize(1);
    }

    @Test
    void whoIsInTwoGroupsIsInBothAndQuietlySeparatedFromEither() throws Exception {
        String one = group(gone, "Wilmer");
        String two = group(kept, "Yuleisy");
        merge();
        assertThat(supervisor.get("/persons/" + kept + "/groups").body())
                .containsOnlyOnce("href=\"/groups/" + one + "\"")
                .containsOnlyOnce("href=\"/groups/" + two + "\"");
        // The first looks tell of what was done before.
        for (int i = 0; i < 3; i++) {
            assertThat(supervisor.get("/groups/" + one).body()).contains(kept);
        }
        String before = supervisor.get("/groups/" + one).body();
        assertThat(
                        supervisor
                                .post("/persons/" + kept + "/groups/" + one + "/separation")
                                .statusCode())
                .isEqualTo(302);
        assertThat(
                        server.column(
                                "select p.code from separation s join person p on p.id = s.person"
                                        + " where s.organisation = ?",
                                ours))
                .containsExactly(gone);
        assertThat(supervisor.get("/persons/" + kept + "/groups").body()).contains("eparated");
        assertThat(plain(supervisor.get("/groups/" + one).body())).isEqualTo(plain(before));
    }

    @Test
    void aNeedThatBothFilesHaveIsOneAndAnOpinionIsOnBoth() throws Exception {
        answer(gone, "stuck_because", "no_money");
        answer(kept, "stuck_because", "no_money");
        merge();
        assertThat(supervisor.get("/persons/" + kept + "/needs").body())
                .containsOnlyOnce("<h3>Stranded");
        String flag =
                server.column(
                                "select f.id::text from flag f join person p on p.id = f.person"
                                        + " where p.code = ? and f.screen = 'stranded'",
                                kept)
                        .getFirst();
        assertThat(
                        supervisor
                                .post(
                                        "/persons/" + kept + "/needs/" + flag + "/opinions",
                                        "id",
                                        Ids.next().toString(),
                                        "opinion",
                                        "confirm",
                                        "reason",
                                        "She has nowhere to sleep")
                                .statusCode())
                .isEqualTo(302);
        assertThat(
                        server.column(
                                "select p.code from flag_opinion o join person p on p.id = o.person"
                                        + " where o.organisation = ?",
                                ours))
                .containsExactlyInAnyOrder(kept, gone);
    }

    @Test
    void whatIsSharedOfAPersonIsSharedOfTheFileInWhichItStands() throws Exception {
        answer(gone, "phone", "+502 5555 1111");
        merge();
        LocalDate until = LocalDate.now(ZoneOffset.UTC).plusDays(30);
        HttpResponse<String> shared =
                supervisor.post(
                        "/persons/" + kept + "/shares",
                        "id",
                        Ids.next().toString(),
                        "receiver",
                        theirs.toString(),
                        "facts",
                        "name",
                        "facts",
                        "phone",
                        "basis",
                        "consent",
                        "until-day",
                        Integer.toString(until.getDayOfMonth()),
                        "until-month",
                        Integer.toString(until.getMonthValue()),
                        "until-year",
                        Integer.toString(until.getYear()));
        assertThat(shared.statusCode()).as(shared.body()).isEqualTo(302);
        Browser receiver = server.worker(theirs, Role.SUPERVISOR, "organisation");
        assertThat(receiver.get("/persons/" + gone).body())
                .contains("Person " + kept, "Consuelo", "+502 5555 1111");
        assertThat(supervisor.get("/persons/" + kept).body()).contains("Person " + kept);
    }

    @Test
    void aFileOfEverybodySaysWhichTwoRowsAreOnePerson() throws Exception {
        merge();
        String file =
                supervisor
                        .post("/export", "kind", "persons", "reason", "Figures of the month")
                        .body();
        assertThat(file)
                .contains(gone, kept, ",same_as")
                .containsPattern("(?m)^" + gone + ",.*," + kept);
        assertThat(file).doesNotContainPattern("(?m)^" + kept + ",.*," + gone);
    }

    @Test
    void theCopyForThePersonTellsOfBothInPlainWordsAndNamesNobodyElse() throws Exception {
        assertThat(server.context.getBeansOfType(CopyPart.class).values())
                .anyMatch(MergeCopy.class::isInstance);
        String stranger = enter("Chelo Pachecho");
        supervisor.post("/persons/" + kept + "/same/" + stranger + "/not");
        merge();
        String here = part(kept, "en");
        assertThat(here)
                .contains("another file with the code " + gone, "two different people")
                .doesNotContain(stranger, REASON);
        assertThat(part(gone, "en")).contains("code " + gone);
        undo();
        for (String language : List.of("es", "en", "pt", "fr", "ht")) {
            assertThat(part(kept, language)).doesNotContain(gone, stranger, "{", "sister");
        }
        assertThat(part(kept, "en")).contains("That was a mistake");
    }

    /** The lines of the part, read as the owner: the walls of its tables are tested elsewhere. */
    private String part(String code, String language) throws Exception {
        UUID id =
                UUID.fromString(
                        server.column("select id::text from person where code = ?", code)
                                .getFirst());
        try (Connection owner = server.owner()) {
            return String.join(
                    "\n",
                    new MergeCopy(JdbcClient.create(new SingleConnectionDataSource(owner, true)))
                            .of(id, PersonWords.in(language))
                            .lines());
        }
    }

    // --- hands

    private String enter(String name) throws Exception {
        HttpResponse<String> answer =
                supervisor.post("/persons", "name", name, "age", "31", "looked", "yes");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(302);
        String to = WholeServer.location(answer);
        return to.substring(to.length() - 8);
    }

    private void answer(String code, String fact, String value) throws Exception {
        HttpResponse<String> answer =
                supervisor.post(
                        "/persons/" + code + "/answers",
                        "fact",
                        fact,
                        "value",
                        value,
                        "source",
                        "person");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(302);
    }

    /** A case with a task that is overdue. */
    private String caseOf(String code, String task) throws Exception {
        HttpResponse<String> opened =
                supervisor.post("/persons/" + code + "/cases", "owned", "yes");
        assertThat(opened.statusCode()).as(opened.body()).isEqualTo(302);
        String at = WholeServer.location(opened).replaceFirst(".*(/cases/)", "$1");
        LocalDate due = LocalDate.now(ZoneOffset.UTC).minusDays(1);
        HttpResponse<String> made =
                supervisor.post(
                        at + "/tasks",
                        "what",
                        task,
                        "assignee",
                        supervisor.account.toString(),
                        "due-day",
                        Integer.toString(due.getDayOfMonth()),
                        "due-month",
                        Integer.toString(due.getMonthValue()),
                        "due-year",
                        Integer.toString(due.getYear()));
        assertThat(made.statusCode()).as(made.body()).isEqualTo(302);
        return at;
    }

    /** A group of the person and somebody else. */
    private String group(String code, String other) throws Exception {
        List<String> form = new ArrayList<>(List.of("id", UUID.randomUUID().toString()));
        String card = UUID.randomUUID().toString();
        form.addAll(List.of("card", card, card + "-name", other));
        String to = WholeServer.location(supervisor.post("/groups", form.toArray(String[]::new)));
        String group = to.substring(to.length() - 9);
        add(group, code);
        return group;
    }

    private void add(String group, String code) throws Exception {
        HttpResponse<String> added =
                supervisor.post("/groups/" + group + "/members", "person", code);
        assertThat(added.statusCode()).as(added.body()).isEqualTo(302);
    }

    private void consent(String code, String given) throws Exception {
        HttpResponse<String> answer =
                supervisor.post(
                        "/persons/" + code + "/consent",
                        "purpose",
                        "sharing",
                        "given",
                        given,
                        "way",
                        "spoken",
                        "language",
                        "es",
                        "interpreter",
                        "no");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(302);
    }

    private void share(String code) throws Exception {
        server.sql(
                "insert into share (id, person, organisation, from_organisation, shared_by, facts, basis, consented_at,"
                        + " until) select ?, p.id, ?, p.organisation, p.entered_by, array['name'], 'consent', now(),"
                        + " now() + interval '9 days' from person p where p.code = ?",
                Ids.next(),
                theirs,
                code);
    }

    private void referral(String code) throws Exception {
        UUID service = Ids.next();
        Browser keeper = server.worker(theirs, Role.REFERRAL_FOCAL_POINT, "organisation");
        HttpResponse<String> added =
                keeper.post(
                        "/services",
                        "id",
                        service.toString(),
                        "name",
                        "Beds of the parish",
                        "sector",
                        "shelter",
                        "country",
                        "MEX",
                        "room",
                        "yes",
                        "cost",
                        "free",
                        "phones",
                        "Duty desk; +52 555 0111; 24 h");
        assertThat(added.statusCode()).as(added.body()).isEqualTo(302);
        HttpResponse<String> draft =
                supervisor.post(
                        "/persons/" + code + "/referrals",
                        "id",
                        Ids.next().toString(),
                        "service",
                        service.toString(),
                        "urgency",
                        "high",
                        "need",
                        "A bed for tonight",
                        "basis",
                        "consent",
                        "language",
                        "en",
                        "way",
                        "spoken");
        assertThat(draft.statusCode()).as(draft.body()).isEqualTo(302);
    }

    private void merge() throws Exception {
        merge(kept, gone);
    }

    private void merge(String keep, String other) throws Exception {
        HttpResponse<String> merged =
                supervisor.post(
                        "/persons/" + keep + "/same/" + other + "/merge",
                        "id",
                        Ids.next().toString(),
                        "keep",
                        keep,
                        "reason",
                        REASON);
        assertThat(merged.statusCode()).as(merged.body()).isEqualTo(302);
        assertThat(server.column("select merged::text from person where code = ?", keep))
                .doesNotContainNull();
    }

    private void undo() throws Exception {
        String id =
                server.column("select id::text from person_merge where organisation = ?", ours)
                        .getFirst();
        assertThat(
                        supervisor
                                .post(
                                        "/persons/" + kept + "/merges/" + id + "/undo",
                                        "reason",
                                        "It was her sister")
                                .statusCode())
                .isEqualTo(302);
    }

    /** Everything that hangs on either file, row by row. */
    private Map<String, List<String>> rows() throws Exception {
        Map<String, List<String>> rows = new LinkedHashMap<>();
        for (String table : TABLES) {
            String left = table.equals("flag") ? "(t.id, t.person, t.screen)" : "t";
            rows.put(
                    table,
                    server.column(
                            "select "
                                    + left
                                    + "::text from "
                                    + table
                                    + " t join person p on p.id = t.person where p.code in (?, ?) order by 1",
                            kept,
                            gone));
        }
        assertThat(rows.get("case_task")).isNotEmpty();
        assertThat(rows.get("group_member")).isNotEmpty();
        assertThat(rows.get("flag")).isNotEmpty();
        assertThat(rows.get("consent")).isNotEmpty();
        return rows;
    }

    private static String plain(String page) {
        return page.replaceAll("value=\"[^\"]*\"", "");
    }
}
