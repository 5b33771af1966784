package amparo.server.learning;

import static org.assertj.core.api.Assertions.assertThat;

import amparo.rulebook.compile.CompiledRulebook;
import amparo.rulebook.compile.CompiledVignettes;
import amparo.rulebook.vignette.Vignette;
import amparo.server.access.OrganisationKind;
import amparo.server.access.Role;
import amparo.server.testing.WholeServer;
import amparo.server.testing.WholeServer.Browser;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * FEATURE: an officer works invented stories with the questions of the interview, is told by rule
 * what was right, and no real work is touched; a team is seen in counts alone.
 */
@Tag("database")
class LearningTest {

    private static final List<Vignette> STORIES = CompiledVignettes.load(CompiledRulebook.load());
    private static final String UNCLE = "the-uncle-at-the-counter";

    /** What an exercise may write: itself, and what every visit writes. */
    private static final Set<String> OWN =
            Set.of(
                    "exercise",
                    "audit",
                    "audit_head",
                    "spring_session",
                    "spring_session_attributes");

    private final WholeServer server = WholeServer.get();

    private UUID ours = new UUID(0, 0);
    private Browser officer = server.stranger();

    @BeforeEach
    void anOrganisation() throws Exception {
        ours = server.organisation(OrganisationKind.NGO);
        officer = server.worker(ours, Role.CASE_WORKER, "own");
    }

    private static String start(Browser who, String story) throws Exception {
        UUID id = UUID.randomUUID();
        HttpResponse<String> answer = who.post("/learning/stories/" + story, "id", id.toString());
        assertThat(WholeServer.location(answer)).endsWith("/learning/exercises/" + id);
        return "/learning/exercises/" + id;
    }

    private static HttpResponse<String> finish(Browser who, String exercise, String... form)
            throws Exception {
        return who.post(exercise + "/decide", form);
    }

    private static String work(Browser who, String story, String... form) throws Exception {
        String exercise = start(who, story);
        assertThat(finish(who, exercise, form).statusCode()).isEqualTo(302);
        return exercise;
    }

    @Test
    void nobodyElseOpensAnExerciseThatWasNotShown() throws Exception {
        String exercise = work(officer, UNCLE, "flags-boy", "pregnant", "acts", "0");
        Browser colleague = server.worker(ours, Role.CASE_WORKER, "own");
        Browser supervisor = server.worker(ours, Role.SUPERVISOR, "organisation");
        Browser elsewhere =
                server.worker(
                        server.organisation(OrganisationKind.NGO), Role.SUPERVISOR, "organisation");
        for (Browser who : List.of(colleague, supervisor, elsewhere)) {
            assertThat(who.get(exercise).statusCode()).isEqualTo(404);
            assertThat(who.post(exercise + "/share", "shared", "yes").statusCode()).isEqualTo(404);
        }
        assertThat(supervisor.get("/learning/team").body())
                .contains("Nobody shows you an exercise");
        assertThat(officer.post(exercise + "/share", "shared", "yes").statusCode()).isEqualTo(302);
        assertThat(supervisor.get(exercise).body()).contains("shows you this exercise", "Too much");
        assertThat(supervisor.get("/learning/team").body()).contains("The uncle who answers");
        assertThat(colleague.get(exercise).statusCode()).isEqualTo(404);
        assertThat(elsewhere.get(exercise).statusCode()).isEqualTo(404);
        assertThat(elsewhere.get("/learning/team").body()).doesNotContain("The uncle who answers");
        // And it is taken back.
        officer.post(exercise + "/share", "shared", "no");
        assertThat(supervisor.get(exercise).statusCode()).isEqualTo(404);
    }

    @Test
    void whoeverMeetsNobodyHasNothingToPractiseHere() throws Exception {
        for (Role role : List.of(Role.ADMINISTRATOR, Role.MONITOR)) {
            Browser other = server.worker(ours, role, "organisation");
            assertThat(other.get("/learning").statusCode()).as("%s", role).isNotEqualTo(200);
            assertThat(other.post("/learning/stories/" + UNCLE).statusCode()).isNotEqualTo(302);
        }
        assertThat(officer.get("/learning/team").statusCode()).isNotEqualTo(200);
    }

    @Test
    void nothingIsEndedWithoutAnActAndNothingInventedIsTaken() throws Exception {
        String exercise = start(officer, UNCLE);
        HttpResponse<String> none = finish(officer, exercise, "flags-boy", "child-alone");
        assertThat(none.statusCode()).isEqualTo(400);
        assertThat(none.body())
                .contains("Choose at least one act")
                .containsPattern("value=\"child-alone\"[^>]*checked");
        assertThat(finish(officer, exercise, "acts", "77").statusCode()).isEqualTo(404);
        assertThat(finish(officer, exercise, "flags-boy", "ghost", "acts", "0").statusCode())
                .isEqualTo(404);
        assertThat(officer.post(exercise + "/ask", "person", "ghost", "fact", "age").statusCode())
                .isEqualTo(404);
        assertThat(officer.post("/learning/stories/ghost").statusCode()).isEqualTo(404);
        assertThat(officer.get("/learning/exercises/" + UUID.randomUUID()).statusCode())
                .isEqualTo(404);
        assertThat(
                        server.column(
                                "select finished_at::text from exercise where account = ?",
                                officer.account))
                .containsExactly((String) null);
    }

