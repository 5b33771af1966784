package amparo.server.paper;

import amparo.server.groups.Codes;
import java.util.List;

/** What the pages about paper show. */
public final class Paper {

    private Paper() {}

    /** A sheet: the code of its group, and those of its lines. */
    public record Sheet(Codes.Card card, List<String> persons) {
        public Sheet {
            persons = List.copyOf(persons);
        }
    }

    /** A batch among those printed before. */
    public record Line(String href, String when, String text) {}
}
