package amparo.server.api;

import amparo.server.accounts.Directory;
import amparo.server.lists.ShiftHandover;
import amparo.server.lists.ShiftNotes;
import amparo.server.lists.ShiftPart;
import amparo.server.platform.Ids;
import amparo.server.platform.ProblemType;
import amparo.server.platform.Texts;
import amparo.server.platform.View;
import amparo.server.registry.PersonFiles;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** What one shift finds when it takes over, and the notes that it leaves for the next. */
@ApiResource
class HandoverResource {

    private static final int CREATED = 201;
    private static final int WORD = 80;
    private static final int MOST_HEADS = 99_999;
    private static final String PLACE = "/api/v1/handover";

    private final ShiftHandover handover;
    private final Idempotency idempotency;
    private final Texts texts;

    HandoverResource(ShiftHandover handover, Idempotency idempotency, Texts texts) {
        this.handover = handover;
        this.idempotency = idempotency;
        this.texts = texts;
    }

    record NoteJson(
            UUID id,
            @Nullable String person,
            String words,
            boolean urgent,
            @Nullable Integer heads,
            @Nullable String site,
            String by,
            Instant at) {}

    record HeadsJson(@Nullable String site, int heads, Instant at) {}

    record LineJson(String name, String words) {}

    record SectionJson(String title, String count, List<LineJson> lines) {}

    record HandoverJson(
            List<NoteJson> notes,
            List<HeadsJson> heads,
            String enteredSinceYesterday,
            List<SectionJson> sections) {}

    /** In the language that is asked for; counts are words, as on the page. */
    @GetMapping("/api/v1/handover")
    ResponseEntity<byte[]> read(HttpServletRequest request) {
        Parameters.of(request);
        allowed();
        View view = View.in(texts, ApiLanguage.of(request, texts)).build();
        return Answers.one(
                request,
                new HandoverJson(
                        handover.notes().stream().map(HandoverResource::json).toList(),
                        handover.heads().stream()
                                .map(one ->
                                        new HeadsJson(
                                                one.site(), one.heads(), one.at().toInstant()))
                                .toList(),
                        handover.entered(),
                        handover.sections(view).stream().map(HandoverResource::json).toList()));
    }

    private static NoteJson json(ShiftNotes.Note one) {
        return new NoteJson(
                one.id(),
                one.code(),
                one.words(),
                one.urgent(),
                one.heads(),
                one.site(),
                one.by(),
                one.at().toInstant());
    }

    private static SectionJson json(ShiftPart.Section one) {
        return new SectionJson(
                one.title(),
                one.count(),
                one.lines().stream().map(line -> new LineJson(line.name(), line.words())).toList());
    }

    @PostMapping("/api/v1/handover/notes")
    ResponseEntity<byte[]> leave(HttpServletRequest request) throws IOException {
        Bodies.Body body = Bodies.of(request, "words", "site", "person", "heads", "urgent");
        Input root = body.root();
        String words = root.words("words", ShiftNotes.LONGEST);
        UUID site = root.has("site") ? root.id("site") : null;
        String code = root.optional("person", WORD);
        Integer heads = root.has("heads") ? (Integer) root.whole("heads") : null;
        boolean urgent = root.flag("urgent", false);
        if (heads != null && (heads < 0 || heads > MOST_HEADS)) {
            throw ApiProblem.value(root.at("heads"), "shift.wrong.heads");
        }
        allowed();
        return idempotency.once(
                request,
                body.bytes(),
                () -> {
                    if (site != null
                            && handover.sites().stream()
                                    .map(Directory.Site::id)
                                    .noneMatch(site::equals)) {
                        throw ApiProblem.value(root.at("site"), "shift.wrong.site");
                    }
                    PersonFiles.Ref person =
                            code == null
                                    ? null
                                    : handover.about(code)
                                            .orElseThrow(() ->
                                                    ApiProblem.value(
                                                            root.at("person"),
                                                            "shift.wrong.person"));
                    UUID id = Ids.next();
                    handover.leave(id, site, person, words.strip(), urgent, heads);
                    return new Idempotency.Answer(CREATED, PLACE, Map.of("id", id));
                });
    }

    @PostMapping("/api/v1/handover/notes/{note}/done")
    ResponseEntity<byte[]> settle(HttpServletRequest request, @PathVariable String note)
            throws IOException {
        Bodies.Body body = Bodies.of(request);
        allowed();
        return idempotency.once(
                request,
                body.bytes(),
                () -> {
                    if (!handover.settle(Parameters.path(note))) {
                        throw ApiProblem.of(ProblemType.NOT_FOUND);
                    }
                    return new Idempotency.Answer(CREATED, PLACE, Map.of("done", true));
                });
    }

    private static void allowed() {
        if (!ShiftHandover.works()) {
            throw ApiProblem.of(ProblemType.FORBIDDEN);
        }
    }
}
