package amparo.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Route.FulfillOptions;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The module that is shipped, in a real browser, under the policy it is served with. */
class EngineInBrowserTest {
    private static final String ORIGIN = "https://amparo.test";
    private static final Path MODULE = Path.of("target/dist/engine.js");

    @Test
    void answersUnderAStrictPolicy() {
        Path chromium = chromium();
        try (Playwright playwright = Playwright.create(withoutDownload());
                Browser browser = playwright.chromium().launch(headless(chromium))) {
            Page page = browser.newPage();
            page.route(
                    ORIGIN + "/",
                    route ->
                            route.fulfill(
                                    new FulfillOptions()
                                            .setContentType("text/html")
                                            .setHeaders(
                                                    Map.of(
                                                            "Content-Security-Policy",
                                                            "default-src 'none'; script-src"
                                                                    + " 'self'"))
                                            .setBody("<!doctype html><title>engine</title>")));
            page.route(
                    ORIGIN + "/engine.js",
                    route ->
                            route.fulfill(
                                    new FulfillOptions()
                                            .setContentType("text/javascript")
                                            .setPath(MODULE)));
            page.navigate(ORIGIN + "/");
            Object answers =
                    page.evaluate(
                            "async () => { const e = await import('/engine.js');"
                                    + " return ['TRUE', 'FALSE', 'UNKNOWN'].map(t => e.not(t)); }");
            assertThat(answers).isEqualTo(List.of("FALSE", "TRUE", "UNKNOWN"));
        }
    }

    private static Playwright.CreateOptions withoutDownload() {
        return new Playwright.CreateOptions()
                .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1"));
    }

    private static LaunchOptions headless(Path chromium) {
        return new LaunchOptions()
                .setExecutablePath(chromium)
                .setArgs(
                        List.of(
                                "--headless",
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-quic",
                                "--no-first-run",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync"));
    }

    private static Path chromium() {
        String path = System.getenv().getOrDefault("PATH", "");
        return Stream.of("chromium", "chromium-browser", "google-chrome")
                .flatMap(name ->
                        Stream.of(path.split(File.pathSeparator)).map(d -> Path.of(d, name)))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseGet(() -> abort("no Chromium on the PATH: ./amparo test installs it"));
    }
}
