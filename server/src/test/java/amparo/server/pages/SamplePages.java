package amparo.server.pages;

import amparo.server.platform.Csrf;
import amparo.server.platform.ErrorPage;
import amparo.server.platform.Flash;
import amparo.server.platform.Language;
import amparo.server.platform.Nav;
import amparo.server.platform.Option;
import amparo.server.platform.PracticeNote;
import amparo.server.platform.SignedIn;
import amparo.server.platform.Texts;
import amparo.server.platform.Theme;
import amparo.server.platform.Tone;
import amparo.server.platform.View;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Serves the pages of all components at {@code /<language>/<theme>/<page>}, with what belongs to
 * them, under the policy that the server sends.
 */
final class SamplePages implements AutoCloseable {
    static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
                    + " form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    /** The components as an exercise shows them. */
    static final String PRACTICE = "practice";

    private static final Texts TEXTS = Texts.strict();
    private static final Templates TEMPLATES = new Templates();

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    SamplePages() {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    String address(String path) {
        return "http://localhost:" + server.getAddress().getPort() + path;
    }

    static String page(Language language, Theme theme, String page) {
        View view = view(language, theme, page);
        Gallery gallery = new Gallery(view);
        return switch (page) {
            case "components", PRACTICE ->
                    TEMPLATES.render("components", Map.of("view", view, "gallery", gallery));
            case "read" ->
                    TEMPLATES.render("componentsToRead", Map.of("view", view, "gallery", gallery));
            case "confirm" ->
                    TEMPLATES.render(
                            "confirm", Map.of("view", view, "question", gallery.confirm()));
            default ->
                    TEMPLATES.render(
                            "error",
                            Map.of(
                                    "view",
                                    view,
                                    "page",
                                    ErrorPage.valueOf(page),
                                    "reference",
                                    "7KQ2-XM"));
        };
    }

    static View view(Language language, Theme theme, String page) {
        View.Builder view =
                View.in(TEXTS, language)
                        .at("/" + language.code() + "/" + theme + "/" + page)
                        .csrf(new Csrf("_csrf", "token"))
                        .theme(theme)
                        .today(ZoneOffset.UTC, LocalDate.of(2024, 3, 12));
        boolean es = language == Language.ES;
        if (page.equals(PRACTICE) || page.equals(ErrorPage.EXERCISE_GONE.name())) {
            view.practice(exercise(es));
        }
        if (!page.equals("components") && !page.equals(PRACTICE)) {
            return view.build();
        }
        List<String> entries =
                es
                        ? List.of("Inicio", "Personas", "Derivaciones", "Reglas", "Tablero")
                        : List.of("Home", "Persons", "Referrals", "Rulebook", "Observatory");
        return view.demo(true)
                .flash(new Flash(Tone.DONE, es ? "Se guardó." : "Saved."))
                .person(
                        new SignedIn(
                                "Marisol Ejemplo",
                                es ? "Casa de acogida" : "Shelter",
                                es ? "Trabajo de casos" : "Case worker",
                                List.of(
                                        new Option(
                                                "2", es ? "Supervisión" : "Supervisor", "ACNUR"))))
                .navigation(
                        entries.stream()
                                .map(name -> new Nav(name, "#", name.equals(entries.get(1))))
                                .toList())
                .build();
    }

    private static PracticeNote exercise(boolean es) {
        return new PracticeNote(
                "0",
                es ? "El tío que contesta por el niño" : "The uncle who answers for the boy",
                "#",
                List.of(
                        new PracticeNote.Heard(
                                es ? "El tío" : "The uncle",
                                List.of(
                                        es
                                                ? "Dice que el niño tiene diecinueve años."
                                                : "Says that the boy is nineteen.")),
                        new PracticeNote.Heard(
                                es ? "El niño" : "The boy",
                                List.of(es ? "No dice nada." : "Says nothing."))),
                List.of(
                        new PracticeNote.Heard(
                                es ? "El niño" : "The boy",
                                List.of(es ? "Mira al tío." : "Looks at the uncle."))));
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String[] parts = path.split("/");
        try (exchange) {
            if (path.startsWith("/static/")) {
                send(exchange, path, resource(path.substring(1)));
            } else if (path.startsWith("/webjars/")) {
                send(exchange, path, resource("META-INF/resources" + path));
            } else if (parts.length == 4) {
                String page =
                        page(
                                Language.of(parts[1]).orElseThrow(),
                                Theme.valueOf(parts[2]),
                                parts[3]);
                send(exchange, ".html", page.getBytes(StandardCharsets.UTF_8));
            } else {
                exchange.sendResponseHeaders(404, -1);
            }
        }
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = SamplePages.class.getClassLoader().getResourceAsStream(name)) {
            return in == null ? new byte[0] : in.readAllBytes();
        }
    }

    private static void send(HttpExchange exchange, String path, byte[] body) throws IOException {
        String ending = path.substring(path.lastIndexOf('.') + 1);
        String type =
                Map.of(
                                "css", "text/css",
                                "js", "text/javascript",
                                "svg", "image/svg+xml",
                                "html", "text/html")
                        .get(ending);
        exchange.getResponseHeaders().set("Content-Type", type + "; charset=utf-8");
        exchange.getResponseHeaders().set("Content-Security-Policy", POLICY);
        exchange.sendResponseHeaders(
                body.length == 0 ? 404 : 200, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }
}
