package amparo.server.privacy;

import java.util.concurrent.TimeUnit;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;

/** Applies the rules of retention soon after the start, and then once a day. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class RetentionJob {

    private final Retention retention;

    RetentionJob(Retention retention) {
        this.retention = retention;
    }

    /** Not in the first minute, which belongs to those who want to work. */
    @Scheduled(
            initialDelayString = "${amparo.retention.first-minutes:1}",
            fixedDelayString = "${amparo.retention.every-minutes:1440}",
            timeUnit = TimeUnit.MINUTES)
    void daily() {
        retention.applyAll();
    }
}
