package amparo.server.learning;

import static org.assertj.core.api.Assertions.assertThat;

import amparo.engine.fact.Fact;
import amparo.rulebook.compile.CompiledVignettes;
import amparo.rulebook.vignette.Vignette;
import amparo.server.access.OrganisationKind;
import amparo.server.access.Role;
import amparo.server.accounts.TestSessions;
import amparo.server.pages.Chromium;
import amparo.server.registry.LoadedRulebook;
import amparo.server.testing.WholeServer;
import amparo.server.testing.WholeServer.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * SCENARIO: stories worked in the real screens, in a browser, from the button on the page of
 * learning to the feedback: the interviews of their persons, the moment alone, the end. What the
 * persons say stands beside the questions, and what is told alone never before that moment. Three
 * of them each time, all with the tag "long".
 */
@Tag("database")
@Tag("door")
class ScreensStoriesTest {

    private static final List<String> EACH_TIME =
            List.of(
                    "the-uncle-at-the-counter",
                    "the-aunt-and-the-niece",
                    "the-mason-with-a-contract");
    private static final Path PICTURES = Path.of("target/screenshots/practice-stories");
    private static final WholeServer SERVER = WholeServer.get();
    private static Chromium browser;

    private final LoadedRulebook rulebook = SERVER.context.getBean(LoadedRulebook.class);

    @BeforeAll
    static void open() {
        browser = new Chromium();
    }

    @AfterAll
    static void close() {
        if (browser != null) {
            browser.close();
        }
    }

    static Stream<String> eachTime() {
        return EACH_TIME.stream();
    }

    static Stream<String> all() {
        return stories().stream().map(Vignette::id);
    }

    private static List<Vignette> stories() {
        return CompiledVignettes.load(SERVER.context.getBean(LoadedRulebook.class).book());
    }

    private static Vignette story(String id) {
        return stories().stream().filter(one -> one.id().equals(id)).findFirst().orElseThrow();
    }

    @ParameterizedTest
    @MethodSource("eachTime")
    void aStoryIsWorkedInTheRealScreens(String story) throws Exception {
        work(story(story), OrganisationKind.NGO, Role.PROTECTION_SPECIALIST);
    }

    @ParameterizedTest
    @MethodSource("all")
    @Tag("long")
    void everyStoryIsWorkedInTheRealScreens(String story) throws Exception {
        work(story(story), OrganisationKind.NGO, Role.PROTECTION_SPECIALIST);
    }

    /** Much of what is written down there is not read there again; it is judged all the same. */
    @Test
    void atABorderPostEverythingThatWasWrittenDownCounts() throws Exception {
        work(story("the-uncle-at-the-counter"), OrganisationKind.BORDER_AUTHORITY, Role.REGISTRAR);
    }

    private void work(Vignette story, OrganisationKind kind, Role role) throws Exception {
        browser.faults.clear();
        UUID ours = SERVER.organisation(kind);
        Browser officer = SERVER.worker(ours, role, "organisation");
        Page page = signedIn(officer);
        try {
            String exercise = begin(page, officer, story);
            Map<String, String> codes = codes(story, exercise);
            for (Vignette.Player player : story.persons()) {
                interview(page, story, player, codes.get(player.id()));
            }
            end(page, story, exercise);
            judged(story, exercise);
            page.navigate(address("/"));
            assertThat(page.locator(".practice").count()).as("back at real work").isZero();
            assertThat(
                            SERVER.column(
                                    "select count(*)::text from person where organisation = ?",
                                    ours))
                    .containsExactly("0");
        } finally {
            page.context().close();
        }
        assertThat(browser.faults).isEmpty();
    }

    private static String begin(Page page, Browser officer, Vignette story) throws Exception {
        page.navigate(address("/learning"));
        page.click("form[action='/learning/stories/" + story.id() + "/screens'] button");
        assertThat(page.url()).matches(".*/(persons|groups)/[0-9A-Z]{8,9}");
        assertThat(page.locator(".practice").innerText())
                .contains("Invented persons", story.title().in("en"));
        return SERVER.column("select id::text from exercise where account = ?", officer.account)
                .getFirst();
    }

