package amparo.server.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ForcedColors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the script adds, and that nothing is missing without it. */
class ScriptTest {
    private static SamplePages pages;
    private static Chromium browser;

    @BeforeAll
    static void open() {
        browser = new Chromium();
        pages = new SamplePages();
    }

    @AfterAll
    static void close() {
        if (pages != null) {
            pages.close();
            browser.close();
        }
    }

    private static Page visit(boolean scripts, String name) {
        Page page = browser.open(1280, 900, ColorScheme.LIGHT, scripts);
        page.navigate(pages.address("/en/LIGHT/" + name));
        return page;
    }

    @Test
    void theSheetsAndTheScriptStaySmall() throws IOException {
        Path files = Path.of("src/main/resources/static");
        assertThat(Files.size(files.resolve("amparo.css")) + Files.size(files.resolve("dark.css")))
                .isBetween(10_000L, 32L * 1024);
        assertThat(Files.size(files.resolve("amparo.js"))).isBetween(1_000L, 10_000L);
    }

    @Test
    void withoutScriptsNothingIsShownThatNeedsThem() {
        Page page = visit(false, "components");
        for (String helper : List.of("[data-copy]", "[data-cover]")) {
            assertThat(page.locator(helper).isHidden()).as(helper).isTrue();
        }
        page.locator("[data-sensitive] summary").click();
        assertThat(page.locator(".sensitive-body").isVisible()).isFalse();
        page.locator("a[href='#history']").click();
        assertThat(page.locator("#history").isVisible()).isTrue();
        assertThat(page.locator("#summary").isVisible()).isFalse();
        page.locator(".menu > summary").click();
        assertThat(page.locator("form[action='/sign-out'] button").isVisible()).isTrue();
    }

    @Test
    void aSlashGoesToTheSearchFieldButNotWhileSomebodyWrites() {
        Page page = visit(true, "components");
        page.keyboard().press("/");
        assertThat(page.evaluate("document.activeElement.id")).isEqualTo("search");
        page.locator("#f-notes").focus();
        page.keyboard().type("a/b");
        assertThat(page.locator("#f-notes").inputValue()).isEqualTo("a/b");
    }

    @Test
    void oneKeyCoversWhatIsSensitiveAndTheServerIsTold() {
        Page page = visit(true, "components");
        assertThat(page.locator(".sensitive-body").isVisible()).isTrue();
        page.locator("#f-notes").focus();
        page.keyboard().press("Alt+h");
        assertThat(page.locator(".sensitive-body").isVisible()).isFalse();
        assertThat(page.context().cookies())
                .anyMatch(
                        cookie -> cookie.name.equals("amparo-covered") && cookie.value.equals("1"));
        assertThat(page.locator("[data-cover]").getAttribute("aria-pressed")).isEqualTo("true");
        page.locator("[data-cover]").click();
        assertThat(page.locator(".sensitive-body").isVisible()).isTrue();
    }

    @Test
    void aFormThatIsPressedTwiceIsSentOnce() {
        Page page = visit(true, "components");
        List<Request> sent = new ArrayList<>();
        page.route(
                "**/components",
                route -> {
                    sent.add(route.request());
                    // "No content" leaves the page as it is while the browser waits for another.
                    route.fulfill(new Route.FulfillOptions().setStatus(204));
                });
        Locator save = page.locator("main form .button-main");
        save.evaluate("button => { button.click(); button.click(); }");
        save.evaluate("button => button.click()");
        page.waitForCondition(() -> save.innerText().equals("Sending …"));
        assertThat(sent).hasSize(1);
        assertThat(sent.getFirst().method()).isEqualTo("POST");
    }

    @Test
    void whatIsNotSavedIsSaid() {
        Page page = visit(true, "components");
        assertThat(page.locator(".unsaved").count()).isZero();
        page.locator("#f-notes").fill("x");
        assertThat(page.locator(".unsaved").innerText()).isEqualTo("Not saved yet");
    }

    @Test
    void lettersAreCountedAndNothingIsCutOff() {
        Page page = visit(true, "components");
        Locator count = page.locator("#f-notes-count");
        assertThat(count.innerText()).isEqualTo("Up to 500 letters");
        page.locator("#f-notes").fill("x".repeat(499));
        assertThat(count.innerText()).isEqualTo("1 letter left");
        page.locator("#f-notes").fill("x".repeat(503));
        assertThat(count.innerText()).isEqualTo("3 letters too many");
        assertThat(page.locator("#f-notes").inputValue()).hasSize(503);
    }

    @Test
    void aPasswordCanBeLookedAt() {
        Page page = visit(true, "read");
        Locator button = page.locator("[data-reveal]");
        button.click();
        assertThat(page.locator("#f-password").getAttribute("type")).isEqualTo("text");
        assertThat(button.getAttribute("aria-label")).isEqualTo("Hide the password");
        button.click();
        assertThat(page.locator("#f-password").getAttribute("type")).isEqualTo("password");
    }

    @Test
    void aSecretCanBeCopied() {
        Page page = visit(true, "components");
        page.locator("[data-copy]").click();
        page.waitForCondition(() -> page.locator("[data-copy]").innerText().equals("Copied"));
        assertThat(page.locator("[data-copy-status]").textContent()).isEqualTo("Copied");
    }

    @Test
    void mistakesAreReadFirstAndLeadToTheirField() {
        Page page = visit(true, "components");
        assertThat(page.evaluate("document.activeElement.className"))
                .asString()
                .contains("error-summary");
        page.locator(".error-summary a").first().click();
        page.keyboard().type("9");
        assertThat(page.locator("#f-contact").inputValue()).contains("9");
    }

    @Test
    void whereColoursAreForcedButtonsAndPillsKeepTheirEdge() {
        Page page = visit(true, "components");
        page.emulateMedia(new Page.EmulateMediaOptions().setForcedColors(ForcedColors.ACTIVE));
        for (String part : List.of(".button-main", ".pill", ".chip-chosen", ".card")) {
            assertThat(
                            page.locator(part)
                                    .first()
                                    .evaluate(
                                            "e => parseFloat(getComputedStyle(e).borderTopWidth) >= 1"))
                    .as(part)
                    .isEqualTo(true);
        }
        page.screenshot(
                new Page.ScreenshotOptions()
                        .setFullPage(true)
                        .setPath(Path.of("target/screenshots/components-forced-colours.png")));
    }
}
