package amparo.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import amparo.engine.evaluate.Outcome;
import amparo.engine.evaluate.PathwayVerdict;
import java.util.List;
import org.junit.jupiter.api.Test;

/** FEATURE: what is measured is real work with every kind of result. */
class EngineBenchmarkTest {
    private final EngineBenchmark benchmark = new EngineBenchmark();

    @Test
    void twoHundredPathwaysComeToEveryKindOfResult() {
        List<PathwayVerdict> verdicts = benchmark.explainAllPathways();
        assertThat(verdicts)
                .hasSize(200)
                .extracting(PathwayVerdict::outcome)
                .contains(Outcome.MET, Outcome.NOT_MET, Outcome.OPEN, Outcome.ADVICE_FIRST);
        assertThat(verdicts).allMatch(verdict -> verdict.requires().size() >= 6);
        assertThat(benchmark.explainAllPathwaysHalfKnown())
                .extracting(PathwayVerdict::outcome)
                .contains(Outcome.OPEN);
        assertThat(benchmark.explainAllScreens()).hasSize(12);
    }

    @Test
    void thereIsAQuestionToAskAndSomethingToChange() {
        assertThat(benchmark.nextQuestion()).isNotNull();
        assertThat(benchmark.changesForAllRefusals())
                .hasSizeGreaterThan(20)
                .anyMatch(changes -> !changes.sets().isEmpty());
    }
}
