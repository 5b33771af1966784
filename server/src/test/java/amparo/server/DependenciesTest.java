package amparo.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** FEATURE: no library comes in unseen, by another library's whim or by a range of versions. */
class DependenciesTest {

    private static final Pattern RESOLVED =
            Pattern.compile("^ {3}([^: ]+:[^: ]+):[^: ]+:(?:[^: ]+:)?([^: ]+):(?:compile|runtime)");

    @Test
    void theResolvedLibrariesAreTheOnesThatWereDecided() throws IOException {
        Set<String> resolved =
                Files.readAllLines(Path.of("target", "dependencies.txt")).stream()
                        .map(RESOLVED::matcher)
                        .filter(Matcher::find)
                        .map(found -> found.group(1) + "\t" + found.group(2))
                        .collect(Collectors.toCollection(TreeSet::new));
        Set<String> decided =
                Files.readAllLines(Path.of("dependencies.tsv")).stream()
                        .filter(line -> !line.startsWith("#"))
                        .collect(Collectors.toCollection(TreeSet::new));

        assertThat(resolved).as("what Maven resolved").hasSizeGreaterThan(50).isEqualTo(decided);
    }

    @Test
    void everyVersionIsARelease() throws IOException {
        assertThat(Files.readAllLines(Path.of("dependencies.tsv")))
                .filteredOn(line -> !line.startsWith("#"))
                .noneMatch(line ->
                        line.contains("SNAPSHOT") || line.matches(".*-(M|RC|alpha|beta)\\d*$"));
    }
}
