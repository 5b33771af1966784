package amparo.server.api;

import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * How many requests somebody may send: a bucket that fills evenly and overflows at the burst. Kept
 * in memory: a restart forgives, and several servers allow as many times more.
 */
final class RateLimits {

    private static final int MOST_BUCKETS = 10_000;
    private static final double NANOS_A_MINUTE = 60e9;

    private final double aMinute;
    private final double burst;
    private final LongSupplier nanos;
    private final ConcurrentHashMap<String, Bucket> buckets = new ConcurrentHashMap<>();

    private record Bucket(double full, long at) {}

    /**
     * @param aMinute requests that are allowed in the long run
     * @param burst requests that are allowed at once
     * @param nanos a clock that only goes forward
     */
    RateLimits(int aMinute, int burst, LongSupplier nanos) {
        this.aMinute = aMinute;
        this.burst = burst;
        this.nanos = nanos;
    }

    /** Seconds to wait; 0 if the request is allowed, which is then counted. */
    long take(String who) {
        return change(who, 1);
    }

    /** Seconds to wait; nothing is counted. */
    long look(String who) {
        return change(who, 0);
    }

    private long change(String who, int count) {
        long now = nanos.getAsLong();
        if (buckets.size() >= MOST_BUCKETS) {
            buckets.values().removeIf(bucket -> filled(bucket, now) >= burst);
            if (buckets.size() >= MOST_BUCKETS) {
                // Many at once: better to forgive all than to remember without end.
                buckets.clear();
            }
        }
        double[] before = new double[1];
        buckets.compute(
                who,
                (name, bucket) -> {
                    before[0] = bucket == null ? burst : filled(bucket, now);
                    return new Bucket(before[0] >= 1 ? before[0] - count : before[0], now);
                });
        return before[0] >= 1 ? 0 : (long) Math.ceil((1 - before[0]) * 60 / aMinute);
    }

    private double filled(Bucket bucket, long now) {
        return Math.min(burst, bucket.full() + (now - bucket.at()) * aMinute / NANOS_A_MINUTE);
    }
}
