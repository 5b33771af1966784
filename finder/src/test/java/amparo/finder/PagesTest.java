package amparo.finder;

import static org.assertj.core.api.Assertions.assertThat;

import amparo.finder.command.LocalServer;
import amparo.finder.testing.Chromium;
import amparo.finder.testing.Made;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.LoadState;
import com.microsoft.playwright.options.Media;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whether everybody can use the static pages; pictures in target/screenshots. */
class PagesTest {
    private static final Path PICTURES = Path.of("target/screenshots");

    /** One page of each kind, below the language. */
    private static final List<String> KINDS =
            List.of(
                    "index.html",
                    "privacy.html",
                    "doors/index.html",
                    "doors/mex-asylum.html",
                    "doors/usa-tps-venezuela-2023.html",
                    "doors/compare.html#arg-mercosur-residence,bra-mercosur-residence",
                    "countries/index.html",
                    "countries/MEX.html");

    private static Chromium browser;
    private static LocalServer server;

    @BeforeAll
    static void open() throws IOException {
        browser = new Chromium();
        server = LocalServer.start(Made.folder(), 0);
    }

    @AfterAll
    static void close() {
        browser.close();
        server.close();
    }

    @AfterEach
    void nothingIsBrokenAndNothingGoesOut() {
        List<String> faults = List.copyOf(browser.faults);
        List<String> requests = List.copyOf(browser.requests);
        browser.faults.clear();
        browser.requests.clear();
        assertThat(faults).isEmpty();
        assertThat(requests).allMatch(url -> url.startsWith(at("")));
    }

    private static String at(String path) {
        return "http://localhost:" + server.port() + "/" + path;
    }

    private static List<String> kinds() {
        return KINDS.stream().filter(kind -> Made.folder().has("es/" + file(kind))).toList();
    }

    private static String file(String kind) {
        int hash = kind.indexOf('#');
        return hash < 0 ? kind : kind.substring(0, hash);
    }

    private static String told(Rule rule) {
        return rule.getId() + ": " + rule.getHelp() + " " + rule.getNodes();
    }

    private static void assertAccessible(Page page, String name) {
        var results = new AxeBuilder(page).analyze();
        assertThat(results.getPasses()).isNotEmpty();
        assertThat(results.getViolations().stream().map(PagesTest::told)).as(name).isEmpty();
    }

    @Test
    void axeFindsNothingOnAnyKindOfPage() {
        Page page = browser.open(360);
        page.navigate(at("index.html"));
        assertAccessible(page, "languages");
        for (String language : List.of("es", "en")) {
            for (String kind : kinds()) {
                page.navigate("about:blank");
                page.navigate(at(language + "/" + kind));
                page.waitForLoadState();
                assertAccessible(page, language + "/" + kind);
            }
        }
        page.context().close();
    }

    @Test
    @Tag("long")
    void axeFindsNothingOnAnyPage() {
        Page page = browser.open(1280);
        for (String path : Made.folder().files().keySet()) {
            if (path.endsWith(".html")) {
                page.navigate(at(path));
                assertAccessible(page, path);
            }
        }
        page.context().close();
    }

    @Test
    void everyKindOfPageFitsTheSmallestPhone() {
        Page page = browser.open(320);
        for (String language : List.of("es", "en", "fr", "ht", "pt")) {
            for (String kind : kinds()) {
                page.navigate("about:blank");
                page.navigate(at(language + "/" + kind));
                assertThat((Integer) page.evaluate("document.documentElement.scrollWidth"))
                        .as("%s/%s", language, kind)
                        .isLessThanOrEqualTo(320);
            }
        }
        page.context().close();
    }

    @Test
    void everyKindOfPageCanBeReadAtTwiceTheSize() {
        Page page = browser.open(640);
        for (String language : List.of("es", "en")) {
            for (String kind : kinds()) {
                page.navigate("about:blank");
                page.navigate(at(language + "/" + kind));
                page.evaluate("document.documentElement.style.zoom = '2'");
                assertThat(
                                page.evaluate(
                                        "document.documentElement.scrollWidth - document.documentElement.clientWidth"))
                        .as("%s/%s", language, kind)
                        .isEqualTo(0);
            }
        }
        page.context().close();
    }

