package amparo.engine.rule;

import amparo.engine.fact.Wording;

/**
 * What a pathway gives.
 *
 * @param months how long, or 0 if without fixed length or not known
 * @param renewable yes, no, or unknown
 * @param permanent {@code is}, {@code path}, {@code none} or {@code unknown}
 * @param work yes, no, or unknown
 * @param family yes, no, or unknown
 */
public record Grants(
        Wording status,
        int months,
        String renewable,
        String permanent,
        String work,
        String family,
        Wording note) {}
