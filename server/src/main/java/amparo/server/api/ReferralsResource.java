package amparo.server.api;

import amparo.server.platform.ProblemType;
import amparo.server.referral.ReferralDesk;
import amparo.server.referral.ReferralDesk.Line;
import amparo.server.referral.ReferralDesk.NewReferral;
import amparo.server.referral.ReferralDesk.Opened;
import amparo.server.referral.ReferralDesk.Told;
import amparo.server.referral.ReferralDesk.Written;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import tools.jackson.databind.JsonNode;

/** Referrals: written with a preview, sent with consent, answered; as far as the client may. */
@ApiResource
class ReferralsResource {

    private static final Pattern CODE = Pattern.compile("[0-9A-HJKMNP-TV-Z]{8}");
    private static final int CREATED = 201;
    private static final int WORD = 80;
    private static final int WORDS = 300;
    private static final int LONG = 1000;
    private static final int MOST = 100;
    private static final int MOST_DAYS = 366;
    private static final List<String> ANSWERS =
            List.of(
                    "seen",
                    "accepted",
                    "declined",
                    "waiting",
                    "in-progress",
                    "completed",
                    "not-reached");

    private final ReferralDesk desk;
    private final Idempotency idempotency;

    ReferralsResource(ReferralDesk desk, Idempotency idempotency) {
        this.desk = desk;
        this.idempotency = idempotency;
    }

    record LineJson(
            UUID id,
            String code,
            @Nullable String person,
            UUID from,
            UUID to,
            UUID service,
            @Nullable String sector,
            String urgency,
            String basis,
            String state,
            @Nullable String because,
            @Nullable LocalDate waitingUntil,
            Instant dueAt,
            String dueBy,
            @Nullable Instant leavesAt,
            @Nullable Instant sentAt,
            @Nullable Instant seenAt,
            @Nullable Instant answeredAt,
            @Nullable Instant endedAt,
            boolean late) {}

    record ItemJson(String fact, JsonNode value) {}

    record ToldJson(String need, List<String> limits, List<ItemJson> items, List<String> screens) {}

    record EventJson(String kind, @Nullable String because, @Nullable String words, Instant at) {}

    record OpenedJson(LineJson referral, @Nullable ToldJson told, List<EventJson> events) {}

    record FiguresJson(int days, List<ReferralDesk.Figure> items) {}

    @GetMapping("/api/v1/referrals")
    ResponseEntity<byte[]> list(HttpServletRequest request) {
        Parameters parameters = Parameters.of(request, "after", "limit", "show");
        int limit = parameters.limit();
        String show = parameters.code("show");
        String which = show.isEmpty() ? "in" : show;
        if (!ReferralDesk.lists().contains(which)) {
            throw ApiProblem.parameter("show", "api.parameter.show");
        }
        List<LineJson> found =
                desk
                        .list(which, parameters.id("after"), limit + 1)
                        .orElseThrow(() -> ApiProblem.of(ProblemType.FORBIDDEN))
                        .stream()
                        .map(ReferralsResource::json)
                        .toList();
        return Answers.page(
                request,
                ApiPage.of(found, limit, one -> one.id().toString()),
                limit,
                Parameters.query("show", show));
    }

    @GetMapping("/api/v1/referrals/{referral}")
    ResponseEntity<byte[]> one(HttpServletRequest request, @PathVariable String referral) {
        Parameters.of(request);
        return Answers.one(
                request,
                json(
                        desk.open(uuid(referral))
                                .orElseThrow(() -> ApiProblem.of(ProblemType.NOT_FOUND))));
    }

