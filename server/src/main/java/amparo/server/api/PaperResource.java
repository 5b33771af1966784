package amparo.server.api;

import amparo.server.groups.TravelGroups;
import amparo.server.groups.TravelGroups.Traveller;
import amparo.server.paper.PaperSheets;
import amparo.server.platform.Ids;
import amparo.server.platform.ProblemType;
import amparo.server.platform.Texts;
import amparo.server.registry.PersonFiles;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** Paper: codes that are nobody's yet, the form to print, and what is keyed in from it. */
@ApiResource
class PaperResource {

    private static final int CREATED = 201;
    private static final int WORD = 80;
    private static final int OLDEST_YEARS = 2;

    private final PaperSheets paper;
    private final AnswerInput answers;
    private final Idempotency idempotency;
    private final Texts texts;
    private final Clock clock;

    PaperResource(
            PaperSheets paper,
            PersonFiles files,
            Idempotency idempotency,
            Texts texts,
            Clock clock) {
        this.paper = paper;
        this.answers = new AnswerInput(files);
        this.idempotency = idempotency;
        this.texts = texts;
        this.clock = clock;
    }

    record BatchJson(UUID id, Instant madeAt, long sheets, long used) {}

    record BatchesJson(List<BatchJson> items) {}

    record SheetsJson(UUID id, List<PaperSheets.Sheet> sheets) {}

    record KeyedJson(String code, List<String> persons) {}

    @GetMapping("/api/v1/paper")
    ResponseEntity<byte[]> recent(HttpServletRequest request) {
        Parameters.of(request);
        return Answers.one(
                request,
                new BatchesJson(
                        paper.recent().stream()
                                .map(one ->
                                        new BatchJson(
                                                one.id(),
                                                one.madeAt().toInstant(),
                                                one.sheets(),
                                                one.used()))
                                .toList()));
    }

    @PostMapping("/api/v1/paper")
    ResponseEntity<byte[]> make(HttpServletRequest request) throws IOException {
        Bodies.Body body = Bodies.of(request, "sheets");
        int sheets = body.root().whole("sheets");
        if (sheets < 1 || sheets > PaperSheets.MOST) {
            throw ApiProblem.value("/sheets", "paper.wrong.forms");
        }
        return idempotency.once(
                request,
                body.bytes(),
                () -> {
                    UUID id = paper.make(sheets);
                    return new Idempotency.Answer(
                            CREATED, "/api/v1/paper/" + id, new SheetsJson(id, paper.batch(id)));
                });
    }

    @GetMapping("/api/v1/paper/{print}")
    ResponseEntity<byte[]> one(HttpServletRequest request, @PathVariable String print) {
        Parameters.of(request);
        UUID id = Parameters.path(print);
        List<PaperSheets.Sheet> sheets = paper.batch(id);
        if (sheets.isEmpty()) {
            throw ApiProblem.of(ProblemType.NOT_FOUND);
        }
        return Answers.one(request, new SheetsJson(id, sheets));
    }

    /** The form itself, in the language that is asked for; one file that needs nothing else. */
    @GetMapping("/api/v1/paper/{print}/sheets")
    ResponseEntity<byte[]> print(HttpServletRequest request, @PathVariable String print) {
        Parameters.of(request);
        return Files.answer(
                "text/html;charset=UTF-8",
                "amparo.html",
                paper.print(Parameters.path(print), ApiLanguage.of(request, texts))
                        .orElseThrow(() -> ApiProblem.of(ProblemType.NOT_FOUND))
                        .getBytes(StandardCharsets.UTF_8));
    }

    /** Lines that nobody filled are left out: their codes stay nobody's. */
    @PostMapping("/api/v1/paper/sheets/{sheet}")
    ResponseEntity<byte[]> key(HttpServletRequest request, @PathVariable String sheet)
            throws IOException {
        Bodies.Body body = Bodies.of(request, "day", "persons");
        Input root = body.root();
        LocalDate day = day(root);
        List<Traveller> travellers = travellers(root, day);
        PaperSheets.Sheet known =
                paper.find(sheet).orElseThrow(() -> ApiProblem.of(ProblemType.NOT_FOUND));
        for (int i = 0; i < travellers.size(); i++) {
            if (!known.persons().contains(travellers.get(i).code())) {
                throw ApiProblem.value("/persons/" + i + "/code", "api.value.sheet-code");
            }
        }
        return idempotency.once(
                request,
                body.bytes(),
                () ->
                        switch (paper.key(sheet, travellers)) {
                            case DONE ->
                                    new Idempotency.Answer(
                                            CREATED,
                                            "/api/v1/groups/" + sheet,
                                            new KeyedJson(
                                                    sheet,
                                                    travellers.stream()
                                                            .map(Traveller::code)
                                                            .toList()));
                            case GONE -> throw ApiProblem.of(ProblemType.NOT_FOUND);
                            case USED -> throw ApiProblem.of(ProblemType.CHANGED_MEANWHILE);
                        });
    }

    /** The day on the sheet: what was said is true as of then, not of when it is keyed in. */
    private @Nullable LocalDate day(Input root) {
        LocalDate day = root.dayOrNone("day");
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        if (day != null
                && (day.isBefore(today.minusYears(OLDEST_YEARS))
                        || day.isAfter(today.plusDays(1)))) {
            throw ApiProblem.value(root.at("day"), "paper.wrong.day");
        }
        return day;
    }

    private List<Traveller> travellers(Input root, @Nullable LocalDate day) {
        List<Traveller> travellers = new ArrayList<>();
        Set<String> codes = new HashSet<>();
        for (Input one : root.objects("persons", PaperSheets.PLACES)) {
            one.only("code", "answers", "relation");
            String code = one.words("code", WORD);
            if (!codes.add(code)) {
                throw ApiProblem.value(one.at("code"), "api.value.sheet-code");
            }
            String relation = one.optional("relation", WORD);
            if (relation != null && (travellers.isEmpty() || !TravelGroups.isRelation(relation))) {
                throw ApiProblem.value(one.at("relation"), "api.value.code");
            }
            travellers.add(
                    new Traveller(
                            Ids.next(),
                            code,
                            relation,
                            answers.all(one).stream()
                                    .map(told -> day == null ? told : told.on(day))
                                    .toList()));
        }
        if (travellers.isEmpty()) {
            throw ApiProblem.value("/persons", "api.value.empty");
        }
        return travellers;
    }
}
