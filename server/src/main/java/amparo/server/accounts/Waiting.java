package amparo.server.accounts;

import java.time.Duration;
import java.time.Instant;

/** How long is left, in words of pages. */
final class Waiting {

    private Waiting() {}

    /** Whole minutes, at least one. */
    static long minutes(Instant now, Instant until) {
        return Math.max(1, Duration.between(now, until).plusSeconds(59).toMinutes());
    }
}
