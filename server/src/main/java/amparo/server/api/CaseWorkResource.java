package amparo.server.api;

import amparo.server.cases.CaseFiles;
import amparo.server.cases.DailyCaseWork;
import amparo.server.platform.ProblemType;
import amparo.server.platform.Texts;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** The daily work with cases: own tasks, papers to get, appointments, what ends soon, hands. */
@ApiResource
class CaseWorkResource {

    private static final int CREATED = 201;
    private static final int WORD = 80;
    private static final int PLACE = 200;
    private static final int PAPER = 600;

    private final DailyCaseWork work;
    private final Idempotency idempotency;
    private final Texts texts;

    CaseWorkResource(DailyCaseWork work, Idempotency idempotency, Texts texts) {
        this.work = work;
        this.idempotency = idempotency;
        this.texts = texts;
    }

    record ColleaguesJson(List<DailyCaseWork.Colleague> items) {}

    @GetMapping("/api/v1/colleagues")
    ResponseEntity<byte[]> colleagues(HttpServletRequest request) {
        Parameters.of(request);
        return Answers.one(request, new ColleaguesJson(allowed(work.colleagues())));
    }

    // --- tasks

    @GetMapping("/api/v1/tasks")
    ResponseEntity<byte[]> tasks(HttpServletRequest request) {
        Parameters parameters = Parameters.of(request, "after", "limit");
        int limit = parameters.limit();
        Key from = Key.of(parameters);
        return page(
                request,
                limit,
                allowed(work.tasks(from.day(), from.id(), limit + 1)),
                one -> one.due() + "_" + one.id());
    }

    @PostMapping("/api/v1/tasks/{task}/change")
    ResponseEntity<byte[]> changeTask(HttpServletRequest request, @PathVariable String task)
            throws IOException {
        Bodies.Body body = Bodies.of(request, "version", "what", "due", "assignee");
        Input root = body.root();
        int version = root.whole("version");
        String what = root.words("what", PLACE);
        LocalDate due = root.day("due");
        UUID assignee = root.id("assignee");
        if (what.strip().length() < 2) {
            throw ApiProblem.value(root.at("what"), "api.value.empty");
        }
        return changed(
                request,
                body,
                "/api/v1/tasks",
                () -> work.changeTask(Parameters.path(task), version, what, due, assignee));
    }

    // --- doors

    @GetMapping("/api/v1/doors/ending")
    ResponseEntity<byte[]> ending(HttpServletRequest request) {
        Parameters parameters = Parameters.of(request, "after", "limit");
        int limit = parameters.limit();
        Key from = Key.of(parameters);
        return page(
                request,
                limit,
                allowed(work.ending(from.day(), from.id(), limit + 1)),
                one -> one.validUntil() + "_" + one.id());
    }

    @GetMapping("/api/v1/doors/{door}")
    ResponseEntity<byte[]> door(HttpServletRequest request, @PathVariable String door) {
        Parameters.of(request);
        return Answers.one(
                request,
                there(work.door(Parameters.path(door), ApiLanguage.of(request, texts).code())));
    }

    @PostMapping("/api/v1/doors/{door}/papers")
    ResponseEntity<byte[]> addPaper(HttpServletRequest request, @PathVariable String door)
            throws IOException {
        Bodies.Body body = Bodies.of(request, "kind", "label");
        Input root = body.root();
        String kind = root.words("kind", WORD);
        String label = root.words("label", PAPER);
        if (!List.of("paper", "step").contains(kind)) {
            throw ApiProblem.value(root.at("kind"), "api.value.code");
        }
        return idempotency.once(
                request,
                body.bytes(),
                () ->
                        new Idempotency.Answer(
                                CREATED,
                                "/api/v1/doors/" + door,
                                Map.of(
                                        "id",
                                        there(work.addPaper(Parameters.path(door), kind, label)))));
    }

