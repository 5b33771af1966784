package amparo.server.learning;

import static org.assertj.core.api.Assertions.assertThat;

import amparo.server.access.OrganisationKind;
import amparo.server.access.Role;
import amparo.server.accounts.TestSessions;
import amparo.server.pages.Chromium;
import amparo.server.testing.WholeServer;
import amparo.server.testing.WholeServer.Browser;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import java.nio.file.Path;
import java.util.ArrayList;
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
    private static final int MOST_TABS = 250;

    private final WholeServer server = WholeServer.get();
    private final List<String> problems = new ArrayList<>();

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
                look(page, "overview", language);
                enter(page, "form[action$='/the-uncle-at-the-counter'] button");
                assertThat(page.url()).contains("/learning/exercises/");
                look(page, "exercise", language);
                enter(page, "form[action$='/ask'] button");
                enter(page, "form[action$='/alone'] button");
                enter(page, "form[action$='/ask'] button");
                look(page, "alone", language);
                enter(page, "a[href$='/decide']");
                look(page, "decide", language);
                space(page, "input[value='child-alone']");
                space(page, "input[value='stranded']");
                space(page, "input[name=acts][value='2']");
                enter(page, "main form.form button[type=submit]");
                assertThat(page.url()).doesNotContain("decide");
                look(page, "feedback", language);
                enter(page, "form[action$='/share'] button");
                enter(page, "a[href='/learning']");
                enter(page, "a[href='/learning/team']");
                look(page, "team", language);
                page.context().close();
            }
            assertThat(problems).isEmpty();
            assertThat(chromium.faults).isEmpty();
        }
    }

    private void look(Page page, String name, String language) {
        String place = name + " " + language;
        if (page.locator("h1").count() != 1) {
            problems.add(place + ": " + page.locator("h1").count() + " main headings");
        }
        if (!language.equals(page.locator("html").getAttribute("lang"))) {
            problems.add(place + ": is in another language");
        }
        if (page.content().matches("(?s).*>\\[[a-z-]+\\.[a-z.-]+\\]<.*")) {
            problems.add(place + ": a text is missing");
        }
        page.evaluate("document.querySelectorAll('main details').forEach(d => (d.open = true))");
        for (int width : List.of(360, 1280)) {
            page.setViewportSize(width, 900);
            if (Boolean.TRUE.equals(
                    page.evaluate("document.documentElement.scrollWidth > innerWidth + 1"))) {
                problems.add(place + ": wider than " + width);
            }
            page.screenshot(
                    new Page.ScreenshotOptions()
                            .setFullPage(true)
                            .setPath(
                                    PICTURES.resolve(
                                            name + "-" + language + "-" + width + ".png")));
        }
        page.setViewportSize(360, 800);
        for (Rule rule : new AxeBuilder(page).analyze().getViolations()) {
            problems.add(
                    place
                            + ": axe "
                            + rule.getId()
                            + " "
                            + rule.getNodes().stream().map(node -> node.getHtml()).toList());
        }
        page.evaluate("document.querySelectorAll('main details').forEach(d => (d.open = false))");
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
