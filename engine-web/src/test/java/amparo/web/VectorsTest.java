package amparo.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The comparison itself: it fails where it should. */
class VectorsTest {
    private static final List<List<String>> CALLS = List.of(List.of("why"), List.of("check"));

    @Test
    void countsWhatIsTheSame() {
        assertThat(Vectors.assertIdentical(CALLS, List.of("a", "b"), List.of("a", "b")))
                .isEqualTo(2);
    }

    @Test
    void showsTheFirstPlaceThatDiffers() {
        assertThatThrownBy(() ->
                        Vectors.assertIdentical(
                                CALLS, List.of("a", "the same"), List.of("a", "the some")))
                .hasMessageContaining("vector 1 differs at character 5 of 8")
                .hasMessageContaining("the same")
                .hasMessageContaining("the some")
                .hasMessageContaining("[check]");
    }

    @Test
    void seesThatAnAnswerEndsEarly() {
        assertThatThrownBy(() ->
                        Vectors.assertIdentical(
                                CALLS, List.of("a", "longer"), List.of("a", "long")))
                .hasMessageContaining("vector 1 differs at character 4");
    }

    @Test
    void refusesToCompareNothing() {
        assertThatThrownBy(() -> Vectors.assertIdentical(List.of(), List.of(), List.of()))
                .hasMessageContaining("a comparison of nothing is no comparison");
        assertThatThrownBy(() -> Vectors.assertIdentical(CALLS, List.of("a", "b"), List.of("a")))
                .isInstanceOf(AssertionError.class);
    }
}
