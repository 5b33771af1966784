package amparo.engine.rule;

import amparo.engine.language.DayTerm;
import amparo.engine.value.Range;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A pathway as one version of the law has it.
 *
 * @param law when this version is in force
 * @param lawOf the day that chooses the version, if not the day of the question (the day of a
 *     claim); an event in another country than the host State does not
 * @param intake when applications are taken; empty if as long as the law is in force
 * @param suspended when intake rests
 * @param benefitEnd the day on which the status ends for everybody who holds it, or null
 * @param here for asylum: where one can ask, or null
 * @param requires what must hold
 * @param unless exceptions: what must not hold
 */
public record Version(
        Window law,
        @Nullable DayTerm lawOf,
        List<Window> intake,
        List<Window> suspended,
        @Nullable Range benefitEnd,
        @Nullable Node here,
        List<Node> requires,
        List<Node> unless) {
    public Version {
        intake = List.copyOf(intake);
        suspended = List.copyOf(suspended);
        requires = List.copyOf(requires);
        unless = List.copyOf(unless);
    }
}
