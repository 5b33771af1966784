package amparo.server.api;

import amparo.server.platform.Ids;
import amparo.server.platform.ProblemType;
import amparo.server.registry.PersonFiles;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import tools.jackson.databind.JsonNode;

/** Persons and what was said about them, as far as the client may reach them. */
@ApiResource
class PersonsResource {

    private static final Pattern CODE = Pattern.compile("[0-9A-HJKMNP-TV-Z]{8}");
    private static final int CREATED = 201;

    private final PersonFiles files;
    private final Idempotency idempotency;
    private final AnswerInput answers;
    private final JdbcClient jdbc;

    PersonsResource(PersonFiles files, Idempotency idempotency, JdbcClient jdbc) {
        this.files = files;
        this.idempotency = idempotency;
        this.jdbc = jdbc;
        this.answers = new AnswerInput(files);
    }

    record LineJson(String code, @Nullable String name, Instant enteredAt) {}

    record AnswerJson(
            UUID id,
            String fact,
            JsonNode value,
            String sensitivity,
            String source,
            UUID organisation,
            Instant recordedAt,
            @Nullable UUID record,
            @Nullable String language,
            @Nullable Boolean interpreter,
            @Nullable LocalDate trueAsOf,
            @Nullable String basis,
            Instant toldAt) {}

    record PersonJson(String code, Instant enteredAt, List<AnswerJson> answers) {}

    @GetMapping("/api/v1/persons")
    ResponseEntity<byte[]> list(HttpServletRequest request) {
        Parameters parameters = Parameters.of(request, "after", "limit");
        int limit = parameters.limit();
        ApiPage<PersonFiles.Line> page =
                ApiPage.of(
                        files.list(parameters.id("after"), limit),
                        limit,
                        one -> one.id().toString());
        return Answers.page(
                request,
                new ApiPage<>(
                        page.items().stream()
                                .map(one ->
                                        new LineJson(
                                                one.code(),
                                                one.name(),
                                                one.enteredAt().toInstant()))
                                .toList(),
                        page.next()),
                limit,
                "");
    }

    @GetMapping("/api/v1/persons/{code}")
    ResponseEntity<byte[]> one(HttpServletRequest request, @PathVariable String code) {
        Parameters.of(request);
        return Answers.one(request, json(code));
    }

    @PostMapping("/api/v1/persons")
    ResponseEntity<byte[]> enter(HttpServletRequest request) throws IOException {
        Parameters.of(request);
        Bodies.Body body = Bodies.read(request);
        List<PersonFiles.Told> told = answers.read(body.root());
        return idempotency.made(
                request,
                body.bytes(),
                () -> {
                    String code =
                            files.enter(Ids.next(), told)
                                    .orElseThrow(() -> ApiProblem.of(ProblemType.FORBIDDEN));
                    return new Idempotency.Answer(
                            CREATED, "/api/v1/persons/" + code, Map.of("code", code));
                });
    }

    @PostMapping("/api/v1/persons/{code}/answers")
    ResponseEntity<byte[]> record(HttpServletRequest request, @PathVariable String code)
            throws IOException {
        Parameters.of(request);
        Bodies.Body body = Bodies.read(request);
        List<PersonFiles.Told> told = answers.read(body.root());
        if (told.isEmpty()) {
            throw ApiProblem.value("/answers", "api.value.empty");
        }
        if (!CODE.matcher(code).matches()) {
            throw ApiProblem.of(ProblemType.NOT_FOUND);
        }
        String seen = request.getHeader(HttpHeaders.IF_MATCH);
        return idempotency.once(
                request,
                body.bytes(),
                () -> {
                    if (seen != null) {
                        unchanged(code, seen);
                    }
                    for (PersonFiles.Told one : told) {
                        if (!files.record(code, Ids.next(), one)) {
                            throw ApiProblem.of(ProblemType.NOT_FOUND);
                        }
                    }
                    return new Idempotency.Answer(
                            CREATED,
                            "/api/v1/persons/" + code,
                            Map.of("code", code, "recorded", told.size()));
                });
    }

    /** Of two who saw the same state, the second is told so. */
    private void unchanged(String code, String seen) {
        jdbc.sql("select cast(pg_advisory_xact_lock(hashtextextended(:name, 1)) as text)")
                .param("name", "person " + code)
                .query(String.class)
                .optional();
        if (!Answers.names(seen, Answers.tag(ApiJson.write(json(code))))) {
            throw ApiProblem.of(ProblemType.CHANGED_MEANWHILE);
        }
    }

    private PersonJson json(String code) {
        if (!CODE.matcher(code).matches()) {
            throw ApiProblem.of(ProblemType.NOT_FOUND);
        }
        PersonFiles.File file =
                files.open(code).orElseThrow(() -> ApiProblem.of(ProblemType.NOT_FOUND));
        return new PersonJson(
                file.code(),
                file.enteredAt().toInstant(),
                file.answers().stream()
                        .map(one ->
                                new AnswerJson(
                                        one.id(),
                                        one.fact(),
                                        ApiJson.MAPPER.readTree(one.value()),
                                        one.sensitivity(),
                                        one.source(),
                                        one.organisation(),
                                        one.recordedAt().toInstant(),
                                        one.record(),
                                        one.language(),
                                        one.interpreter(),
                                        one.trueAsOf(),
                                        one.basis(),
                                        one.toldAt().toInstant()))
                        .toList());
    }

    record RecordJson(UUID record, JsonNode value) {}

    record KnownJson(
            String code,
            @Nullable LocalDate on,
            Map<String, JsonNode> facts,
            Map<String, List<RecordJson>> records,
            List<String> complete) {}

    /** What holds: the newest answer to each fact and record, or what was known on a day. */
    @GetMapping("/api/v1/persons/{code}/known")
    ResponseEntity<byte[]> known(HttpServletRequest request, @PathVariable String code) {
        LocalDate on = Parameters.of(request, "on").day("on");
        if (!CODE.matcher(code).matches()) {
            throw ApiProblem.of(ProblemType.NOT_FOUND);
        }
        PersonFiles.KnownThen known =
                files.known(code, on).orElseThrow(() -> ApiProblem.of(ProblemType.NOT_FOUND));
        Map<String, JsonNode> facts = new TreeMap<>();
        known.facts().forEach((name, value) -> facts.put(name, ApiJson.MAPPER.readTree(value)));
        Map<String, List<RecordJson>> records = new TreeMap<>();
        known.records()
                .forEach((name, all) ->
                        records.put(
                                name,
                                all.stream()
                                        .map(one ->
                                                new RecordJson(
                                                        one.record(),
                                                        ApiJson.MAPPER.readTree(one.value())))
                                        .toList()));
        return Answers.one(
                request, new KnownJson(known.code(), on, facts, records, known.complete()));
    }
}
