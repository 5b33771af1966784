package amparo.server.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProblemTest {
    private static final Pattern PLACE = Pattern.compile("\\{\\d}");

    @ParameterizedTest
    @EnumSource
    void every_problem_is_told_in_english_and_spanish_with_the_same_places(Problem problem) {
        String english = problem.text(Locale.ENGLISH);
        String spanish = problem.text(Locale.of("es", "MX"));

        assertThat(english).isNotEqualTo(problem.name()).contains(". ");
        assertThat(spanish).isNotEqualTo(problem.name()).isNotEqualTo(english).contains(". ");
        assertThat(places(spanish)).isEqualTo(places(english));
    }

    @ParameterizedTest
    @EnumSource(names = "PORT_TAKEN")
    void a_port_is_written_without_separators(Problem problem) {
        assertThat(new StorageException(problem, null, 54321)).hasMessageContaining(" 54321 ");
        assertThat(new StorageException(problem, null, 54321).message(Locale.of("es")))
                .startsWith("Otro programa ocupa el puerto 54321");
    }

    private static TreeSet<String> places(String text) {
        TreeSet<String> places = new TreeSet<>();
        PLACE.matcher(text).results().forEach(match -> places.add(match.group()));
        return places;
    }
}
