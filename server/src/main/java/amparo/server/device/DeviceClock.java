package amparo.server.device;

import amparo.server.registry.PersonFiles.Clocked;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reckons the time on a device into the server's (decision 0038). The two clocks were compared when
 * the shift began and are compared again with each sending; a clock that was set in between is
 * plainly wrong, and then nobody knows better than "between these two".
 */
final class DeviceClock {

    /** What a steady clock and a slow line may be wrong by. */
    private static final Duration SLACK = Duration.ofMinutes(1);

    /** What a clock runs off in a shift at most, unless somebody sets it. */
    private static final Duration STEADY = Duration.ofMinutes(2);

    /**
     * A clock that was always wrong by more than this is marked, though it can be reckoned with.
     */
    private static final Duration WRONG = Duration.ofMinutes(30);

    private final Shifts.Shift shift;
    private final @Nullable Long offset;
    private final Instant now;

    private DeviceClock(Shifts.Shift shift, @Nullable Long offset, Instant now) {
        this.shift = shift;
        this.offset = offset;
        this.now = now;
    }

    /**
     * The clock as a sending shows it.
     *
     * @param clock the device's time when it sent, in milliseconds
     */
    static DeviceClock of(Shifts.Shift shift, JsonNode clock, Instant now) {
        Long shown = millis(clock);
        return new DeviceClock(shift, shown == null ? null : now.toEpochMilli() - shown, now);
    }

    /** A time in milliseconds, of this century; none: not a time. */
    static @Nullable Long millis(JsonNode time) {
        return time.isIntegralNumber()
                        && time.canConvertToLong()
                        && time.longValue() > 0
                        && time.longValue() < 32_503_680_000_000L
                ? time.longValue()
                : null;
    }

    /** When something was told that bears this time of the device. */
    Clocked told(JsonNode at) {
        Long noted = millis(at);
        Long before = shift.clockOffset();
        Instant began = shift.beganAt().toInstant();
        if (noted == null || offset == null) {
            // Somewhere in the shift; as it always was, the receipt stands for it.
            return clocked(now, Duration.between(began, now), true);
        }
        long first = before == null ? offset : before;
        // A slow line makes an offset larger, never smaller.
        Instant early = Instant.ofEpochMilli(noted + Math.min(first, offset));
        Instant late = Instant.ofEpochMilli(noted + Math.max(first, offset));
        boolean steady = Math.abs(first - offset) <= STEADY.toMillis();
        Instant reckoned = steady ? early : late;
        boolean possible =
                !reckoned.isBefore(began.minus(STEADY)) && !reckoned.isAfter(now.plus(STEADY));
        Duration slack =
                !possible
                        ? Duration.between(began, now)
                        : steady ? SLACK : Duration.between(early, late);
        return clocked(
                reckoned, slack, !possible || !steady || Math.abs(offset) > WRONG.toMillis());
    }

    private Clocked clocked(Instant reckoned, Duration slack, boolean doubt) {
        Instant began = shift.beganAt().toInstant();
        Instant at = reckoned.isBefore(began) ? began : reckoned.isAfter(now) ? now : reckoned;
        long longest = Math.max(SLACK.toSeconds(), Duration.between(began, now).toSeconds());
        return new Clocked(
                shift.id(),
                shift.beganAt(),
                at.atOffset(ZoneOffset.UTC),
                Math.toIntExact(Math.clamp(slack.toSeconds(), SLACK.toSeconds(), longest)),
                doubt);
    }

    /** Whether the day on the device is worth noting. */
    static boolean isRight(Clocked told) {
        return !told.doubt();
    }
}
