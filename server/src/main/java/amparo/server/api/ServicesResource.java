package amparo.server.api;

import amparo.server.directory.Service;
import amparo.server.directory.ServiceDesk;
import amparo.server.directory.Services.Wanted;
import amparo.server.platform.Ids;
import amparo.server.platform.ProblemType;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import tools.jackson.databind.JsonNode;

/** The directory of services: nothing in it is about a person. */
@ApiResource
class ServicesResource {

    private static final int CREATED = 201;
    private static final int LONGEST = 2000;
    private static final int MOST = 30;
    private static final String[] FIELDS = {
        "name",
        "sector",
        "provider",
        "country",
        "places",
        "latitude",
        "longitude",
        "forWhom",
        "languages",
        "hours",
        "room",
        "fullUntil",
        "cost",
        "how",
        "urgentLine",
        "phones",
        "openToAll"
    };

    private final ServiceDesk desk;
    private final Idempotency idempotency;
    private final Clock clock;

    ServicesResource(ServiceDesk desk, Idempotency idempotency, Clock clock) {
        this.desk = desk;
        this.idempotency = idempotency;
        this.clock = clock;
    }

    record PhoneJson(String who, String number, String hours) {}

    record ServiceJson(
            UUID id,
            UUID organisation,
            String by,
            boolean online,
            String name,
            String sector,
            String country,
            List<String> places,
            @Nullable Double latitude,
            @Nullable Double longitude,
            String forWhom,
            List<String> languages,
            String hours,
            String room,
            @Nullable LocalDate fullUntil,
            Instant confirmedAt,
            boolean stale,
            String cost,
            String how,
            @Nullable String urgentLine,
            @Nullable List<PhoneJson> phones,
            boolean openToAll,
            boolean active,
            int version) {}

