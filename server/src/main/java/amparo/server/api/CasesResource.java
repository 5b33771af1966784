package amparo.server.api;

import amparo.server.cases.CaseFiles;
import amparo.server.platform.ProblemType;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** Cases, what stands in them, and transfers, as far as the client may reach them. */
@ApiResource
class CasesResource {

    private static final int CREATED = 201;
    private static final int WORD = 80;
    private static final int WORDS = 2000;
    private static final int NOTE = 8000;
    private static final int MOST = 20;

    private final CaseFiles cases;
    private final Idempotency idempotency;

    CasesResource(CaseFiles cases, Idempotency idempotency) {
        this.cases = cases;
        this.idempotency = idempotency;
    }

    @GetMapping("/api/v1/cases")
    ResponseEntity<byte[]> list(HttpServletRequest request) {
        Parameters parameters = Parameters.of(request, "after", "limit", "status");
        int limit = parameters.limit();
        boolean closed = "closed".equals(parameters.word("status"));
        ApiPage<CaseFiles.Line> page =
                ApiPage.of(
                        cases.list(closed, parameters.id("after"), limit)
                                .orElseThrow(() -> ApiProblem.of(ProblemType.FORBIDDEN)),
                        limit,
                        one -> one.id().toString());
        return Answers.page(request, page, limit, closed ? "&status=closed" : "");
    }

    @GetMapping("/api/v1/cases/{case}")
    ResponseEntity<byte[]> one(HttpServletRequest request, @PathVariable("case") String id) {
        Parameters.of(request);
        return Answers.one(
                request,
                cases.open(Parameters.path(id))
                        .orElseThrow(() -> ApiProblem.of(ProblemType.NOT_FOUND)));
    }

    @PostMapping("/api/v1/persons/{code}/cases")
    ResponseEntity<byte[]> begin(HttpServletRequest request, @PathVariable String code)
            throws IOException {
        Bodies.Body body = Bodies.of(request, "own", "others");
        boolean own = body.root().flag("own", true);
        List<String> others = body.root().texts("others", MOST * 5);
        return made(request, body, "/api/v1/cases/", () -> cases.begin(code, own, others));
    }

    @PostMapping("/api/v1/cases/{case}/status")
    ResponseEntity<byte[]> status(HttpServletRequest request, @PathVariable("case") String id)
            throws IOException {
        Bodies.Body body = Bodies.of(request, "version", "status", "because", "until", "words");
        Input root = body.root();
        int version = root.whole("version");
        String status = root.words("status", WORD);
        String because = root.optional("because", WORD);
        String words = root.optional("words", WORDS);
        LocalDate until = root.dayOrNone("until");
        if (!CaseFiles.isStatus(status)) {
            throw ApiProblem.value(root.at("status"), "api.value.code");
        }
        if (status.equals("closed") && (because == null || !CaseFiles.isReason(because))) {
            throw ApiProblem.value(root.at("because"), "api.value.code");
        }
        return changed(
                request,
                body,
                "/api/v1/cases/" + id,
                () -> cases.status(Parameters.path(id), version, status, because, until, words));
    }

    @PostMapping("/api/v1/cases/{case}/notes")
    ResponseEntity<byte[]> note(HttpServletRequest request, @PathVariable("case") String id)
            throws IOException {
        Bodies.Body body = Bodies.of(request, "person", "sensitivity", "words");
        Input root = body.root();
        String words = root.words("words", NOTE);
        String sensitivity = root.words("sensitivity", WORD);
        String person = root.optional("person", WORD);
        if (!CaseFiles.isSensitivity(sensitivity)) {
            throw ApiProblem.value(root.at("sensitivity"), "api.value.code");
        }
        return made(
                request,
                body,
                "/api/v1/cases/" + id + "#",
                () -> cases.note(Parameters.path(id), person, sensitivity, words));
    }

