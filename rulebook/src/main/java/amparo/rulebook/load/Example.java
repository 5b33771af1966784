package amparo.rulebook.load;

import amparo.engine.evaluate.Availability;
import amparo.engine.evaluate.Outcome;
import amparo.engine.fact.Facts;
import amparo.engine.rule.Rule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An example that stands beside a rule and is its test.
 *
 * @param rule the id of the rule
 * @param day from 1970-01-01
 * @param destination the host State; "" for screens
 * @param expect what must come out
 * @param availability what must come out, or null if it is not stated
 * @param missing facts that must be among the missing ones
 */
public record Example(
        String rule,
        String name,
        int day,
        Facts facts,
        String destination,
        Outcome expect,
        Availability.@Nullable State availability,
        List<String> missing,
        Place place) {
    public Example {
        missing = List.copyOf(missing);
    }

    /** True if it belongs to the rule. */
    public boolean isOf(Rule other) {
        return rule.equals(other.id());
    }
}
