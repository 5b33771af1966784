package amparo.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

class PathIndexTest {

    private static final List<String> PIECES =
            List.of("a", "b", "{x}", "{y:[a-b]}", "*", "a*", "{x}.csv", "%62", "a;k=v", "");

    @Test
    void noPatternThatMatchesIsLeftOut() {
        Random random = new Random(7);
        List<PathPattern> patterns = new ArrayList<>();
        PathIndex<PathPattern> index = new PathIndex<>();
        for (int i = 0; i < 400; i++) {
            String pattern = path(random, PIECES.subList(0, 7));
            pattern += i % 9 == 0 ? "/{*rest}" : i % 11 == 0 ? "/**" : "";
            patterns.add(PathPatternParser.defaultInstance.parse(pattern));
            index.add(pattern, patterns.getLast());
        }
        int matches = 0;
        for (int i = 0; i < 2_000; i++) {
            PathContainer path = PathContainer.parsePath(path(random, PIECES));
            List<PathPattern> linear =
                    patterns.stream().filter(pattern -> pattern.matches(path)).toList();
            assertThat(index.candidates(path).stream().filter(one -> one.matches(path)))
                    .as(path.value())
                    .containsExactlyElementsOf(linear);
            matches += linear.size();
        }
        assertThat(matches).isGreaterThan(10_000);
    }

    @Test
    void anAddressLeavesFewCandidates() {
        PathIndex<String> index = new PathIndex<>();
        List.of("/persons/{code}", "/persons/new", "/cases/{id}", "/cases/{id}/notes", "/**")
                .forEach(pattern -> index.add(pattern, pattern));
        assertThat(index.candidates(PathContainer.parsePath("/persons/new")))
                .containsExactly("/persons/{code}", "/persons/new", "/**");
        assertThat(index.candidates(PathContainer.parsePath("/c%61ses/1/notes")))
                .containsExactly("/cases/{id}/notes", "/**");
        assertThat(index.candidates(PathContainer.parsePath("/"))).containsExactly("/**");
    }

    private static String path(Random random, List<String> pieces) {
        StringBuilder path = new StringBuilder();
        for (int i = random.nextInt(4); i >= 0; i--) {
            path.append('/').append(pieces.get(random.nextInt(pieces.size())));
        }
        // A variable stands once in a pattern.
        int number = 0;
        while (path.indexOf("{x}") >= 0) {
            int at = path.indexOf("{x}");
            path.replace(at, at + 3, "{v" + number++ + "}");
        }
        while (path.indexOf("{y:") >= 0) {
            int at = path.indexOf("{y:");
            path.replace(at, at + 3, "{w" + number++ + ":");
        }
        return path.toString();
    }
}