    @PostMapping("/api/v1/doors/{door}/papers/{paper}")
    ResponseEntity<byte[]> paper(
            HttpServletRequest request, @PathVariable String door, @PathVariable String paper)
            throws IOException {
        Bodies.Body body = Bodies.of(request, "seen", "status");
        Input root = body.root();
        String seen = root.words("seen", WORD);
        String status = root.words("status", WORD);
        for (String name : List.of("seen", "status")) {
            if (!DailyCaseWork.isPaperState(root.words(name, WORD))) {
                throw ApiProblem.value(root.at(name), "api.value.code");
            }
        }
        return changed(
                request,
                body,
                "/api/v1/doors/" + door,
                () -> work.paper(Parameters.path(door), Parameters.path(paper), seen, status));
    }

    // --- appointments

    @GetMapping("/api/v1/appointments")
    ResponseEntity<byte[]> appointments(HttpServletRequest request) {
        Parameters parameters = Parameters.of(request, "after", "limit");
        int limit = parameters.limit();
        Moment from = Moment.of(parameters);
        return page(
                request,
                limit,
                allowed(work.appointments(from.at(), from.id(), limit + 1)),
                one -> one.at().toInstant() + "_" + one.id());
    }

    @GetMapping("/api/v1/cases/{case}/appointments/{appointment}")
    ResponseEntity<byte[]> appointment(
            HttpServletRequest request,
            @PathVariable("case") String id,
            @PathVariable String appointment) {
        Parameters.of(request);
        return Answers.one(
                request,
                there(work.appointment(Parameters.path(id), Parameters.path(appointment))));
    }

    @PostMapping("/api/v1/cases/{case}/appointments/{appointment}")
    ResponseEntity<byte[]> move(
            HttpServletRequest request,
            @PathVariable("case") String id,
            @PathVariable String appointment)
            throws IOException {
        Bodies.Body body = Bodies.of(request, "version", "at", "zone", "place", "purpose", "state");
        Input root = body.root();
        DailyCaseWork.Moved moved =
                new DailyCaseWork.Moved(
                        root.whole("version"),
                        root.moment("at"),
                        root.words("zone", WORD),
                        root.optional("place", PLACE),
                        root.words("purpose", WORD),
                        root.words("state", WORD));
        if (!CaseFiles.isZone(moved.zone())) {
            throw ApiProblem.value(root.at("zone"), "api.value.code");
        }
        if (!CaseFiles.isPurpose(moved.purpose())) {
            throw ApiProblem.value(root.at("purpose"), "api.value.code");
        }
        if (!DailyCaseWork.isAppointmentState(moved.state())) {
            throw ApiProblem.value(root.at("state"), "api.value.code");
        }
        return changed(
                request,
                body,
                "/api/v1/cases/" + id,
                () -> work.move(Parameters.path(id), Parameters.path(appointment), moved));
    }

    @GetMapping("/api/v1/cases/{case}/appointments/{appointment}/calendar")
    ResponseEntity<byte[]> calendar(
            HttpServletRequest request,
            @PathVariable("case") String id,
            @PathVariable String appointment) {
        String full = Parameters.of(request, "full").code("full");
        if (!List.of("", "yes").contains(full)) {
            throw ApiProblem.parameter("full", "api.parameter.yes");
        }
        return Files.answer(
                "text/calendar;charset=UTF-8",
                "appointment.ics",
                there(
                        work.calendar(
                                Parameters.path(id),
                                Parameters.path(appointment),
                                full.equals("yes"),
                                ApiLanguage.of(request, texts))));
    }

    // --- whose case it is

    @PostMapping("/api/v1/cases/{case}/owner")
    ResponseEntity<byte[]> give(HttpServletRequest request, @PathVariable("case") String id)
            throws IOException {
        Bodies.Body body = Bodies.of(request, "version", "colleague");
        int version = body.root().whole("version");
        UUID colleague = body.root().id("colleague");
        return changed(
                request,
                body,
                "/api/v1/cases/" + id,
                () -> work.give(Parameters.path(id), version, colleague));
    }

