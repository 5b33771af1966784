package amparo.server.profiling;

import java.time.Instant;
import java.util.List;

/** An immediate need that is open, for a template. */
public record AlertLine(String id, String kind, Instant at) {

    static List<AlertLine> of(List<Urgent.Alert> all) {
        return all.stream()
                .map(one -> new AlertLine(one.id().toString(), one.kind(), one.at().toInstant()))
                .toList();
    }
}