    private ServiceJson json(Service one, @Nullable List<PhoneJson> phones) {
        return new ServiceJson(
                one.id(),
                one.organisation(),
                one.giver(),
                one.online(),
                one.name(),
                one.sector(),
                one.country(),
                one.places(),
                one.latitude(),
                one.longitude(),
                one.forWhom(),
                one.languages(),
                one.hours(),
                one.room(),
                one.fullUntil(),
                one.confirmedAt().toInstant(),
                one.isStale(OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC)),
                one.cost(),
                one.how(),
                one.urgentLine(),
                phones,
                one.openToAll(),
                one.active(),
                one.version());
    }

    @GetMapping("/api/v1/services")
    ResponseEntity<byte[]> list(HttpServletRequest request) {
        Parameters parameters =
                Parameters.of(
                        request,
                        "after",
                        "limit",
                        "sector",
                        "country",
                        "language",
                        "words",
                        "show");
        int limit = parameters.limit();
        String sector = parameters.code("sector");
        String country = parameters.code("country");
        String language = parameters.code("language");
        String words = parameters.free("words", 80);
        String show = parameters.code("show");
        if (!List.of("", "mine", "stale").contains(show)) {
            throw ApiProblem.parameter("show", "api.parameter.show");
        }
        Wanted wanted =
                new Wanted(sector, country, language, words, !show.isEmpty(), show.equals("stale"));
        ApiPage<ServiceJson> page =
                ApiPage.of(
                        desk.after(wanted, parameters.id("after"), limit + 1).stream()
                                .map(one -> json(one, null))
                                .toList(),
                        limit,
                        one -> one.id().toString());
        return Answers.page(
                request,
                page,
                limit,
                Parameters.query("sector", sector)
                        + Parameters.query("country", country)
                        + Parameters.query("language", language)
                        + Parameters.query("words", words)
                        + Parameters.query("show", show));
    }

    @GetMapping("/api/v1/services/{service}")
    ResponseEntity<byte[]> one(HttpServletRequest request, @PathVariable String service) {
        Parameters.of(request);
        UUID id = Parameters.path(service);
        Service found = desk.find(id).orElseThrow(() -> ApiProblem.of(ProblemType.NOT_FOUND));
        return Answers.one(
                request,
                json(
                        found,
                        desk.phones(id).stream()
                                .map(one -> new PhoneJson(one.who(), one.number(), one.hours()))
                                .toList()));
    }

    @PostMapping("/api/v1/services")
    ResponseEntity<byte[]> add(HttpServletRequest request) throws IOException {
        Parameters.of(request);
        Bodies.Body body = Bodies.read(request);
        Map<String, String> typed = typed(body.root().only(FIELDS));
        return idempotency.made(
                request,
                body.bytes(),
                () -> {
                    if (!desk.keeps()) {
                        throw ApiProblem.of(ProblemType.FORBIDDEN);
                    }
                    UUID id = Ids.next();
                    if (!desk.add(id, typed)) {
                        throw ApiProblem.value("/name", "directory.wrong.twice");
                    }
                    return new Idempotency.Answer(
                            CREATED, "/api/v1/services/" + id, Map.of("id", id));
                });
    }

    @PostMapping("/api/v1/services/{service}")
    ResponseEntity<byte[]> change(HttpServletRequest request, @PathVariable String service)
            throws IOException {
        Parameters.of(request);
        Bodies.Body body = Bodies.read(request);
        List<String> known = new ArrayList<>(List.of(FIELDS));
        known.add("version");
        Input root = body.root().only(known.toArray(String[]::new));
        JsonNode version = root.any("version");
        if (!version.isIntegralNumber() || !version.canConvertToInt()) {
            throw Input.wrongType(root.at("version"), "api.expects.whole");
        }
        Map<String, String> typed = typed(root);
        return changed(request, body, service, id -> desk.change(id, version.intValue(), typed));
    }

    /** It still holds, and this is the room there is. */
    @PostMapping("/api/v1/services/{service}/confirmation")
    ResponseEntity<byte[]> confirm(HttpServletRequest request, @PathVariable String service)
            throws IOException {
        Parameters.of(request);
        Bodies.Body body = Bodies.read(request);
        Input root = body.root().only("room", "fullUntil");
        String room = root.words("room", MOST);
        if (!ServiceDesk.isRoom(room)) {
            throw ApiProblem.value(root.at("room"), "directory.wrong.room");
        }
        LocalDate until = null;
        if (root.has("fullUntil")) {
            try {
                until = LocalDate.parse(root.words("fullUntil", MOST));
            } catch (java.time.DateTimeException none) {
                throw ApiProblem.value(root.at("fullUntil"), "directory.wrong.day");
            }
        }
        LocalDate full = until;
        return changed(request, body, service, id -> desk.confirm(id, room, full));
    }

    private ResponseEntity<byte[]> changed(
            HttpServletRequest request,
            Bodies.Body body,
            String service,
            java.util.function.Function<UUID, ServiceDesk.Outcome> act) {
        return idempotency.once(
                request,
                body.bytes(),
                () ->
                        switch (act.apply(Parameters.path(service))) {
                            case DONE ->
                                    new Idempotency.Answer(
                                            CREATED,
                                            "/api/v1/services/" + service,
                                            Map.of("done", true));
                            case NOT_THERE -> throw ApiProblem.of(ProblemType.NOT_FOUND);
                            case CHANGED -> throw ApiProblem.of(ProblemType.CHANGED_MEANWHILE);
                        });
    }

    /** As a form would send it, so that the same is right and wrong in both. */
    private Map<String, String> typed(Input root) {
        Map<String, String> typed = new HashMap<>();
        Map<String, String> names =
                Map.of(
                        "forWhom",
                        "for_whom",
                        "fullUntil",
                        "full_until",
                        "urgentLine",
                        "urgent_line",
                        "openToAll",
                        "open_to_all");
        root.any("name");
        root.any("sector");
        root.any("country");
        for (String field : FIELDS) {
            if (root.has(field)) {
                typed.put(names.getOrDefault(field, field), text(root, field));
            }
        }
        List<ServiceDesk.Wrong> wrong = desk.check(typed);
        if (!wrong.isEmpty()) {
            String field = wrong.getFirst().field();
            String property =
                    names.entrySet().stream()
                            .filter(one -> one.getValue().equals(field))
                            .map(Map.Entry::getKey)
                            .findFirst()
                            .orElse(field);
            throw ApiProblem.value("/" + property, wrong.getFirst().key());
        }
        return typed;
    }

    private static String text(Input root, String field) {
        return switch (field) {
            case "places", "languages" -> list(root, field);
            case "latitude", "longitude" -> {
                JsonNode value = root.any(field);
                if (!value.isNumber()) {
                    throw Input.wrongType(root.at(field), "api.expects.number");
                }
                yield value.decimalValue().stripTrailingZeros().toPlainString();
            }
            case "openToAll" -> {
                JsonNode value = root.any(field);
                if (!value.isBoolean()) {
                    throw Input.wrongType(root.at(field), "api.expects.boolean");
                }
                yield value.booleanValue() ? "yes" : "";
            }
            case "phones" -> phones(root);
            default -> Input.string(root.any(field), root.at(field), LONGEST);
        };
    }

    private static String list(Input root, String field) {
        JsonNode list = root.any(field);
        if (!list.isArray()) {
            throw Input.wrongType(root.at(field), "api.expects.list");
        }
        if (list.size() > MOST) {
            throw Input.tooLong(root.at(field), MOST, "items");
        }
        List<String> all = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            all.add(Input.string(list.get(i), root.at(field) + "/" + i, LONGEST));
        }
        return String.join("\n", all);
    }

    private static String phones(Input root) {
        StringBuilder lines = new StringBuilder();
        for (Input one : root.objects("phones", MOST)) {
            one.only("who", "number", "hours");
            lines.append(one.words("who", MOST * 3))
                    .append("; ")
                    .append(one.words("number", MOST * 2))
                    .append(one.has("hours") ? "; " + one.words("hours", MOST * 3) : "")
                    .append('\n');
        }
        return lines.toString().strip();
    }
}
