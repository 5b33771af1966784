package amparo.server.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * The OpenAPI 3.1 document. It is written by hand in {@code api/openapi.yaml}, as the promise that
 * the code has to keep; tests hold the running server against it.
 */
final class OpenApiDocument {

    /** It is our own file: the limit is for those of others. */
    private static final int MOST_ALIASES = 500;

    private OpenApiDocument() {}

    static Object read() {
        try (InputStream file = OpenApiDocument.class.getResourceAsStream("/api/openapi.yaml")) {
            if (file == null) {
                throw new IllegalStateException("api/openapi.yaml is missing from the class path");
            }
            return new Load(
                            LoadSettings.builder()
                                    .setAllowDuplicateKeys(false)
                                    .setMaxAliasesForCollections(MOST_ALIASES)
                                    .build())
                    .loadFromString(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException failed) {
            throw new UncheckedIOException("api/openapi.yaml cannot be read", failed);
        }
    }
}
