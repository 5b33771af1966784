package amparo.server.device;

import amparo.server.accounts.Visitor;
import amparo.server.platform.Language;
import amparo.server.platform.Texts;
import amparo.server.profiling.Recordings;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the scripts of a device ask the server: small answers, none of which is ever kept. */
@Controller
class DeviceData {

    /** The most bytes of a body. */
    private static final int LARGEST = 128 * 1024;

    private static final int MOST_ITEMS = 50;

    /**
     * The most bytes of one recorded question on a device, and of all: a poor line carries them.
     */
    private static final int LARGEST_SOUND = 100 * 1024;

    private static final int LARGEST_SOUNDS = 800 * 1024;

    /** What an item is refused for is said by the text behind this; with -now what to do. */
    private static final String REFUSED = "tablet.refused.";

    private static final JsonMapper JSON =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(16)
                                                    .maxStringLength(20_000)
                                                    .maxNumberLength(40)
                                                    .maxNameLength(200)
                                                    .build())
                                    .build())
                    .build();

    private final Shifts shifts;
    private final Taken taken;
    private final Items items;
    private final Texts texts;
    private final Recordings recordings;

    DeviceData(Shifts shifts, Taken taken, Items items, Texts texts, Recordings recordings) {
        this.recordings = recordings;
        this.shifts = shifts;
        this.taken = taken;
        this.items = items;
        this.texts = texts;
    }

    /** Begins a shift and gives everything that it takes along. */
    @PostMapping("/device/shifts")
    ResponseEntity<byte[]> begin(HttpServletRequest request) throws IOException {
        JsonNode body = read(request);
        UUID id = id(body.path("shift").asString(""));
        String token = body.path("token").asString("");
        if (id == null || !token.matches("[A-Za-z0-9_-]{43}")) {
            return answer(HttpStatus.BAD_REQUEST, Map.of());
        }
        Shifts.Shift shift =
                shifts.begin(
                        id,
                        token,
                        strings(body, "persons"),
                        strings(body, "families"),
                        DeviceClock.millis(body.path("clock")));
        return work(request, shift);
    }

    /** The same again while the shift goes on: what others wrote since comes along. */
    @GetMapping("/device/work")
    ResponseEntity<byte[]> work(
            HttpServletRequest request, @RequestParam(defaultValue = "") String shift) {
        UUID id = id(shift);
        return id == null
                ? answer(HttpStatus.NOT_FOUND, Map.of())
                : shifts.find(id)
                        .map(found -> work(request, found))
                        .orElseGet(() -> answer(HttpStatus.NOT_FOUND, Map.of()));
    }

    private ResponseEntity<byte[]> work(HttpServletRequest request, Shifts.Shift shift) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("shift", shift.id());
        all.put("ends", shift.endsAt().toInstant().toString());
        all.put("running", shift.running());
        all.put("csrf", token(request));
        Visitor.of(request)
                .map(Visitor::here)
                .ifPresent(here -> {
                    all.put("room", here.room().code());
                    all.put("organisation", here.name());
                });
        all.put("codes", shifts.codes(shift));
        all.put("numbers", shift.running() ? shifts.numbers(shift) : List.of());
        all.put("persons", shift.running() ? taken.of(shift.persons()) : List.of());
        return answer(HttpStatus.OK, all);
    }

    /** Recorded questions that are small enough to go along; of the others that there are some. */
    @GetMapping("/device/sounds")
    ResponseEntity<byte[]> sounds(@RequestParam(defaultValue = "") String languages) {
        Map<String, String> wanted = new LinkedHashMap<>();
        for (String one : languages.split(",", 6)) {
            String code = Items.SPOKEN.get(one);
            if (code != null) {
                wanted.put(code, one);
            }
        }
        List<Map<String, Object>> all = new ArrayList<>();
        for (Recordings.Carried one :
                recordings.carried(wanted.keySet(), LARGEST_SOUND, LARGEST_SOUNDS)) {
            Map<String, Object> sound = new LinkedHashMap<>();
            sound.put("fact", one.fact());
            sound.put("language", Objects.requireNonNull(wanted.get(one.language())));
            sound.put("type", one.type());
            String data = one.sound();
            if (data != null) {
                sound.put("data", data);
            }
            all.add(sound);
        }
        return answer(HttpStatus.OK, Map.of("sounds", all));
    }

    /** What a session needs to send something; small, asked once for each time a page opens. */
    @GetMapping("/device/token")
    ResponseEntity<byte[]> token(
            HttpServletRequest request, @RequestParam(defaultValue = "") String shift) {
        UUID id = id(shift);
        return id == null || shifts.find(id).isEmpty()
                ? answer(HttpStatus.NOT_FOUND, Map.of())
                : answer(HttpStatus.OK, Map.of("csrf", token(request)));
    }

    /** Takes items. The answer says of each what became of it. */
    @PostMapping("/device/items")
    ResponseEntity<byte[]> items(HttpServletRequest request) throws IOException {
        JsonNode body = read(request);
        UUID id = id(body.path("shift").asString(""));
        JsonNode sent = body.path("items");
        if (id == null || !sent.isArray() || sent.size() > MOST_ITEMS) {
            return answer(HttpStatus.BAD_REQUEST, Map.of());
        }
        Shifts.Shift shift = shifts.find(id).orElse(null);
        if (shift == null) {
            return answer(HttpStatus.NOT_FOUND, Map.of());
        }
        Language language = Language.of(body.path("language").asString("")).orElse(Language.ES);
        List<JsonNode> list = new ArrayList<>();
        sent.forEach(list::add);
        List<Map<String, Object>> came =
                items
                        .take(shift, DeviceClock.of(shift, body.path("clock"), Instant.now()), list)
                        .stream()
                        .map(one -> json(one, language))
                        .toList();
        return answer(HttpStatus.OK, Map.of("items", came));
    }

    private Map<String, Object> json(Came one, Language language) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("id", one.id());
        all.put("state", one.state().word());
        String key = one.key();
        if (key != null) {
            all.put("sentence", texts.text(language, REFUSED + key));
            all.put("todo", texts.text(language, REFUSED + key + "-now"));
        }
        return all;
    }

    /** Whether a shift goes on, for a device that has no session any more. */
    @GetMapping("/device/state")
    ResponseEntity<byte[]> state(
            @RequestHeader(name = "X-Amparo-Shift", defaultValue = "") String token) {
        return answer(HttpStatus.OK, Map.of("state", shifts.state(token)));
    }

    /** Ends a shift. */
    @PostMapping("/device/shifts/{id}/end")
    ResponseEntity<byte[]> end(@PathVariable UUID id) {
        shifts.end(id);
        return answer(HttpStatus.OK, Map.of("state", "ended"));
    }

    private static String token(HttpServletRequest request) {
        CsrfToken token = (CsrfToken) request.getAttribute(CsrfToken.class.getName());
        return token == null ? "" : token.getToken();
    }

    private static JsonNode read(HttpServletRequest request) throws IOException {
        byte[] bytes = request.getInputStream().readNBytes(LARGEST + 1);
        if (bytes.length > LARGEST) {
            return JSON.createObjectNode();
        }
        try {
            return JSON.readTree(bytes);
        } catch (JacksonException unreadable) {
            return JSON.createObjectNode();
        }
    }

    private static List<String> strings(JsonNode body, String name) {
        List<String> all = new ArrayList<>();
        for (JsonNode one : body.path(name)) {
            String text = one.asString("");
            if (text.matches("[0-9A-Z]{8,9}") && all.size() < Shifts.MOST_PERSONS) {
                all.add(text);
            }
        }
        return all;
    }

    private static @Nullable UUID id(String text) {
        return text.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
                ? UUID.fromString(text)
                : null;
    }

    private static ResponseEntity<byte[]> answer(HttpStatus status, Map<String, ?> values) {
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_JSON)
                .header("Cache-Control", "no-store")
                .body(JSON.writeValueAsBytes(values));
    }
}
