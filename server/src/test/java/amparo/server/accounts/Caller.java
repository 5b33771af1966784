package amparo.server.accounts;

import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A browser without eyes: keeps cookies, sends the form token of the last page, follows nothing.
 */
final class Caller {

    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    private final Door door;
    private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
    private final HttpClient client =
            HttpClient.newBuilder()
                    .cookieHandler(cookies)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .build();
    private @Nullable String token;

    Caller(Door door) {
        this.door = door;
    }

    /** What came back. */
    record Answer(int status, String body, String location, Map<String, String> headers) {

        /** The path to which it leads, without our own address. */
        String path() {
            return location.replaceFirst("^http://localhost:\\d+", "");
        }
    }

    Answer get(String path) {
        return send(HttpRequest.newBuilder(door.address(path)).GET());
    }

    Answer get(URI address) {
        return send(HttpRequest.newBuilder(address).GET());
    }

    /** With the token of the last page; names and values in turn. */
    Answer post(String path, String... fields) {
        StringJoiner body = new StringJoiner("&");
        String known = token;
        if (known != null) {
            body.add("_csrf=" + encode(known));
        }
        for (int i = 0; i < fields.length; i += 2) {
            body.add(encode(fields[i]) + "=" + encode(fields[i + 1]));
        }
        return send(
                HttpRequest.newBuilder(door.address(path))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(body.toString())));
    }

    private Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> answer =
                    client.send(
                            request.header("Accept-Language", "en")
                                    .header("User-Agent", "Firefox/150 Android")
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            Matcher found = TOKEN.matcher(answer.body());
            if (found.find()) {
                token = found.group(1);
            }
            Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            answer.headers().map().forEach((name, values) -> headers.put(name, values.getFirst()));
            return new Answer(
                    answer.statusCode(),
                    answer.body(),
                    answer.headers().firstValue("Location").orElse(""),
                    headers);
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    void forgetToken() {
        token = null;
    }

    @Nullable String token() {
        return token;
    }

    void token(@Nullable String other) {
        token = other;
    }

    /** The value of the session cookie. */
    String session() {
        return cookie("amparo");
    }

    String cookie(String name) {
        return cookies.getCookieStore().getCookies().stream()
                .filter(one -> one.getName().equals(name))
                .map(HttpCookie::getValue)
                .findFirst()
                .orElse("");
    }

    void cookie(String name, String value) {
        HttpCookie cookie = new HttpCookie(name, value);
        cookie.setPath("/");
        cookie.setDomain("localhost.local");
        cookie.setVersion(0);
        cookies.getCookieStore().add(door.address("/"), cookie);
    }

    // --- what the tests do all the time

    Answer password(String email, String password) {
        get("/sign-in");
        return post("/sign-in", "email", email, "password", password);
    }

    Answer password(Door.Worker worker) {
        return password(worker.email(), Door.PASSWORD);
    }

    Answer code(String code) {
        get("/second-factor");
        return post("/second-factor", "code", code);
    }

    /** Wholly: password and code of the app. */
    Answer signIn(Door.Worker worker, byte[] secret) {
        password(worker);
        return code(Totp.code(secret, door.clock.instant()));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
