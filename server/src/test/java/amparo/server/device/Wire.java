package amparo.server.device;

import static org.assertj.core.api.Assertions.assertThat;

import amparo.server.testing.WholeServer;
import amparo.server.testing.WholeServer.Browser;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A tablet as the server hears it: what it says over the line, with a clock of its own. */
final class Wire {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int SECRET = 32;

    /** The shift. */
    final String shift = UUID.randomUUID().toString();

    /** What the server gave it to take along. */
    final JsonNode work;

    private final Browser worker;
    private final List<Map<String, Object>> waiting = new ArrayList<>();

    /** By how many milliseconds its clock is ahead of ours. */
    private long ahead;

    /** Begins a shift that began some hours ago. */
    Wire(WholeServer server, Browser worker, int hours, long ahead, String... persons)
            throws Exception {
        this.worker = worker;
        this.ahead = ahead;
        byte[] secret = new byte[SECRET];
        new java.security.SecureRandom().nextBytes(secret);
        var answer =
                worker.json(
                        "/device/shifts",
                        JSON.writeValueAsString(
                                Map.of(
                                        "shift",
                                        shift,
                                        "token",
                                        Base64.getUrlEncoder()
                                                .withoutPadding()
                                                .encodeToString(secret),
                                        "clock",
                                        System.currentTimeMillis() + ahead,
                                        "persons",
                                        List.of(persons))));
        assertThat(answer.statusCode()).isEqualTo(200);
        work = JSON.readTree(answer.body());
        server.sql(
                "update device_shift set began_at = now() - make_interval(hours => ?) where id = ?",
                hours,
                UUID.fromString(shift));
    }

    /** Somebody sets its clock. */
    void setClock(long millisAhead) {
        ahead = millisAhead;
    }

    /** Notes an answer that was given so many minutes ago; the value is JSON. */
    Wire heard(int minutesAgo, String person, String fact, String value) {
        return add(minutesAgo, "answer", Map.of("person", person, "fact", fact, "source", "person"))
                .with("value", JSON.readTree(value));
    }

    /** Notes anything. */
    Wire add(int minutesAgo, String kind, Map<String, Object> what) {
        Map<String, Object> item = new LinkedHashMap<>(what);
        item.put("id", UUID.randomUUID().toString());
        item.put("kind", kind);
        item.put("at", System.currentTimeMillis() + ahead - minutesAgo * 60_000L);
        waiting.add(item);
        return this;
    }

    /** Says more of the last; {@code null} takes it away. */
    Wire with(String field, Object value) {
        waiting.getLast().put(field, value);
        return this;
    }

    /** The same without a time, as scripts of an earlier version send it. */
    Wire without(String field) {
        waiting.getLast().remove(field);
        return this;
    }

    /** The line is back; what became of each, in its order. */
    List<String> send() throws Exception {
        var answer =
                worker.json(
                        "/device/items",
                        JSON.writeValueAsString(
                                Map.of(
                                        "shift",
                                        shift,
                                        "clock",
                                        System.currentTimeMillis() + ahead,
                                        "items",
                                        waiting)));
        assertThat(answer.statusCode()).isEqualTo(200);
        waiting.clear();
        List<String> states = new ArrayList<>();
        JSON.readTree(answer.body())
                .path("items")
                .forEach(one ->
                        states.add(
                                one.path("state").stringValue()
                                        + (one.has("sentence")
                                                ? ": " + one.path("sentence").stringValue()
                                                : "")));
        return states;
    }
}
