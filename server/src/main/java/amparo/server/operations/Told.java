package amparo.server.operations;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What of a log event may be written down. Messages of exceptions quote what people typed, rows and
 * addresses, and so do messages of libraries: none of them is written. Written are messages of our
 * own code and of the few libraries named here, and of everything else who said it and how bad it
 * is; of exceptions their classes and the places in the code.
 */
record Told(String message, List<Thrown> thrown) {

    private static final String WITHHELD =
            "(message of a library withheld: it may quote personal data)";

    /** Loggers whose messages were read: they tell of connections, files and threads only. */
    private static final List<String> TRUSTED =
            List.of(
                    "amparo.",
                    "com.zaxxer.hikari.",
                    "org.springframework.boot.tomcat.",
                    "org.springframework.boot.ssl.",
                    "org.apache.catalina.core.Standard",
                    "org.apache.coyote.AbstractProtocol");

    private static final int FRAMES = 40;
    private static final int CAUSES = 8;

    /** One exception of the chain. */
    record Thrown(String type, @Nullable String state, List<String> frames) {}

    static Told of(ILoggingEvent event) {
        String logger = event.getLoggerName();
        boolean trusted = TRUSTED.stream().anyMatch(logger::startsWith);
        String message = trusted ? event.getFormattedMessage() : WITHHELD;
        List<Thrown> thrown = new ArrayList<>();
        IThrowableProxy next = event.getThrowableProxy();
        while (next != null && thrown.size() < CAUSES) {
            thrown.add(thrown(next));
            next = next.getCause();
        }
        return new Told(oneLine(message), thrown);
    }

    private static Thrown thrown(IThrowableProxy proxy) {
        List<String> frames = new ArrayList<>();
        StackTraceElementProxy[] all = proxy.getStackTraceElementProxyArray();
        for (int i = 0; all != null && i < all.length && i < FRAMES; i++) {
            frames.add(all[i].getStackTraceElement().toString());
        }
        return new Thrown(proxy.getClassName(), state(proxy), frames);
    }

    /** The five letters that say what the database minded: no value is in them. */
    private static @Nullable String state(IThrowableProxy proxy) {
        return proxy instanceof ch.qos.logback.classic.spi.ThrowableProxy own
                        && own.getThrowable() instanceof java.sql.SQLException sql
                ? sql.getSQLState()
                : null;
    }

    /** Nobody writes lines of their own into our log. */
    private static String oneLine(@Nullable String message) {
        return message == null ? "" : message.replaceAll("\\p{Cntrl}+", " ");
    }
}
