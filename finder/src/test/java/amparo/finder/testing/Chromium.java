package amparo.finder.testing;

import static org.junit.jupiter.api.Assumptions.abort;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** The browser on this machine, without a window. */
public final class Chromium implements AutoCloseable {
    private static final int HEIGHT = 900;
    private static final int PATIENCE = 60_000;
    private static final int STEP = 50;

    private final Playwright playwright;
    private final Browser browser;

    /** What the pages reported as broken: scripts, refused styles, files that are not there. */
    public final List<String> faults = new CopyOnWriteArrayList<>();

    /** Every address that was asked for. */
    public final List<String> requests = new CopyOnWriteArrayList<>();

    public Chromium() {
        Path program = find();
        playwright =
                Playwright.create(
                        new Playwright.CreateOptions()
                                .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser =
                playwright
                        .chromium()
                        .launch(
                                new LaunchOptions()
                                        .setExecutablePath(program)
                                        .setArgs(
                                                List.of(
                                                        "--headless",
                                                        "--no-sandbox",
                                                        "--disable-gpu",
                                                        "--disable-quic",
                                                        "--no-first-run",
                                                        "--disable-background-networking",
                                                        "--disable-component-update",
                                                        "--disable-sync")));
    }

    /** A new visitor. */
    public BrowserContext visitor(int width, boolean scripts) {
        BrowserContext context =
                browser.newContext(
                        new Browser.NewContextOptions()
                                .setViewportSize(width, HEIGHT)
                                .setJavaScriptEnabled(scripts));
        context.setDefaultTimeout(PATIENCE);
        context.onRequest(request -> requests.add(request.url()));
        return context;
    }

    /** A page of a visitor. */
    public Page page(BrowserContext visitor) {
        Page page = visitor.newPage();
        page.onPageError(faults::add);
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                faults.add(message.text());
            }
        });
        return page;
    }

    /** A page of a new visitor. */
    public Page open(int width) {
        return page(visitor(width, true));
    }

    /**
     * Waits until something holds; Playwright's own way needs what the policy of the pages forbids.
     */
    public static void until(Page page, BooleanSupplier holds) {
        for (int waited = 0; !holds.getAsBoolean(); waited += STEP) {
            if (waited > PATIENCE) {
                throw new AssertionError("it did not come to that");
            }
            page.waitForTimeout(STEP);
        }
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }

    private static Path find() {
        String path = System.getenv().getOrDefault("PATH", "");
        return Stream.of("chromium", "chromium-browser", "google-chrome")
                .flatMap(name ->
                        Stream.of(path.split(File.pathSeparator)).map(d -> Path.of(d, name)))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseGet(() -> abort("no Chromium on the PATH: ./amparo test installs it"));
    }
}
