package amparo.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** People fetch the engine over slow lines: its size is printed, and has a limit. */
class EngineSizeTest {
    private static final int MOST_BYTES_COMPRESSED = 100_000;

    @Test
    void staysSmall() throws IOException {
        byte[] module = Files.readAllBytes(Path.of("target/dist/engine.js"));
        var compressed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(compressed)) {
            gzip.write(module);
        }
        System.out.printf(
                "engine.js: %,d bytes, %,d with gzip%n", module.length, compressed.size());
        assertThat(module).isNotEmpty();
        assertThat(compressed.size()).isLessThan(MOST_BYTES_COMPRESSED);
    }
}
