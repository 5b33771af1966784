package amparo.server.groups;

import static org.assertj.core.api.Assertions.assertThat;

import amparo.server.access.OrganisationKind;
import amparo.server.access.Role;
import amparo.server.testing.WholeServer;
import amparo.server.testing.WholeServer.Browser;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * FEATURE: people who travel together are entered in one go, once; whoever is separated from them
 * leaves no trace; and for whoever may not see a group it does not exist.
 */
@Tag("database")
class GroupsTest {

    private final WholeServer server = WholeServer.get();

    private UUID ours = new UUID(0, 0);
    private Browser worker = server.stranger();

    @BeforeEach
    void aWorkerOfAnOrganisation() throws Exception {
        ours = server.organisation(OrganisationKind.NGO);
        worker = server.worker(ours, Role.CASE_WORKER, "own");
    }

    // --- entering

    @Test
    void aGroupIsEnteredWithWhatEachIsToTheOthers() throws Exception {
        String code = enter(worker, form("Marisol", "Wilmer", "Yuleisy"));
        assertThat(code).matches("G[0-9A-HJKMNP-TV-Z]{8}");
        assertThat(
                        server.column(
                                "select a.value ->> 0 from answer a where a.organisation = ? and a.fact = 'name'"
                                        + " order by 1",
                                ours))
                .containsExactly("Marisol", "Wilmer", "Yuleisy");
        assertThat(said("companion")).hasSize(6);
        assertThat(said("companion")).contains("child false", "parent true", "- false");
        // The first has two children, each child one parent; the children were not asked about.
        assertThat(said("relative"))
                .containsExactlyInAnyOrder("child -", "child -", "parent -", "parent -");
        assertThat(
                        server.column(
                                "select count(*)::text from answer a join person p on p.id = a.record"
                                        + " where a.organisation = ? and a.fact = 'companion'",
                                ours))
                .containsExactly("6");
        String page = worker.get("/groups/" + code).body();
        assertThat(page.indexOf("Marisol")).isPositive().isLessThan(page.indexOf("Wilmer"));
        assertThat(worker.get("/groups").body()).contains(code, "Marisol, Wilmer, Yuleisy");
        assertThat(worker.get("/persons").body()).contains("Yuleisy");
    }

    private List<String> said(String fact) throws Exception {
        return server.column(
                "select coalesce(value ->> 'relation', '-') || ' ' || coalesce(value ->> 'adult', '-') from answer"
                        + " where organisation = ? and fact = ?",
                ours,
                fact);
    }

    @Test
    void whoIsFamilyAndTravelsAlongStandsInTheDrawingOnce() throws Exception {
        String code = enter(worker, form("Marisol", "Wilmer", "Yuleisy"));
        String page = worker.get("/persons/" + personOf(code) + "/family").body();
        assertThat(count(page.substring(page.indexOf("graph-narrow")), "class=\"graph-node"))
                .as("the person and two children")
                .isEqualTo(3);
        assertThat(count(page, "class=\"graph-node")).as("for wide screens too").isEqualTo(6);
        assertThat(page).doesNotContain("graph-loose");
    }

    @Test
    void noDrawingOfAFamilyIsWiderThanItsScreenHoweverManyTheyAre() throws Exception {
        String code =
                enter(
                        worker,
                        form("Ana", "Luz", "Eva", "Noé", "Iván", "Rosa", "Wilmer", "Marisol"));
        String page = worker.get("/persons/" + personOf(code) + "/family").body();
        List<Integer> widths =
                java.util.regex.Pattern.compile("class=\"graph-[a-z]+\" viewBox=\"0 0 ([0-9]+) ")
                        .matcher(page)
                        .results()
                        .map(one -> Integer.valueOf(one.group(1)))
                        .toList();
        assertThat(widths).hasSize(2);
        assertThat(widths.getFirst()).as("at 736 px").isLessThanOrEqualTo(620);
        assertThat(widths.getLast()).as("at 360 px").isLessThanOrEqualTo(280);
        assertThat(count(page.substring(page.indexOf("graph-narrow")), "class=\"graph-node"))
                .isEqualTo(8);
    }

