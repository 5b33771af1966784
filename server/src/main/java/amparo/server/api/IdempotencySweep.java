package amparo.server.api;

import amparo.server.access.Acting;
import amparo.server.access.Actor;
import java.util.concurrent.TimeUnit;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.transaction.support.TransactionTemplate;

/** Forgets kept answers after 72 hours: a program that was away for a weekend can still repeat. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class IdempotencySweep {

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;

    IdempotencySweep(JdbcClient jdbc, TransactionTemplate transactions) {
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    /** How many were forgotten. The walls let this job see the old ones only. */
    @Scheduled(initialDelay = 7, fixedDelay = 60, timeUnit = TimeUnit.MINUTES)
    int sweep() {
        Integer forgotten =
                Acting.as(
                        Actor.system("idempotency"),
                        () ->
                                transactions.execute(status ->
                                        jdbc.sql(
                                                        """
                                                        delete from idempotency_key
                                                        where created_at < now() - interval '72 hours'
                                                        """)
                                                .update()));
        return forgotten == null ? 0 : forgotten;
    }
}
