package amparo.server.api;

import amparo.server.lists.BulkAction;
import amparo.server.lists.BulkActs;
import amparo.server.platform.Ids;
import amparo.server.platform.Language;
import amparo.server.platform.ProblemType;
import amparo.server.platform.Texts;
import amparo.server.platform.Typed;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** The same for many at once: said before what it will do, done once, and taken back for a day. */
@ApiResource
class BulkResource {

    private static final int CREATED = 201;
    private static final int WORD = 80;
    private static final int LONGEST = 200;
    private static final String[] FIELDS = {"colleague", "group", "what", "due", "assignee"};

    private final BulkActs acts;
    private final Idempotency idempotency;
    private final Texts texts;

    BulkResource(BulkActs acts, Idempotency idempotency, Texts texts) {
        this.acts = acts;
        this.idempotency = idempotency;
        this.texts = texts;
    }

    /** Some of them, and why. */
    record LeftJson(int count, String reason, String words) {}

    record PlanJson(String action, int will, List<LeftJson> left, List<LeftJson> warnings) {}

    record BatchJson(
            UUID id,
            String action,
            int done,
            Instant doneAt,
            @Nullable Integer undone,
            @Nullable Instant undoUntil) {}

    private record Wanted(BulkAction action, String what, List<String> codes, Typed typed) {}

    /** Looks only; so it needs no key, and nothing is kept. */
    @PostMapping("/api/v1/bulk/preview")
    ResponseEntity<byte[]> preview(HttpServletRequest request) throws IOException {
        Wanted wanted = wanted(body(request).root());
        BulkAction.Plan plan = acts.plan(wanted.action(), wanted.what(), wanted.codes());
        Language language = ApiLanguage.of(request, texts);
        return Answers.found(
                new PlanJson(
                        wanted.action().key(),
                        plan.will(),
                        plan.left().stream().map(one -> json(one, language)).toList(),
                        plan.warnings().stream().map(one -> json(one, language)).toList()));
    }

    private LeftJson json(BulkAction.Left left, Language language) {
        return new LeftJson(
                left.count(), left.key(), texts.count(language, left.key(), left.count()));
    }

    @PostMapping("/api/v1/bulk")
    ResponseEntity<byte[]> run(HttpServletRequest request) throws IOException {
        Bodies.Body body = body(request);
        Wanted wanted = wanted(body.root());
        return idempotency.once(
                request,
                body.bytes(),
                () -> {
                    BulkActs.Batch batch =
                            acts.run(
                                    Ids.next(),
                                    wanted.action(),
                                    wanted.what(),
                                    wanted.codes(),
                                    wanted.typed());
                    return new Idempotency.Answer(
                            CREATED, "/api/v1/bulk/" + batch.id(), json(batch));
                });
    }

    @GetMapping("/api/v1/bulk/{batch}")
    ResponseEntity<byte[]> one(HttpServletRequest request, @PathVariable String batch) {
        Parameters.of(request);
        return Answers.one(
                request,
                json(
                        acts.find(Parameters.path(batch))
                                .orElseThrow(() -> ApiProblem.of(ProblemType.NOT_FOUND))));
    }

    /** Of all that nobody changed since; the answer says for how many. */
    @PostMapping("/api/v1/bulk/{batch}/undo")
    ResponseEntity<byte[]> undo(HttpServletRequest request, @PathVariable String batch)
            throws IOException {
        Bodies.Body body = Bodies.of(request);
        return idempotency.once(
                request,
                body.bytes(),
                () ->
                        new Idempotency.Answer(
                                CREATED,
                                "/api/v1/bulk/" + batch,
                                json(
                                        acts.undo(Parameters.path(batch))
                                                .orElseThrow(() ->
                                                        ApiProblem.of(ProblemType.NOT_FOUND)))));
    }

    private BatchJson json(BulkActs.Batch batch) {
        return new BatchJson(
                batch.id(),
                batch.action(),
                batch.done(),
                batch.doneAt().toInstant(),
                batch.undone(),
                acts.undoUntil(batch).map(java.time.OffsetDateTime::toInstant).orElse(null));
    }

    private static Bodies.Body body(HttpServletRequest request) throws IOException {
        return Bodies.of(
                request, "action", "persons", "colleague", "group", "what", "due", "assignee");
    }

    private Wanted wanted(Input root) {
        BulkAction action =
                acts.action(root.words("action", WORD))
                        .orElseThrow(() -> ApiProblem.value(root.at("action"), "api.value.action"));
        root.any("persons");
        List<String> codes =
                root.texts("persons", BulkActs.MOST).stream()
                        .distinct()
                        .filter(Parameters::isPerson)
                        .toList();
        if (codes.isEmpty()) {
            throw ApiProblem.value(root.at("persons"), "api.value.empty");
        }
        Typed typed = typed(root);
        String what =
                action.read(typed)
                        .orElseThrow(() -> {
                            Map.Entry<String, String> wrong =
                                    typed.mistakes().entrySet().iterator().next();
                            return ApiProblem.value(root.at(wrong.getKey()), wrong.getValue());
                        });
        return new Wanted(action, what, codes, typed);
    }

    /** What the form of the action asks for, as the form would send it. */
    private static Typed typed(Input root) {
        Map<String, String[]> values = new HashMap<>();
        for (String field : FIELDS) {
            if (!root.has(field)) {
                continue;
            }
            if (field.equals("due")) {
                LocalDate due = root.day(field);
                values.put("due-day", new String[] {Integer.toString(due.getDayOfMonth())});
                values.put("due-month", new String[] {Integer.toString(due.getMonthValue())});
                values.put("due-year", new String[] {Integer.toString(due.getYear())});
            } else {
                values.put(field, new String[] {root.words(field, LONGEST)});
            }
        }
        return new Typed(values);
    }
}
