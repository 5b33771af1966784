package amparo.engine.value;

/**
 * What is known of a whole number or of a day: it lies from {@code low} to {@code high}, both
 * included. An exact value has both ends equal; nothing known is {@link #ANY}. Days are counted
 * from 1970-01-01 ({@link Days}).
 *
 * <p>Invariant: {@code low <= high}. {@link #NEVER} and {@link #FOREVER} are the open ends.
 */
public record Range(int low, int high) {
    /** Open lower end. */
    public static final int NEVER = Integer.MIN_VALUE;

    /** Open upper end. */
    public static final int FOREVER = Integer.MAX_VALUE;

    /** Nothing is known. */
    public static final Range ANY = new Range(NEVER, FOREVER);

    /**
     * @throws IllegalArgumentException if the ends are in the wrong order
     */
    public Range {
        if (low > high) {
            throw new IllegalArgumentException("range from " + low + " to " + high + " is empty");
        }
    }

    /** An exact value. */
    public static Range exactly(int value) {
        return new Range(value, value);
    }

    /** True if only one value is possible. */
    public boolean isExact() {
        return low == high;
    }

    /** Is the left value smaller than the right one? UNKNOWN where the ranges overlap. */
    public Truth less(Range other) {
        return high < other.low ? Truth.TRUE : low >= other.high ? Truth.FALSE : Truth.UNKNOWN;
    }

    /** Is the left value smaller than or equal to the right one? */
    public Truth lessOrEqual(Range other) {
        return other.less(this).not();
    }

    /** Are both values the same? */
    public Truth same(Range other) {
        if (high < other.low || other.high < low) {
            return Truth.FALSE;
        }
        return isExact() && other.isExact() ? Truth.TRUE : Truth.UNKNOWN;
    }

    /** Sum of both, open ends stay open; saturates before an int would overflow. */
    public Range plus(Range other) {
        return new Range(addLow(low, other.low), addHigh(high, other.high));
    }

    /** The smaller of the two values. */
    public Range earlier(Range other) {
        return new Range(Math.min(low, other.low), Math.min(high, other.high));
    }

    /** The greater of the two values. */
    public Range later(Range other) {
        return new Range(Math.max(low, other.low), Math.max(high, other.high));
    }

    /** Everything that either range allows. */
    public Range hull(Range other) {
        return new Range(Math.min(low, other.low), Math.max(high, other.high));
    }

    /**
     * Both statements taken together. Two statements that contradict each other leave the value
     * unknown between them: a doubt is never resolved by picking one of them.
     */
    public Range meet(Range other) {
        return overlaps(other)
                ? new Range(Math.max(low, other.low), Math.min(high, other.high))
                : hull(other);
    }

    /** True if both statements may be true. */
    public boolean overlaps(Range other) {
        return low <= other.high && other.low <= high;
    }

    /** True if the value is certainly within the other range. */
    public boolean isWithin(Range other) {
        return low >= other.low && high <= other.high;
    }

    private static int addLow(int a, int b) {
        return a == NEVER || b == NEVER ? NEVER : saturate(a, b);
    }

    private static int addHigh(int a, int b) {
        return a == FOREVER || b == FOREVER ? FOREVER : saturate(a, b);
    }

    /** Without long numbers: browsers compute them slowly. */
    private static int saturate(int a, int b) {
        int sum = a + b;
        if (((a ^ sum) & (b ^ sum)) < 0) {
            return a < 0 ? NEVER + 1 : FOREVER - 1;
        }
        return Math.max(NEVER + 1, Math.min(FOREVER - 1, sum));
    }
}
