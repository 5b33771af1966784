package amparo.server.accounts;

import amparo.server.platform.Sealer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Counts what went wrong at the door, for each name that was typed and for each address that it
 * came from, and makes whoever goes on wait longer each time. Names that exist and names that do
 * not are treated alike, so the waiting tells nothing. The table holds fingerprints only.
 */
@Repository
class Attempts {

    /** What is counted, with how many mistakes are free and how long the longest wait is. */
    enum Kind {
        ACCOUNT(5, Duration.ofHours(1)),
        /** One office often has one address. */
        ORIGIN(40, Duration.ofMinutes(15)),
        SECOND_FACTOR(5, Duration.ofHours(1)),
        LINK(10, Duration.ofMinutes(15));

        private final int free;
        private final Duration longest;

        Kind(int free, Duration longest) {
            this.free = free;
            this.longest = longest;
        }
    }

    private static final Duration FIRST_WAIT = Duration.ofSeconds(30);
    private static final Duration FORGOTTEN = Duration.ofHours(24);

    private final JdbcClient jdbc;
    private final Sealer sealer;
    private final Clock clock;

    Attempts(JdbcClient jdbc, Sealer sealer, Clock clock) {
        this.jdbc = jdbc;
        this.sealer = sealer;
        this.clock = clock;
    }

    /** Until when nothing is tried, if now is too early. */
    Optional<Instant> waitUntil(Kind kind, String who) {
        return jdbc.sql(
                        "select locked_until from sign_in_attempt where subject = :subject and locked_until > :now")
                .param("subject", subject(kind, who))
                .param("now", now())
                .query(OffsetDateTime.class)
                .optional()
                .map(OffsetDateTime::toInstant);
    }

    /** One more mistake. */
    void failed(Kind kind, String who) {
        OffsetDateTime now = now();
        int failures =
                jdbc.sql(
                                """
                                insert into sign_in_attempt (subject, failures, last_failure) values (:subject, 1, :now)
                                on conflict (subject) do update set last_failure = :now,
                                    failures = case when sign_in_attempt.last_failure < :forgotten then 1
                                                    else sign_in_attempt.failures + 1 end
                                returning failures
                                """)
                        .param("subject", subject(kind, who))
                        .param("now", now)
                        .param("forgotten", now.minus(FORGOTTEN))
                        .query(Integer.class)
                        .single();
        if (failures >= kind.free) {
            jdbc.sql("update sign_in_attempt set locked_until = :until where subject = :subject")
                    .param("until", now.plus(wait(kind, failures - kind.free)))
                    .param("subject", subject(kind, who))
                    .update();
        }
    }

    /** All is forgiven. */
    void succeeded(Kind kind, String who) {
        jdbc.sql("delete from sign_in_attempt where subject = :subject")
                .param("subject", subject(kind, who))
                .update();
    }

    /** Doubles from the first wait to the longest. */
    static Duration wait(Kind kind, int over) {
        Duration wait = FIRST_WAIT.multipliedBy(1L << Math.min(over, 20));
        return wait.compareTo(kind.longest) > 0 ? kind.longest : wait;
    }

    private byte[] subject(Kind kind, String who) {
        return sealer.fingerprint(kind + ":" + who);
    }

    private OffsetDateTime now() {
        return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
