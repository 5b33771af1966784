package amparo.server.operations;

import ch.qos.logback.classic.spi.ILoggingEvent;
import java.util.List;
import org.springframework.boot.json.JsonWriter;
import org.springframework.boot.logging.structured.StructuredLogFormatter;

/**
 * The log file: one JSON object a line, with names of the Elastic Common Schema. Made by Spring
 * Boot as the settings name it.
 */
final class JsonLines implements StructuredLogFormatter<ILoggingEvent> {

    private final JsonWriter<ILoggingEvent> writer =
            JsonWriter.<ILoggingEvent>of(
                            line -> {
                                line.add("@timestamp", event -> event.getInstant().toString());
                                line.add("log.level", event -> event.getLevel().toString());
                                line.add("log.logger", ILoggingEvent::getLoggerName);
                                line.add(
                                                "trace.id",
                                                event -> event.getMDCPropertyMap().get("reference"))
                                        .whenNotNull();
                                line.add("message", event -> Told.of(event).message());
                                line.add("error", event -> errors(Told.of(event))).whenNotEmpty();
                            })
                    .withNewLineAtEnd();

    @Override
    public String format(ILoggingEvent event) {
        return writer.writeToString(event);
    }

    private static List<java.util.Map<String, Object>> errors(Told told) {
        return told.thrown().stream().map(JsonLines::error).toList();
    }

    private static java.util.Map<String, Object> error(Told.Thrown thrown) {
        java.util.Map<String, Object> error = new java.util.LinkedHashMap<>();
        error.put("type", thrown.type());
        if (thrown.state() != null) {
            error.put("sql.state", thrown.state());
        }
        error.put("frames", thrown.frames());
        return error;
    }
}
