package amparo.server.api;

import amparo.server.platform.ProblemType;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.util.InvalidMimeTypeException;

/** Whether the caller speaks JSON. Looked at before anything is read or done. */
final class Negotiation {

    private static final Set<String> WITH_BODY = Set.of("POST", "PUT", "PATCH");

    private Negotiation() {}

    static void check(HttpServletRequest request) {
        List<String> accept = Collections.list(request.getHeaders(HttpHeaders.ACCEPT));
        if (!accept.isEmpty() && !accepts(accept)) {
            throw ApiProblem.of(ProblemType.NOT_ACCEPTABLE);
        }
        if (!WITH_BODY.contains(request.getMethod())) {
            return;
        }
        if (!isJson(request.getContentType())
                || request.getHeader(HttpHeaders.CONTENT_ENCODING) != null) {
            throw ApiProblem.of(ProblemType.UNSUPPORTED_TYPE);
        }
        if (request.getContentLengthLong() > Bodies.LARGEST) {
            throw ApiProblem.of(ProblemType.TOO_LARGE, Bodies.LARGEST);
        }
    }

    private static boolean accepts(List<String> accept) {
        try {
            return MediaType.parseMediaTypes(accept).stream()
                    .filter(type -> type.getQualityValue() > 0)
                    .anyMatch(type -> type.includes(MediaType.APPLICATION_JSON));
        } catch (InvalidMediaTypeException | InvalidMimeTypeException unreadable) {
            return false;
        }
    }

    private static boolean isJson(@Nullable String contentType) {
        if (contentType == null) {
            return false;
        }
        try {
            MediaType type = MediaType.parseMediaType(contentType);
            return MediaType.APPLICATION_JSON.equalsTypeAndSubtype(type)
                    && (type.getCharset() == null
                            || type.getCharset().equals(StandardCharsets.UTF_8));
        } catch (IllegalArgumentException unreadable) {
            return false;
        }
    }
}
