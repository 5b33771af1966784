package amparo.server.api;

import amparo.server.groups.TravelGroups;
import amparo.server.groups.TravelGroups.Entered;
import amparo.server.groups.TravelGroups.Entry;
import amparo.server.groups.TravelGroups.Group;
import amparo.server.groups.TravelGroups.Line;
import amparo.server.groups.TravelGroups.Membership;
import amparo.server.groups.TravelGroups.Traveller;
import amparo.server.platform.Ids;
import amparo.server.platform.ProblemType;
import amparo.server.registry.PersonFiles;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** Groups who travel together, as far as the client may reach them. */
@ApiResource
class GroupsResource {

    private static final Pattern PERSON = Pattern.compile("[0-9A-HJKMNP-TV-Z]{8}");
    private static final int CREATED = 201;
    private static final int LONGEST = 80;

    private final TravelGroups groups;
    private final Idempotency idempotency;
    private final AnswerInput answers;

    GroupsResource(TravelGroups groups, Idempotency idempotency, PersonFiles files) {
        this.groups = groups;
        this.idempotency = idempotency;
        this.answers = new AnswerInput(files);
    }

    record LineJson(String code, Instant enteredAt) {}

    record MemberJson(
            UUID id,
            String person,
            @Nullable String name,
            Instant since,
            @Nullable Instant until) {}

    record GroupJson(String code, Instant enteredAt, List<MemberJson> members) {}

    record SeparationJson(UUID id, Instant since) {}

    record MembershipJson(
            UUID id,
            String group,
            Instant since,
            @Nullable Instant until,
            @Nullable SeparationJson separation) {}

    record MembershipsJson(List<MembershipJson> items) {}

    @GetMapping("/api/v1/groups")
    ResponseEntity<byte[]> list(HttpServletRequest request) {
        Parameters parameters = Parameters.of(request, "after", "limit");
        int limit = parameters.limit();
        ApiPage<Line> page =
                ApiPage.of(
                        groups.list(parameters.id("after"), limit),
                        limit,
                        one -> one.id().toString());
        return Answers.page(
                request,
                new ApiPage<>(
                        page.items().stream()
                                .map(one -> new LineJson(one.code(), one.enteredAt().toInstant()))
                                .toList(),
                        page.next()),
                limit,
                "");
    }

    @GetMapping("/api/v1/groups/{code}")
    ResponseEntity<byte[]> one(HttpServletRequest request, @PathVariable String code) {
        Parameters.of(request);
        Group group = groups.open(code).orElseThrow(() -> ApiProblem.of(ProblemType.NOT_FOUND));
        return Answers.one(
                request,
                new GroupJson(
                        group.code(),
                        group.enteredAt().toInstant(),
                        group.members().stream()
                                .map(one ->
                                        new MemberJson(
                                                one.id(),
                                                one.code(),
                                                one.name(),
                                                one.since().toInstant(),
                                                instant(one.until())))
                                .toList()));
    }

    @PostMapping("/api/v1/groups")
    ResponseEntity<byte[]> enter(HttpServletRequest request) throws IOException {
        Parameters.of(request);
        Bodies.Body body = Bodies.read(request);
        List<Traveller> travellers = travellers(body.root());
        return idempotency.made(
                request,
                body.bytes(),
                () -> {
                    Entered entered =
                            groups.enter(new Entry(Ids.next(), null, travellers))
                                    .orElseThrow(() -> ApiProblem.of(ProblemType.FORBIDDEN));
                    return new Idempotency.Answer(
                            CREATED, "/api/v1/groups/" + entered.code(), entered);
                });
    }

    private List<Traveller> travellers(Input root) {
        List<Traveller> travellers = new ArrayList<>();
        for (Input one : root.only("persons").objects("persons", TravelGroups.LARGEST)) {
            one.only("answers", "relation");
            String relation = one.has("relation") ? one.words("relation", LONGEST) : null;
            if (relation != null && (travellers.isEmpty() || !TravelGroups.isRelation(relation))) {
                throw ApiProblem.value(one.at("relation"), "api.value.code");
            }
            travellers.add(new Traveller(Ids.next(), null, relation, answers.all(one)));
        }
        if (travellers.isEmpty()) {
            throw ApiProblem.value("/persons", "api.value.empty");
        }
        return travellers;
    }

    @PostMapping("/api/v1/groups/{code}/members")
    ResponseEntity<byte[]> add(HttpServletRequest request, @PathVariable String code)
            throws IOException {
        Parameters.of(request);
        Bodies.Body body = Bodies.read(request);
        String person = body.root().only("person").words("person", LONGEST);
        UUID id = Ids.next();
        return done(
                request,
                body,
                "/api/v1/groups/" + code,
                code,
                () -> PERSON.matcher(person).matches() && groups.add(code, id, person));
    }

    @PostMapping("/api/v1/groups/{code}/members/{id}/end")
    ResponseEntity<byte[]> end(
            HttpServletRequest request, @PathVariable String code, @PathVariable String id)
            throws IOException {
        Bodies.Body body = Bodies.of(request);
        return done(
                request,
                body,
                "/api/v1/groups/" + code,
                code,
                () -> groups.end(code, Parameters.path(id)));
    }

    @GetMapping("/api/v1/persons/{code}/groups")
    ResponseEntity<byte[]> of(HttpServletRequest request, @PathVariable String code) {
        Parameters.of(request);
        List<Membership> found =
                (PERSON.matcher(code).matches()
                                ? groups.of(code)
                                : java.util.Optional.<List<Membership>>empty())
                        .orElseThrow(() -> ApiProblem.of(ProblemType.NOT_FOUND));
        return Answers.one(
                request,
                new MembershipsJson(
                        found.stream()
                                .map(one ->
                                        new MembershipJson(
                                                one.id(),
                                                one.group(),
                                                one.since().toInstant(),
                                                instant(one.until()),
                                                one.separation() == null
                                                        ? null
                                                        : new SeparationJson(
                                                                one.separation().id(),
                                                                one.separation()
                                                                        .since()
                                                                        .toInstant())))
                                .toList()));
    }

    @PostMapping("/api/v1/persons/{code}/separations")
    ResponseEntity<byte[]> separate(HttpServletRequest request, @PathVariable String code)
            throws IOException {
        Parameters.of(request);
        Bodies.Body body = Bodies.read(request);
        String group = body.root().only("group").words("group", LONGEST);
        UUID id = Ids.next();
        return done(
                request,
                body,
                "/api/v1/persons/" + code + "/groups",
                code,
                () -> PERSON.matcher(code).matches() && groups.separate(code, id, group));
    }

    @PostMapping("/api/v1/persons/{code}/separations/{id}/end")
    ResponseEntity<byte[]> reunite(
            HttpServletRequest request, @PathVariable String code, @PathVariable String id)
            throws IOException {
        Bodies.Body body = Bodies.of(request);
        return done(
                request,
                body,
                "/api/v1/persons/" + code + "/groups",
                code,
                () -> PERSON.matcher(code).matches() && groups.reunite(code, Parameters.path(id)));
    }

    private ResponseEntity<byte[]> done(
            HttpServletRequest request,
            Bodies.Body body,
            String location,
            String code,
            BooleanSupplier act) {
        return idempotency.once(
                request,
                body.bytes(),
                () -> {
                    if (!act.getAsBoolean()) {
                        throw ApiProblem.of(ProblemType.NOT_FOUND);
                    }
                    return new Idempotency.Answer(CREATED, location, Map.of("code", code));
                });
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime at) {
        return at == null ? null : at.toInstant();
    }
}
