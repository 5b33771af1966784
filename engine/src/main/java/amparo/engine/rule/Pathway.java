package amparo.engine.rule;

import amparo.engine.fact.Wording;
import java.util.List;

/**
 * A door: asylum or a regular pathway; or a barrier, which is never a door.
 *
 * @param destinations ISO 3166-1 alpha-3 codes; several for agreements, each evaluated with its own
 *     {@code host}
 * @param summary what it is, in one or two sentences
 * @param apply where and how to apply
 * @param cost what it costs, in words
 * @param limits known limits and criticism
 * @param confirmed the last day on which a source said so, from 1970-01-01
 * @param changesOften true if it is to be confirmed every 3 months instead of 12
 * @param confidence high, medium or low, as the researchers put it
 * @param contest for barriers: how to contest it
 */
public record Pathway(
        String id,
        Wording title,
        List<String> destinations,
        Category category,
        How how,
        Wording summary,
        Wording authority,
        Wording apply,
        Wording cost,
        EffectOnAsylum effectOnAsylum,
        Wording effectNote,
        Grants grants,
        List<Wording> limits,
        Wording contest,
        int confirmed,
        boolean changesOften,
        String confidence,
        List<Version> versions)
        implements Rule {
    public Pathway {
        destinations = List.copyOf(destinations);
        limits = List.copyOf(limits);
        versions = List.copyOf(versions);
    }

    /** True for asylum, which has no "not met". */
    public boolean isAsylum() {
        return category == Category.ASYLUM;
    }

    /** True for a restriction. */
    public boolean isBarrier() {
        return category == Category.BARRIER;
    }
}