    @Test
    void sentTwiceAGroupIsMadeOnceAlsoAtTheSameMoment() throws Exception {
        String[] form = form("Ana", "Luz", "Eva", "Noé");
        String first = enter(worker, form);
        assertThat(enter(worker, form)).isEqualTo(first);
        String[] other = form("Iris", "Omar");
        try (ExecutorService many = Executors.newFixedThreadPool(4)) {
            List<Callable<String>> clicks = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                Browser device = worker.again();
                clicks.add(() -> enter(device, other));
            }
            List<String> codes = new ArrayList<>();
            for (Future<String> one : many.invokeAll(clicks)) {
                codes.add(one.get());
            }
            assertThat(codes).allMatch(one -> one.equals(codes.getFirst())).doesNotContain(first);
        }
        assertThat(server.column("select code from travel_group where organisation = ?", ours))
                .hasSize(2);
        assertThat(server.column("select code from person where organisation = ?", ours))
                .hasSize(6);
        assertThat(server.column("select id::text from group_member where organisation = ?", ours))
                .hasSize(6);
    }

    @Test
    void cardsComeAndGoWithoutScriptsAndNothingIsSavedMeanwhile() throws Exception {
        String[] form = form("Ana", "Luz");
        String more = worker.post("/groups", with(form, "do", "add")).body();
        assertThat(count(more, "name=\"card\"")).isEqualTo(4); // three and the template
        assertThat(more).contains("value=\"Ana\"", "value=\"Luz\"");
        String last = find(more, "name=\"([0-9a-f-]{36})-name\"", 3);
        assertThat(more)
                .as("a new card begins with the nationality of the last")
                .contains(
                        "name=\""
                                + last
                                + "-nationality\" type=\"text\" list=\"countries\" value=\"HND\"");
        String second = find(more, "name=\"([0-9a-f-]{36})-name\"", 2);
        String less = worker.post("/groups", with(form, "do", "remove:" + second)).body();
        assertThat(less).contains("value=\"Ana\"").doesNotContain("value=\"Luz\"");
        assertThat(server.column("select code from person where organisation = ?", ours)).isEmpty();
    }

    @Test
    void whatIsWrongIsSaidAtTheCardAndNobodyIsSaved() throws Exception {
        String[] form = form("Ana", "Luz");
        for (String[] wrong :
                new String[][] {
                    {"-born", "tomorrow"},
                    {"-born", "31/02/1990"},
                    {"-born", "131"},
                    {"-nationality", "Atlantis"},
                    {"-languages", "xx"},
                    {"-relation", "owner"},
                    {"-sex", "x"},
                    {"-name", ""}
                }) {
            HttpResponse<String> answer =
                    worker.post("/groups", replaced(form, wrong[0], wrong[1]));
            assertThat(answer.statusCode()).as(wrong[0]).isEqualTo(400);
            assertThat(answer.body()).as(wrong[0]).contains("error-summary", "field-error");
        }
        assertThat(worker.post("/groups").statusCode()).isEqualTo(400);
        assertThat(worker.post("/groups", form()).statusCode()).isEqualTo(400);
        assertThat(server.column("select code from person where organisation = ?", ours)).isEmpty();
        assertThat(server.column("select code from travel_group where organisation = ?", ours))
                .isEmpty();
    }

    @Test
    void emptyCardsAreLeftOutAndWordsAreUnderstoodInBothLanguages() throws Exception {
        String[] form =
                replaced(
                        replaced(form("Ana"), "-nationality", "Haití, República Dominicana"),
                        "-languages",
                        "Kreyòl ayisyen");
        String empty = UUID.randomUUID().toString();
        form = with(with(form, "card", empty), empty + "-nationality", "HND");
        String code = enter(worker, form);
        assertThat(code).startsWith("G");
        assertThat(
                        server.column(
                                "select fact || ' ' || value::text from answer where organisation = ? and fact in"
                                        + " ('nationality', 'languages')",
                                ours))
                .hasSize(2)
                .anyMatch(one -> one.contains("HTI") && one.contains("DOM"));
        assertThat(server.column("select code from person where organisation = ?", ours))
                .hasSize(1);
    }

    // --- the code of the card

    @Test
    void aCodeOfAGroupOpensItForThoseWhoMayAndIsNothingForOthers() throws Exception {
        String code = enter(worker, form("Ana", "Luz"));
        for (String typed :
                List.of(
                        code,
                        code.toLowerCase(java.util.Locale.ROOT),
                        " " + code.substring(0, 5) + " " + code.substring(5) + " ")) {
            assertThat(WholeServer.location(worker.post("/search", "q", typed)))
                    .as(typed)
                    .endsWith("/groups/" + code);
        }
        UUID theirs = server.organisation(OrganisationKind.UN_AGENCY);
        Browser other = server.worker(theirs, Role.SUPERVISOR, "organisation");
        Browser narrow = server.worker(ours, Role.REGISTRAR, "own");
        for (Browser who : List.of(other, narrow)) {
            HttpResponse<String> theirCode = who.post("/search", "q", code);
            HttpResponse<String> noCode = who.post("/search", "q", "G0000000Z");
            assertThat(theirCode.statusCode()).isEqualTo(200);
            assertThat(noCode.statusCode()).isEqualTo(200);
            assertThat(plain(theirCode.body()).replace(code, "G0000000Z"))
                    .isEqualTo(plain(noCode.body()));
        }
    }

    // --- walls

    @Test
    void aGroupThatYouMayNotSeeAndOneThatDoesNotExistGiveTheSamePage() throws Exception {
        String code = enter(worker, form("Ana", "Luz"));
        UUID theirs = server.organisation(OrganisationKind.UN_AGENCY);
        UUID border = server.organisation(OrganisationKind.BORDER_AUTHORITY);
        Browser officer = server.worker(border, Role.REGISTRAR, "organisation");
        String atTheBorder = enter(officer, form("Rosa", "Inés"));
        String person = personOf(code);
        List<Browser> others =
                List.of(
                        server.worker(theirs, Role.SUPERVISOR, "organisation"),
                        server.worker(ours, Role.REGISTRAR, "own"),
                        server.worker(ours, Role.RETURN_OFFICER, "organisation"),
                        officer);
        for (Browser other : others) {
            closed(other, code, person);
        }
        // Nor do colleagues at a border see each other's groups.
        closed(
                server.worker(border, Role.SUPERVISOR, "organisation"),
                atTheBorder,
                personOf(atTheBorder));
        assertThat(officer.get("/groups").body()).contains(atTheBorder).doesNotContain(code);
        for (Role role :
                List.of(
                        Role.MONITOR,
                        Role.DATA_PROTECTION_OFFICER,
                        Role.ADMINISTRATOR,
                        Role.ANALYST)) {
            assertThat(
                            server.worker(ours, role, "organisation")
                                    .get("/groups/" + code)
                                    .statusCode())
                    .isEqualTo(403);
        }
        Browser colleague = server.worker(ours, Role.CASE_WORKER, "organisation");
        assertThat(colleague.get("/groups/" + code).body()).contains("Ana", "Luz");
    }

    private void closed(Browser other, String code, String person) throws Exception {
        for (String rest : List.of("", "/card", "/cards", "/members/new")) {
            same(other.get("/groups/" + code + rest), other.get("/groups/G00000000" + rest));
        }
        for (String rest : List.of("/card", "/groups", "/groups/" + code + "/separation")) {
            same(other.get("/persons/" + person + rest), other.get("/persons/00000000" + rest));
        }
        same(
                other.post("/groups/" + code + "/members", "person", person),
                other.post("/groups/G00000000/members", "person", person));
        same(
                other.post("/persons/" + person + "/groups/" + code + "/separation"),
                other.post("/persons/00000000/groups/" + code + "/separation"));
        assertThat(other.get("/groups").body()).doesNotContain(code, "Ana");
    }

    @Test
    void ofAGroupOnlyThoseInReachAreShown() throws Exception {
        String code = enter(worker, form("Ana", "Luz"));
        Browser colleague = server.worker(ours, Role.CASE_WORKER, "own");
        server.sql(
                "insert into assignment (id, person, account, organisation, assigned_by)"
                        + " select gen_random_uuid(), person, ?, organisation, recorded_by from answer"
                        + " where organisation = ? and value ->> 0 = 'Luz'",
                colleague.account,
                ours);
        assertThat(colleague.get("/groups/" + code).body()).contains("Luz").doesNotContain("Ana");
        assertThat(colleague.get("/groups").body()).contains(code).doesNotContain("Ana");
        assertThat(colleague.get("/groups/" + code + "/cards").body())
                .containsOnlyOnce("class=\"id-card\"");
    }

    @Test
    void aMembershipHasDatesAndAPersonCanBeInSeveral() throws Exception {
        String first = enter(worker, form("Ana", "Luz"));
        String second = enter(worker, form("Eva"));
        String ana = personOf(first);
        HttpResponse<String> wrong =
                worker.post("/groups/" + second + "/members", "person", "00000000");
        assertThat(wrong.statusCode()).isEqualTo(400);
        String id = UUID.randomUUID().toString();
        for (int click = 0; click < 2; click++) {
            assertThat(
                            worker.post(
                                            "/groups/" + second + "/members",
                                            "person",
                                            ana.toLowerCase(java.util.Locale.ROOT),
                                            "id",
                                            id)
                                    .statusCode())
                    .isEqualTo(302);
        }
        assertThat(worker.get("/persons/" + ana + "/groups").body()).contains(first, second);
        String page = worker.get("/groups/" + first).body();
        String member = find(page, "/members/([0-9a-f-]{36})/end", 1);
        String end = "/groups/" + first + "/members/" + member + "/end";
        assertThat(worker.get(end).statusCode()).isEqualTo(200);
        assertThat(worker.post(end).statusCode()).isEqualTo(302);
        assertThat(worker.post(end).statusCode()).isEqualTo(302);
        assertThat(worker.get("/groups/" + first).body()).contains("Travelled with the group");
        assertThat(worker.post("/groups/" + second + "/members/" + member + "/end").statusCode())
                .isEqualTo(404);
        assertThat(
                        server.column(
                                "select count(*)::text from group_member where organisation = ? and until is null",
                                ours))
                .containsExactly("3");
    }

    // --- cards

    @Test
    void aCardBearsACodeAndItsPictureAndNothingElse() throws Exception {
        String small = enter(worker, form("Ana"));
        String large = enter(worker, form("Luz", "Eva", "Iris", "Noé", "Omar"));
        String one = card(worker.get("/groups/" + small + "/card").body());
        String other = card(worker.get("/groups/" + large + "/card").body());
        assertThat(other).doesNotContain("Luz", "Eva", "http", "5").isEqualTo(one);
        String person = personOf(large);
        assertThat(card(worker.get("/persons/" + person + "/card").body()))
                .doesNotContain("Luz", "G");
    }

    /** What is printed, without the code and the squares of its picture. */
    private static String card(String page) {
        Matcher cards =
                Pattern.compile("<div class=\"id-cards\">.*?</main>", Pattern.DOTALL).matcher(page);
        assertThat(cards.find()).isTrue();
        String print = cards.group();
        String code = find(print, "aria-label=\"([0-9A-Z]{8,9})\"", 1);
        assertThat(count(print, code)).isEqualTo(2);
        return print.replaceAll("<path[^>]*>", "")
                        .replace(code, "CODE")
                        .replaceAll("viewBox=\"[^\"]*\"", "")
                + (print.contains(code) ? "" : "none");
    }

    // --- silent separation

    @Test
    void aSilentSeparationLeavesNoTraceForAnybodyWhoDoesNotWorkWithThePerson() throws Exception {
        String code = enter(worker, form("Ana", "Luz", "Eva"));
        String luz =
                server.column(
                                "select p.code from person p join answer a on a.person = p.id"
                                        + " where p.organisation = ? and a.value ->> 0 = 'Luz'",
                                ours)
                        .getFirst();
        Browser colleague = server.worker(ours, Role.SUPERVISOR, "organisation");
        Browser specialist = server.worker(ours, Role.PROTECTION_SPECIALIST, "organisation");
        List<Browser> all = List.of(worker, colleague, specialist);
        List<String> shared =
                List.of(
                        "/groups",
                        "/groups/" + code,
                        "/groups/" + code + "/card",
                        "/groups/" + code + "/cards",
                        "/groups/" + code + "/members/new",
                        "/persons",
                        "/persons/" + luz + "/card",
                        "/");
        looks(all, shared); // what was left to say from before is said now
        List<String> before = looks(all, shared);
        List<String> filesBefore = exports(all);
        String personBefore = looks(List.of(colleague), List.of("/persons/" + luz)).getFirst();
        String groupsBefore = plain(colleague.get("/persons/" + luz + "/groups").body());

        String ask = "/persons/" + luz + "/groups/" + code + "/separation";
        assertThat(worker.get(ask).body()).contains("Separate silently");
        String id = UUID.randomUUID().toString();
        for (int click = 0; click < 2; click++) {
            assertThat(worker.post(ask + "?id=" + id).statusCode()).isEqualTo(302);
        }

        assertThat(looks(all, shared))
                .as("the same for everybody, the one who did it too")
                .isEqualTo(before);
        assertThat(exports(all)).isEqualTo(filesBefore);
        assertThat(looks(List.of(colleague), List.of("/persons/" + luz)).getFirst())
                .isEqualTo(personBefore);
        assertThat(plain(colleague.get("/persons/" + luz + "/groups").body()))
                .isEqualTo(groupsBefore)
                .doesNotContain("Separated silently");
        assertThat(worker.get("/persons/" + luz + "/groups").body()).contains("Separated silently");

        // Whoever is named to work with the person from now on knows; nobody else.
        server.sql(
                "insert into assignment (id, person, account, organisation, assigned_by)"
                        + " select gen_random_uuid(), id, ?, organisation, entered_by from person where code = ?",
                specialist.account,
                luz);
        assertThat(specialist.get("/persons/" + luz + "/groups").body())
                .contains("Separated silently");
        // A colleague who does the same without knowing notices nothing of the first.
        assertThat(colleague.post(ask).statusCode()).isEqualTo(302);
        String mine = colleague.get("/persons/" + luz + "/groups").body();
        assertThat(mine).contains("Separated silently");
        String separation =
                find(
                        worker.get("/persons/" + luz + "/groups").body(),
                        "/separations/([0-9a-f-]{36})/end",
                        1);
        assertThat(
                        colleague
                                .post("/persons/" + luz + "/separations/" + separation + "/end")
                                .statusCode())
                .as("nobody undoes what they do not know of")
                .isEqualTo(404);
        assertThat(
                        worker.post("/persons/" + luz + "/separations/" + separation + "/end")
                                .statusCode())
                .isEqualTo(302);
        assertThat(worker.get("/persons/" + luz + "/groups").body())
                .doesNotContain("Separated silently");
        assertThat(
                        server.column(
                                "select distinct action || ' ' || detail from audit_entry where chain = ? and detail"
                                        + " like '%separat%'",
                                ours))
                .isEmpty();
    }

    @Test
    void aNameThatChangesLaterDoesNotShowWhereTheGroupMayLook() throws Exception {
        String code = enter(worker, form("Ana", "Luz"));
        String ana = personOf(code);
        worker.post(
                "/persons/" + ana + "/answers",
                "fact",
                "name",
                "value",
                "Corrected",
                "source",
                "person");
        assertThat(worker.get("/groups/" + code).body()).contains("Corrected");
        worker.post(
                "/persons/" + ana + "/answers",
                "fact",
                "name",
                "value",
                "Hidden",
                "source",
                "person");
        server.sql(
                "update answer set recorded_at = recorded_at + interval '2 days' where organisation = ?"
                        + " and value ->> 0 = 'Hidden'",
                ours);
        assertThat(worker.get("/persons/" + ana).body()).contains("Hidden");
        assertThat(worker.get("/groups/" + code).body())
                .contains("Corrected")
                .doesNotContain("Hidden");
        assertThat(worker.get("/groups").body()).doesNotContain("Hidden");
    }

    @Test
    void withAPersonGoesWhatTiesThemToAGroup() throws Exception {
        String code = enter(worker, form("Ana"));
        String ana = personOf(code);
        worker.post("/persons/" + ana + "/groups/" + code + "/separation");
        assertThat(server.column("select 1 from separation where organisation = ?", ours))
                .hasSize(1);
        server.sql("select erase_values(id) from person where code = ?", ana);
        for (String table : List.of("separation", "group_member", "travel_group")) {
            assertThat(server.column("select 1 from " + table + " where organisation = ?", ours))
                    .as(table)
                    .isEmpty();
        }
    }

    @Test
    void readingAndWritingAreAuditedWithoutNames() throws Exception {
        String code = enter(worker, form("Ana", "Luz"));
        worker.get("/groups/" + code);
        worker.get("/groups/" + code + "/card");
        worker.get("/groups/G00000000");
        assertThat(
                        server.column(
                                "select action || ' ' || kind from audit_entry where chain = ? and account = ? order by"
                                        + " number",
                                ours,
                                worker.account))
                .containsExactly(
                        "create person",
                        "assign person",
                        "update person",
                        "read person",
                        "print group",
                        "refused group");
        assertThat(
                        server.column(
                                "select coalesce(detail, '') from audit_entry where chain = ?",
                                ours))
                .noneMatch(detail -> detail.contains("Ana") || detail.contains(code));
    }

    // --- the hands

    private static String[] form(String... names) {
        List<String> form = new ArrayList<>(List.of("id", UUID.randomUUID().toString()));
        for (int i = 0; i < names.length; i++) {
            String id = UUID.randomUUID().toString();
            form.addAll(List.of("card", id, id + "-name", names[i]));
            form.addAll(List.of(id + "-sex", names[i].isEmpty() ? "" : "female"));
            form.addAll(List.of(id + "-born", names[i].isEmpty() ? "" : i == 0 ? "31" : "2018"));
            form.addAll(List.of(id + "-nationality", "HND", id + "-languages", "spanish"));
            form.addAll(List.of(id + "-relation", i == 0 || names[i].isEmpty() ? "" : "child"));
        }
        return form.toArray(String[]::new);
    }

    private static String[] with(String[] form, String name, String value) {
        List<String> more = new ArrayList<>(List.of(form));
        more.addAll(List.of(name, value));
        return more.toArray(String[]::new);
    }

    /** The last field of this kind with another value. */
    private static String[] replaced(String[] form, String field, String value) {
        String[] other = form.clone();
        for (int i = other.length - 2; i >= 0; i -= 2) {
            if (other[i].endsWith(field)) {
                other[i + 1] = value;
                return other;
            }
        }
        throw new AssertionError(field);
    }

    private static String enter(Browser browser, String[] form) throws Exception {
        HttpResponse<String> answer = browser.post("/groups", form);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(302);
        String to = WholeServer.location(answer);
        return to.substring(to.length() - 9);
    }

    private String personOf(String code) throws Exception {
        return server.column(
                        "select p.code from group_member m join person p on p.id = m.person join travel_group g"
                                + " on g.id = m.travel_group where g.code = ? order by m.id",
                        code)
                .getFirst();
    }

    private static List<String> looks(List<Browser> all, List<String> paths) throws Exception {
        List<String> looks = new ArrayList<>();
        for (Browser one : all) {
            for (String path : paths) {
                HttpResponse<String> answer = one.get(path);
                assertThat(answer.statusCode()).as(path).isEqualTo(200);
                looks.add(plain(answer.body()));
            }
        }
        return looks;
    }

    private static List<String> exports(List<Browser> all) throws Exception {
        List<String> files = new ArrayList<>();
        for (Browser one : all) {
            for (String kind : List.of("persons", "answers", "groups")) {
                HttpResponse<String> file =
                        one.post("/export", "kind", kind, "reason", "to compare the files");
                assertThat(file.statusCode()).isEqualTo(200);
                assertThat(file.body()).contains("END");
                files.add(file.body());
            }
        }
        return files;
    }

    /** Without what is new on each page: the token and the ids of forms. */
    private static String plain(String page) {
        return page.replaceAll("(name=\"(_csrf|id)\" value=)\"[^\"]*\"", "$1")
                .replaceAll("content=\"[A-Za-z0-9_-]{40,}\"", "");
    }

    private static int count(String text, String part) {
        return text.split(Pattern.quote(part), -1).length - 1;
    }

    private static String find(String text, String pattern, int which) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        for (int i = 0; i < which; i++) {
            assertThat(matcher.find()).as(pattern).isTrue();
        }
        return matcher.group(1);
    }

    private static void same(HttpResponse<String> one, HttpResponse<String> other) {
        assertThat(one.statusCode()).isEqualTo(404).isEqualTo(other.statusCode());
        assertThat(one.body()).isNotEmpty().isEqualTo(other.body());
    }
}
