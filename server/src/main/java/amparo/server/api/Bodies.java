package amparo.server.api;

import amparo.server.platform.ProblemDetails;
import amparo.server.platform.ProblemType;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.JsonNode;

/** Reads the body of a request: a JSON object, or a refusal that names the place. */
final class Bodies {

    /** The most bytes of a body. */
    static final int LARGEST = 256 * 1024;

    private Bodies() {}

    /** A body as it came and as it was understood. */
    record Body(byte[] bytes, Input root) {}

    /** A body with these properties and no others, at an address without parameters. */
    static Body of(HttpServletRequest request, String... known) throws IOException {
        Parameters.of(request);
        Body body = read(request);
        body.root().only(known);
        return body;
    }

    static Body read(HttpServletRequest request) throws IOException {
        byte[] bytes = request.getInputStream().readNBytes(LARGEST + 1);
        if (bytes.length > LARGEST) {
            throw ApiProblem.of(ProblemType.TOO_LARGE, LARGEST);
        }
        return parse(bytes);
    }

    static Body parse(byte[] bytes) {
        String text = decode(bytes);
        JsonNode root;
        try {
            root = ApiJson.MAPPER.readTree(text);
        } catch (StreamConstraintsException beyond) {
            throw beyond(beyond);
        } catch (JacksonException malformed) {
            TokenStreamLocation place = malformed.getLocation();
            throw malformed(
                    place == null ? 1 : Math.max(1, place.getLineNr()),
                    place == null ? 1 : Math.max(1, place.getColumnNr()));
        }
        if (root.isMissingNode()) {
            throw malformed(1, 1);
        }
        Texts.check(root, "");
        return new Body(bytes, Input.root(root));
    }

    private static String decode(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException broken) {
            return malformedUtf8(bytes);
        }
    }

    /** Finds the line and column where the bytes stop being UTF-8. */
    private static String malformedUtf8(byte[] bytes) {
        var characters = java.nio.CharBuffer.allocate(bytes.length);
        StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes), characters, true);
        String before = characters.flip().toString();
        int line = 1 + (int) before.chars().filter(letter -> letter == '\n').count();
        throw malformed(line, before.length() - before.lastIndexOf('\n'));
    }

    private static ApiProblem beyond(StreamConstraintsException beyond) {
        String message = String.valueOf(beyond.getOriginalMessage());
        if (message.contains("nesting depth")) {
            return ApiProblem.of(ProblemType.TOO_DEEP, ApiJson.DEEPEST);
        }
        TokenStreamLocation place = beyond.getLocation();
        return new ApiProblem(
                ProblemDetails.of(ProblemType.TOO_LONG)
                        .with("line", place == null ? 1 : place.getLineNr()),
                "api.long.any");
    }

    private static ApiProblem malformed(int line, int column) {
        return new ApiProblem(
                ProblemDetails.of(
                                ProblemType.MALFORMED_JSON,
                                Integer.toString(line),
                                Integer.toString(column))
                        .with("line", line)
                        .with("column", column));
    }

    /** Texts that a database cannot keep, or that a screen could not show. */
    private static final class Texts {

        private Texts() {}

        static void check(JsonNode node, String pointer) {
            if (node.isString() && !readable(node.stringValue())) {
                throw unreadable(pointer);
            }
            if (node.isArray()) {
                for (int i = 0; i < node.size(); i++) {
                    check(node.get(i), pointer + "/" + i);
                }
            }
            node.properties()
                    .forEach(property -> {
                        if (!readable(property.getKey())) {
                            throw unreadable(pointer);
                        }
                        check(
                                property.getValue(),
                                pointer + "/" + Input.segment(property.getKey()));
                    });
        }

        private static ApiProblem unreadable(String pointer) {
            return new ApiProblem(
                    ProblemDetails.of(ProblemType.UNREADABLE_TEXT).with("pointer", pointer));
        }

        private static boolean readable(String text) {
            return text.codePoints()
                    .noneMatch(letter ->
                            (Character.isISOControl(letter)
                                            && letter != '\n'
                                            && letter != '\r'
                                            && letter != '\t')
                                    || Character.getType(letter) == Character.SURROGATE);
        }
    }
}
