package amparo.engine.report;

import amparo.engine.data.JsonWriter;
import amparo.engine.evaluate.Evaluator;
import amparo.engine.fact.Household;
import java.util.Set;

/**
 * The answer to "check this file" as JSON: for one person the {@link CheckReport} itself, for
 * several {@code {"format": 1, "persons": [...]}} with a report for each, in the order of the file.
 * The command line and the browser both answer through this class.
 */
public final class HouseholdReport {
    private final CheckReport report;

    /**
     * @param language ISO 639-1 code of the texts
     * @param destinations only doors to these countries; empty for all
     */
    public HouseholdReport(Evaluator evaluator, String language, Set<String> destinations) {
        this.report = new CheckReport(evaluator, language, destinations);
    }

    /** The report of every member on one day. */
    public void write(Household household, int today, JsonWriter out) {
        boolean several = household.members().size() != 1;
        if (several) {
            out.object().field("format", CheckReport.FORMAT).key("persons").array();
        }
        for (Household.Member member : household.members()) {
            report.write(member.id(), member.facts(), today, out);
        }
        if (several) {
            out.endArray().endObject();
        }
    }
}
