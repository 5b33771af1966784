package amparo.engine.evaluate;

import amparo.engine.fact.Fact;
import amparo.engine.language.CodeSet;
import amparo.engine.language.CodeTerm;
import amparo.engine.language.Comparison;
import amparo.engine.language.Formula;
import amparo.engine.language.Ref;
import amparo.engine.rule.NamedSet;
import amparo.engine.value.Item;
import amparo.engine.value.Range;
import amparo.engine.value.Truth;
import amparo.engine.value.Value;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Truth of a formula for one person, in strong Kleene logic. The reference for every other
 * evaluator.
 */
final class Formulas {
    /** A chain of rules that name rules is not followed further than this. */
    private static final int MAX_RULES = 8;

    private Formulas() {}

    static Truth truth(Formula formula, Scope scope) {
        int before = scope.contradictions;
        Truth truth = evaluate(formula, scope);
        if (truth != Truth.UNKNOWN) {
            // What is certain all the same is in no doubt, whichever part was read first.
            scope.contradictions = before;
        }
        return truth;
    }

    private static Truth evaluate(Formula formula, Scope scope) {
        return switch (formula) {
            case Formula.Flag flag -> flag(flag, scope);
            case Formula.Known known -> Truth.of(isKnown(known.ref(), scope));
            case Formula.CodeIn in -> {
                String code = code(in.subject(), scope);
                yield code == null ? Truth.UNKNOWN : contains(in.set(), code, scope);
            }
            case Formula.SetIn in -> setIn(in, scope);
            case Formula.Numbers n ->
                    compare(
                            Terms.number(n.left(), scope),
                            n.comparison(),
                            Terms.number(n.right(), scope));
            case Formula.DayOrder d ->
                    compare(
                            Terms.day(d.left(), scope),
                            d.comparison(),
                            Terms.day(d.right(), scope));
            case Formula.And and -> {
                Truth all = Truth.TRUE;
                for (Formula part : and.parts()) {
                    all = all.and(truth(part, scope));
                    if (all == Truth.FALSE) {
                        break;
                    }
                }
                yield all;
            }
            case Formula.Or or -> {
                Truth any = Truth.FALSE;
                for (Formula part : or.parts()) {
                    any = any.or(truth(part, scope));
                    if (any == Truth.TRUE) {
                        break;
                    }
                }
                yield any;
            }
            case Formula.Not not -> truth(not.part(), scope).not();
            case Formula.Quantified q -> quantified(q, scope);
            case Formula.RuleHolds rule -> ruleHolds(rule.rule(), scope);
        };
    }

    /**
     * A statement and a derivation that contradict each other leave the question open, and so does
     * a derivation from answers that contradict each other.
     */
    private static Truth flag(Formula.Flag flag, Scope scope) {
        Truth stated = Truth.UNKNOWN;
        if (Terms.value(flag.ref(), scope) instanceof Value.Flag answer
                && (answer.yes() || countsAsAnswered(flag.ref().fact(), scope))) {
            stated = Truth.of(answer.yes());
        }
        if (flag.derived() == null) {
            return stated;
        }
        int before = scope.contradictions;
        Truth derived = truth(flag.derived(), scope);
        if (stated == Truth.UNKNOWN) {
            return derived;
        }
        if (derived == stated.not()) {
            scope.contradictions++;
            return Truth.UNKNOWN;
        }
        boolean doubtful = scope.contradictions > before;
        return doubtful ? derived : stated;
    }

    /**
     * A "no" counts only if the condition that the vocabulary sets for it is fulfilled; a "yes"
     * always counts.
     */
    private static boolean countsAsAnswered(Fact fact, Scope scope) {
        String gate = fact.noCountsOnlyIf();
        if (gate == null) {
            return true;
        }
        Fact gateFact = scope.facts.vocabulary().find(gate);
        return gateFact != null
                && scope.facts.get(gateFact) instanceof Value.Flag flag
                && flag.yes();
    }

    static boolean isKnown(Ref ref, Scope scope) {
        return switch (Terms.value(ref, scope)) {
            case null -> false;
            case Value.Flag flag -> flag.yes() || countsAsAnswered(ref.fact(), scope);
            case Value.Codes codes -> codes.complete();
            case Value.Records records -> records.complete();
            case Value.Code _, Value.Whole _, Value.Day _ -> true;
        };
    }

    static @Nullable String code(CodeTerm term, Scope scope) {
        return switch (term) {
            case CodeTerm.Host _ -> scope.host.isEmpty() ? null : scope.host;
            case CodeTerm.OfFact of ->
                    Terms.value(of.ref(), scope) instanceof Value.Code code ? code.code() : null;
        };
    }

    private static Truth contains(CodeSet set, String code, Scope scope) {
        return switch (set) {
            case CodeSet.Literal literal -> Truth.of(literal.codes().contains(code));
            case CodeSet.Named named -> Truth.of(named(named, scope).contains(code));
            case CodeSet.Just just -> {
                String other = code(just.term(), scope);
                yield other == null ? Truth.UNKNOWN : Truth.of(other.equals(code));
            }
            case CodeSet.OfFact of -> {
                if (!(Terms.value(of.ref(), scope) instanceof Value.Codes codes)) {
                    yield Truth.UNKNOWN;
                }
                yield codes.known().contains(code)
                        ? Truth.TRUE
                        : codes.complete() ? Truth.FALSE : Truth.UNKNOWN;
            }
        };
    }

    private static Set<String> named(CodeSet.Named named, Scope scope) {
        NamedSet set = scope.book.set(named.name());
        return set == null ? Set.of() : set.on(scope.lawDay);
    }

    private static Truth setIn(Formula.SetIn in, Scope scope) {
        if (!(Terms.value(in.subject(), scope) instanceof Value.Codes codes)) {
            return Truth.UNKNOWN;
        }
        Truth rest = codes.complete() ? Truth.TRUE : Truth.UNKNOWN;
        if (in.all()) {
            for (String code : codes.known()) {
                rest = rest.and(contains(in.set(), code, scope));
            }
            return rest;
        }
        Truth any = rest.not();
        for (String code : codes.known()) {
            any = any.or(contains(in.set(), code, scope));
        }
        return any;
    }

    private static Truth compare(Range left, Comparison comparison, Range right) {
        return switch (comparison) {
            case EQUAL -> left.same(right);
            case DIFFERENT -> left.same(right).not();
            case LESS -> left.less(right);
            case LESS_OR_EQUAL -> left.lessOrEqual(right);
            case GREATER -> right.less(left);
            case GREATER_OR_EQUAL -> right.lessOrEqual(left);
        };
    }

    private static Truth quantified(Formula.Quantified q, Scope scope) {
        if (!(Terms.value(q.list(), scope) instanceof Value.Records records)) {
            return Truth.UNKNOWN;
        }
        Tally tally = new Tally(q.quantifier(), q.least());
        List<Item> items = records.items();
        for (int i = 0; i < items.size() && !tally.isSettled(); i++) {
            scope.push(items.get(i));
            Truth with = q.with() == null ? Truth.TRUE : truth(q.with(), scope);
            Truth has = with == Truth.FALSE ? Truth.UNKNOWN : truth(q.has(), scope);
            scope.pop();
            tally.add(with, has);
        }
        return tally.result(records.complete());
    }

    private static Truth ruleHolds(String id, Scope scope) {
        if (scope.rulesFollowed >= MAX_RULES) {
            return Truth.UNKNOWN;
        }
        scope.rulesFollowed++;
        Truth truth = Evaluator.truthOfRule(id, scope);
        scope.rulesFollowed--;
        return truth;
    }
}