    @PostMapping("/api/v1/cases/{case}/persons")
    ResponseEntity<byte[]> add(HttpServletRequest request, @PathVariable("case") String id)
            throws IOException {
        Bodies.Body body = Bodies.of(request, "person");
        String person = body.root().words("person", WORD);
        return changed(
                request,
                body,
                "/api/v1/cases/" + id,
                () -> done(work.add(Parameters.path(id), Parameters.person(person))));
    }

    @PostMapping("/api/v1/cases/{case}/persons/removal")
    ResponseEntity<byte[]> takeOut(HttpServletRequest request, @PathVariable("case") String id)
            throws IOException {
        Bodies.Body body = Bodies.of(request, "person");
        String person = body.root().words("person", WORD);
        return changed(
                request,
                body,
                "/api/v1/cases/" + id,
                () -> done(work.takeOut(Parameters.path(id), Parameters.person(person))));
    }

    @PostMapping("/api/v1/cases/{case}/transfers/{transfer}/withdrawal")
    ResponseEntity<byte[]> withdraw(
            HttpServletRequest request,
            @PathVariable("case") String id,
            @PathVariable String transfer)
            throws IOException {
        Bodies.Body body = Bodies.of(request);
        return idempotency.once(
                request,
                body.bytes(),
                () ->
                        new Idempotency.Answer(
                                CREATED,
                                "/api/v1/transfers",
                                Map.of(
                                        "state",
                                        there(
                                                work.withdraw(
                                                        Parameters.path(id),
                                                        Parameters.path(transfer))))));
    }

    private static CaseFiles.Outcome done(boolean done) {
        return done ? CaseFiles.Outcome.DONE : CaseFiles.Outcome.GONE;
    }

    private ResponseEntity<byte[]> changed(
            HttpServletRequest request,
            Bodies.Body body,
            String location,
            Supplier<CaseFiles.Outcome> act) {
        return idempotency.once(
                request, body.bytes(), () -> CasesResource.changed(location, act.get()));
    }

    private static <T> ResponseEntity<byte[]> page(
            HttpServletRequest request,
            int limit,
            List<T> found,
            java.util.function.Function<T, String> key) {
        return Answers.page(request, ApiPage.of(found, limit, key), limit, "");
    }

    private static <T> T there(Optional<T> found) {
        return found.orElseThrow(() -> ApiProblem.of(ProblemType.NOT_FOUND));
    }

    /** A list that is not there is one that is not theirs. */
    private static <T> T allowed(Optional<T> found) {
        return found.orElseThrow(() -> ApiProblem.of(ProblemType.FORBIDDEN));
    }

    private static final int DAY = "2026-05-31".length();

    /** Where a page begins of a list that is in the order of days. */
    private record Key(@Nullable LocalDate day, @Nullable UUID id) {

        static Key of(Parameters parameters) {
            String text = parameters.free("after", WORD);
            if (text.isEmpty()) {
                return new Key(null, null);
            }
            try {
                if (text.length() == DAY + 37) {
                    return new Key(
                            LocalDate.parse(text.substring(0, DAY)),
                            UUID.fromString(text.substring(DAY + 1)));
                }
            } catch (DateTimeException | IllegalArgumentException none) {
                // Said below.
            }
            throw ApiProblem.parameter("after", "api.parameter.after");
        }
    }

    /** The same of a list that is in the order of moments. */
    private record Moment(@Nullable Instant at, @Nullable UUID id) {

        static Moment of(Parameters parameters) {
            String text = parameters.free("after", WORD);
            if (text.isEmpty()) {
                return new Moment(null, null);
            }
            try {
                int end = text.indexOf('_');
                if (end > 0) {
                    return new Moment(
                            Instant.parse(text.substring(0, end)),
                            UUID.fromString(text.substring(end + 1)));
                }
            } catch (DateTimeException | IllegalArgumentException none) {
                // Said below.
            }
            throw ApiProblem.parameter("after", "api.parameter.after");
        }
    }
}
