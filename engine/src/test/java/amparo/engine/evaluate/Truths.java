package amparo.engine.evaluate;

import amparo.engine.fact.Facts;
import amparo.engine.language.DayTerm;
import amparo.engine.language.Formula;
import amparo.engine.language.NumberTerm;
import amparo.engine.rule.Rulebook;
import amparo.engine.value.Range;
import amparo.engine.value.Truth;

/** Lets tests of other packages ask for the truth of a single condition. */
public final class Truths {
    private Truths() {}

    /** The truth of a condition by the law of the day. */
    public static Truth of(Formula formula, Rulebook book, Facts facts, int today, String host) {
        return Formulas.truth(formula, new Scope(book, facts, today, host));
    }

    /** The truth of a condition by the law of another day. */
    public static Truth of(
            Formula formula, Rulebook book, Facts facts, int today, int lawDay, String host) {
        Scope scope = new Scope(book, facts, today, host);
        scope.lawDay = lawDay;
        return Formulas.truth(formula, scope);
    }

    /** A number. */
    public static Range number(NumberTerm term, Rulebook book, Facts facts, int today) {
        return Terms.number(term, new Scope(book, facts, today, ""));
    }

    /** A day. */
    public static Range day(DayTerm term, Rulebook book, Facts facts, int today) {
        return Terms.day(term, new Scope(book, facts, today, ""));
    }

    /** Whether a rule holds, as {@code rule(id)} sees it. */
    public static Truth ofRule(String id, Rulebook book, Facts facts, int today, String host) {
        return Evaluator.truthOfRule(id, new Scope(book, facts, today, host));
    }
}
