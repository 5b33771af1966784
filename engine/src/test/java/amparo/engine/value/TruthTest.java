package amparo.engine.value;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** FEATURE: three truths, by Kleene's strong tables, all of them written out. */
class TruthTest {
    private static final Truth[] ALL = Truth.values();

    @Test
    void andIsTheSmaller() {
        String table = "";
        for (Truth a : ALL) {
            for (Truth b : ALL) {
                table += a.and(b).word().charAt(0);
            }
        }
        assertThat(table).isEqualTo("fff" + "fuu" + "fut");
    }

    @Test
    void orIsTheGreater() {
        String table = "";
        for (Truth a : ALL) {
            for (Truth b : ALL) {
                table += a.or(b).word().charAt(0);
            }
        }
        assertThat(table).isEqualTo("fut" + "uut" + "ttt");
    }

    @Test
    void notLeavesTheUnknownUnknown() {
        assertThat(Truth.FALSE.not()).isEqualTo(Truth.TRUE);
        assertThat(Truth.UNKNOWN.not()).isEqualTo(Truth.UNKNOWN);
        assertThat(Truth.TRUE.not()).isEqualTo(Truth.FALSE);
    }
}
