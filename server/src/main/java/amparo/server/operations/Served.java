package amparo.server.operations;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Whoever is served when the server is asked to stop gets the whole answer. The orderly stop of the
 * web server waits until no page is at work, but what a page wrote leaves only afterwards, and an
 * error is turned into its page only then: a stop in that moment cut the line without a word. Here
 * a request ends when its last byte was handed over, and the connections are closed after that.
 */
@Component
class Served
        implements SmartLifecycle, WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> {

    /** After the orderly stop of the web server (MAX - 1024), before it is closed (MAX - 2048). */
    private static final int BETWEEN = DEFAULT_PHASE - 1536;

    private static final Duration STEP = Duration.ofMillis(10);

    private final AtomicInteger open = new AtomicInteger();
    private volatile boolean started;

    @Override
    public void customize(ConfigurableTomcatWebServerFactory factory) {
        factory.addEngineValves(new Door());
    }

    @Override
    public void start() {
        started = true;
    }

    @Override
    public boolean isRunning() {
        return started;
    }

    @Override
    public int getPhase() {
        return BETWEEN;
    }

    /** In a thread of its own: whoever stops has a limit of time for each phase. */
    @Override
    public void stop(Runnable done) {
        Thread.ofVirtual()
                .name("served")
                .start(() -> {
                    stop();
                    done.run();
                });
    }

    @Override
    public void stop() {
        try {
            while (open.get() > 0) {
                Thread.sleep(STEP);
            }
        } catch (InterruptedException told) {
            Thread.currentThread().interrupt();
        }
        started = false;
    }

    /** Around everything else, the page that tells of an error included. */
    private final class Door extends ValveBase {

        Door() {
            super(true);
        }

        @Override
        public void invoke(Request request, Response response)
                throws IOException, ServletException {
            open.incrementAndGet();
            try {
                getNext().invoke(request, response);
                if (!request.isAsync()) {
                    response.finishResponse();
                }
            } finally {
                open.decrementAndGet();
            }
        }
    }
}
