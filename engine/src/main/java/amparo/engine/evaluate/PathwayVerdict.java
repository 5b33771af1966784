package amparo.engine.evaluate;

import amparo.engine.rule.Pathway;
import amparo.engine.rule.Version;
import amparo.engine.value.Truth;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a pathway comes to for a person on a day.
 *
 * @param destination the host State it was evaluated for
 * @param version the version of the law that was used
 * @param lawDay the day that chose it
 * @param eligible truth of the eligibility conditions together, the exceptions among them
 * @param here for asylum: whether the person is where one can ask; else null
 * @param requires the conditions with their truths
 * @param unless the exceptions with their truths: a TRUE one stands against the person
 */
public record PathwayVerdict(
        Pathway pathway,
        String destination,
        Version version,
        int lawDay,
        Availability availability,
        Truth eligible,
        Outcome outcome,
        @Nullable Explanation here,
        List<Explanation> requires,
        List<Explanation> unless) {}
