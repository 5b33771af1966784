package amparo.engine.evaluate;

import static amparo.engine.evaluate.Truth.FALSE;
import static amparo.engine.evaluate.Truth.TRUE;
import static amparo.engine.evaluate.Truth.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class TruthTest {
    @Test
    void falseDecidesAnAnd() {
        assertThat(FALSE.and(UNKNOWN)).isEqualTo(FALSE);
        assertThat(UNKNOWN.and(FALSE)).isEqualTo(FALSE);
        assertThat(TRUE.and(UNKNOWN)).isEqualTo(UNKNOWN);
        assertThat(UNKNOWN.and(TRUE)).isEqualTo(UNKNOWN);
        assertThat(TRUE.and(TRUE)).isEqualTo(TRUE);
    }

    @Test
    void trueDecidesAnOr() {
        assertThat(TRUE.or(UNKNOWN)).isEqualTo(TRUE);
        assertThat(FALSE.or(UNKNOWN)).isEqualTo(UNKNOWN);
        assertThat(FALSE.or(FALSE)).isEqualTo(FALSE);
    }

    @Test
    void notKnownStaysNotKnown() {
        assertThat(UNKNOWN.not()).isEqualTo(UNKNOWN);
    }

    @Test
    @Tag("long")
    void deMorganHoldsForAll() {
        for (Truth a : Truth.values()) {
            for (Truth b : Truth.values()) {
                assertThat(a.and(b).not()).isEqualTo(a.not().or(b.not()));
            }
        }
    }
}
