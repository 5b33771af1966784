package amparo.web;

import static org.assertj.core.api.Assertions.assertThat;

import amparo.rulebook.compile.CompiledRulebook;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/**
 * People fetch the engine over slow lines: its size is printed, and has a limit. Whoever raises the
 * limit says in the commit what the bytes are for.
 */
class EngineSizeTest {
    /** What was measured, 74.0 kB, and little more: the first visit has a gate of its own. */
    private static final int MOST_BYTES_GZIPPED = 76_000;

    @Test
    void staysSmall() throws IOException, InterruptedException {
        byte[] module = Files.readAllBytes(EngineInBrowser.MODULE);
        int gzip = print("engine.js", module);
        print("rulebook.json", CompiledRulebook.json().getBytes(StandardCharsets.UTF_8));
        assertThat(module).hasSizeGreaterThan(50_000);
        assertThat(gzip).isLessThan(MOST_BYTES_GZIPPED);
    }

    private static int print(String name, byte[] bytes) throws IOException, InterruptedException {
        int gzip = gzip(bytes);
        OptionalInt brotli = brotli(bytes);
        System.out.printf(
                "%s: %,d bytes, %,d with gzip, %s with brotli%n",
                name,
                bytes.length,
                gzip,
                brotli.isPresent() ? "%,d".formatted(brotli.getAsInt()) : "? (no node)");
        return gzip;
    }

    private static int gzip(byte[] bytes) throws IOException {
        var compressed = new ByteArrayOutputStream();
        try (var best =
                new GZIPOutputStream(compressed) {
                    {
                        def.setLevel(Deflater.BEST_COMPRESSION);
                    }
                }) {
            best.write(bytes);
        }
        return compressed.size();
    }

    /** Brotli is not in the JDK; where node is installed it is asked. */
    private static OptionalInt brotli(byte[] bytes) throws IOException, InterruptedException {
        boolean node =
                Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "node")));
        if (!node) {
            return OptionalInt.empty();
        }
        Process process =
                new ProcessBuilder(
                                "node",
                                "-e",
                                "const b = require('fs').readFileSync(0);"
                                        + "console.log(require('zlib').brotliCompressSync(b).length)")
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        try (OutputStream in = process.getOutputStream()) {
            in.write(bytes);
        }
        String length =
                new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        boolean ended = process.waitFor(1, TimeUnit.MINUTES) && process.exitValue() == 0;
        return ended ? OptionalInt.of(Integer.parseInt(length.strip())) : OptionalInt.empty();
    }
}
