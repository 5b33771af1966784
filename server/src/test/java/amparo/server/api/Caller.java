package amparo.server.api;

import amparo.server.testing.RunningServer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Calls the API of a server as a program does: with a token, JSON, and a key for what it makes. */
final class Caller {

    private final RunningServer server;

    Caller(RunningServer server) {
        this.server = server;
    }

    /** A server whose limits of calls no test reaches. */
    static RunningServer start() {
        return RunningServer.start(
                Map.of(
                        "amparo.api.burst",
                        50_000,
                        "amparo.api.requests-a-minute",
                        600_000,
                        "amparo.api.failures-a-minute",
                        100_000));
    }

    Http.Answer get(String path, String bearer) {
        return Http.get(server.port(), path, "Authorization", "Bearer " + bearer);
    }

    /** With a key of its own. */
    Http.Answer post(String path, String bearer, String body) {
        return post(path, bearer, UUID.randomUUID().toString(), body);
    }

    /**
     * With this key; none if it is empty.
     *
     * @param more names and values of headers
     */
    Http.Answer post(String path, String bearer, String key, String body, String... more) {
        return send(
                path, bearer, key, "application/json", body.getBytes(StandardCharsets.UTF_8), more);
    }

    /** Sends a file. */
    Http.Answer send(
            String path, String bearer, String key, String type, byte[] body, String... more) {
        List<String> headers = new ArrayList<>(List.of(more));
        headers.addAll(List.of("Authorization", "Bearer " + bearer, "Content-Type", type));
        if (!key.isEmpty()) {
            headers.addAll(List.of(Idempotency.HEADER, key));
        }
        return Http.send(server.port(), "POST", path, body, headers.toArray(String[]::new));
    }

    /** A person with these answers, and the code. */
    String person(String bearer, String answers) {
        return post("/api/v1/persons", bearer, "{\"answers\": [" + answers + "]}")
                .json()
                .path("code")
                .asString();
    }
}
