package amparo.server.profiling;

import amparo.engine.evaluate.Walk;
import amparo.engine.fact.Sensitivity;
import amparo.engine.rule.Pathway;
import java.util.EnumSet;
import java.util.Set;

/**
 * Whether a door by itself tells what somebody went through: one for victims of a crime, say. It is
 * told by word; it stands neither on paper that is carried nor where others may look along.
 */
final class TellingDoors {

    private TellingDoors() {}

    static boolean tells(Pathway pathway) {
        Set<Sensitivity> read = EnumSet.noneOf(Sensitivity.class);
        Walk.nodes(
                pathway,
                node ->
                        Walk.formulas(
                                node,
                                formula ->
                                        Walk.refs(
                                                formula,
                                                ref -> read.add(ref.fact().sensitivity()))));
        return read.contains(Sensitivity.SENSITIVE) || read.contains(Sensitivity.SURVIVOR);
    }
}