    @Test
    void theCatalogueIsReadWithoutScriptsAndSearchedWithThem() {
        BrowserContext plain = browser.visitor(360, false);
        Page page = browser.page(plain);
        page.navigate(at("es/doors/index.html"));
        assertThat(page.locator("[data-sieve]").isVisible()).isFalse();
        int all = page.locator(".entry").count();
        assertThat(all).isGreaterThan(150);
        assertThat(page.locator(".entry").last().isVisible()).isTrue();
        plain.close();

        searchedWithScripts(all);
    }

    private static void searchedWithScripts(int all) {
        Page page = browser.open(360);
        page.navigate(at("es/doors/index.html"));
        page.locator("#words").focus();
        page.keyboard().type("MÉXICO asilo");
        Chromium.until(page, () -> page.locator(".entry:not([hidden])").count() < 10);
        List<String> titles = visibleTitles(page);
        assertThat(titles).isNotEmpty();
        assertThat(page.locator("#found").textContent()).isNotBlank();

        page.locator("#words").fill("qqqq");
        assertThat(page.locator("#nothing").isVisible()).isTrue();
        page.locator("#clear").click();
        assertThat(page.locator(".entry:not([hidden])").count()).isEqualTo(all);
        page.locator("#country").selectOption("CHL");
        assertThat(page.locator(".land:not([hidden])").count()).isEqualTo(1);
        page.context().close();
    }

    private static List<String> visibleTitles(Page page) {
        return page.locator(".entry:not([hidden]) .entry-title").allTextContents();
    }

    @Test
    void twoOrThreeDoorsAreComparedButNeverAsylum() {
        Page page = browser.open(1280);
        page.navigate(at("en/doors/index.html"));
        assertThat(page.locator(".entry[data-state=asylum] input").count()).isZero();
        Locator boxes = page.locator(".entry:not([hidden]) input[type=checkbox]");
        boxes.nth(0).check();
        assertThat(page.locator("[data-comparing] a").isVisible()).isFalse();
        int second = 1;
        String id = boxes.nth(0).getAttribute("data-id");
        while (id.equals(boxes.nth(second).getAttribute("data-id"))) {
            second++;
        }
        boxes.nth(second).check();
        page.locator("[data-comparing] a").click();
        page.waitForSelector(".compared");
        assertThat(page.locator(".compared thead th").count()).isEqualTo(2);
        page.locator(".remove").first().click();
        Chromium.until(page, () -> page.locator(".compared thead th").count() == 1);
        page.navigate("about:blank");
        page.navigate(at("en/doors/compare.html#mex-asylum,<b>,__proto__"));
        page.waitForSelector("[data-compare-empty]:not([hidden])");
        page.context().close();
    }

    @Test
    void aKeyboardIsEnough() {
        Page page = browser.open(1280);
        page.navigate(at("es/index.html"));
        page.keyboard().press("Tab");
        assertThat(focused(page)).contains("skip");
        page.keyboard().press("Enter");
        assertThat(page.evaluate("document.activeElement.id")).isEqualTo("main");
        page.keyboard().press("Tab");
        page.keyboard().press("Enter");
        page.waitForURL("**/interview.html");
        page.context().close();
    }

    private static String focused(Page page) {
        return (String) page.evaluate("document.activeElement.className");
    }

