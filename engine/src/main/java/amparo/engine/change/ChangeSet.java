package amparo.engine.change;

import amparo.engine.value.Truth;
import java.util.List;

/**
 * Changes that together take the refusal away; none of them can be left out.
 *
 * @param then TRUE if the pathway would be met, UNKNOWN if questions would remain
 */
public record ChangeSet(List<Change> changes, Truth then) {
    public ChangeSet {
        changes = List.copyOf(changes);
    }
}
