package amparo.web;

import static org.junit.jupiter.api.Assumptions.abort;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Route.FulfillOptions;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The module that is shipped, in a real browser, under the policy it is served with. */
final class EngineInBrowser implements AutoCloseable {
    static final Path MODULE = Path.of("target/dist/engine.js");

    private static final String ORIGIN = "https://amparo.test";
    private static final String POLICY = "default-src 'none'; script-src 'self'";
    private static final int BATCH = 50;

    private final Playwright playwright;
    private final Browser browser;
    private final Page page;

    /** Every mistake that the page reported outside an answer. */
    final List<String> faults = new ArrayList<>();

    EngineInBrowser() {
        Path chromium = chromium();
        playwright =
                Playwright.create(
                        new Playwright.CreateOptions()
                                .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright.chromium().launch(headless(chromium));
        page = browser.newPage();
        page.setDefaultTimeout(300_000);
        page.onPageError(faults::add);
        page.onConsoleMessage(message -> faults.add(message.text()));
        FulfillOptions document =
                new FulfillOptions()
                        .setContentType("text/html")
                        .setHeaders(Map.of("Content-Security-Policy", POLICY))
                        .setBody("<!doctype html><meta charset=utf-8><title>engine</title>");
        FulfillOptions module =
                new FulfillOptions()
                        .setContentType("text/javascript; charset=utf-8")
                        .setPath(MODULE);
        page.route(ORIGIN + "/", route -> route.fulfill(document));
        page.route(ORIGIN + "/engine.js", route -> route.fulfill(module));
        page.navigate(ORIGIN + "/");
    }

    /** The answers to calls, each a function with its arguments. */
    List<String> call(List<List<String>> calls) {
        List<String> answers = new ArrayList<>();
        for (int from = 0; from < calls.size(); from += BATCH) {
            List<List<String>> some = calls.subList(from, Math.min(calls.size(), from + BATCH));
            Object result =
                    page.evaluate(
                            "async calls => { const e = await import('/engine.js');"
                                    + " return calls.map(([f, ...args]) => e[f](...args)); }",
                            some);
            for (Object answer : (List<?>) result) {
                answers.add((String) answer);
            }
        }
        return answers;
    }

    /** The value of an expression, in which {@code e} is the module. */
    Object evaluate(String expression) {
        return page.evaluate(
                "async () => { const e = await import('/engine.js'); return " + expression + "; }");
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
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
