package amparo.server.api;

import amparo.server.consent.Consents;
import amparo.server.consent.Purpose;
import amparo.server.platform.Ids;
import amparo.server.platform.ProblemType;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** What a person agreed to, and taking it back. */
@ApiResource
class ConsentsResource {

    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final List<String> WAYS = List.of("spoken", "signed", "thumbprint");
    private static final int CREATED = 201;
    private static final int LONGEST_WORD = 40;
    private static final int LONGEST_WITNESS = 200;
    private static final int LONGEST_WHY = 1000;

    private final Consents consents;
    private final Idempotency idempotency;

    ConsentsResource(Consents consents, Idempotency idempotency) {
        this.consents = consents;
        this.idempotency = idempotency;
    }

    record ConsentJson(
            UUID id,
            String purpose,
            boolean given,
            String version,
            String language,
            String text,
            String way,
            @Nullable String witness,
            boolean interpreter,
            Instant recordedAt,
            @Nullable Instant withdrawnAt) {}

    record ReceivedJson(String organisation, List<String> facts, Instant since, Instant until) {}

    record PageJson(List<ConsentJson> consents, List<ReceivedJson> received) {}

    @GetMapping("/api/v1/persons/{code}/consents")
    ResponseEntity<byte[]> all(HttpServletRequest request, @PathVariable String code) {
        Parameters.of(request);
        Consents.Page page =
                consents.of(Parameters.person(code))
                        .orElseThrow(() -> ApiProblem.of(ProblemType.NOT_FOUND));
        return Answers.one(
                request,
                new PageJson(
                        page.consents().stream().map(ConsentsResource::json).toList(),
                        page.received().stream()
                                .map(one ->
                                        new ReceivedJson(
                                                one.organisation(),
                                                one.facts(),
                                                one.since().toInstant(),
                                                one.until().toInstant()))
                                .toList()));
    }

    @PostMapping("/api/v1/persons/{code}/consents")
    ResponseEntity<byte[]> record(HttpServletRequest request, @PathVariable String code)
            throws IOException {
        Parameters.of(request);
        Bodies.Body body = Bodies.read(request);
        Consents.Asked asked = asked(body.root());
        String person = Parameters.person(code);
        return idempotency.once(
                request,
                body.bytes(),
                () -> {
                    UUID id = Ids.next();
                    if (!consents.record(person, id, asked)) {
                        throw ApiProblem.of(ProblemType.NOT_FOUND);
                    }
                    return new Idempotency.Answer(
                            CREATED, "/api/v1/persons/" + person + "/consents", Map.of("id", id));
                });
    }

    @PostMapping("/api/v1/persons/{code}/consents/{id}/withdrawal")
    ResponseEntity<byte[]> withdraw(
            HttpServletRequest request, @PathVariable String code, @PathVariable String id)
            throws IOException {
        Parameters.of(request);
        Bodies.Body body = Bodies.read(request);
        Input root = body.root().only("why");
        String why =
                root.has("why") ? Input.string(root.any("why"), root.at("why"), LONGEST_WHY) : null;
        String person = Parameters.person(code);
        if (!ID.matcher(id).matches()) {
            throw ApiProblem.of(ProblemType.NOT_FOUND);
        }
        return idempotency.once(
                request,
                body.bytes(),
                () -> {
                    if (!consents.withdraw(person, UUID.fromString(id), why)) {
                        throw ApiProblem.of(ProblemType.NOT_FOUND);
                    }
                    return new Idempotency.Answer(
                            CREATED, "/api/v1/persons/" + person + "/consents", Map.of("id", id));
                });
    }

    private static Consents.Asked asked(Input body) {
        body.only("purpose", "given", "language", "way", "witness", "interpreter");
        Purpose purpose =
                Purpose.of(body.words("purpose", LONGEST_WORD))
                        .orElseThrow(
                                () -> ApiProblem.value(body.at("purpose"), "api.value.purpose"));
        String language = body.words("language", LONGEST_WORD);
        if (!Consents.LANGUAGES.contains(language)) {
            throw ApiProblem.value(body.at("language"), "api.value.language");
        }
        String way = body.words("way", LONGEST_WORD);
        if (!WAYS.contains(way)) {
            throw ApiProblem.value(body.at("way"), "api.value.way");
        }
        return new Consents.Asked(
                purpose,
                body.flag("given"),
                language,
                way,
                body.optional("witness", LONGEST_WITNESS),
                body.flag("interpreter", false));
    }

    private static ConsentJson json(Consents.Consent one) {
        return new ConsentJson(
                one.id(),
                one.purpose(),
                one.given(),
                one.version(),
                one.language(),
                one.text(),
                one.way(),
                one.witness(),
                one.interpreter(),
                one.recordedAt().toInstant(),
                one.withdrawnAt() == null ? null : one.withdrawnAt().toInstant());
    }
}
