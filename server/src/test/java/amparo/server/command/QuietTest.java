package amparo.server.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever people type, wherever they type it, and however it fails: none of it stands in a log, in
 * a figure or in a page of an error.
 */
class QuietTest {
    private static final String MARK = "zxqmarisol";

    /** Things that break parsers, conversions and the database, each with the mark in it. */
    private static final List<String> VALUES =
            List.of(
                    MARK,
                    MARK + "@example.org",
                    "'" + MARK + "\"<script>",
                    MARK + "\u0000",
                    MARK + "\r\nforged: " + MARK,
                    MARK + "${jndi:ldap://x/" + MARK + "}",
                    MARK + "x".repeat(3000));

    /** Addresses that take something, with {} where it goes. */
    private static final List<String> PATHS =
            List.of(
                    "/{}",
                    "/persons/{}",
                    "/invitation/{}",
                    "/people/{}",
                    "/people/{}/roles",
                    "/organisations/{}",
                    "/sites/{}",
                    "/api/{}",
                    "/api/v1/persons/{}",
                    "/static/{}",
                    "/webjars/{}",
                    "/health/{}",
                    "/metrics/{}",
                    "/error/{}",
                    "/people/review.csv?x={}",
                    "/?lang={}",
                    "/persons?q={}",
                    "/sign-in?error={}",
                    "/error?message={}",
                    "/v3/api-docs/{}");

    private static final List<String> FORMS =
            List.of(
                    "/sign-in",
                    "/second-factor",
                    "/second-factor/new",
                    "/sites/new",
                    "/organisations/new",
                    "/people/new",
                    "/people/search",
                    "/working-as",
                    "/persons/new",
                    "/persons",
                    "/people/{}",
                    "/sites/{}",
                    "/invitation/{}",
                    "/people/review",
                    "/emergencies",
                    "/data-requests");

    private static final List<String> FIELDS =
            List.of(
                    "email",
                    "password",
                    "code",
                    "name",
                    "country",
                    "place",
                    "kind",
                    "display",
                    "account",
                    "organisation",
                    "role",
                    "scope",
                    "reason",
                    "id",
                    "q",
                    "_csrf",
                    "site",
                    "working-as",
                    "lang",
                    "active",
                    "cursor");

    @TempDir Path temp;

