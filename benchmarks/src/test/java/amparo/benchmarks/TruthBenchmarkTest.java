package amparo.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import amparo.engine.value.Truth;
import org.junit.jupiter.api.Test;

class TruthBenchmarkTest {
    @Test
    void measuresTheRightThing() {
        assertThat(new TruthBenchmark().and()).isEqualTo(Truth.UNKNOWN);
    }
}
