package amparo.engine.change;

import java.util.List;

/**
 * What would have to change for a pathway that is not met.
 *
 * @param sets the smallest sets, at most {@link WhatIf#MOST_SETS}, of at most {@link
 *     WhatIf#MOST_CHANGES} changes
 * @param cannotChange ids of the conditions that stand against the person and that nothing here can
 *     change
 * @param withheld true if a way was left out because it would lead to authorities that the person
 *     may fear
 * @param cut true if the search ended before everything was tried
 */
public record Changes(
        List<ChangeSet> sets, List<String> cannotChange, boolean withheld, boolean cut) {
    public Changes {
        sets = List.copyOf(sets);
        cannotChange = List.copyOf(cannotChange);
    }
}