    @Test
    void nothing_that_people_type_reaches_a_log_a_figure_or_a_page_of_an_error() throws Exception {
        Path data = temp.resolve("data");
        int port = AmparoProcess.freePort();
        List<String> leaks = new ArrayList<>();
        int failures = 0;
        String figures;
        try (AmparoProcess server = AmparoProcess.serve(data, port)) {
            Browser rosa = new Browser(port);
            rosa.takeFirstLink(server.firstLink(), MARK + "@example.org");
            String token = server.firstLink().substring("/invitation/".length());
            for (Browser browser : List.of(new Browser(port), rosa)) {
                for (HttpResponse<String> answer : tries(browser, port)) {
                    failures += answer.statusCode() >= 400 ? 1 : 0;
                    if (answer.statusCode() >= 500) {
                        leaks.add(
                                answer.statusCode()
                                        + " at "
                                        + answer.request().method()
                                        + " "
                                        + answer.uri().getPath());
                    }
                    if (answer.statusCode() >= 400
                            && answer.statusCode() != 422
                            && answer.statusCode() != 429
                            && visible(answer.body()).contains(MARK)) {
                        leaks.add(
                                shortened("page " + answer.uri().getPath() + ": " + answer.body()));
                    }
                }
            }
            raw(port);
            figures = new Browser(port).get("/metrics").body();
            server.terminate();
            server.end();
            String terminal = server.output().replace(server.firstLink(), "");
            if (terminal.contains(MARK) || terminal.contains(token)) {
                leaks.add("terminal: " + line(terminal));
            }
            try (Stream<Path> files =
                    Stream.concat(
                            Files.walk(data.resolve("server-log")),
                            Files.walk(data.resolve("log")))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    String log = Files.readString(file, StandardCharsets.ISO_8859_1);
                    if (log.contains(MARK) || log.contains(token)) {
                        leaks.add(file.getFileName() + ": " + line(log));
                    }
                }
            }
        }
        if (figures.contains(MARK)) {
            leaks.add("figures: " + line(figures));
        }
        assertThat(leaks).isEmpty();
        // A test that passes on nothing proves nothing.
        assertThat(failures).isGreaterThan(300);
        assertThat(figures).contains("http_server_requests_seconds_count");
        assertThat(labels(figures, "uri"))
                .allMatch(uri -> uri.matches("/[a-z0-9{}*./-]*|NOT_FOUND|REDIRECTION|UNKNOWN|root"))
                .hasSizeLessThan(150);
        assertThat(labels(figures, "method"))
                .isSubsetOf(
                        "GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS", "TRACE",
                        "UNKNOWN");
        assertThat(labels(figures, "exception")).allMatch(name -> name.matches("[A-Za-z]+"));
    }

    private static List<HttpResponse<String>> tries(Browser browser, int port) throws Exception {
        List<HttpResponse<String>> answers = new ArrayList<>();
        for (String value : VALUES) {
            String encoded = URLEncoder.encode(value, StandardCharsets.UTF_8);
            for (String path : PATHS) {
                answers.add(browser.get(path.replace("{}", encoded)));
            }
            for (String path : FORMS) {
                browser.get("/sign-in");
                List<String> fields = new ArrayList<>();
                for (String field : FIELDS) {
                    if (!field.equals("_csrf")) {
                        fields.add(field);
                        fields.add(value);
                    }
                }
                answers.add(
                        browser.post(path.replace("{}", encoded), fields.toArray(String[]::new)));
            }
            answers.add(headers(browser, port, encoded));
            answers.add(body(browser, port, "application/json", "{\"name\": \"" + value));
            answers.add(body(browser, port, "application/" + MARK, value));
            answers.add(body(browser, port, "multipart/form-data; boundary=x", "--x\r\n" + value));
        }
        for (String method : List.of("PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "MARISOL")) {
            answers.add(
                    browser.send(
                            HttpRequest.newBuilder(
                                            URI.create("http://localhost:" + port + "/" + MARK))
                                    .method(method, HttpRequest.BodyPublishers.noBody())));
        }
        return answers;
    }

    private static HttpResponse<String> headers(Browser browser, int port, String value)
            throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/persons/x"));
        for (String header :
                List.of(
                        "User-Agent",
                        "Referer",
                        "Origin",
                        "Accept",
                        "Accept-Language",
                        "Cookie",
                        "Authorization",
                        "X-Forwarded-For",
                        "Idempotency-Key",
                        "If-None-Match",
                        "X-Request-Id",
                        "traceparent",
                        "HX-Current-URL",
                        "Range")) {
            request.header(header, value);
        }
        return browser.send(request);
    }

    private static HttpResponse<String> body(Browser browser, int port, String type, String content)
            throws Exception {
        return browser.send(
                HttpRequest.newBuilder(
                                URI.create("http://localhost:" + port + "/sign-in?x=" + MARK))
                        .header("Content-Type", type)
                        .POST(HttpRequest.BodyPublishers.ofString(content)));
    }

    /** What no decent client sends. */
    private static void raw(int port) throws IOException {
        for (String request :
                List.of(
                        "GET /" + MARK + " " + MARK + " HTTP/1.1\r\nHost: x\r\n\r\n",
                        "GET /[" + MARK + "]?" + MARK + "={}| HTTP/1.1\r\nHost: x\r\n\r\n",
                        "GET /..%2f" + MARK + ";x=" + MARK + " HTTP/1.1\r\nHost: x\r\n\r\n",
                        "GET / HTTP/1.1\r\nHost: " + MARK + "_:/\r\n\r\n",
                        "GET / HTTP/1.1\r\nHost: x\r\n" + MARK + " " + MARK + "\r\n\r\n",
                        "GET / HTTP/1.1\r\nHost: x\r\nCookie: amparo="
                                + MARK
                                + "; a=\u0001"
                                + MARK
                                + "\r\n\r\n",
                        "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: " + MARK + "\r\n\r\n",
                        MARK + " / " + MARK + "\r\n\r\n")) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                socket.setSoTimeout(2000);
                OutputStream out = socket.getOutputStream();
                out.write(request.getBytes(StandardCharsets.ISO_8859_1));
                out.flush();
                byte[] answer = new byte[8192];
                int read = Math.max(0, socket.getInputStream().read(answer));
                assertThat(new String(answer, 0, read, StandardCharsets.ISO_8859_1))
                        .doesNotContain(MARK);
            } catch (java.net.SocketException | java.net.SocketTimeoutException closed) {
                // Also an answer.
            }
        }
    }

    /** A page may link to itself in another language; that is the visitor's own address. */
    private static String visible(String body) {
        return body.replaceAll("(?s)<a [^>]*>|<form [^>]*>|<input [^>]*>", "");
    }

    private static Set<String> labels(String figures, String name) {
        Set<String> values = new TreeSet<>();
        Matcher found = Pattern.compile("[{,]" + name + "=\"([^\"]*)\"").matcher(figures);
        while (found.find()) {
            values.add(found.group(1));
        }
        return values;
    }

    private static String line(String text) {
        return shortened(
                text.lines().filter(line -> line.contains(MARK)).findFirst().orElse("a token"));
    }

    private static String shortened(String text) {
        return text.length() > 400 ? text.substring(0, 400) + " ..." : text;
    }
}