    /** The files of the persons of the story, by their ids in it. */
    private static Map<String, String> codes(Vignette story, String exercise) throws Exception {
        StoryCast cast = new StoryCast(UUID.fromString(exercise), story);
        Map<String, String> codes = new java.util.LinkedHashMap<>();
        for (Vignette.Player player : story.persons()) {
            codes.put(
                    player.id(),
                    SERVER.practiceColumn(
                                    "select code from person where id = ?", cast.person(player))
                            .getFirst());
        }
        return codes;
    }

    private void interview(Page page, Vignette story, Vignette.Player player, String code)
            throws Exception {
        boolean[] alone = {false};
        InterviewHand hand =
                new InterviewHand(page, address(""), rulebook, SERVER::practiceColumn) {
                    @Override
                    void onQuestion(Fact fact) {
                        String panel = page.locator(".practice-here").innerText();
                        assertThat(panel).as(fact.name()).contains(player.who().in("en"));
                        StoryAnswers.of(rulebook.vocabulary(), player, alone[0], fact.name())
                                .ifPresent(answer ->
                                        assertThat(panel)
                                                .as(fact.name())
                                                .doesNotContain("nothing of it"));
                    }
                };
        String interview = hand.frame(code);
        hand.tell(code, interview, player.first().told());
        page.navigate(address("/interviews/" + interview));
        String then = player.then().says().in("en");
        assertThat(page.locator(".practice").textContent())
                .contains(player.first().says().in("en"))
                .doesNotContain(then);
        page.click("form[action$='/alone'] button");
        alone[0] = true;
        page.navigate(address("/interviews/" + interview));
        assertThat(page.locator(".practice").textContent()).contains(then);
        hand.tell(code, interview, player.then().told());
        page.navigate(address("/interviews/" + interview));
        page.screenshot(
                new Page.ScreenshotOptions()
                        .setFullPage(true)
                        .setPath(PICTURES.resolve(story.id() + "-" + player.id() + ".png")));
        page.click("form[action$='/close'] button");
        assertThat(page.url()).endsWith("/persons/" + code + "/needs");
    }

    private static void end(Page page, Vignette story, String exercise) {
        page.click(".practice a[href$='/decide']");
        assertThat(page.url()).endsWith("/learning/exercises/" + exercise + "/decide");
        for (int i = 0; i < story.acts().size(); i++) {
            if (story.acts().get(i).kind() == Vignette.Kind.RIGHT) {
                page.check("input[name=acts][value='" + i + "']");
            }
        }
        page.click("main form[action$='/decide'] button[type=submit]");
        assertThat(page.url()).endsWith("/learning/exercises/" + exercise);
        assertThat(page.locator("main").innerText())
                .contains("Well done", "Worked in the real screens")
                .doesNotContain(
                        "Nobody asked about", "not written down:", "You did not hear this person");
        page.screenshot(
                new Page.ScreenshotOptions()
                        .setFullPage(true)
                        .setPath(PICTURES.resolve(story.id() + "-feedback.png")));
    }

    /** The result is in the table of real work; of the persons there is nothing there. */
    private static void judged(Vignette story, String exercise) throws Exception {
        Set<String> expected = new TreeSet<>();
        story.persons().forEach(one -> expected.addAll(one.then().flags().keySet()));
        UUID id = UUID.fromString(exercise);
        assertThat(
                        SERVER.column(
                                "select concat_ws(' ', mode, cardinality(missed), cardinality(extra), cardinality(forbidden), cardinality(alone)) from exercise where id = ?",
                                id))
                .containsExactly("screens 0 0 0 " + story.persons().size());
        assertThat(SERVER.column("select unnest(found) from exercise where id = ? order by 1", id))
                .containsExactlyElementsOf(expected);
    }

    private static Page signedIn(Browser who) {
        String cookie = TestSessions.open(SERVER.context, who.account, true).cookie();
        Page page = browser.open(1280, 900, ColorScheme.LIGHT, true);
        page.context().setDefaultTimeout(60_000);
        page.context()
                .addCookies(
                        List.of(
                                new Cookie("amparo", cookie.substring(cookie.indexOf('=') + 1))
                                        .setUrl(address("/"))));
        page.context().setExtraHTTPHeaders(Map.of("Accept-Language", "en"));
        return page;
    }

    private static String address(String path) {
        return "http://localhost:"
                + SERVER.context.getEnvironment().getProperty("local.server.port")
                + path;
    }
}
