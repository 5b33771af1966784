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

/**
 * Whether the caller speaks what the address speaks: JSON, but for a few files. Looked at before
 * anything is read or done.
 */
final class Negotiation {

    private static final Set<String> WITH_BODY = Set.of("POST", "PUT", "PATCH");

    private Negotiation() {}

    static void check(HttpServletRequest request) {
        Formats.Format format = Formats.of(request.getMethod(), request.getRequestURI());
        List<String> accept = Collections.list(request.getHeaders(HttpHeaders.ACCEPT));
        if (!accept.isEmpty()
                && !accepts(
                        accept,
                        format.gives() ? format.types() : List.of(MediaType.APPLICATION_JSON))) {
            throw ApiProblem.of(ProblemType.NOT_ACCEPTABLE);
        }
        if (!WITH_BODY.contains(request.getMethod())) {
            return;
        }
        if (!takes(format.types(), request.getContentType())
                || request.getHeader(HttpHeaders.CONTENT_ENCODING) != null) {
            throw ApiProblem.of(ProblemType.UNSUPPORTED_TYPE);
        }
        if (request.getContentLengthLong() > format.most()) {
            throw ApiProblem.of(ProblemType.TOO_LARGE, format.most());
        }
    }

    private static boolean accepts(List<String> accept, List<MediaType> given) {
        try {
            return MediaType.parseMediaTypes(accept).stream()
                    .filter(type -> type.getQualityValue() > 0)
                    .anyMatch(type -> given.stream().anyMatch(type::includes));
        } catch (InvalidMediaTypeException | InvalidMimeTypeException unreadable) {
            return false;
        }
    }

    /** Whether it is one of these; JSON and text in UTF-8 only. */
    private static boolean takes(List<MediaType> types, @Nullable String contentType) {
        if (contentType == null) {
            return false;
        }
        try {
            MediaType type = MediaType.parseMediaType(contentType);
            return types.stream().anyMatch(type::equalsTypeAndSubtype)
                    && (type.getCharset() == null
                            || type.getCharset().equals(StandardCharsets.UTF_8));
        } catch (IllegalArgumentException unreadable) {
            return false;
        }
    }
}