    /** Writes a draft; the answer is exactly what the receiver would read. */
    @PostMapping("/api/v1/persons/{code}/referrals")
    ResponseEntity<byte[]> draft(HttpServletRequest request, @PathVariable String code)
            throws IOException {
        Parameters.of(request);
        Bodies.Body body = Bodies.read(request);
        Input root =
                body.root()
                        .only(
                                "service",
                                "screen",
                                "urgency",
                                "need",
                                "facts",
                                "screens",
                                "limits",
                                "leavesInHours",
                                "basis",
                                "language",
                                "way",
                                "interpreter",
                                "witness",
                                "reason",
                                "insteadOf");
        NewReferral wanted =
                new NewReferral(
                        id(root, "service"),
                        optional(root, "screen", WORD),
                        root.words("urgency", WORD),
                        root.words("need", LONG),
                        words(root, "facts"),
                        words(root, "screens"),
                        words(root, "limits"),
                        root.has("leavesInHours") ? whole(root, "leavesInHours") : null,
                        root.words("basis", WORD),
                        optional(root, "language", WORD),
                        optional(root, "way", WORD),
                        root.has("interpreter") && bool(root, "interpreter"),
                        optional(root, "witness", WORDS - MOST),
                        optional(root, "reason", LONG),
                        root.has("insteadOf") ? id(root, "insteadOf") : null);
        if (!CODE.matcher(code).matches()) {
            throw ApiProblem.of(ProblemType.NOT_FOUND);
        }
        return idempotency.once(
                request,
                body.bytes(),
                () -> {
                    Written written =
                            desk.draft(code, wanted)
                                    .orElseThrow(() -> ApiProblem.of(ProblemType.NOT_FOUND));
                    UUID id = written.id();
                    if (id == null) {
                        throw ApiProblem.value("/" + written.field(), written.key());
                    }
                    return new Idempotency.Answer(
                            CREATED,
                            "/api/v1/referrals/" + id,
                            json(
                                    desk.open(id)
                                            .orElseThrow(
                                                    () -> ApiProblem.of(ProblemType.NOT_FOUND))));
                });
    }

    @PostMapping("/api/v1/referrals/{referral}/send")
    ResponseEntity<byte[]> send(HttpServletRequest request, @PathVariable String referral)
            throws IOException {
        Parameters.of(request);
        Bodies.Body body = Bodies.read(request);
        body.root().only();
        return moved(request, body, referral, () -> desk.send(uuid(referral)));
    }

    /** By the person; or by who sent it: by mistake, or because the person moved on. */
    @PostMapping("/api/v1/referrals/{referral}/withdrawal")
    ResponseEntity<byte[]> withdraw(HttpServletRequest request, @PathVariable String referral)
            throws IOException {
        Parameters.of(request);
        Bodies.Body body = Bodies.read(request);
        Input root = body.root().only("because");
        String because = root.words("because", WORD);
        if (!List.of("person", "mistake", "moved-on").contains(because)) {
            throw ApiProblem.value(root.at("because"), "referral.wrong.choice");
        }
        return moved(
                request,
                body,
                referral,
                () -> {
                    if (!because.equals("person")
                            && desk.isReceived(uuid(referral)).orElse(false)) {
                        throw ApiProblem.value("/because", "referral.wrong.choice");
                    }
                    return desk.move(uuid(referral), "withdrawn", because, null, null);
                });
    }

    @PostMapping("/api/v1/referrals/{received}/answer")
    ResponseEntity<byte[]> answer(
            HttpServletRequest request, @PathVariable("received") String referral)
            throws IOException {
        Parameters.of(request);
        Bodies.Body body = Bodies.read(request);
        Input root = body.root().only("state", "because", "words", "until");
        String state = root.words("state", WORD);
        if (!ANSWERS.contains(state)) {
            throw ApiProblem.value(root.at("state"), "referral.wrong.choice");
        }
        String because = optional(root, "because", WORD);
        if ((state.equals("declined")
                        && (because == null || !ReferralDesk.declined().contains(because)))
                || (state.equals("completed")
                        && (because == null || !ReferralDesk.outcomes().contains(because)))) {
            throw ApiProblem.value(root.at("because"), "referral.wrong.choice");
        }
        String words = optional(root, "words", WORDS);
        LocalDate until = root.has("until") ? day(root) : null;
        return moved(
                request,
                body,
                referral,
                () ->
                        state.equals("seen")
                                ? desk.seen(uuid(referral))
                                : desk.move(
                                        uuid(referral),
                                        state,
                                        List.of("declined", "completed").contains(state)
                                                ? because
                                                : null,
                                        words,
                                        until));
    }

