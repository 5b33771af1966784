package amparo.server.learning;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * FEATURE: a story is worked with the keyboard alone, from the start page to the feedback and to
 * the supervisor's view; axe finds nothing and nothing is wider than the screen. Pictures in
 * target/screenshots/learning.
 */
@Tag("database")
@Tag("door")
class LearningBrowserTest {

    private static final Path PICTURES = Path.of("target/screenshots/learning");
    private static final String OPEN =
            "document.querySelectorAll('.practice details').forEach(d => (d.open = true))";
    private static final int MOST_TABS = 250;

    private final WholeServer server = WholeServer.get();
    private final Looks looks = new Looks(PICTURES);

    @Test
    void aStoryIsWorkedWithTheKeyboardAlone() throws Exception {
        UUID ours = server.organisation(OrganisationKind.BORDER_AUTHORITY);
        Browser supervisor = server.worker(ours, Role.SUPERVISOR, "organisation");
        try (Chromium chromium = new Chromium()) {
            for (String language : List.of("en", "es")) {
                server.sql(
                        "update account set language = ? where id = ?",
                        language,
                        supervisor.account);
                Page page = signedIn(chromium, supervisor);
                page.navigate(address("/"));
                enter(page, "nav a[href='/learning']");
                looks.look(page, "overview", language);
                enter(page, "form[action$='/the-uncle-at-the-counter'] button");
                assertThat(page.url()).contains("/learning/exercises/");
                looks.look(page, "exercise", language);
                enter(page, "form[action$='/ask'] button");
                enter(page, "form[action$='/alone'] button");
                enter(page, "form[action$='/ask'] button");
                looks.look(page, "alone", language);
                enter(page, "a[href$='/decide']");
                looks.look(page, "decide", language);
                space(page, "input[value='child-alone']");
                space(page, "input[value='stranded']");
                space(page, "input[name=acts][value='2']");
                enter(page, "main form.form button[type=submit]");
                assertThat(page.url()).doesNotContain("decide");
                looks.look(page, "feedback", language);
                enter(page, "form[action$='/share'] button");
                enter(page, "a[href='/learning']");
                enter(page, "a[href='/learning/team']");
                looks.look(page, "team", language);
                page.context().close();
            }
            assertThat(looks.problems).isEmpty();
            assertThat(chromium.faults).isEmpty();
        }
    }

    @Test
    void aStoryIsBegunAndEndedInTheRealScreens() throws Exception {
        UUID ours = server.organisation(OrganisationKind.BORDER_AUTHORITY);
        try (Chromium chromium = new Chromium()) {
            for (String language : List.of("en", "es")) {
                Browser officer = server.worker(ours, Role.SUPERVISOR, "organisation");
                server.sql(
                        "update account set language = ? where id = ?", language, officer.account);
                Page page = signedIn(chromium, officer);
                page.navigate(address("/learning"));
                enter(page, "form[action$='/the-uncle-at-the-counter/screens'] button");
                assertThat(page.url()).contains("/persons/");
                page.evaluate(OPEN);
                looks.look(page, "screens-person", language);
                String code = page.url().replaceAll(".*/persons/([0-9A-Z]{8}).*", "$1");
                InterviewHand hand =
                        new InterviewHand(
                                page,
                                address(""),
                                server.context.getBean(LoadedRulebook.class),
                                server::practiceColumn);
                String interview = "/interviews/" + hand.frame(code);
                page.navigate(address(interview + "/question?fact=age"));
                assertThat(page.locator(".practice-here").innerText()).contains("19");
                looks.look(page, "screens-question", language);
                page.navigate(address(interview));
                enter(page, "form[action$='/alone'] button");
                page.navigate(address(interview + "/question?fact=age"));
                assertThat(page.locator(".practice-here").innerText()).contains("16");
                page.evaluate(OPEN);
                looks.look(page, "screens-alone", language);
                enter(page, ".practice a[href$='/decide']");
                looks.look(page, "screens-decide", language);
                space(page, "input[name=acts][value='2']");
                enter(page, "main form[action$='/decide'] button[type=submit]");
                assertThat(page.url()).doesNotContain("decide");
                looks.look(page, "screens-feedback", language);
                // Another one, left for somebody real.
                enter(page, "main form[action$='/screens'] button");
                page.navigate(address("/learning"));
                looks.look(page, "screens-inside", language);
                enter(page, "form[action='/practice/leave'] button");
                assertThat(page.locator(".practice").count()).isZero();
                looks.look(page, "screens-left", language);
                page.locator("form[action*='/learning/exercises/'][action$='/screens'] ~ p a")
                        .first()
                        .click();
                looks.look(page, "screens-between", language);
                page.context().close();
            }
            assertThat(looks.problems).isEmpty();
            assertThat(chromium.faults).isEmpty();
        }
    }

    private static void enter(Page page, String selector) {
        tab(page, selector);
        page.waitForNavigation(() -> page.keyboard().press("Enter"));
    }

    private static void space(Page page, String selector) {
        tab(page, selector);
        page.keyboard().press("Space");
        assertThat(page.locator(selector).first().isChecked()).isTrue();
    }

    /** Goes there with the tabulator, as somebody without a mouse does. */
    private static void tab(Page page, String selector) {
        page.evaluate("document.activeElement && document.activeElement.blur()");
        for (int i = 0; i < MOST_TABS; i++) {
            page.keyboard().press("Tab");
            if (Boolean.TRUE.equals(
                    page.evaluate("s => document.activeElement.matches(s)", selector))) {
                return;
            }
        }
        throw new AssertionError(selector + " is not reached with the tabulator");
    }

    private Page signedIn(Chromium chromium, Browser who) {
        String cookie = TestSessions.open(server.context, who.account, true).cookie();
        Page page = chromium.open(360, 800, ColorScheme.LIGHT, true);
        page.context()
                .addCookies(
                        List.of(
                                new Cookie("amparo", cookie.substring(cookie.indexOf('=') + 1))
                                        .setUrl(address("/"))));
        return page;
    }

    private String address(String path) {
        return "http://localhost:"
                + server.context.getEnvironment().getProperty("local.server.port")
                + path;
    }
}
