package amparo.server.api;

import amparo.server.platform.Ids;
import amparo.server.platform.ProblemType;
import amparo.server.profiling.Flags;
import amparo.server.registry.PersonFiles;
import amparo.server.registry.PersonFiles.Ref;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import tools.jackson.databind.JsonNode;

/** Protection needs of a person, as far as the client may read them, and opinions of them. */
@ApiResource
class NeedsResource {

    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final int CREATED = 201;
    private static final int LONGEST_WORD = 80;
    private static final int LONGEST_REASON = 2000;

    private final Flags flags;
    private final PersonFiles files;
    private final Idempotency idempotency;

    NeedsResource(Flags flags, PersonFiles files, Idempotency idempotency) {
        this.flags = flags;
        this.files = files;
        this.idempotency = idempotency;
    }

    record NeedJson(
            UUID id,
            String screen,
            String urgency,
            String state,
            String source,
            boolean fearOfReturn,
            boolean indicated,
            List<String> refer,
            Instant raisedAt) {}

    record NeedsJson(List<NeedJson> items) {}

    @GetMapping("/api/v1/persons/{code}/needs")
    ResponseEntity<byte[]> all(HttpServletRequest request, @PathVariable String code) {
        Parameters.of(request);
        Ref person =
                files.reach(Parameters.person(code))
                        .orElseThrow(() -> ApiProblem.of(ProblemType.NOT_FOUND));
        return Answers.one(
                request,
                new NeedsJson(
                        flags.of(person).stream()
                                .map(one ->
                                        new NeedJson(
                                                one.id(),
                                                one.screen(),
                                                one.urgency().word(),
                                                one.state().code(),
                                                one.source(),
                                                one.fear(),
                                                one.indicated(),
                                                flags.screen(one).refer(),
                                                one.raisedAt().toInstant()))
                                .toList()));
    }

    /** A need by observation. */
    @PostMapping("/api/v1/persons/{code}/needs")
    ResponseEntity<byte[]> observe(HttpServletRequest request, @PathVariable String code)
            throws IOException {
        Parameters.of(request);
        Bodies.Body body = Bodies.read(request);
        Input root = body.root().only("screen", "reason");
        String screen = root.words("screen", LONGEST_WORD);
        String reason = reason(root);
        if (!flags.screens().contains(screen)) {
            throw ApiProblem.value(root.at("screen"), "api.value.screen");
        }
        String person = Parameters.person(code);
        return idempotency.once(
                request,
                body.bytes(),
                () -> {
                    UUID id = Ids.next();
                    if (!flags.observe(writable(person), id, screen, reason)) {
                        throw ApiProblem.of(ProblemType.NOT_FOUND);
                    }
                    return answer(person, id);
                });
    }

    /** What somebody thinks of a need; nobody dismisses a fear of return. */
    @PostMapping("/api/v1/persons/{code}/needs/{id}/opinions")
    ResponseEntity<byte[]> opine(
            HttpServletRequest request, @PathVariable String code, @PathVariable("id") String flag)
            throws IOException {
        Parameters.of(request);
        Bodies.Body body = Bodies.read(request);
        Input root = body.root().only("opinion", "reason");
        Flags.Opinion opinion =
                Flags.Opinion.of(root.words("opinion", LONGEST_WORD))
                        .orElseThrow(
                                () -> ApiProblem.value(root.at("opinion"), "api.value.opinion"));
        String reason = reason(root);
        String person = Parameters.person(code);
        if (!ID.matcher(flag).matches()) {
            throw ApiProblem.of(ProblemType.NOT_FOUND);
        }
        return idempotency.once(
                request,
                body.bytes(),
                () -> {
                    UUID id = Ids.next();
                    return switch (flags.opine(
                            writable(person), UUID.fromString(flag), id, opinion, reason)) {
                        case GIVEN, WAITS, CLOSED -> answer(person, id);
                        case ONLY_THE_PERSON ->
                                throw ApiProblem.value(
                                        root.at("opinion"), "api.value.only-the-person");
                        case ONLY_A_SPECIALIST ->
                                throw ApiProblem.value(
                                        root.at("opinion"), "api.value.only-a-specialist");
                        case NO_REASON ->
                                throw ApiProblem.value(root.at("reason"), "api.value.need-reason");
                        case NOT_THERE -> throw ApiProblem.of(ProblemType.NOT_FOUND);
                    };
                });
    }

    private static String reason(Input root) {
        JsonNode reason = root.any("reason");
        return Input.string(reason, root.at("reason"), LONGEST_REASON);
    }

    private Ref writable(String person) {
        return files.mayRecord(person).orElseThrow(() -> ApiProblem.of(ProblemType.NOT_FOUND));
    }

    private static Idempotency.Answer answer(String person, UUID id) {
        return new Idempotency.Answer(
                CREATED, "/api/v1/persons/" + person + "/needs", Map.of("id", id));
    }
}