    /**
     * The state that holds now: of two who answer at once, the second learns what the first did.
     */
    private ResponseEntity<byte[]> moved(
            HttpServletRequest request,
            Bodies.Body body,
            String referral,
            Supplier<Optional<String>> act) {
        return idempotency.once(
                request,
                body.bytes(),
                () ->
                        new Idempotency.Answer(
                                CREATED,
                                "/api/v1/referrals/" + uuid(referral),
                                Map.of(
                                        "state",
                                        act.get()
                                                .orElseThrow(() ->
                                                        ApiProblem.of(ProblemType.NOT_FOUND)))));
    }

    @GetMapping("/api/v1/referral-figures")
    ResponseEntity<byte[]> figures(HttpServletRequest request) {
        String text = Parameters.of(request, "days").free("days", 3);
        int days = text.matches("[0-9]{1,3}") ? Integer.parseInt(text) : text.isEmpty() ? 30 : 0;
        if (days < 1 || days > MOST_DAYS) {
            throw ApiProblem.parameter("days", "api.parameter.days");
        }
        return Answers.one(
                request,
                new FiguresJson(
                        days,
                        desk.figures(days)
                                .orElseThrow(() -> ApiProblem.of(ProblemType.FORBIDDEN))));
    }

    private static LineJson json(Line one) {
        return new LineJson(
                one.id(),
                one.code(),
                one.person(),
                one.from(),
                one.to(),
                one.service(),
                one.sector(),
                one.urgency(),
                one.basis(),
                one.state(),
                one.because(),
                one.waitingUntil(),
                one.dueAt().toInstant(),
                one.dueBy(),
                instant(one.leavesAt()),
                instant(one.sentAt()),
                instant(one.seenAt()),
                instant(one.answeredAt()),
                instant(one.endedAt()),
                one.late());
    }

    private static OpenedJson json(Opened one) {
        Told told = one.told();
        return new OpenedJson(
                json(one.line()),
                told == null
                        ? null
                        : new ToldJson(
                                told.need(),
                                told.limits(),
                                told.items().stream()
                                        .map(item ->
                                                new ItemJson(
                                                        item.fact(),
                                                        ApiJson.MAPPER.readTree(item.value())))
                                        .toList(),
                                told.screens()),
                one.events().stream()
                        .map(event ->
                                new EventJson(
                                        event.kind(),
                                        event.because(),
                                        event.words(),
                                        event.at().toInstant()))
                        .toList());
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }

    private static @Nullable String optional(Input input, String name, int longest) {
        return input.has(name) ? input.words(name, longest) : null;
    }

    private static List<String> words(Input input, String name) {
        if (!input.has(name)) {
            return List.of();
        }
        JsonNode list = input.any(name);
        if (!list.isArray()) {
            throw Input.wrongType(input.at(name), "api.expects.list");
        }
        if (list.size() > MOST) {
            throw Input.tooLong(input.at(name), MOST, "items");
        }
        List<String> all = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            all.add(Input.string(list.get(i), input.at(name) + "/" + i, WORD));
        }
        return all;
    }

    private static boolean bool(Input input, String name) {
        JsonNode value = input.any(name);
        if (!value.isBoolean()) {
            throw Input.wrongType(input.at(name), "api.expects.boolean");
        }
        return value.booleanValue();
    }

    private static int whole(Input input, String name) {
        JsonNode value = input.any(name);
        if (!value.isIntegralNumber() || !value.canConvertToInt()) {
            throw Input.wrongType(input.at(name), "api.expects.whole");
        }
        return value.intValue();
    }

    private static LocalDate day(Input input) {
        try {
            LocalDate day = LocalDate.parse(input.words("until", WORD));
            if (day.getYear() >= 2020 && day.getYear() <= 2100) {
                return day;
            }
        } catch (DateTimeException none) {
            // Said below.
        }
        throw ApiProblem.value(input.at("until"), "directory.wrong.day");
    }

    private static UUID id(Input input, String name) {
        try {
            return UUID.fromString(input.words(name, WORD));
        } catch (IllegalArgumentException none) {
            throw ApiProblem.value(input.at(name), "api.parameter.uuid");
        }
    }

    private static UUID uuid(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException none) {
            throw ApiProblem.of(ProblemType.NOT_FOUND);
        }
    }
}
