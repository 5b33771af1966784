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
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * FEATURE: a story in the real screens, when things go otherwise: ended without a question, left
 * for somebody real and taken up again, in another session, by somebody else, with a story that is
 * gone.
 */
@Tag("database")
@Tag("door")
class ScreensTest {

    private static final String UNCLE = "the-uncle-at-the-counter";
    private static final String COUPLE = "the-aunt-and-the-niece";

    private final WholeServer server = WholeServer.get();

    private Browser officer = server.stranger();
    private UUID ours = new UUID(0, 0);

    @BeforeEach
    void somebodyWhoLearns() throws Exception {
        ours = server.organisation(OrganisationKind.NGO);
        officer = server.worker(ours, Role.CASE_WORKER, "own");
    }

    /** Begins a story; the browser that works in it from then on. */
    private record Begun(Browser in, UUID exercise, String page) {
        String decide() {
            return "/learning/exercises/" + exercise + "/decide";
        }
    }

    private static Begun begin(Browser who, String story) throws Exception {
        UUID id = UUID.randomUUID();
        HttpResponse<String> answer =
                who.post("/learning/stories/" + story + "/screens", "id", id.toString());
        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(WholeServer.location(answer)).matches(".*/(persons|groups)/[0-9A-Z]{8,9}");
        who.exercise(id.toString());
        return new Begun(who, id, path(answer));
    }

    /** The same browser, back at real work. */
    private static Browser back(Begun begun) {
        begun.in().exercise("");
        return begun.in();
    }

    private static String path(HttpResponse<?> answer) {
        return WholeServer.location(answer).replaceAll("^https?://[^/]+", "");
    }

    private List<String> row(UUID exercise, String... columns) throws Exception {
        return server.column(
                "select concat_ws(' ', "
                        + String.join(", ", columns)
                        + ") from exercise where id = ?",
                exercise);
    }

    @Test
    void endedWithoutAskingAnythingItSaysWhatWasNeverAsked() throws Exception {
        Begun begun = begin(officer, UNCLE);
        String decide = begun.in().get(begun.decide()).body();
        assertThat(decide).contains("Nothing that you may read stands here", "The boy");
        // Without an act nothing ends.
        HttpResponse<String> none = begun.in().post(begun.decide());
        assertThat(none.statusCode()).isEqualTo(400);
        assertThat(none.body()).contains("Choose at least one act");
        assertThat(begun.in().post(begun.decide(), "acts", "77").statusCode()).isEqualTo(404);
        assertThat(row(begun.exercise(), "finished_at is null")).containsExactly("t");
        assertThat(begun.in().get(begun.page()).body()).contains("class=\"practice\"");

        HttpResponse<String> ended = begun.in().post(begun.decide(), "acts", "0");
        assertThat(path(ended)).isEqualTo("/learning/exercises/" + begun.exercise());
        assertThat(row(begun.exercise(), "cardinality(missed)", "cardinality(asked)"))
                .containsExactly("6 0");
        Browser back = back(begun);
        assertThat(back.get("/learning/exercises/" + begun.exercise()).body())
                .contains(
                        "Worked in the real screens",
                        "You did not hear this person alone",
                        "Nobody asked about",
                        "Seen, or told without being asked, and not written down")
                .doesNotContain("class=\"practice\"");
        // Sent twice the first end counts, and the session is where real work is.
        assertThat(path(back.post(begun.decide(), "acts", "2"))).endsWith("" + begun.exercise());
        assertThat(row(begun.exercise(), "acts[1]", "cardinality(acts)")).containsExactly("0 1");
        assertThat(back.get(begun.page()).statusCode()).isEqualTo(404);
        assertThat(back.get("/").body()).doesNotContain("class=\"practice\"");
    }

    @Test
    void thePersonsOfAStoryComeAsAGroupWithWhatIsKnownAtTheDoorAlone() throws Exception {
        Begun begun = begin(officer, COUPLE);
        assertThat(begun.page()).startsWith("/groups/");
        assertThat(begun.in().get(begun.page()).body()).contains("The aunt", "The girl");
        StoryCast cast = new StoryCast(begun.exercise(), story(COUPLE));
        for (UUID person : cast.persons()) {
            assertThat(
                            server.practiceColumn(
                                    "select fact from answer where person = ? order by 1", person))
                    .as("and that they came together")
                    .containsExactly("companion", "country_now", "name");
            assertThat(server.practiceColumn("select id::text from flag where person = ?", person))
                    .isEmpty();
        }
        assertThat(begun.in().get("/services").body()).contains("Red Ejemplo", "Clínica Ejemplo");
        begun.in().post(begun.decide(), "acts", "0");
        assertThat(row(begun.exercise(), "cardinality(asked)"))
                .as("what the door knew was asked by nobody")
                .containsExactly("0");
        // In real work there is neither person nor service of it.
        assertThat(
                        server.column(
                                "select id::text from person where id = any (?::uuid[])",
                                "{" + cast.persons().getFirst() + "}"))
                .isEmpty();
        assertThat(server.column("select id::text from service where name like '%Ejemplo%'"))
                .isEmpty();
        assertThat(
                        server.column(
                                "select id::text from account where display_name like '%(exercise)'"))
                .isEmpty();
    }

