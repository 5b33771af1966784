package amparo.server.operations;

import ch.qos.logback.classic.spi.ILoggingEvent;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.springframework.boot.logging.structured.StructuredLogFormatter;

/** The terminal: one short line for a person; the rest is in the file. */
final class TerminalLines implements StructuredLogFormatter<ILoggingEvent> {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

    private final ZoneId zone = ZoneId.systemDefault();

    @Override
    public String format(ILoggingEvent event) {
        Told told = Told.of(event);
        String logger = event.getLoggerName();
        StringBuilder line = new StringBuilder();
        line.append(TIME.format(event.getInstant().atZone(zone)))
                .append("  ")
                .append(event.getLevel())
                .append("  ")
                .append(logger.substring(logger.lastIndexOf('.') + 1))
                .append(": ")
                .append(told.message());
        for (Told.Thrown thrown : told.thrown()) {
            line.append(" < ").append(thrown.type().substring(thrown.type().lastIndexOf('.') + 1));
        }
        return line.append(System.lineSeparator()).toString();
    }
}
