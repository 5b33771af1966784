package amparo.server.api;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;

/** The description of the API, for people and programs that build clients. */
@ApiResource
class OpenApiResource {

    private final Object document = OpenApiDocument.read();

    @GetMapping("/api/openapi.json")
    ResponseEntity<byte[]> document(HttpServletRequest request) {
        Parameters.of(request);
        return Answers.one(request, document);
    }
}
