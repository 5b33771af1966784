package amparo.server.command;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a first visitor does: the door, a wrong password, the right one, the start page. */
final class TrainingVisit {

    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    private final String address;
    private final HttpClient client =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .cookieHandler(new CookieManager())
                    .followRedirects(HttpClient.Redirect.NORMAL)
                    .build();

    TrainingVisit(String address) {
        this.address = address;
    }

    void make(String email, String password) throws IOException, InterruptedException {
        for (String page : new String[] {"/health", "/health/readiness", "/metrics", "/nowhere"}) {
            get(page);
        }
        String door = get("/sign-in");
        get("/static/amparo.css");
        signIn(door, email, "not the password");
        String home = signIn(get("/sign-in?lang=en"), email, password);
        if (home.contains("name=\"password\"")) {
            throw new IllegalStateException("the training could not sign in");
        }
        get("/?lang=es");
    }

    private String signIn(String page, String email, String password)
            throws IOException, InterruptedException {
        Matcher csrf = CSRF.matcher(page);
        String form =
                "email="
                        + encode(email)
                        + "&password="
                        + encode(password)
                        + (csrf.find() ? "&_csrf=" + encode(csrf.group(1)) : "");
        return send(
                HttpRequest.newBuilder(URI.create(address + "/sign-in"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form)));
    }

    private String get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(address + path)));
    }

    private String send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> answer =
                client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() >= 500) {
            throw new IllegalStateException("the training met a fault: " + answer.statusCode());
        }
        return answer.body();
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