    @PostMapping("/api/v1/cases/{case}/tasks")
    ResponseEntity<byte[]> task(HttpServletRequest request, @PathVariable("case") String id)
            throws IOException {
        Bodies.Body body = Bodies.of(request, "person", "what", "due", "assignee");
        Input root = body.root();
        String what = root.words("what", 200);
        LocalDate due = root.day("due");
        UUID assignee = root.id("assignee");
        String person = root.optional("person", WORD);
        if (what.strip().length() < 2) {
            throw ApiProblem.value(root.at("what"), "api.value.empty");
        }
        return made(
                request,
                body,
                "/api/v1/cases/" + id + "#",
                () -> cases.task(Parameters.path(id), person, what, due, assignee));
    }

    @PostMapping("/api/v1/tasks/{task}")
    ResponseEntity<byte[]> endTask(HttpServletRequest request, @PathVariable String task)
            throws IOException {
        Bodies.Body body = Bodies.of(request, "status");
        String status = body.root().words("status", WORD);
        if (!List.of("open", "done", "dropped").contains(status)) {
            throw ApiProblem.value(body.root().at("status"), "api.value.code");
        }
        return changed(
                request, body, "/api/v1/cases", () -> cases.endTask(Parameters.path(task), status));
    }

    @PostMapping("/api/v1/cases/{case}/doors")
    ResponseEntity<byte[]> door(HttpServletRequest request, @PathVariable("case") String id)
            throws IOException {
        Bodies.Body body = Bodies.of(request, "person", "door");
        String door = body.root().words("door", WORD);
        String person = body.root().optional("person", WORD);
        return made(
                request,
                body,
                "/api/v1/cases/" + id + "#",
                () -> cases.door(Parameters.path(id), person, door));
    }

    @PostMapping("/api/v1/doors/{door}/state")
    ResponseEntity<byte[]> step(HttpServletRequest request, @PathVariable String door)
            throws IOException {
        Bodies.Body body = Bodies.of(request, "version", "state", "on", "reference", "validUntil");
        Input root = body.root();
        int version = root.whole("version");
        String state = root.words("state", WORD);
        LocalDate on = root.day("on");
        String reference = root.optional("reference", WORD);
        LocalDate until = root.dayOrNone("validUntil");
        if (!CaseFiles.isDoorState(state)) {
            throw ApiProblem.value(root.at("state"), "api.value.code");
        }
        return changed(
                request,
                body,
                "/api/v1/cases",
                () -> cases.step(Parameters.path(door), version, state, on, reference, until));
    }

    @PostMapping("/api/v1/cases/{case}/appointments")
    ResponseEntity<byte[]> appointment(HttpServletRequest request, @PathVariable("case") String id)
            throws IOException {
        Bodies.Body body = Bodies.of(request, "person", "at", "zone", "place", "purpose");
        Input root = body.root();
        String purpose = root.words("purpose", WORD);
        String zone = root.words("zone", WORD);
        String place = root.optional("place", 200);
        String person = root.optional("person", WORD);
        OffsetDateTime at = root.moment("at");
        if (!CaseFiles.isPurpose(purpose)) {
            throw ApiProblem.value(root.at("purpose"), "api.value.code");
        }
        if (!CaseFiles.isZone(zone)) {
            throw ApiProblem.value(root.at("zone"), "api.value.code");
        }
        return made(
                request,
                body,
                "/api/v1/cases/" + id + "#",
                () -> cases.appointment(Parameters.path(id), person, at, zone, place, purpose));
    }

    @GetMapping("/api/v1/transfers")
    ResponseEntity<byte[]> offers(HttpServletRequest request) {
        Parameters parameters = Parameters.of(request, "after", "limit", "sent");
        int limit = parameters.limit();
        boolean sent = "yes".equals(parameters.word("sent"));
        ApiPage<CaseFiles.OfferLine> page =
                ApiPage.of(
                        cases.offers(!sent, parameters.id("after"), limit)
                                .orElseThrow(() -> ApiProblem.of(ProblemType.FORBIDDEN)),
                        limit,
                        one -> one.id().toString());
        return Answers.page(request, page, limit, sent ? "&sent=yes" : "");
    }

