package amparo.server.api;

import amparo.server.matching.Matching;
import amparo.server.matching.Merges;
import amparo.server.platform.Ids;
import amparo.server.platform.ProblemType;
import amparo.server.registry.PersonFiles;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import tools.jackson.databind.JsonNode;

/** Finds persons, and says when two files are of one person. Names are sent in bodies only. */
@ApiResource
class MatchingResource {

    private static final Pattern CODE = Pattern.compile("[0-9A-HJKMNP-TV-Z]{8}");
    private static final Pattern DATE =
            Pattern.compile("(1[89]|2[01])[0-9]{2}(-[0-9]{2}(-[0-9]{2})?)?");
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_NUMBER = 40;
    private static final int SHORTEST_REASON = 10;
    private static final int LONGEST_REASON = 1000;
    private static final int CREATED = 201;

    private final Matching matching;
    private final Merges merges;
    private final PersonFiles files;
    private final Idempotency idempotency;

    MatchingResource(Matching matching, Merges merges, PersonFiles files, Idempotency idempotency) {
        this.matching = matching;
        this.merges = merges;
        this.files = files;
        this.idempotency = idempotency;
    }

    record MatchJson(
            String code,
            @Nullable String name,
            @Nullable String birthDate,
            List<String> nationality,
            @Nullable String country,
            double score,
            List<String> why) {

        static MatchJson of(Matching.Hit hit) {
            return new MatchJson(
                    hit.code(),
                    hit.name(),
                    hit.birth(),
                    hit.nationalities(),
                    hit.country(),
                    hit.score(),
                    hit.why());
        }
    }

    record MatchesJson(List<MatchJson> items) {}

    @PostMapping("/api/v1/persons/search")
    ResponseEntity<byte[]> search(HttpServletRequest request) throws IOException {
        Parameters parameters = Parameters.of(request, "limit");
        int limit = Math.min(parameters.limit(), Matching.PAGE);
        Input body =
                Bodies.read(request)
                        .root()
                        .only("name", "familyName", "birthDate", "phone", "document", "code");
        String code = text(body, "code", LONGEST_NUMBER);
        if (code != null) {
            return Answers.found(new MatchesJson(byCode(code)));
        }
        String name = text(body, "name", LONGEST_NAME);
        String family = text(body, "familyName", LONGEST_NAME);
        String birth = text(body, "birthDate", LONGEST_NUMBER);
        if (birth != null && !DATE.matcher(birth).matches()) {
            throw ApiProblem.value("/birthDate", "api.value.date");
        }
        String phone = text(body, "phone", LONGEST_NUMBER);
        String document = text(body, "document", LONGEST_NUMBER);
        String all = ((name == null ? "" : name) + " " + (family == null ? "" : family)).strip();
        if (all.isEmpty() && birth == null && phone == null && document == null) {
            throw ApiProblem.value("", "api.value.empty");
        }
        return Answers.found(
                new MatchesJson(
                        matching.search(all, birth, phone, document, limit).stream()
                                .map(MatchJson::of)
                                .toList()));
    }

    private List<MatchJson> byCode(String code) {
        return CODE.matcher(code).matches()
                ? matching.byCode(code).stream().map(MatchJson::of).toList()
                : List.of();
    }

    @GetMapping("/api/v1/persons/{code}/matches")
    ResponseEntity<byte[]> matches(HttpServletRequest request, @PathVariable String code) {
        Parameters.of(request);
        return Answers.one(
                request,
                new MatchesJson(
                        merges
                                .matches(Parameters.person(code))
                                .orElseThrow(() -> ApiProblem.of(ProblemType.NOT_FOUND))
                                .stream()
                                .map(MatchJson::of)
                                .toList()));
    }

    @PostMapping("/api/v1/persons/{code}/merge")
    ResponseEntity<byte[]> merge(HttpServletRequest request, @PathVariable String code)
            throws IOException {
        Parameters.of(request);
        Bodies.Body body = Bodies.read(request);
        Input root = body.root().only("with", "reason");
        String other = Parameters.person(root.words("with", LONGEST_NUMBER));
        String reason = reason(root);
        Parameters.person(code);
        return once(request, body, code, () -> merges.merge(Ids.next(), code, other, reason));
    }

    @PostMapping("/api/v1/persons/{code}/unmerge")
    ResponseEntity<byte[]> unmerge(HttpServletRequest request, @PathVariable String code)
            throws IOException {
        Parameters.of(request);
        Bodies.Body body = Bodies.read(request);
        Input root = body.root().only("from", "reason");
        String other = Parameters.person(root.words("from", LONGEST_NUMBER));
        String reason = reason(root);
        Parameters.person(code);
        return once(
                request,
                body,
                code,
                () -> {
                    UUID merge =
                            merges.between(code, other)
                                    .orElseThrow(() -> ApiProblem.of(ProblemType.NOT_FOUND));
                    return merges.unmerge(code, merge, reason);
                });
    }

    @PostMapping("/api/v1/persons/{code}/not-same")
    ResponseEntity<byte[]> notSame(HttpServletRequest request, @PathVariable String code)
            throws IOException {
        Parameters.of(request);
        Bodies.Body body = Bodies.read(request);
        String other = Parameters.person(body.root().only("with").words("with", LONGEST_NUMBER));
        Parameters.person(code);
        return once(
                request,
                body,
                code,
                () -> merges.notSame(code, other) ? Merges.Outcome.DONE : Merges.Outcome.NOT_THERE);
    }

    private ResponseEntity<byte[]> once(
            HttpServletRequest request,
            Bodies.Body body,
            String code,
            Supplier<Merges.Outcome> act) {
        return idempotency.once(
                request,
                body.bytes(),
                () ->
                        switch (act.get()) {
                            case DONE ->
                                    new Idempotency.Answer(
                                            CREATED,
                                            "/api/v1/persons/" + code,
                                            Map.of("code", standing(code)));
                            case NOT_THERE -> throw ApiProblem.of(ProblemType.NOT_FOUND);
                            case NOT_ALLOWED -> throw ApiProblem.of(ProblemType.FORBIDDEN);
                            case NOT_POSSIBLE -> throw ApiProblem.of(ProblemType.CHANGED_MEANWHILE);
                        });
    }

    /** The code of the file that stands for this one now. */
    private String standing(String code) {
        return files.reach(code).map(PersonFiles.Ref::code).orElse(code);
    }

    private static String reason(Input root) {
        String reason = root.words("reason", LONGEST_REASON).strip();
        if (reason.length() < SHORTEST_REASON) {
            throw ApiProblem.value(root.at("reason"), "api.value.reason");
        }
        return reason;
    }

    private static @Nullable String text(Input body, String name, int longest) {
        JsonNode value = body.find(name);
        if (value == null || value.isNull()) {
            return null;
        }
        String text = Input.string(value, body.at(name), longest).strip();
        return text.isEmpty() ? null : text;
    }
}
