package amparo.server.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import amparo.server.accounts.TestSessions;
import amparo.server.device.Line;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/** Somebody signed in at a server that runs as a process of its own. */
final class Hand {

    private static final HttpClient HTTP =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .connectTimeout(Duration.ofSeconds(20))
                    .build();

    final UUID account;
    final UUID organisation;
    private final String address;
    private final Supplier<TestSessions.Session> door;
    private TestSessions.Session session;

    Hand(UUID account, UUID organisation, String address, Supplier<TestSessions.Session> door) {
        this.account = account;
        this.organisation = organisation;
        this.address = address;
        this.door = door;
        session = door.get();
    }

    /** A new session of the same person, as a cookie. */
    String cookie() {
        return door.get().cookie();
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(request(path).GET());
    }

    /** A page that must be there. */
    String page(String path) throws IOException, InterruptedException {
        HttpResponse<String> answer = get(path);
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        return answer.body();
    }

    HttpResponse<String> post(String path, String... form)
            throws IOException, InterruptedException {
        return send(form(request(path), form));
    }

    /** The same over another line to the same server. */
    HttpResponse<String> post(Line line, String path, String... form)
            throws IOException, InterruptedException {
        return send(form(request(line.address(), path), form));
    }

    private HttpRequest.Builder form(HttpRequest.Builder request, String... form) {
        return request.header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body(form)));
    }

    private String body(String... form) {
        StringBuilder body = new StringBuilder("_csrf=" + encode(session.csrf()));
        for (int i = 0; i < form.length; i += 2) {
            body.append('&').append(form[i]).append('=').append(encode(form[i + 1]));
        }
        return body.toString();
    }

    /** A form of which the second half never leaves. */
    void half(int port, String path, String... form) throws IOException {
        byte[] body = body(form).getBytes(StandardCharsets.UTF_8);
        String head =
                "POST %s HTTP/1.1\r\nHost: localhost:%d\r\nCookie: %s\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: %d\r\n\r\n"
                        .formatted(path, port, session.cookie(), body.length);
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            OutputStream out = socket.getOutputStream();
            out.write(head.getBytes(StandardCharsets.UTF_8));
            out.write(body, 0, body.length / 2);
            out.flush();
        }
    }

    /** Sends a form that must be taken, and gives where it leads. */
    String done(String path, String... form) throws IOException, InterruptedException {
        HttpResponse<String> answer = post(path, form);
        assertThat(answer.statusCode())
                .as("%s %s %s", path, List.of(form), answer.body())
                .isEqualTo(302);
        return answer.headers().firstValue("Location").orElse("");
    }

    private HttpRequest.Builder request(String path) {
        return request(address, path);
    }

    private HttpRequest.Builder request(String to, String path) {
        return HttpRequest.newBuilder(URI.create(to + path))
                .timeout(Duration.ofSeconds(60))
                .header("Accept", "text/html")
                .header("Accept-Language", "en")
                .header("Cookie", session.cookie());
    }

    private static HttpResponse<String> send(HttpRequest.Builder request)
            throws IOException, InterruptedException {
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
