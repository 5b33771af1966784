package amparo.server.referral;

import amparo.server.platform.Pill;
import java.util.List;

/**
 * A proposed service, in words.
 *
 * @param choose where it is chosen; empty: it cannot be
 */
public record ProposalCard(
        String name,
        String giver,
        String href,
        String choose,
        List<Pill> pills,
        List<String> lines) {
    public ProposalCard {
        pills = List.copyOf(pills);
        lines = List.copyOf(lines);
    }
}
