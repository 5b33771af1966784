package amparo.server.referral;

import amparo.server.access.Acting;
import amparo.server.access.Actor;
import amparo.server.audit.AuditLog;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Looks every minute which urgent flags without a referral are due for a word. */
@Component
class FlagClockJob {

    private static final Logger LOG = LoggerFactory.getLogger(FlagClockJob.class);
    private static final int ROUNDS = 50;

    private final JdbcClient jdbc;
    private final AuditLog audit;
    private final TransactionTemplate transactions;

    FlagClockJob(JdbcClient jdbc, AuditLog audit, TransactionTemplate transactions) {
        this.jdbc = jdbc;
        this.audit = audit;
        this.transactions = transactions;
    }

    @Scheduled(
            initialDelayString = "${amparo.referral.first-seconds:45}",
            fixedDelayString = "${amparo.referral.every-seconds:60}",
            timeUnit = TimeUnit.SECONDS)
    void tick() {
        try {
            int rung = ReferralClock.TOGETHER;
            for (int round = 0; round < ROUNDS && rung == ReferralClock.TOGETHER; round++) {
                rung = once(ReferralClock.TOGETHER);
            }
        } catch (RuntimeException failed) {
            // The class alone: messages of the database can quote values.
            LOG.error("the clock of flags failed: {}", failed.getClass().getName());
        }
    }

    /** One round; how many were due. */
    int once(int atMost) {
        return Objects.requireNonNull(
                Acting.as(
                        Actor.system("flag-clock"),
                        () ->
                                transactions.execute(status -> {
                                    List<String> kinds =
                                            jdbc.sql("select kind from flag_clock_tick(:most)")
                                                    .param("most", atMost)
                                                    .query((row, number) -> row.getString(1))
                                                    .list();
                                    if (!kinds.isEmpty()) {
                                        audit.record(
                                                "tick",
                                                "flag",
                                                List.of(),
                                                null,
                                                "due " + kinds.size());
                                    }
                                    return kinds.size();
                                })));
    }
}
