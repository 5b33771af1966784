package amparo.server.api;

import amparo.server.cases.CaseAttachments;
import amparo.server.cases.CaseFiles;
import amparo.server.platform.ProblemType;
import amparo.server.registry.PersonTies;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** Files of cases, and photos of persons: with the kinds and limits of the pages. */
@ApiResource
class AttachmentsResource {

    private static final int CREATED = 201;

    private final CaseAttachments attachments;
    private final PersonTies persons;
    private final Idempotency idempotency;

    AttachmentsResource(CaseAttachments attachments, PersonTies persons, Idempotency idempotency) {
        this.attachments = attachments;
        this.persons = persons;
        this.idempotency = idempotency;
    }

    record FilesJson(List<CaseAttachments.FileLine> items) {}

    @GetMapping("/api/v1/cases/{case}/files")
    ResponseEntity<byte[]> list(HttpServletRequest request, @PathVariable("case") String id) {
        Parameters.of(request);
        return Answers.one(
                request,
                new FilesJson(
                        attachments
                                .of(Parameters.path(id))
                                .orElseThrow(() -> ApiProblem.of(ProblemType.NOT_FOUND))));
    }

    /** The kind is told by the bytes; what the header says only has to be one of the list. */
    @PostMapping("/api/v1/cases/{case}/files")
    ResponseEntity<byte[]> add(HttpServletRequest request, @PathVariable("case") String id)
            throws IOException {
        Parameters parameters = Parameters.of(request, "sensitivity", "person");
        String sensitivity = parameters.code("sensitivity");
        if (!CaseFiles.isSensitivity(sensitivity)) {
            throw ApiProblem.parameter("sensitivity", "api.parameter.sensitivity");
        }
        String person = parameters.code("person");
        byte[] bytes = Files.read(request, CaseAttachments.LARGEST);
        String kind =
                CaseAttachments.kind(bytes)
                        .orElseThrow(() -> ApiProblem.value("", "api.value.file"));
        return idempotency.once(
                request,
                Files.mark(request, bytes),
                () -> {
                    UUID made =
                            attachments
                                    .add(
                                            Parameters.path(id),
                                            person.isEmpty() ? null : person,
                                            sensitivity,
                                            Files.name(request),
                                            kind,
                                            bytes)
                                    .orElseThrow(() -> ApiProblem.of(ProblemType.NOT_FOUND));
                    return new Idempotency.Answer(
                            CREATED, "/api/v1/cases/" + id + "/files/" + made, Map.of("id", made));
                });
    }

    @GetMapping("/api/v1/cases/{case}/files/{file}")
    ResponseEntity<byte[]> open(
            HttpServletRequest request,
            @PathVariable("case") String id,
            @PathVariable String file) {
        Parameters.of(request);
        CaseAttachments.Content content =
                attachments
                        .open(Parameters.path(id), Parameters.path(file))
                        .orElseThrow(() -> ApiProblem.of(ProblemType.NOT_FOUND));
        return Files.answer(content.kind(), content.name(), content.bytes());
    }

    @PostMapping("/api/v1/cases/{case}/files/{file}/removal")
    ResponseEntity<byte[]> remove(
            HttpServletRequest request, @PathVariable("case") String id, @PathVariable String file)
            throws IOException {
        Bodies.Body body = Bodies.of(request);
        return idempotency.once(
                request,
                body.bytes(),
                () -> {
                    if (!attachments.remove(Parameters.path(id), Parameters.path(file))) {
                        throw ApiProblem.of(ProblemType.NOT_FOUND);
                    }
                    return new Idempotency.Answer(
                            CREATED, "/api/v1/cases/" + id + "/files", Map.of("done", true));
                });
    }

    @GetMapping("/api/v1/persons/{code}/photo")
    ResponseEntity<byte[]> photo(HttpServletRequest request, @PathVariable String code) {
        Parameters.of(request);
        return Files.answer(
                "image/jpeg",
                "photo.jpg",
                persons.photo(Parameters.person(code))
                        .orElseThrow(() -> ApiProblem.of(ProblemType.NOT_FOUND)));
    }

    /** Nobody's photo is kept who did not agree: the caller says that they did. */
    @PostMapping("/api/v1/persons/{code}/photo")
    ResponseEntity<byte[]> keep(HttpServletRequest request, @PathVariable String code)
            throws IOException {
        if (!Parameters.of(request, "agreed").code("agreed").equals("yes")) {
            throw ApiProblem.parameter("agreed", "api.parameter.agreed");
        }
        String person = Parameters.person(code);
        byte[] bytes = Files.read(request, CaseAttachments.LARGEST);
        return idempotency.once(
                request,
                Files.mark(request, bytes),
                () ->
                        switch (persons.keepPhoto(person, bytes)) {
                            case DONE ->
                                    new Idempotency.Answer(
                                            CREATED,
                                            "/api/v1/persons/" + person + "/photo",
                                            Map.of("done", true));
                            case GONE -> throw ApiProblem.of(ProblemType.NOT_FOUND);
                            case UNREADABLE -> throw ApiProblem.value("", "api.value.photo");
                        });
    }

    @PostMapping("/api/v1/persons/{code}/photo/removal")
    ResponseEntity<byte[]> removePhoto(HttpServletRequest request, @PathVariable String code)
            throws IOException {
        Bodies.Body body = Bodies.of(request);
        String person = Parameters.person(code);
        return idempotency.once(
                request,
                body.bytes(),
                () -> {
                    if (!persons.removePhoto(person)) {
                        throw ApiProblem.of(ProblemType.NOT_FOUND);
                    }
                    return new Idempotency.Answer(
                            CREATED, "/api/v1/persons/" + person, Map.of("done", true));
                });
    }
}