    @Test
    void whatIsToldAloneComesOutAloneAndWhenItIsAsked() throws Exception {
        String exercise = start(officer, UNCLE);
        String page = officer.get(exercise).body();
        assertThat(page)
                .contains("Exercise: invented persons", "The uncle answers everything")
                .doesNotContain("He says he is sixteen");
        // Before the uncle the boy says nothing of fear.
        officer.post(exercise + "/ask", "person", "boy", "fact", "fear_of_return");
        assertThat(officer.get(exercise).body()).contains("Asked without an answer");
        officer.post(exercise + "/alone", "person", "boy");
        page = officer.get(exercise).body();
        assertThat(page)
                .contains("He says he is sixteen")
                .doesNotContain("Asked without an answer");
        assertThat(known(page)).as("what was not asked is not known").doesNotContain("gang");
        // What was said before others is asked again first.
        assertThat(page).contains("name=\"fact\" value=\"fear_of_return\"");
        officer.post(exercise + "/ask", "person", "boy", "other-boy", "age");
        assertThat(known(officer.get(exercise).body())).contains("16").doesNotContain("19");
        officer.post(exercise + "/ask", "person", "boy", "fact", "fear_reasons");
        assertThat(known(officer.get(exercise).body())).containsIgnoringCase("gang");
        // What only a specialist asks cannot be asked here.
        officer.post(exercise + "/ask", "person", "boy", "fact", "harm");
        assertThat(
                        server.column(
                                "select array_to_string(asked, ' ') from exercise where account = ?",
                                officer.account))
                .containsExactly("boy/first/fear_of_return boy/then/age boy/then/fear_reasons");
    }

    private static String known(String page) {
        int from = page.indexOf("<dl");
        return page.substring(from, page.indexOf("</dl>", from));
    }

    @Test
    void theNextQuestionIsThatOfTheInterview() throws Exception {
        String page = officer.get(start(officer, UNCLE)).body();
        assertThat(page).as("fear comes first").contains("name=\"fact\" value=\"fear_of_return\"");
    }

    @Test
    void thePlaceOfAnActTellsNothing() throws Exception {
        Set<String> first = new TreeSet<>();
        for (int i = 0; i < 24; i++) {
            String page = officer.get(start(officer, UNCLE) + "/decide").body();
            String acts = page.substring(page.indexOf("name=\"acts\""));
            first.add(acts.substring(0, acts.indexOf('>')).replaceAll(".*value=\"(\\d)\".*", "$1"));
        }
        assertThat(first).as("each of 4 acts stands first at some time").hasSizeGreaterThan(2);
    }

    @Test
    void clickedTwiceThereIsOneExerciseAndTheFirstEndCounts() throws Exception {
        String id = UUID.randomUUID().toString();
        for (int i = 0; i < 2; i++) {
            assertThat(officer.post("/learning/stories/" + UNCLE, "id", id).statusCode())
                    .isEqualTo(302);
        }
        String exercise = "/learning/exercises/" + id;
        for (String act : List.of("/ask", "/ask", "/alone", "/alone")) {
            officer.post(exercise + act, "person", "boy", "fact", "age");
        }
        finish(officer, exercise, "flags-boy", "child-alone", "acts", "0");
        finish(officer, exercise, "flags-boy", "pregnant", "acts", "2");
        assertThat(
                        server.column(
                                "select concat_ws(' ', cardinality(asked), cardinality(alone), found[1], cardinality(extra)) from exercise where account = ?",
                                officer.account))
                .containsExactly("1 1 child-alone 0");
        // Somebody else with the same id neither sees nor changes it.
        Browser other = server.worker(ours, Role.CASE_WORKER, "own");
        other.post("/learning/stories/" + UNCLE, "id", id);
        assertThat(other.get(exercise).statusCode()).isEqualTo(404);
    }

    @Test
    void feedbackSaysByRuleWhatWasMissedTooMuchAndForbidden() throws Exception {
        String exercise =
                work(
                        officer,
                        UNCLE,
                        "flags-boy",
                        "child-alone",
                        "flags-boy",
                        "stranded",
                        "acts",
                        "2");
        String page = officer.get(exercise).body();
        assertThat(page)
                .contains(
                        "Found",
                        "Missed",
                        "Too much",
                        "Forbidden",
                        "You did not hear this person alone",
                        "Do not use X-rays or other tests on your own to settle the age.",
                        "An adult who is not family and keeps a child",
                        "Where the theme comes from");
        assertThat(officer.get("/learning").body())
                .contains("1 of " + STORIES.size() + " stories", "5 signs missed");
    }

