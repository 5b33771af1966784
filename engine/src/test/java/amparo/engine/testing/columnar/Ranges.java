package amparo.engine.testing.columnar;

import amparo.engine.language.Comparison;
import amparo.engine.language.Unit;
import amparo.engine.value.Days;
import amparo.engine.value.Range;
import java.util.Arrays;

/** A range of numbers or days for each row. */
record Ranges(int[] low, int[] high) {
    static Ranges all(int size, int low, int high) {
        Ranges ranges = new Ranges(new int[size], new int[size]);
        Arrays.fill(ranges.low, low);
        Arrays.fill(ranges.high, high);
        return ranges;
    }

    int size() {
        return low.length;
    }

    TruthColumn compare(Comparison comparison, Ranges right) {
        return switch (comparison) {
            case EQUAL -> same(right);
            case DIFFERENT -> same(right).not();
            case LESS -> less(right);
            case LESS_OR_EQUAL -> right.less(this).not();
            case GREATER -> right.less(this);
            case GREATER_OR_EQUAL -> less(right).not();
        };
    }

    private TruthColumn less(Ranges other) {
        TruthColumn out = TruthColumn.unknown(size());
        for (int row = 0; row < size(); row++) {
            out.set(row, high[row] < other.low[row], low[row] >= other.high[row]);
        }
        return out;
    }

    private TruthColumn same(Ranges other) {
        TruthColumn out = TruthColumn.unknown(size());
        for (int row = 0; row < size(); row++) {
            boolean apart = high[row] < other.low[row] || other.high[row] < low[row];
            boolean exact = low[row] == high[row] && other.low[row] == other.high[row];
            out.set(row, exact && !apart, apart);
        }
        return out;
    }

    /** Both statements together; everything between them where they contradict each other. */
    Ranges meet(Ranges other) {
        return meet(other, new boolean[size()]);
    }

    /** The same, but everything between them also where there are doubts. */
    Ranges meet(Ranges other, boolean[] doubts) {
        Ranges out = all(size(), 0, 0);
        for (int row = 0; row < size(); row++) {
            int from = Math.max(low[row], other.low[row]);
            int to = Math.min(high[row], other.high[row]);
            out.low[row] = Math.min(from, to);
            out.high[row] = Math.max(from, to);
            if (from > to || doubts[row]) {
                out.low[row] = Math.min(low[row], other.low[row]);
                out.high[row] = Math.max(high[row], other.high[row]);
            }
        }
        return out;
    }

    Ranges extreme(boolean earlier, Ranges other) {
        Ranges out = all(size(), 0, 0);
        for (int row = 0; row < size(); row++) {
            boolean lowIsMine = low[row] < other.low[row] == earlier;
            boolean highIsMine = high[row] < other.high[row] == earlier;
            out.low[row] = lowIsMine ? low[row] : other.low[row];
            out.high[row] = highIsMine ? high[row] : other.high[row];
        }
        return out;
    }

    /** Whole units from these days to others. */
    Ranges until(Unit unit, Ranges to) {
        Ranges out = all(size(), Range.NEVER, Range.FOREVER);
        for (int row = 0; row < size(); row++) {
            if (high[row] != Range.FOREVER && to.low[row] != Range.NEVER) {
                out.low[row] = between(unit, high[row], to.low[row]);
            }
            if (low[row] != Range.NEVER && to.high[row] != Range.FOREVER) {
                out.high[row] = between(unit, low[row], to.high[row]);
            }
        }
        return out;
    }

    private static int between(Unit unit, int from, int to) {
        return switch (unit) {
            case DAYS, WORKING_DAYS -> to - from;
            case WEEKS -> (to - from) / 7;
            case MONTHS -> Days.monthsBetween(from, to);
            case YEARS -> Days.monthsBetween(from, to) / 12;
        };
    }
}
