package amparo.engine.testing.columnar;

import amparo.engine.value.Truth;

/**
 * A truth for each of {@code size} rows: bit r%64 of word r/64 is row r; in {@code yes}: certainly
 * true, in {@code no}: certainly false, in neither: unknown. Invariant: yes and no never meet.
 */
record TruthColumn(int size, long[] yes, long[] no) {
    static TruthColumn unknown(int size) {
        int words = (size + 63) >>> 6;
        return new TruthColumn(size, new long[words], new long[words]);
    }

    static TruthColumn of(int size, Truth truth) {
        TruthColumn column = unknown(size);
        for (int row = 0; row < size; row++) {
            column.set(row, truth);
        }
        return column;
    }

    Truth get(int row) {
        long bit = 1L << row;
        return (yes[row >>> 6] & bit) != 0
                ? Truth.TRUE
                : (no[row >>> 6] & bit) != 0 ? Truth.FALSE : Truth.UNKNOWN;
    }

    void set(int row, boolean certainly, boolean certainlyNot) {
        if (certainly) {
            yes[row >>> 6] |= 1L << row;
        }
        if (certainlyNot) {
            no[row >>> 6] |= 1L << row;
        }
    }

    void set(int row, Truth truth) {
        set(row, truth == Truth.TRUE, truth == Truth.FALSE);
    }

    TruthColumn and(TruthColumn other) {
        TruthColumn out = unknown(size);
        for (int word = 0; word < yes.length; word++) {
            out.yes[word] = yes[word] & other.yes[word];
            out.no[word] = no[word] | other.no[word];
        }
        return out;
    }

    TruthColumn or(TruthColumn other) {
        return not().and(other.not()).not();
    }

    TruthColumn not() {
        return new TruthColumn(size, no, yes);
    }

    /** The other truth where this one is unknown; unknown where both are certain and differ. */
    TruthColumn meet(TruthColumn other) {
        TruthColumn out = unknown(size);
        for (int word = 0; word < yes.length; word++) {
            out.yes[word] = (yes[word] | other.yes[word]) & ~no[word] & ~other.no[word];
            out.no[word] = (no[word] | other.no[word]) & ~yes[word] & ~other.yes[word];
        }
        return out;
    }

    /** Unknown where there are doubts, else the same. */
    TruthColumn openWhere(boolean[] doubts) {
        TruthColumn out = unknown(size);
        for (int row = 0; row < size; row++) {
            out.set(row, doubts[row] ? Truth.UNKNOWN : get(row));
        }
        return out;
    }

    /** The same where both agree, else unknown. */
    TruthColumn agree(TruthColumn other) {
        TruthColumn out = unknown(size);
        for (int word = 0; word < yes.length; word++) {
            out.yes[word] = yes[word] & other.yes[word];
            out.no[word] = no[word] & other.no[word];
        }
        return out;
    }

    TruthColumn neverFalse() {
        return new TruthColumn(size, yes, new long[no.length]);
    }

    TruthColumn neverTrue() {
        return new TruthColumn(size, new long[yes.length], no);
    }

    /** This truth where the condition is certainly false, the other one elsewhere. */
    TruthColumn whereFalse(TruthColumn condition, TruthColumn other) {
        TruthColumn out = unknown(size);
        for (int word = 0; word < yes.length; word++) {
            long mask = condition.no[word];
            out.yes[word] = yes[word] & mask | other.yes[word] & ~mask;
            out.no[word] = no[word] & mask | other.no[word] & ~mask;
        }
        return out;
    }

    /** Row r of the result is row {@code from[r]} of this one. */
    TruthColumn gather(int[] from) {
        TruthColumn out = unknown(from.length);
        for (int row = 0; row < from.length; row++) {
            out.set(row, get(from[row]));
        }
        return out;
    }
}