    @Test
    void everyStoryIsWorkedWithoutAMistakeInBothLanguages() throws Exception {
        for (Vignette story : STORIES) {
            List<String> form = new ArrayList<>();
            for (Vignette.Player person : story.persons()) {
                for (String screen : person.then().flags().keySet()) {
                    form.addAll(List.of("flags-" + person.id(), screen));
                }
            }
            for (int i = 0; i < story.acts().size(); i++) {
                if (story.acts().get(i).kind() == Vignette.Kind.RIGHT) {
                    form.addAll(List.of("acts", Integer.toString(i)));
                }
            }
            String exercise = start(officer, story.id());
            for (Vignette.Player person : story.persons()) {
                officer.post(exercise + "/alone", "person", person.id());
            }
            for (String language : List.of("es", "en")) {
                server.sql(
                        "update account set language = ? where id = ?", language, officer.account);
                HttpResponse<String> page = officer.get(exercise);
                assertThat(page.statusCode()).isEqualTo(200);
                assertThat(page.body()).contains(html(story.story().in(language)));
                assertThat(officer.get(exercise + "/decide").body())
                        .contains(html(story.acts().getFirst().text().in(language)));
            }
            assertThat(finish(officer, exercise, form.toArray(String[]::new)).statusCode())
                    .isEqualTo(302);
            assertThat(officer.get(exercise).body()).as(story.id()).contains("Well done");
        }
        assertThat(officer.get("/learning").body())
                .contains(STORIES.size() + " of " + STORIES.size() + " stories");
    }

    private static String html(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    @Test
    void noRealWorkIsTouched() throws Exception {
        Map<String, String> before = rows();
        String exercise = start(officer, UNCLE);
        officer.get(exercise);
        officer.post(exercise + "/ask", "person", "boy", "fact", "age");
        officer.post(exercise + "/alone", "person", "boy");
        finish(officer, exercise, "flags-boy", "child-alone", "acts", "0");
        officer.get(exercise);
        assertThat(rows()).isEqualTo(before);
        assertThat(before).containsKeys("person", "answer", "assignment", "list_key", "search_key");
        assertThat(
                        server.column(
                                "select count(*)::text from exercise where account = ?",
                                officer.account))
                .containsExactly("1");
        // An exercise refers to no person, answer or case: only to who does it.
        assertThat(
                        server.column(
                                "select confrelid::regclass::text from pg_constraint where conrelid = 'exercise'::regclass and contype = 'f' order by 1"))
                .containsExactly("account", "organisation");
    }

    /** How many rows each table of real work holds. */
    private Map<String, String> rows() throws Exception {
        Map<String, String> rows = new TreeMap<>();
        for (String table :
                server.column(
                        "select relname from pg_class c join pg_namespace n on n.oid = c.relnamespace where relkind = 'r' and nspname = 'amparo'")) {
            if (!OWN.contains(table)) {
                rows.put(table, server.column("select count(*)::text from " + table).getFirst());
            }
        }
        return rows;
    }

    @Test
    void aTeamIsSeenInCountsAndByRuleOnlyWhenNobodyCanBeTold() throws Exception {
        Browser supervisor = server.worker(ours, Role.SUPERVISOR, "organisation");
        List<Browser> team = new ArrayList<>(List.of(officer));
        for (int i = 0; i < 2; i++) {
            team.add(server.worker(ours, Role.REGISTRAR, "own"));
        }
        for (Browser one : team) {
            work(one, UNCLE, "flags-boy", "stranded", "acts", "2");
        }
        String few = supervisor.get("/learning/team").body();
        assertThat(few)
                .contains("Not enough colleagues", "1 of " + STORIES.size())
                .doesNotContain("Possible trafficking", "cannot go on");
        String people = few.substring(few.indexOf("<table"), few.indexOf("</table>"));
        assertThat(people.split("Colleague [0-9a-f]{8}", -1)).hasSize(4);
        work(
                server.worker(ours, Role.CASE_WORKER, "own"),
                UNCLE,
                "flags-boy",
                "stranded",
                "acts",
                "2");
        String enough = supervisor.get("/learning/team").body();
        assertThat(enough).doesNotContain("Not enough colleagues");
        String rules = enough.substring(enough.indexOf("What the team finds hard"));
        assertThat(rules).doesNotContainPattern("Colleague [0-9a-f]{8}");
        // Another organisation counts for itself.
        Browser elsewhere =
                server.worker(
                        server.organisation(OrganisationKind.NGO), Role.SUPERVISOR, "organisation");
        assertThat(elsewhere.get("/learning/team").body())
                .contains("Nobody has finished an exercise yet", "Not enough colleagues");
    }
}
