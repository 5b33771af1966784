package amparo.server.accounts;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Ends unconfirmed roles, every hour. Several servers may do so at once: the second finds none. */
@Component
class ReviewJob implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(ReviewJob.class);

    private final Reviews reviews;
    private final Duration first;
    private final Duration every;
    private volatile @Nullable ScheduledExecutorService clockwork;

    ReviewJob(
            Reviews reviews,
            @Value("${amparo.review.first:1m}") Duration first,
            @Value("${amparo.review.every:1h}") Duration every) {
        this.reviews = reviews;
        this.first = first;
        this.every = every;
    }

    @Override
    public void start() {
        ScheduledExecutorService started =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().daemon().name("access-review").factory());
        started.scheduleWithFixedDelay(
                this::run, first.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
        clockwork = started;
    }

    private void run() {
        try {
            int ended = reviews.endUnconfirmed();
            if (ended > 0) {
                LOG.info("access review: {} roles ended that nobody had confirmed", ended);
            }
        } catch (RuntimeException failed) {
            // The class alone: messages of exceptions quote values. The next hour tries again.
            LOG.error("access review failed: {}", failed.getClass().getName());
        }
    }

    @Override
    public void stop() {
        ScheduledExecutorService running = clockwork;
        clockwork = null;
        if (running != null) {
            running.shutdownNow();
        }
    }

    @Override
    public boolean isRunning() {
        return clockwork != null;
    }
}
