package amparo.finder;

import static org.assertj.core.api.Assertions.assertThat;

import amparo.finder.testing.Chromium;
import amparo.finder.testing.Made;
import amparo.finder.testing.PlainServer;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** After the first visit: without a network, and without a word about what is read. */
class OfflineTest {
    private static Chromium browser;

    @BeforeAll
    static void open() {
        browser = new Chromium();
    }

    @AfterAll
    static void close() {
        browser.close();
    }

    private static void visit(Page page, PlainServer server, String language) {
        page.navigate(server.at(language + "/index.html"));
        page.waitForSelector("[data-offline]:not([hidden])");
    }

    private static String heading(Page page) {
        return page.locator("h1").first().textContent();
    }

    @Test
    void everythingWorksWithTheServerStoppedAndInASubfolder() throws IOException {
        BrowserContext visitor = browser.visitor(360, true);
        Page page = browser.page(visitor);
        String door;
        try (PlainServer server = new PlainServer(Made.folder().files())) {
            visit(page, server, "es");
            server.asked.clear();
            page.navigate(server.at("es/doors/mex-asylum.html"));
            door = page.locator("main").innerText();
            page.navigate(server.at("es/countries/CHL.html"));
            page.navigate(server.at("es/doors/index.html"));
            page.waitForLoadState();
            assertThat(server.asked)
                    .as("no request says which door or country is read")
                    .allMatch(path -> path.equals("sw.js") || path.endsWith(".png"));

            server.close();
            page.reload();
            assertThat(page.locator(".entry").count()).isGreaterThan(150);
            page.locator("#words").fill("familia");
            page.navigate(server.at("es/doors/mex-asylum.html"));
            assertThat(page.locator("main").innerText()).isEqualTo(door);
            page.navigate(server.at("es/countries/MEX.html"));
            assertThat(heading(page)).isEqualTo("México");
            page.navigate(server.at("es/"));
            assertThat(heading(page)).contains("puertas");
            page.navigate(server.at(""));
            assertThat(page.locator(".choose a").count()).isEqualTo(5);
            page.navigate(server.at("es/interview.html"));
            assertThat(page.locator("h1").count()).isPositive();
            page.navigate(server.at("fr/doors/mex-asylum.html"));
            assertThat(heading(page)).contains("n’est pas encore sur ce téléphone");
            Page second = browser.page(visitor);
            second.navigate(server.at("es/privacy.html"));
            assertThat(heading(second)).isEqualTo("Privacidad");
        }
        visitor.close();
    }

    @Test
    void newRulesAreAnnouncedAndTakenOnlyBetweenInterviews() throws IOException {
        BrowserContext visitor = browser.visitor(1280, true);
        try (PlainServer server = new PlainServer(Made.folder().files())) {
            Page page = browser.page(visitor);
            visit(page, server, "en");
            Page interview = browser.page(visitor);
            interview.navigate(server.at("en/privacy.html"));
            interview.evaluate(
                    "() => { navigator.locks.request('amparo-interview', { mode: 'shared' },"
                            + " () => new Promise(() => {})); }");

            server.publish(withNewPrivacyPage().files());
            page.evaluate(
                    "() => navigator.serviceWorker.getRegistration().then((r) => r.update())");
            page.waitForSelector("[data-news]:not([hidden])");
            assertThat(page.locator("[data-news]").innerText())
                    .contains("The rules were updated on 1 December 2026");
            page.locator("[data-update]").click();
            Chromium.until(
                    page,
                    () -> page.locator("[data-news] span").textContent().contains("another tab"));
            page.navigate(server.at("en/privacy.html"));
            assertThat(heading(page))
                    .as("the old pages still belong together")
                    .isEqualTo("Privacy");

            interview.close();
            page.navigate(server.at("en/index.html"));
            page.waitForSelector("[data-news]:not([hidden])");
            page.navigate(server.at("en/privacy.html"));
            assertThat(heading(page)).isEqualTo("Privacy, said anew");
            server.close();
            page.reload();
            assertThat(heading(page)).isEqualTo("Privacy, said anew");
        }
        visitor.close();
    }

    private static Folder withNewPrivacyPage() {
        Folder changed = new Folder();
        Map<String, byte[]> files = new LinkedHashMap<>(Made.folder().files());
        files.remove("sw.js");
        String privacy = Made.folder().text("en/privacy.html");
        files.remove("en/privacy.html");
        files.forEach(changed::put);
        changed.put("en/privacy.html", privacy.replace("<h1>Privacy<", "<h1>Privacy, said anew<"));
        String version =
                files.keySet().stream()
                        .filter(path -> path.startsWith("data/"))
                        .map(path -> path.split("/")[1])
                        .findFirst()
                        .orElseThrow();
        changed.put("sw.js", Offline.worker(Web.text("sw.js"), changed, version, "2026-12-01"));
        return changed;
    }

    @Test
    void aFileThatArrivesBrokenIsNotKept() throws IOException {
        BrowserContext visitor = browser.visitor(360, true);
        Map<String, byte[]> files = new LinkedHashMap<>(Made.folder().files());
        files.put("app/site.css", "half a fi".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        try (PlainServer server = new PlainServer(files)) {
            Page page = browser.page(visitor);
            page.navigate(server.at("pt/index.html"));
            page.waitForTimeout(1500);
            assertThat(
                            page.evaluate(
                                    "() => navigator.serviceWorker.getRegistration().then((r) => !r?.active)"))
                    .isEqualTo(true);
            // As soon as the host is well again the phone keeps everything.
            server.publish(Made.folder().files());
            page.reload();
            page.waitForSelector("[data-offline]:not([hidden])");
        }
        visitor.close();
    }
}