    @PostMapping("/api/v1/cases/{case}/transfers")
    ResponseEntity<byte[]> offer(HttpServletRequest request, @PathVariable("case") String id)
            throws IOException {
        Bodies.Body body =
                Bodies.of(
                        request,
                        "receiver",
                        "help",
                        "answerBy",
                        "basis",
                        "until",
                        "reason",
                        "persons");
        Input root = body.root();
        Map<String, List<String>> facts = new HashMap<>();
        for (Input one : root.objects("persons", MOST)) {
            one.only("person", "facts");
            facts.put(one.words("person", WORD), one.texts("facts", MOST * 5));
        }
        List<String> help = root.texts("help", MOST * 5);
        String basis = root.words("basis", WORD);
        LocalDate today = LocalDate.now(java.time.ZoneOffset.UTC);
        LocalDate answerBy = root.day("answerBy");
        LocalDate until = root.day("until");
        if (!CaseFiles.fits(help, basis)) {
            throw ApiProblem.value(root.at("help"), "api.value.code");
        }
        if (answerBy.isBefore(today) || answerBy.isAfter(today.plusDays(90))) {
            throw ApiProblem.value(root.at("answerBy"), "api.value.date");
        }
        if (until.isBefore(today) || until.isAfter(today.plusDays(365))) {
            throw ApiProblem.value(root.at("until"), "api.value.date");
        }
        CaseFiles.NewOffer offer =
                new CaseFiles.NewOffer(
                        root.id("receiver"),
                        help,
                        answerBy,
                        basis,
                        until,
                        root.words("reason", WORDS),
                        facts);
        return made(
                request, body, "/api/v1/transfers#", () -> cases.offer(Parameters.path(id), offer));
    }

    @PostMapping("/api/v1/transfers/{transfer}/answer")
    ResponseEntity<byte[]> answer(HttpServletRequest request, @PathVariable String transfer)
            throws IOException {
        Bodies.Body body = Bodies.of(request, "accept", "because", "words");
        Input root = body.root();
        boolean accept = root.flag("accept");
        String because = accept ? null : root.words("because", WORD);
        String words = root.optional("words", 500);
        if (because != null && !CaseFiles.isDeclined(because)) {
            throw ApiProblem.value(root.at("because"), "api.value.code");
        }
        return idempotency.once(
                request,
                body.bytes(),
                () -> {
                    String state =
                            cases.answer(Parameters.path(transfer), because, words)
                                    .orElseThrow(() -> ApiProblem.of(ProblemType.NOT_FOUND));
                    return new Idempotency.Answer(
                            CREATED, "/api/v1/transfers", Map.of("state", state));
                });
    }

    /** Makes something whose id is told. */
    private ResponseEntity<byte[]> made(
            HttpServletRequest request,
            Bodies.Body body,
            String location,
            Supplier<Optional<UUID>> act) {
        return idempotency.once(
                request,
                body.bytes(),
                () -> {
                    UUID id = act.get().orElseThrow(() -> ApiProblem.of(ProblemType.NOT_FOUND));
                    return new Idempotency.Answer(
                            CREATED,
                            location.endsWith("#")
                                    ? location.substring(0, location.length() - 1)
                                    : location + id,
                            Map.of("id", id));
                });
    }

    /** Changes something that was seen in a version. */
    private ResponseEntity<byte[]> changed(
            HttpServletRequest request,
            Bodies.Body body,
            String location,
            Supplier<CaseFiles.Outcome> act) {
        return idempotency.once(request, body.bytes(), () -> changed(location, act.get()));
    }

    /** What is said of a change. */
    static Idempotency.Answer changed(String location, CaseFiles.Outcome outcome) {
        return switch (outcome) {
            case DONE -> new Idempotency.Answer(CREATED, location, Map.of("done", true));
            case GONE -> throw ApiProblem.of(ProblemType.NOT_FOUND);
            case CHANGED -> throw ApiProblem.of(ProblemType.CHANGED_MEANWHILE);
        };
    }
}
