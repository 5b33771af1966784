package amparo.engine.report;

import amparo.engine.data.JsonWriter;
import amparo.engine.evaluate.Evaluator;
import amparo.engine.evaluate.Findings;
import amparo.engine.fact.Household;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * The answer to "check this file" as JSON: for one person the {@link CheckReport} itself, for
 * several {@code {"format": 1, "persons": [...]}} with a report for each, in the order of the file.
 * The command line and the browser both answer through this class.
 */
public final class HouseholdReport {
    private final CheckReport report;
    private final BiFunction<Household.Member, Integer, Findings> known;

    /**
     * @param language ISO 639-1 code of the texts
     * @param destinations only doors to these countries; empty for all
     */
    public HouseholdReport(Evaluator evaluator, String language, Set<String> destinations) {
        this(
                new CheckReport(evaluator, language, destinations),
                (member, day) -> new Findings(evaluator, member.facts(), day));
    }

    /**
     * @param known what was found out about a member, as they are now and on a day
     */
    public HouseholdReport(
            CheckReport report, BiFunction<Household.Member, Integer, Findings> known) {
        this.report = report;
        this.known = known;
    }

    /** The report of every member on one day. */
    public void write(Household household, int today, JsonWriter out) {
        boolean several = household.members().size() != 1;
        if (several) {
            out.object().field("format", CheckReport.FORMAT).key("persons").array();
        }
        for (Household.Member member : household.members()) {
            report.write(member.id(), known.apply(member, today), out);
        }
        if (several) {
            out.endArray().endObject();
        }
    }
}
