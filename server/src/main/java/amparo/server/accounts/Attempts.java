package amparo.server.accounts;

import amparo.server.platform.Sealer;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Counts tries at the door, for each name that was typed and for each address that they came from,
 * and makes whoever goes on wait longer each time. Names that exist and names that do not are
 * treated alike, so the waiting tells nothing. The table holds fingerprints only.
 *
 * <p>A try is counted before it is looked at and given back when it was right: a thousand tries at
 * the same moment are no more than one after the other.
 */
@Repository
class Attempts {

    /**
     * What is counted: how many mistakes are free, how long the longest wait is, and after how long
     * one mistake is forgotten.
     */
    enum Kind {
        ACCOUNT(5, Duration.ofHours(1), Duration.ofHours(1)),
        /** One office often has one address. */
        ORIGIN(40, Duration.ofMinutes(15), Duration.ofMinutes(1)),
        SECOND_FACTOR(5, Duration.ofHours(1), Duration.ofHours(1)),
        LINK(10, Duration.ofMinutes(15), Duration.ofMinutes(1)),
        /** The fifth mistake ends the session; the wait is for those who come back all the same. */
        PIN(5, Duration.ofHours(12), Duration.ofHours(12));

        private final int free;
        private final Duration longest;
        private final Duration forgotten;

        Kind(int free, Duration longest, Duration forgotten) {
            this.free = free;
            this.longest = longest;
            this.forgotten = forgotten;
        }
    }

    private static final Duration FIRST_WAIT = Duration.ofSeconds(30);
    private static final Duration KEPT = Duration.ofDays(2);
    private static final int IPV6_PREFIX_BYTES = 8;

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

    /**
     * Counts one try that is about to be looked at. If now is too early, nothing is counted, and
     * the answer is until when. Tries of the same name wait here for each other.
     */
    Optional<Instant> take(Kind kind, String who) {
        OffsetDateTime now = now();
        sweep(now);
        Optional<Integer> count =
                jdbc.sql(
                                """
                                insert into sign_in_attempt as a (subject, failures, last_failure)
                                values (:subject, 1, :now)
                                on conflict (subject) do update set
                                    failures = greatest(0, a.failures - floor(least(1000000,
                                        extract(epoch from :now::timestamptz - a.last_failure) / :forgotten))::int) + 1,
                                    last_failure = case
                                        when extract(epoch from :now::timestamptz - a.last_failure) / :forgotten
                                            >= a.failures then :now::timestamptz
                                        else a.last_failure + floor(
                                            extract(epoch from :now::timestamptz - a.last_failure) / :forgotten)
                                            * make_interval(secs => :forgotten) end,
                                    locked_until = null
                                where a.locked_until is null or a.locked_until <= :now
                                returning failures
                                """)
                        .param("subject", subject(kind, who))
                        .param("now", now)
                        .param("forgotten", kind.forgotten.toSeconds())
                        .query(Integer.class)
                        .optional();
        if (count.isEmpty()) {
            return Optional.of(waitUntil(kind, who).orElse(clock.instant()));
        }
        if (count.get() >= kind.free) {
            jdbc.sql("update sign_in_attempt set locked_until = :until where subject = :subject")
                    .param("until", now.plus(wait(kind, count.get() - kind.free)))
                    .param("subject", subject(kind, who))
                    .update();
        }
        return Optional.empty();
    }

    /** Takes back one try that was right, without forgiving the others. */
    void giveBack(Kind kind, String who) {
        jdbc.sql(
                        """
                        update sign_in_attempt set failures = greatest(0, failures - 1),
                            locked_until = case when failures - 1 < :free then null else locked_until end
                        where subject = :subject
                        """)
                .param("subject", subject(kind, who))
                .param("free", kind.free)
                .update();
    }

    /** One more mistake. */
    void failed(Kind kind, String who) {
        take(kind, who);
    }

    /** All is forgiven. */
    void succeeded(Kind kind, String who) {
        jdbc.sql("delete from sign_in_attempt where subject = :subject")
                .param("subject", subject(kind, who))
                .update();
    }

    /** Whether the last free mistake has been made. */
    boolean exhausted(Kind kind, String who) {
        return waitUntil(kind, who).isPresent();
    }

    /** Doubles from the first wait to the longest. */
    static Duration wait(Kind kind, int over) {
        if (kind == Kind.PIN) {
            return kind.longest;
        }
        Duration wait = FIRST_WAIT.multipliedBy(1L << Math.min(over, 20));
        return wait.compareTo(kind.longest) > 0 ? kind.longest : wait;
    }

    /**
     * What an address counts as: of IPv6 the first 64 bits, because whoever has one address there
     * has all of them.
     */
    static String network(String address) {
        if (!address.contains(":")) {
            return address;
        }
        try {
            byte[] bytes = InetAddress.ofLiteral(address).getAddress();
            return bytes.length == 4
                    ? address
                    : HexFormat.of().formatHex(Arrays.copyOf(bytes, IPV6_PREFIX_BYTES));
        } catch (IllegalArgumentException odd) {
            return address;
        }
    }

    /** Now and then: what is older than any wait goes. */
    private void sweep(OffsetDateTime now) {
        if (ThreadLocalRandom.current().nextInt(200) == 0) {
            jdbc.sql(
                            """
                            delete from sign_in_attempt
                            where last_failure < :old and (locked_until is null or locked_until < :old)
                            """)
                    .param("old", now.minus(KEPT))
                    .update();
        }
    }

    private byte[] subject(Kind kind, String who) {
        return sealer.fingerprint(
                kind + ":" + (kind == Kind.ORIGIN || kind == Kind.LINK ? network(who) : who));
    }

    private OffsetDateTime now() {
        return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
