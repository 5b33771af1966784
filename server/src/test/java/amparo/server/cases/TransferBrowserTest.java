package amparo.server.cases;

import static org.assertj.core.api.Assertions.assertThat;

import amparo.server.access.Role;
import amparo.server.accounts.TestSessions;
import amparo.server.pages.Chromium;
import amparo.server.testing.WholeServer;
import amparo.server.testing.WholeServer.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** FEATURE: two organisations hand over a case on small screens, one with scripts, one without. */
@Tag("database")
@Tag("door")
class TransferBrowserTest {

    private static final Path PICTURES = Path.of("target/screenshots/cases");

    private final WholeServer server = WholeServer.get();

    @Test
    void aCaseIsOfferedOnOneScreenAndTakenOnAnother() throws Exception {
        CaseWorld world = new CaseWorld();
        String code = CaseWorld.enter(world.worker, "Marisol");
        String at = CaseWorld.open(world.worker, code);
        CaseWorld.note(world.worker, at, "sensitive", "Sleeps at the church");
        Browser taker = world.someone(world.theirs, Role.SUPERVISOR);
        String name =
                server.column("select name from organisation where id = ?", world.theirs)
                        .getFirst();
        try (Chromium chromium = new Chromium()) {
            Page sender = signedIn(chromium, world.worker, true);
            Page receiver = signedIn(chromium, taker, false);
            sender.navigate(address(at));
            picture(sender, "case");
            sender.locator("a[href$='/transfer']").click();
            sender.locator("#f-receiver").selectOption(world.theirs.toString());
            sender.locator("input[name=help][value=legal]").check();
            sender.locator("#f-reason").fill("Needs a lawyer near the lake");
            sender.locator("input[name='facts-" + code + "'][value=name]").check();
            sender.locator("input[name=basis][value=consent]").check();
            picture(sender, "offer-form");
            sender.locator("main form.form button[type=submit]").click();
            sender.waitForLoadState();
            assertThat(sender.locator("main").textContent())
                    .contains(name, "Waiting for an answer");

            receiver.navigate(address("/"));
            receiver.locator("a[href='/cases/transfers']").first().click();
            receiver.locator("main table a").first().click();
            receiver.waitForLoadState();
            assertThat(receiver.content()).doesNotContain(code, "Marisol", "lawyer near the lake");
            picture(receiver, "offer");
            receiver.locator("form[action$='/accept'] button").click();
            // A page is there when all of it is: what is read before that may be its beginning
            // alone.
            receiver.waitForURL(Pattern.compile(".*/cases/[0-9a-f-]{36}"));
            assertThat(receiver.content())
                    .contains(code, "Marisol", "lawyer near the lake")
                    .doesNotContain("Sleeps at the church");
            assertThat(receiver.title()).doesNotContain("Marisol");
            picture(receiver, "received");

            sender.reload();
            assertThat(sender.locator("main").textContent())
                    .contains("Accepted", "Transferred to another organisation");
            for (Page page : List.of(sender, receiver)) {
                assertThat(page.evaluate("document.documentElement.scrollWidth"))
                        .as("nothing is wider than the screen")
                        .isEqualTo(page.evaluate("document.documentElement.clientWidth"));
            }
            assertThat(chromium.faults).isEmpty();
        }
    }

    private Page signedIn(Chromium chromium, Browser who, boolean scripts) {
        String cookie = TestSessions.open(server.context, who.account, true).cookie();
        Page page = chromium.open(360, 800, ColorScheme.LIGHT, scripts);
        page.context()
                .addCookies(
                        List.of(
                                new Cookie("amparo", cookie.substring(cookie.indexOf('=') + 1))
                                        .setUrl(address("/"))));
        page.context().setExtraHTTPHeaders(java.util.Map.of("Accept-Language", "en"));
        return page;
    }

    private static void picture(Page page, String name) {
        page.screenshot(
                new Page.ScreenshotOptions()
                        .setFullPage(true)
                        .setPath(PICTURES.resolve(name + "-360.png")));
    }

    private String address(String path) {
        return "http://localhost:"
                + server.context.getEnvironment().getProperty("local.server.port")
                + path;
    }
}