    @Test
    void aDoorThatNobodyConfirmedSinceSaysSo() throws IOException {
        // Made on a day on which doors were open; read years later.
        Folder old = new Site(Made.day("2025-08-01"), null).make();
        String open =
                old.files().keySet().stream()
                        .filter(path -> path.startsWith("es/doors/"))
                        .filter(path -> !path.endsWith("/index.html"))
                        .filter(path -> old.text(path).contains("state state-open"))
                        .findFirst()
                        .orElseThrow();
        try (LocalServer host = LocalServer.start(old, 0)) {
            String place = "http://localhost:" + host.port() + "/";
            Page page = browser.open(360);
            page.clock().setFixedTime("2025-08-01T12:00:00Z");
            page.navigate(place + open);
            assertThat(page.locator(".state-open").count()).isPositive();
            page.clock().setFixedTime("2031-01-01T12:00:00Z");
            page.reload();
            assertThat(page.locator(".state-open").count()).isZero();
            assertThat(page.locator("[data-dated]").textContent())
                    .containsAnyOf("pregunta antes de actuar", "Cerrado");
            page.navigate(place + "es/doors/index.html");
            assertThat(page.locator(".state-open").count()).isZero();
            assertThat(page.locator(".state-ask").count()).isPositive();
            page.context().close();
            browser.requests.clear();
        }
    }

    @Test
    void theLanguageIsRememberedOnlyIfAsked() {
        BrowserContext visitor = browser.visitor(360, true);
        Page page = browser.page(visitor);
        page.navigate(at("ht/index.html"));
        assertThat(page.evaluate("localStorage.length")).isEqualTo(0);
        page.locator("[data-remember] input").check();
        page.navigate(at("index.html"));
        page.waitForURL("**/ht/index.html");
        page.locator("[data-remember] input").uncheck();
        page.navigate(at("index.html"));
        assertThat(page.url()).endsWith("/index.html").doesNotContain("/ht/");
        page.evaluate("localStorage.setItem('amparo.lang', '\"]x{')");
        page.reload();
        assertThat(page.locator(".choose a").count()).isEqualTo(5);
        assertThat(visitor.cookies()).isEmpty();
        visitor.close();
    }

    /** What really goes over the line, with the worker that fetches for itself what it keeps. */
    @Test
    void aFirstVisitTransfersNothingTwice() throws IOException {
        // A host of its own: workers of other visitors may still be fetching from the common one.
        try (LocalServer own = LocalServer.start(Made.folder(), 0)) {
            String start = "http://localhost:" + own.port() + "/fr/index.html";
            BrowserContext visitor = browser.visitor(360, true);
            Page page = browser.page(visitor);
            page.navigate(start);
            page.locator(".button-main").click();
            page.waitForURL("**/interview.html");
            // Whoever leaves while files are on their way breaks them off, and they are sent again.
            page.waitForLoadState(LoadState.NETWORKIDLE);
            page.navigate(start);
            page.waitForSelector("[data-offline]:not([hidden])");
            long later =
                    FirstVisit.later(Made.folder(), "fr").values().stream()
                            .mapToLong(bytes -> Packing.brotli(bytes).length)
                            .sum();
            visitor.close();
            browser.requests.clear();
            System.out.printf(
                    "Sent on a first visit: %d bytes, %d of them later%n", own.sent(), later);
            if (Packing.hasBrotli()) {
                assertThat(own.sent() - later).isLessThan(FilesTest.MOST_BYTES);
            }
        }
    }

    @Test
    void picturesToLookAt() {
        for (int width : new int[] {360, 1280}) {
            Page page = browser.open(width);
            page.navigate(at("index.html"));
            shoot(page, "languages-" + width);
            page.navigate(at("es/interview.html"));
            shoot(page, "es-interview-" + width);
            for (String language : List.of("es", "en")) {
                for (String kind : new TreeSet<>(kinds())) {
                    page.navigate("about:blank");
                    page.navigate(at(language + "/" + kind));
                    String name = file(kind).replace('/', '-').replace(".html", "");
                    shoot(page, language + "-" + name + "-" + width);
                }
            }
            page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
            page.navigate(at("es/doors/mex-asylum.html"));
            assertThat(page.locator(".exit").isVisible()).isFalse();
            assertThat(page.locator(".qr").isVisible()).isTrue();
            shoot(page, "es-print-" + width);
            page.context().close();
        }
    }

    private static void shoot(Page page, String name) {
        page.waitForLoadState();
        page.screenshot(
                new Page.ScreenshotOptions()
                        .setPath(PICTURES.resolve(name + ".png"))
                        .setFullPage(!name.contains("doors-index")));
    }
}
