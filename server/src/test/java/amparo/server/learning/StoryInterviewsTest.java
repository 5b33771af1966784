package amparo.server.learning;

import static org.assertj.core.api.Assertions.assertThat;

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
 * SCENARIO: the stories to learn from, worked from end to end in a browser through the pages of a
 * real interview: the frame at a counter where others hear, what is told and seen there, the moment
 * alone, what is told then, the end. The flags are exactly those of the story, in both moments, and
 * the page of needs shows them with what to do. Persons of these tests are invented and in an
 * organisation of their own. One of them each time, all with the tag "long".
 */
@Tag("database")
@Tag("door")
class StoryInterviewsTest {

    /** The others are worked in the same pages by ScreensStoriesTest. */
    private static final String EACH_TIME = "nine-days-in-the-transit-room";

    private static final Path PICTURES = Path.of("target/screenshots/stories");
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

    static Stream<String> all() {
        return stories().stream().map(Vignette::id);
    }

    private static List<Vignette> stories() {
        return CompiledVignettes.load(SERVER.context.getBean(LoadedRulebook.class).book());
    }

    @Test
    void thereAreAsManyStoriesAsThereMustBe() {
        assertThat(all()).hasSizeGreaterThanOrEqualTo(25).contains(EACH_TIME);
    }

    @Test
    void aStoryIsWorkedInARealInterview() throws Exception {
        work(EACH_TIME);
    }

    @ParameterizedTest
    @MethodSource("all")
    @Tag("long")
    void everyStoryIsWorkedInARealInterview(String story) throws Exception {
        work(story);
    }

    private void work(String id) throws Exception {
        Vignette story =
                stories().stream().filter(one -> one.id().equals(id)).findFirst().orElseThrow();
        browser.faults.clear();
        UUID ours = SERVER.organisation(OrganisationKind.NGO);
        Browser officer = SERVER.worker(ours, Role.PROTECTION_SPECIALIST, "organisation");
        Page page = signedIn(officer);
        InterviewHand hand = new InterviewHand(page, address(""), rulebook, SERVER::column);
        try {
            for (Vignette.Player player : story.persons()) {
                String code = enter(page, story.id() + " " + player.id());
                String interview = hand.frame(code);
                hand.tell(code, interview, player.first().told());
                Set<String> first = words(player.first());
                assertThat(flags(code)).as("%s at the counter", player.id()).isEqualTo(first);
                page.navigate(address("/interviews/" + interview));
                page.click("form[action$='/close'] button");
                assertThat(page.url()).as("no end without a moment alone").contains(interview);
                page.click("form[action$='/alone'] button");
                hand.tell(code, interview, player.then().told());
                Set<String> both = new TreeSet<>(first);
                both.addAll(words(player.then()));
                assertThat(flags(code)).as("%s alone", player.id()).isEqualTo(both);
                page.navigate(address("/interviews/" + interview));
                picture(page, story.id() + "-" + player.id());
                page.click("form[action$='/close'] button");
                assertThat(page.url()).endsWith("/persons/" + code + "/needs");
                seen(page, both);
                picture(page, story.id() + "-" + player.id() + "-needs");
            }
        } finally {
            page.context().close();
        }
        assertThat(browser.faults).isEmpty();
    }

    /** Each flag stands there with what to do and what never. */
    private void seen(Page page, Set<String> flags) {
        page.evaluate("document.querySelectorAll('main details').forEach(d => (d.open = true))");
        String text = page.locator("main").innerText();
        for (String flag : flags) {
            var screen =
                    rulebook.book().screens().stream()
                            .filter(one -> one.id().equals(flag.split(" ")[0]))
                            .findFirst()
                            .orElseThrow();
            assertThat(text)
                    .contains(
                            screen.title().in("en"),
                            screen.actions().getFirst().in("en"),
                            screen.never().getFirst().in("en"));
        }
    }

    private String enter(Page page, String who) {
        page.navigate(address("/persons/new"));
        page.fill("input[name=name]", "Persona " + who.replaceAll("[^a-z ]", " "));
        page.locator("main form.form button[type=submit]").last().click();
        if (page.locator("button[name=looked]").count() > 0) {
            page.locator("input[id^='not-']").first().check();
            page.click("button[name=looked]");
        }
        assertThat(page.url()).matches(".*/persons/[0-9A-HJKMNP-TV-Z]{8}");
        return page.url().substring(page.url().length() - 8);
    }

    /** The open flags with their urgency, read as the owner of the database. */
    private static Set<String> flags(String code) throws Exception {
        return new TreeSet<>(
                SERVER.column(
                        "select f.screen || ' ' || f.urgency from flag f join person p on p.id = f.person where p.code = ? and f.closed_at is null",
                        code));
    }

    private static Set<String> words(Vignette.Told moment) {
        Set<String> words = new TreeSet<>();
        moment.flags().forEach((screen, urgency) -> words.add(screen + " " + urgency.word()));
        return words;
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

    private static void picture(Page page, String name) {
        page.screenshot(
                new Page.ScreenshotOptions()
                        .setFullPage(true)
                        .setPath(PICTURES.resolve(name + ".png")));
    }

    private static String address(String path) {
        return "http://localhost:"
                + SERVER.context.getEnvironment().getProperty("local.server.port")
                + path;
    }
}