    private static Vignette story(String id) {
        return CompiledVignettes.load(CompiledRulebook.load()).stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void leftForSomebodyRealItWaitsAndGoesOnInAnySessionOfTheAccount() throws Exception {
        Begun begun = begin(officer, UNCLE);
        assertThat(
                        begun.in()
                                .post(
                                        begun.page() + "/needs",
                                        "screen",
                                        "child-alone",
                                        "reason",
                                        "Looks sixteen")
                                .statusCode())
                .isEqualTo(302);
        assertThat(path(begun.in().post("/practice/leave"))).isEqualTo("/learning");
        Browser back = back(begun);
        assertThat(back.get(begun.page()).statusCode()).isEqualTo(404);
        assertThat(back.get("/learning").body()).contains("Go on in the real screens");
        assertThat(back.get("/learning/exercises/" + begun.exercise()).body())
                .contains("Go on in the real screens", "End the exercise");
        // Seen from real work too: the end does not need the session to be inside.
        assertThat(back.get(begun.decide()).body()).contains("child", "The boy");

        Browser elsewhere = officer.again();
        HttpResponse<String> on =
                elsewhere.post("/learning/exercises/" + begun.exercise() + "/screens");
        assertThat(path(on)).as("the same file").isEqualTo(begun.page());
        elsewhere.exercise(begun.exercise().toString());
        Browser in = elsewhere;
        assertThat(in.get(begun.page() + "/needs").body()).contains("class=\"practice\"");
        // The other session is at real work all the while.
        assertThat(back.get("/").body()).doesNotContain("class=\"practice\"");
        assertThat(in.post(begun.decide(), "acts", "0").statusCode()).isEqualTo(302);
        assertThat(row(begun.exercise(), "found[1]", "cardinality(found)", "cardinality(extra)"))
                .containsExactly("child-alone 1 0");
    }

    @Test
    void whatOneDisagreesWithIsNotCountedAsSeen() throws Exception {
        Begun begun = begin(officer, UNCLE);
        String needs = begun.page() + "/needs";
        for (String screen : List.of("stranded", "child-alone")) {
            begun.in().post(needs, "screen", screen, "reason", "As it looks to me");
        }
        String flag =
                server.practiceColumn(
                                "select id::text from flag where organisation = ? and screen = 'stranded'",
                                begun.exercise())
                        .getFirst();
        assertThat(
                        begun.in()
                                .post(
                                        needs + "/" + flag + "/opinions",
                                        "opinion",
                                        "disagree",
                                        "reason",
                                        "They have a ticket")
                                .statusCode())
                .isEqualTo(302);
        begun.in().post(begun.decide(), "acts", "0");
        assertThat(row(begun.exercise(), "cardinality(extra)", "array_to_string(flags, ',')"))
                .containsExactly("0 boy/child-alone");
    }

    @Test
    void clickedTwiceThereIsOneExerciseAndEachPersonOnce() throws Exception {
        String id = UUID.randomUUID().toString();
        String start = "/learning/stories/" + COUPLE + "/screens";
        String first = path(officer.post(start, "id", id));
        assertThat(path(officer.post(start, "id", id))).isEqualTo(first);
        assertThat(
                        server.practiceColumn(
                                "select count(*)::text from person where organisation = ?::uuid",
                                id))
                .containsExactly("2");
        assertThat(server.column("select count(*)::text from exercise where id = ?::uuid", id))
                .containsExactly("1");
    }

    @Test
    void twoClicksAtTheSameMomentAreOne() throws Exception {
        for (int round = 0; round < 3; round++) {
            String id = UUID.randomUUID().toString();
            String start = "/learning/stories/" + COUPLE + "/screens";
            Browser one = officer.again();
            Browser other = officer.again();
            try (ExecutorService both = Executors.newVirtualThreadPerTaskExecutor()) {
                Future<HttpResponse<String>> first = both.submit(() -> one.post(start, "id", id));
                Future<HttpResponse<String>> second =
                        both.submit(() -> other.post(start, "id", id));
                assertThat(path(first.get())).startsWith("/groups/").isEqualTo(path(second.get()));
            }
            assertThat(
                            server.practiceColumn(
                                    "select count(*)::text from person where organisation = ?::uuid",
                                    id))
                    .containsExactly("2");
        }
    }

    @Test
    void everyRoomThatMeetsPersonsBeginsAndEnds() throws Exception {
        Map<Role, OrganisationKind> rooms =
                Map.of(
                        Role.REGISTRAR, OrganisationKind.BORDER_AUTHORITY,
                        Role.RETURN_OFFICER, OrganisationKind.BORDER_AUTHORITY,
                        Role.ASYLUM_OFFICER, OrganisationKind.ASYLUM_AUTHORITY);
        for (Map.Entry<Role, OrganisationKind> room : rooms.entrySet()) {
            Browser who =
                    server.worker(
                            server.organisation(room.getValue()), room.getKey(), "organisation");
            Begun begun = begin(who, UNCLE);
            assertThat(who.get(begun.page()).body()).as("%s", room).contains("The boy");
            who.post(begun.page() + "/needs", "screen", "child-alone", "reason", "Looks sixteen");
            assertThat(who.post(begun.decide(), "acts", "0").statusCode()).isEqualTo(302);
            assertThat(row(begun.exercise(), "found[1]", "cardinality(found)"))
                    .as("%s", room)
                    .containsExactly("child-alone 1");
        }
    }

    @Test
    void nobodyElseGetsIntoAnExercise() throws Exception {
        Begun begun = begin(officer, UNCLE);
        String exercise = "/learning/exercises/" + begun.exercise();
        for (Browser other :
                List.of(
                        server.worker(ours, Role.SUPERVISOR, "organisation"),
                        server.worker(
                                server.organisation(OrganisationKind.NGO),
                                Role.CASE_WORKER,
                                "own"))) {
            assertThat(other.post(exercise + "/screens").statusCode()).isEqualTo(404);
            assertThat(other.get(begun.decide()).statusCode()).isEqualTo(404);
            assertThat(other.post(begun.decide(), "acts", "0").statusCode()).isEqualTo(404);
            assertThat(
                            other.post(
                                            "/learning/stories/" + UNCLE + "/screens",
                                            "id",
                                            begun.exercise().toString())
                                    .statusCode())
                    .as("an id that is taken")
                    .isEqualTo(404);
            assertThat(other.get("/").body()).doesNotContain("class=\"practice\"");
        }
    }

    @Test
    void aStoryThatANewerRulebookHasNoMoreHoldsNobody() throws Exception {
        Begun begun = begin(officer, UNCLE);
        for (String table : List.of("real", "practice")) {
            String gone = "update exercise set vignette = 'gone-with-the-rulebook' where id = ?";
            if (table.equals("real")) {
                server.sql(gone, begun.exercise());
            } else {
                server.practiceColumn(gone + " returning id::text", begun.exercise());
            }
        }
        assertThat(begun.in().get(begun.page()).body())
                .as("the page says that it is an exercise, whatever the story")
                .contains("class=\"practice\"")
                .doesNotContain("The uncle who answers");
        assertThat(path(begun.in().get(begun.decide()))).isEqualTo("/learning");
        assertThat(path(begun.in().post(begun.decide(), "acts", "0"))).isEqualTo("/learning");
        assertThat(begun.in().get("/learning").body()).contains("Back to real work");
        assertThat(path(begun.in().post("/practice/leave"))).isEqualTo("/learning");
        assertThat(back(begun).get("/").body()).doesNotContain("class=\"practice\"");
    }

    @Test
    void oldFeedbackLeavesOutAScreenThatIsGone() throws Exception {
        Begun begun = begin(officer, UNCLE);
        begun.in().post(begun.decide(), "acts", "0");
        server.sql(
                "update exercise set flags = flags || '{boy/gone-with-the-rulebook}' where id = ?",
                begun.exercise());
        HttpResponse<String> page = officer.get("/learning/exercises/" + begun.exercise());
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).doesNotContain("gone-with-the-rulebook");
    }

    @Test
    void anExerciseOnPaperStaysOnPaper() throws Exception {
        UUID id = UUID.randomUUID();
        officer.post("/learning/stories/" + UNCLE, "id", id.toString());
        assertThat(path(officer.post("/learning/exercises/" + id + "/screens")))
                .isEqualTo("/learning/exercises/" + id);
        assertThat(officer.get("/").body()).doesNotContain("class=\"practice\"");
        assertThat(officer.get("/learning/exercises/" + id).body()).contains("The next question");
    }
}
