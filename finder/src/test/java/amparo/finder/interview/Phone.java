package amparo.finder.interview;

import static org.junit.jupiter.api.Assumptions.abort;

import amparo.finder.Folder;
import amparo.finder.Site;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Dialog;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ServiceWorkerPolicy;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/**
 * A browser of a phone's size before the finder, and a server that remembers what was asked of it.
 */
final class Phone implements AutoCloseable {
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;
    private static final Map<String, String> TYPES =
            Map.of(
                    "html", "text/html; charset=utf-8",
                    "js", "text/javascript; charset=utf-8",
                    "css", "text/css; charset=utf-8",
                    "json", "application/json",
                    "webmanifest", "application/manifest+json",
                    "svg", "image/svg+xml",
                    "png", "image/png");

    /** The day of the rulebook's tests: the folder is made for it, the pages ask the clock. */
    private static final Folder FOLDER =
            new Site((int) LocalDate.of(2026, 11, 22).toEpochDay(), null).make();

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Playwright playwright;
    private final Browser browser;

    /** What the pages reported as broken. */
    final List<String> faults = Collections.synchronizedList(new ArrayList<>());

    /** Every address that was asked for, of the server or of anybody else. */
    final List<String> requests = Collections.synchronizedList(new ArrayList<>());

    /** Parts of addresses that do not answer for now. */
    final Set<String> missing = ConcurrentHashMap.newKeySet();

    Phone() {
        Path program = find();
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException wrong) {
            throw new UncheckedIOException(wrong);
        }
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
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

    /** A folder below the root, as on a host that many share. */
    String address(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/some/folder/" + path;
    }

    /** A private window; nothing is shared with another one. */
    Page open(int width) {
        BrowserContext context =
                browser.newContext(
                        new Browser.NewContextOptions()
                                .setViewportSize(width, 740)
                                .setServiceWorkers(ServiceWorkerPolicy.BLOCK));
        context.setDefaultTimeout(120_000);
        Page page = context.newPage();
        page.onPageError(faults::add);
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                faults.add(message.text());
            }
        });
        page.onDialog(Dialog::accept);
        // Nothing goes to the world outside; that it was tried is remembered.
        context.route(
                url -> !url.startsWith("http://127.0.0.1"),
                route -> {
                    requests.add(route.request().url());
                    route.fulfill(
                            new com.microsoft.playwright.Route.FulfillOptions()
                                    .setContentType("text/html")
                                    .setBody("<!doctype html><title>Ordinary</title><p>Ordinary"));
                });
        return page;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String address = exchange.getRequestURI().toString();
            requests.add(address);
            String path = exchange.getRequestURI().getPath().substring("/some/folder/".length());
            if (!FOLDER.has(path) || missing.stream().anyMatch(path::contains)) {
                exchange.sendResponseHeaders(NOT_FOUND, -1);
                return;
            }
            byte[] body = FOLDER.bytes(path);
            String ending = path.substring(path.lastIndexOf('.') + 1);
            exchange.getResponseHeaders()
                    .set("Content-Type", TYPES.getOrDefault(ending, "application/octet-stream"));
            exchange.getResponseHeaders().set("Content-Security-Policy", Site.POLICY);
            exchange.getResponseHeaders().set("Cache-Control", "no-store");
            exchange.sendResponseHeaders(OK, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
        server.stop(0);
        threads.close();
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
