package amparo.server.command;

import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A person before a browser without scripts: pages, forms, cookies, and an app for codes. */
final class Browser {
    static final String PASSWORD = "four blue herons at dawn";
    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\"\\s+value=\"([^\"]+)\"");
    private static final Pattern SECRET = Pattern.compile("\\b([A-Z2-7]{4}(?: [A-Z2-7]{4}){7})\\b");

    private final String address;
    private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
    private final HttpClient client;
    private String csrf = "";

    Browser(int port) {
        this("http://localhost:" + port, HttpClient.newBuilder());
    }

    Browser(String address, HttpClient.Builder client) {
        this.address = address;
        this.client =
                client.version(HttpClient.Version.HTTP_1_1)
                        .cookieHandler(cookies)
                        .connectTimeout(Duration.ofSeconds(20))
                        .build();
    }

    HttpResponse<String> get(String path, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request);
    }

    /** Sends a form with the token of the page before it. */
    HttpResponse<String> post(String path, String... fields)
            throws IOException, InterruptedException {
        List<String> form = new ArrayList<>(List.of("_csrf=" + encode(csrf)));
        for (int i = 0; i < fields.length; i += 2) {
            form.add(encode(fields[i]) + "=" + encode(fields[i + 1]));
        }
        return send(
                HttpRequest.newBuilder(URI.create(address + path))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(String.join("&", form))));
    }

    HttpResponse<String> send(HttpRequest.Builder request)
            throws IOException, InterruptedException {
        HttpResponse<String> answer =
                client.send(
                        request.timeout(Duration.ofSeconds(60)).build(),
                        HttpResponse.BodyHandlers.ofString());
        Matcher found = CSRF.matcher(answer.body());
        if (found.find()) {
            csrf = found.group(1);
        }
        return answer;
    }

    List<String> cookies() {
        return cookies.getCookieStore().getCookies().stream().map(c -> c.getName()).toList();
    }

    /**
     * Takes the first link and becomes the administrator of a new organisation.
     *
     * @return the secret of the app for codes
     */
    byte[] takeFirstLink(String link, String email) throws Exception {
        get(link + "?lang=en");
        HttpResponse<String> taken =
                post(
                        link,
                        "name",
                        "Casa del Puente",
                        "kind",
                        "ngo",
                        "country",
                        "PAN",
                        "display",
                        "Rosa Inventada",
                        "email",
                        email,
                        "password",
                        PASSWORD);
        require(taken, 302);
        return enrol();
    }

    private byte[] enrol() throws Exception {
        HttpResponse<String> page = get("/second-factor/new");
        require(page, 200);
        Matcher shown = SECRET.matcher(page.body());
        if (!shown.find()) {
            throw new AssertionError("no secret on the page");
        }
        byte[] secret = base32(shown.group(1).replace(" ", ""));
        require(post("/second-factor/new", "code", code(secret, 0)), 200);
        return secret;
    }

    /** Password and code; a code is good once, so it takes the next one. */
    void signIn(String email, byte[] secret) throws Exception {
        get("/sign-in?lang=en");
        require(post("/sign-in", "email", email, "password", PASSWORD), 302);
        require(get("/second-factor"), 200);
        HttpResponse<String> answer = post("/second-factor", "code", code(secret, 1));
        require(answer, 302);
    }

    static void require(HttpResponse<String> answer, int status) {
        if (answer.statusCode() != status) {
            throw new AssertionError(
                    answer.request().method()
                            + " "
                            + answer.uri().getPath()
                            + ": "
                            + answer.statusCode()
                            + "\n"
                            + answer.body().replaceAll("(?s)<[^>]+>", " ").replaceAll("\\s+", " "));
        }
    }

    /** RFC 6238, written anew: a test must not ask the code that it tests. */
    static String code(byte[] secret, int stepsAhead) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA1");
        mac.init(new SecretKeySpec(secret, "HmacSHA1"));
        long step = Instant.now().getEpochSecond() / 30 + stepsAhead;
        byte[] hash = mac.doFinal(ByteBuffer.allocate(8).putLong(step).array());
        int number = ByteBuffer.wrap(hash, hash[19] & 15, 4).getInt() & Integer.MAX_VALUE;
        return String.format("%06d", number % 1_000_000);
    }

    private static byte[] base32(String text) {
        ByteBuffer bytes = ByteBuffer.allocate(text.length() * 5 / 8);
        int buffer = 0;
        int bits = 0;
        for (char one : text.toCharArray()) {
            buffer = buffer << 5 | "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(one);
            bits += 5;
            if (bits >= 8) {
                bits -= 8;
                bytes.put((byte) (buffer >> bits));
            }
        }
        return bytes.array();
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
