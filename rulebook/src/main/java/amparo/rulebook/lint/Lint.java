package amparo.rulebook.lint;

import amparo.rulebook.load.Loaded;
import amparo.rulebook.source.Finding;
import amparo.rulebook.source.Report;
import java.util.List;

/**
 * Looks for what loads and is still suspicious. All of it is a warning, except versions that
 * overlap, rules that lead back to themselves and urgencies without a clock.
 */
public final class Lint {
    /** Fewer examples than this are too few for a rule. */
    public static final int EXAMPLES = 3;

    private Lint() {}

    /**
     * The findings of loading and those of the checks, by file and line.
     *
     * @param today the day on which sources are old or not, from 1970-01-01
     */
    public static List<Finding> check(Loaded loaded, int today) {
        Report report = new Report();
        report.addAll(loaded.findings());
        FactChecks.check(loaded, Usage.of(loaded.rulebook()), report);
        ConditionChecks.check(loaded, today, report);
        VersionChecks.check(loaded, report);
        TextChecks.check(loaded, report);
        RuleChecks.check(loaded, today, report);
        ClockChecks.check(loaded, report);
        return report.findings();
    }
}
