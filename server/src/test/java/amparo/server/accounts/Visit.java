package amparo.server.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Somebody's browser: keeps cookies, follows redirects, sends forms with their token. */
final class Visit {

    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");
    private static final Pattern SECRET = Pattern.compile("<code>([A-Z2-7 ]{30,})</code>");
    private static final Pattern LINK =
            Pattern.compile("value=\"http://amparo\\.test(/invitation/[^\"]+)\"");

    private final String address;
    final CookieManager cookies = new CookieManager();
    private final HttpClient client =
            HttpClient.newBuilder()
                    .cookieHandler(cookies)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .build();
    private String token = "";
    private String secret = "";

    Visit(String address) {
        this.address = address;
    }

    /** What came back. */
    record Answer(int status, String path, String body, HttpResponse<String> raw) {

        /** The link that the page shows once. */
        String link() {
            Matcher found = LINK.matcher(body);
            assertThat(found.find()).as("a link on the page %s", body).isTrue();
            return found.group(1);
        }

        /** Without what differs each time. */
        String plain() {
            return body.replaceAll("value=\"[^\"]{20,}\"", "");
        }
    }

    Answer get(String path) {
        return follow(HttpRequest.newBuilder(URI.create(address + path)).GET());
    }

    /** Sends a form: names and values by turns. The token is that of the page seen last. */
    Answer post(String path, String... fields) {
        StringJoiner form = new StringJoiner("&");
        form.add("_csrf=" + token);
        for (int i = 0; i < fields.length; i += 2) {
            form.add(fields[i] + "=" + URLEncoder.encode(fields[i + 1], StandardCharsets.UTF_8));
        }
        return follow(
                HttpRequest.newBuilder(URI.create(address + path))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form.toString())));
    }

    private Answer follow(HttpRequest.Builder request) {
        HttpRequest.Builder next = request;
        String path = "";
        for (int hop = 0; hop < 8; hop++) {
            HttpRequest sent = next.header("Accept-Language", "en").build();
            path = sent.uri().getPath();
            HttpResponse<String> answer = send(sent);
            String location = answer.headers().firstValue("Location").orElse(null);
            if (answer.statusCode() / 100 != 3 || location == null) {
                Matcher found = TOKEN.matcher(answer.body());
                token = found.find() ? found.group(1) : token;
                return new Answer(answer.statusCode(), path, answer.body(), answer);
            }
            next = HttpRequest.newBuilder(URI.create(address).resolve(location)).GET();
        }
        throw new AssertionError("redirected in a circle at " + path);
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** Takes up a link with a password, and sets up a second factor where one is asked for. */
    Answer takeUp(String link, String password, String... more) {
        get(link);
        Map<String, String> fields = new HashMap<>(Map.of("password", password));
        for (int i = 0; i < more.length; i += 2) {
            fields.put(more[i], more[i + 1]);
        }
        Answer answer =
                post(
                        link,
                        fields.entrySet().stream()
                                .flatMap(field ->
                                        java.util.stream.Stream.of(
                                                field.getKey(), field.getValue()))
                                .toArray(String[]::new));
        if (answer.path().equals("/second-factor/new")) {
            enrol(answer);
            return get("/");
        }
        return answer;
    }

    private void enrol(Answer page) {
        Matcher found = SECRET.matcher(page.body());
        assertThat(found.find()).as("a secret on the page").isTrue();
        secret = found.group(1).replace(" ", "");
        Answer done = post("/second-factor/new", "code", code(0));
        assertThat(done.status()).isEqualTo(200);
    }

    /** Signs in with a password, and with the code of the next step: that of now may be used. */
    Answer signIn(String email, String password, String ofSecret) {
        secret = ofSecret;
        get("/sign-in");
        Answer answer = post("/sign-in", "email", email, "password", password);
        return answer.path().equals("/second-factor")
                ? post("/second-factor", "code", code(30))
                : answer;
    }

    String secret() {
        return secret;
    }

    private String code(int ahead) {
        return Totp.code(unbase32(secret), Instant.now().plusSeconds(ahead));
    }

    private static byte[] unbase32(String text) {
        byte[] bytes = new byte[text.length() * 5 / 8];
        int buffer = 0;
        int bits = 0;
        int at = 0;
        for (char letter : text.toCharArray()) {
            buffer = buffer << 5 | "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(letter);
            bits += 5;
            if (bits >= 8) {
                bits -= 8;
                bytes[at++] = (byte) (buffer >> bits);
            }
        }
        return bytes;
    }
}
