package amparo.server.api;

import amparo.server.platform.ProblemType;
import amparo.server.registry.PersonFiles;
import amparo.server.registry.PersonTies;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** Who works with a person, and with which organisations what is shared. */
@ApiResource
class TiesResource {

    private static final int CREATED = 201;
    private static final int WORD = 80;
    private static final int FACTS = 200;

    private final PersonTies persons;
    private final Idempotency idempotency;

    TiesResource(PersonTies persons, Idempotency idempotency) {
        this.persons = persons;
        this.idempotency = idempotency;
    }

    record ShareJson(UUID id, UUID from, UUID to, List<String> facts, Instant until) {}

    record ReceivedJson(
            String organisation,
            List<String> facts,
            Instant since,
            Instant until,
            boolean running) {}

    record SharesJson(List<ShareJson> items, List<ReceivedJson> received) {}

    record TeamJson(List<PersonTies.Worker> items) {}

    private PersonTies.Ties ties(HttpServletRequest request, String code) {
        Parameters.of(request);
        return persons.of(Parameters.person(code))
                .orElseThrow(() -> ApiProblem.of(ProblemType.NOT_FOUND));
    }

    @GetMapping("/api/v1/persons/{code}/team")
    ResponseEntity<byte[]> team(HttpServletRequest request, @PathVariable String code) {
        return Answers.one(request, new TeamJson(ties(request, code).team()));
    }

    @PostMapping("/api/v1/persons/{code}/team")
    ResponseEntity<byte[]> assign(HttpServletRequest request, @PathVariable String code)
            throws IOException {
        Bodies.Body body = Bodies.of(request, "colleague");
        UUID colleague = body.root().id("colleague");
        String person = Parameters.person(code);
        return done(request, body, person + "/team", () -> persons.assign(person, colleague));
    }

    @PostMapping("/api/v1/persons/{code}/team/{tie}/end")
    ResponseEntity<byte[]> endAssignment(
            HttpServletRequest request, @PathVariable String code, @PathVariable String tie)
            throws IOException {
        Bodies.Body body = Bodies.of(request);
        String person = Parameters.person(code);
        return done(
                request,
                body,
                person + "/team",
                () -> persons.endAssignment(person, Parameters.path(tie)));
    }

    @GetMapping("/api/v1/persons/{code}/shares")
    ResponseEntity<byte[]> shares(HttpServletRequest request, @PathVariable String code) {
        PersonTies.Ties ties = ties(request, code);
        return Answers.one(
                request,
                new SharesJson(
                        ties.shares().stream()
                                .map(one ->
                                        new ShareJson(
                                                one.id(),
                                                one.from(),
                                                one.to(),
                                                one.facts(),
                                                one.until().toInstant()))
                                .toList(),
                        ties.received().stream().map(TiesResource::json).toList()));
    }

    private static ReceivedJson json(PersonFiles.Received one) {
        return new ReceivedJson(
                one.organisation(),
                one.facts(),
                one.since().toInstant(),
                one.until().toInstant(),
                one.running());
    }

    @PostMapping("/api/v1/persons/{code}/shares")
    ResponseEntity<byte[]> share(HttpServletRequest request, @PathVariable String code)
            throws IOException {
        Bodies.Body body = Bodies.of(request, "receiver", "facts", "basis", "until");
        Input root = body.root();
        UUID receiver = root.id("receiver");
        List<String> facts = root.texts("facts", FACTS);
        String basis = root.words("basis", WORD);
        LocalDate until = root.day("until");
        if (facts.isEmpty()) {
            throw ApiProblem.value(root.at("facts"), "api.value.empty");
        }
        if (!PersonTies.isBasis(basis)) {
            throw ApiProblem.value(root.at("basis"), "api.value.code");
        }
        String person = Parameters.person(code);
        return idempotency.once(
                request,
                body.bytes(),
                () -> {
                    UUID id =
                            persons.share(person, receiver, facts, basis, until)
                                    .orElseThrow(() -> ApiProblem.of(ProblemType.NOT_FOUND));
                    return new Idempotency.Answer(
                            CREATED, "/api/v1/persons/" + person + "/shares", Map.of("id", id));
                });
    }

    /** Takes effect at once: from now on the receiver sees nothing of it. */
    @PostMapping("/api/v1/persons/{code}/shares/{share}/end")
    ResponseEntity<byte[]> endShare(
            HttpServletRequest request, @PathVariable String code, @PathVariable String share)
            throws IOException {
        Bodies.Body body = Bodies.of(request);
        String person = Parameters.person(code);
        return done(
                request,
                body,
                person + "/shares",
                () -> persons.endShare(person, Parameters.path(share)));
    }

    private ResponseEntity<byte[]> done(
            HttpServletRequest request, Bodies.Body body, String place, BooleanSupplier act) {
        return idempotency.once(
                request,
                body.bytes(),
                () -> {
                    if (!act.getAsBoolean()) {
                        throw ApiProblem.of(ProblemType.NOT_FOUND);
                    }
                    return new Idempotency.Answer(
                            CREATED, "/api/v1/persons/" + place, Map.of("done", true));
                });
    }
}
