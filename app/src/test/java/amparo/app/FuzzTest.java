package amparo.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * FEATURE: whatever is handed in as a person, the answer is an answer or one clear refusal, never a
 * crash. {@code ./amparo test --long} tries ten times as many files.
 */
class FuzzTest {
    private static final int FILES = 300;
    private static final String[] PIECES = {
        "[",
        "]",
        "{",
        "}",
        ":",
        "- ",
        "\t",
        "\n",
        "&a ",
        "*a",
        "!!x ",
        "\"",
        "'",
        "#",
        "|",
        "%",
        "2024-02-30",
        "99999999999999999999",
        "..",
        "UNKNOWN",
        "none",
        "ongoing",
        "persons: ",
        "complete: [",
        "\u0000",
        "\u202e",
        "null",
        "~",
    };

    @TempDir Path folder;

    @Test
    void damagedPersonsAreAnsweredOrRefused() throws IOException {
        List<String> originals;
        try (Stream<Path> files = Files.list(Run.EXAMPLES)) {
            originals = files.sorted().map(FuzzTest::read).toList();
        }
        assertThat(originals).isNotEmpty();
        int tried = FILES * Integer.getInteger("amparo.trials", 1);
        int answered = 0;
        int refused = 0;
        for (int seed = 0; seed < tried; seed++) {
            RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
            String damaged = damage(originals.get(seed % originals.size()), random);
            Path file = folder.resolve(seed % 3 == 0 ? "p.json" : "p.yaml");
            Files.writeString(file, damaged);
            Run run = Run.town("", "check", file.toString());
            assertThat(run.code()).as("seed %d", seed).isIn(0, 2);
            assertThat(run.out() + run.err())
                    .as("seed %d", seed)
                    .doesNotContain("\tat ", "Exception");
            if (run.code() == 2) {
                assertThat(run.err()).as("seed %d", seed).isNotBlank();
                refused++;
            } else {
                answered++;
            }
        }
        assertThat(refused).isPositive();
        assertThat(answered + refused).isEqualTo(tried);
    }

    private static String damage(String text, RandomGenerator random) {
        StringBuilder out = new StringBuilder(text);
        int times = 1 + random.nextInt(4);
        for (int i = 0; i < times; i++) {
            int at = random.nextInt(out.length());
            int end = Math.min(out.length(), at + random.nextInt(12));
            switch (random.nextInt(3)) {
                case 0 -> out.delete(at, end);
                case 1 -> out.insert(at, PIECES[random.nextInt(PIECES.length)]);
                default -> out.replace(at, end, PIECES[random.nextInt(PIECES.length)]);
            }
            if (out.isEmpty()) {
                out.append(' ');
            }
        }
        return out.toString();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
