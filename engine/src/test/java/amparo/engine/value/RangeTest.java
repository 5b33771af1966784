package amparo.engine.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntBinaryOperator;
import org.junit.jupiter.api.Test;

/** FEATURE: what is only known within bounds is compared for all values it may have. */
class RangeTest {
    private static final List<Range> SMALL = small();

    private static List<Range> small() {
        List<Range> all = new ArrayList<>();
        for (int low = -3; low <= 3; low++) {
            for (int high = low; high <= 3; high++) {
                all.add(new Range(low, high));
            }
        }
        return all;
    }

    /** A comparison of exact numbers. */
    private interface Relation {
        boolean holds(int a, int b);
    }

    private static Truth possible(Range left, Range right, Relation relation) {
        boolean always = true;
        boolean never = true;
        for (int a = left.low(); a <= left.high(); a++) {
            for (int b = right.low(); b <= right.high(); b++) {
                always &= relation.holds(a, b);
                never &= !relation.holds(a, b);
            }
        }
        return always ? Truth.TRUE : never ? Truth.FALSE : Truth.UNKNOWN;
    }

    @Test
    void comparisonsAreThoseOfAllValuesTheRangesAllow() {
        for (Range a : SMALL) {
            for (Range b : SMALL) {
                assertThat(a.less(b)).isEqualTo(possible(a, b, (x, y) -> x < y));
                assertThat(a.lessOrEqual(b)).isEqualTo(possible(a, b, (x, y) -> x <= y));
                assertThat(a.same(b)).isEqualTo(possible(a, b, (x, y) -> x == y));
            }
        }
    }

    private static Range bruteForce(Range left, Range right, IntBinaryOperator operation) {
        int low = Integer.MAX_VALUE;
        int high = Integer.MIN_VALUE;
        for (int a = left.low(); a <= left.high(); a++) {
            for (int b = right.low(); b <= right.high(); b++) {
                low = Math.min(low, operation.applyAsInt(a, b));
                high = Math.max(high, operation.applyAsInt(a, b));
            }
        }
        return new Range(low, high);
    }

    @Test
    void sumsAndExtremesHoldEveryPossibleResultAndNoOther() {
        for (Range a : SMALL) {
            for (Range b : SMALL) {
                assertThat(a.plus(b)).isEqualTo(bruteForce(a, b, Integer::sum));
                assertThat(a.earlier(b)).isEqualTo(bruteForce(a, b, Math::min));
                assertThat(a.later(b)).isEqualTo(bruteForce(a, b, Math::max));
            }
        }
    }

    @Test
    void twoStatementsThatAgreeAreTakenTogether() {
        assertThat(new Range(1, 5).meet(new Range(4, 9))).isEqualTo(new Range(4, 5));
        assertThat(new Range(1, 5).meet(new Range(5, 9))).isEqualTo(new Range(5, 5));
    }

    @Test
    void twoStatementsThatContradictLeaveEverythingBetweenThemPossible() {
        assertThat(new Range(1, 2).meet(new Range(5, 9))).isEqualTo(new Range(1, 9));
        assertThat(new Range(5, 9).meet(new Range(1, 2))).isEqualTo(new Range(1, 9));
    }

    @Test
    void theHullHoldsBoth() {
        assertThat(new Range(1, 2).hull(new Range(5, 9))).isEqualTo(new Range(1, 9));
        assertThat(new Range(1, 9).hull(new Range(5, 6))).isEqualTo(new Range(1, 9));
    }

    @Test
    void openEndsStayOpenInSums() {
        Range open = new Range(3, Range.FOREVER);
        assertThat(open.plus(Range.exactly(-1))).isEqualTo(new Range(2, Range.FOREVER));
        assertThat(Range.exactly(-1).plus(open)).isEqualTo(new Range(2, Range.FOREVER));
        assertThat(new Range(Range.NEVER, 3).plus(Range.exactly(1)))
                .isEqualTo(new Range(Range.NEVER, 4));
        assertThat(Range.exactly(1).plus(new Range(Range.NEVER, 3)))
                .isEqualTo(new Range(Range.NEVER, 4));
    }

    @Test
    void sumsDoNotOverflow() {
        Range great = Range.exactly(Range.FOREVER - 1);
        assertThat(great.plus(great)).isEqualTo(great);
        Range small = Range.exactly(Range.NEVER + 1);
        assertThat(small.plus(small)).isEqualTo(small);
    }

    @Test
    void aRangeIsWithinAnotherOnlyIfBothEndsAre() {
        assertThat(new Range(2, 3).isWithin(new Range(2, 3))).isTrue();
        assertThat(new Range(1, 3).isWithin(new Range(2, 3))).isFalse();
        assertThat(new Range(2, 4).isWithin(new Range(2, 3))).isFalse();
    }

    @Test
    void anEmptyRangeIsRefused() {
        assertThatThrownBy(() -> new Range(2, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("range from 2 to 1 is empty");
    }

    @Test
    void onlyOnePossibleValueIsExact() {
        assertThat(Range.exactly(4).isExact()).isTrue();
        assertThat(new Range(4, 5).isExact()).isFalse();
    }
}
