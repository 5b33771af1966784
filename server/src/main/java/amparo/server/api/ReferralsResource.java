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
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
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
                        desk.open(Parameters.path(referral))
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
                        root.id("service"),
                        root.optional("screen", WORD),
                        root.words("urgency", WORD),
                        root.words("need", LONG),
                        root.texts("facts", MOST),
                        root.texts("screens", MOST),
                        root.texts("limits", MOST),
                        root.has("leavesInHours") ? root.whole("leavesInHours") : null,
                        root.words("basis", WORD),
                        root.optional("language", WORD),
                        root.optional("way", WORD),
                        root.flag("interpreter", false),
                        root.optional("witness", WORDS - MOST),
                        root.optional("reason", LONG),
                        root.has("insteadOf") ? root.id("insteadOf") : null);
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
        Bodies.Body body = Bodies.of(request);
        return moved(request, body, referral, () -> desk.send(Parameters.path(referral)));
    }

    /** By the person; or by who sent it: by mistake, or because the person moved on. */
    @PostMapping("/api/v1/referrals/{referral}/withdrawal")
    ResponseEntity<byte[]> withdraw(HttpServletRequest request, @PathVariable String referral)
            throws IOException {
        Bodies.Body body = Bodies.of(request, "because");
        Input root = body.root();
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
                            && desk.isReceived(Parameters.path(referral)).orElse(false)) {
                        throw ApiProblem.value("/because", "referral.wrong.choice");
                    }
                    return desk.move(Parameters.path(referral), "withdrawn", because, null, null);
                });
    }

    @PostMapping("/api/v1/referrals/{received}/answer")
    ResponseEntity<byte[]> answer(
            HttpServletRequest request, @PathVariable("received") String referral)
            throws IOException {
        Bodies.Body body = Bodies.of(request, "state", "because", "words", "until");
        Input root = body.root();
        String state = root.words("state", WORD);
        if (!ANSWERS.contains(state)) {
            throw ApiProblem.value(root.at("state"), "referral.wrong.choice");
        }
        String because = root.optional("because", WORD);
        if ((state.equals("declined")
                        && (because == null || !ReferralDesk.declined().contains(because)))
                || (state.equals("completed")
                        && (because == null || !ReferralDesk.outcomes().contains(because)))) {
            throw ApiProblem.value(root.at("because"), "referral.wrong.choice");
        }
        String words = root.optional("words", WORDS);
        LocalDate until = root.dayOrNone("until");
        return moved(
                request,
                body,
                referral,
                () ->
                        state.equals("seen")
                                ? desk.seen(Parameters.path(referral))
                                : desk.move(
                                        Parameters.path(referral),
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
                                "/api/v1/referrals/" + Parameters.path(referral),
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
}
