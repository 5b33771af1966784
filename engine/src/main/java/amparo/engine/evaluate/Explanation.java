package amparo.engine.evaluate;

import amparo.engine.rule.Node;
import amparo.engine.value.Truth;
import java.util.List;

/**
 * A node of the rule with what became of it for one person.
 *
 * @param item which record of the list, counted from 0, below a node over records; -1 elsewhere
 * @param truth what the node counts as
 * @param raw what its condition came to before the cap: differs from {@code truth} where general
 *     knowledge or a dispute would have refused
 * @param applies FALSE if the node is for other people
 * @param parts the parts of a group, or one entry for each record
 */
public record Explanation(
        Node node, int item, Truth truth, Truth raw, Truth applies, List<Explanation> parts) {
    /** True if the cap held back a refusal. */
    public boolean capped() {
        return truth != raw;
    }

    /** True if this part makes its group what it is. */
    public boolean decides(Explanation group) {
        boolean turned =
                group.node() instanceof Node.Group g && g.mode() == Node.Mode.NONE
                        || group.item() < 0
                                && group.node() instanceof Node.ForRecords r
                                && r.quantifier() == amparo.engine.language.Quantifier.NO;
        return truth == (turned ? group.raw().not() : group.raw());
    }
}
