package amparo.server.registry;

import amparo.server.platform.SummaryRow;
import java.util.List;

/** One section of what is known of a person: a heading and its lines. */
public record Section(String title, List<SummaryRow> rows) {
    public Section {
        rows = List.copyOf(rows);
    }
}
