package amparo.server.referral;

import amparo.server.platform.Option;
import java.util.List;

/**
 * An urgent need without a referral, in words that may be read over a shoulder.
 *
 * @param flag its id
 * @param due until when, and why then
 * @param rests why it has no referral; empty: the clock runs
 * @param links where it is referred
 */
public record ClockLine(String flag, String label, String due, String rests, List<Option> links) {
    public ClockLine {
        links = List.copyOf(links);
    }
}
