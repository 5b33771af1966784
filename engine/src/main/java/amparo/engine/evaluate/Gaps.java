package amparo.engine.evaluate;

import amparo.engine.fact.Fact;
import amparo.engine.fact.Facts;
import amparo.engine.language.CodeSet;
import amparo.engine.language.CodeTerm;
import amparo.engine.language.DayTerm;
import amparo.engine.language.Formula;
import amparo.engine.language.NumberTerm;
import amparo.engine.language.Quantifier;
import amparo.engine.language.Ref;
import amparo.engine.rule.Node;
import amparo.engine.rule.Pathway;
import amparo.engine.rule.Role;
import amparo.engine.rule.Rulebook;
import amparo.engine.value.Item;
import amparo.engine.value.Range;
import amparo.engine.value.Truth;
import amparo.engine.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the answers that keep a verdict open. Only branches that are UNKNOWN are followed: what can
 * no longer matter is not missing. A condition that is open only because its source is too weak to
 * refuse misses nothing.
 */
public final class Gaps {
    private final Scope scope;
    private final Map<Gap, Range> found = new LinkedHashMap<>();
    private final List<Fact> lists = new ArrayList<>();
    private final List<Integer> items = new ArrayList<>();

    private Gaps(Scope scope) {
        this.scope = scope;
    }

    /** What is missing for a pathway, in the order of its conditions; nothing if it is not open. */
    public static Set<Gap> of(PathwayVerdict verdict, Rulebook book, Facts facts, int today) {
        return new LinkedHashSet<>(ranges(verdict, book, facts, today).keySet());
    }

    /** What is missing for a screen; nothing if it refers. */
    public static Set<Gap> of(ScreenVerdict verdict, Rulebook book, Facts facts, int today) {
        Gaps gaps = new Gaps(new Scope(book, facts, today, ""));
        if (verdict.outcome() == Outcome.NOT_ENOUGH_KNOWN) {
            verdict.indicates().forEach(gaps::explanation);
        }
        return new LinkedHashSet<>(gaps.found.keySet());
    }

    /**
     * The same with what is known of each number or day so far; {@link Range#ANY} for other types.
     */
    static Map<Gap, Range> ranges(PathwayVerdict verdict, Rulebook book, Facts facts, int today) {
        Scope scope = new Scope(book, facts, today, verdict.destination());
        scope.lawDay = verdict.lawDay();
        Gaps gaps = new Gaps(scope);
        gaps.verdict(verdict);
        return gaps.found;
    }

    /** What is missing for one condition. */
    static Map<Gap, Range> of(Explanation condition, Scope scope) {
        Gaps gaps = new Gaps(scope);
        gaps.explanation(condition);
        return gaps.found;
    }

    private void verdict(PathwayVerdict verdict) {
        if (verdict.here() != null) {
            explanation(verdict.here());
        }
        if (verdict.eligible() == Truth.UNKNOWN) {
            eligible(verdict.requires());
            eligible(verdict.unless());
            for (Fact place : LawDays.missing(verdict.pathway(), scope)) {
                found.putIfAbsent(Gap.of(place), Range.ANY);
            }
        }
    }

    private void eligible(List<Explanation> nodes) {
        for (Explanation node : nodes) {
            if (node.node().role() == Role.ELIGIBILITY) {
                explanation(node);
            }
        }
    }

    private void explanation(Explanation e) {
        if (e.truth() != Truth.UNKNOWN) {
            return;
        }
        if (e.applies() == Truth.UNKNOWN && e.item() < 0 && e.node().onlyIf() != null) {
            formula(e.node().onlyIf());
        }
        if (e.raw() != Truth.UNKNOWN) {
            return;
        }
        switch (e.node()) {
            case Node.Condition condition -> {
                if (condition.when() != null) {
                    formula(condition.when());
                }
            }
            case Node.Group _ -> e.parts().forEach(this::explanation);
            case Node.ForRecords records -> records(records, e);
        }
    }

    private void records(Node.ForRecords node, Explanation e) {
        if (!(Terms.value(node.list(), scope) instanceof Value.Records records)) {
            add(node.list());
            return;
        }
        for (Explanation item : e.parts()) {
            if (item.truth() == Truth.UNKNOWN) {
                push(node.list(), records.items().get(item.item()), item.item());
                if (node.with() != null) {
                    formula(node.with());
                }
                item.parts().forEach(this::explanation);
                pop();
            }
        }
        if (!records.complete()) {
            add(node.list());
        }
    }

    private void formula(Formula formula) {
        if (Formulas.truth(formula, scope) != Truth.UNKNOWN) {
            return;
        }
        switch (formula) {
            case Formula.Flag flag -> {
                Fact fact = flag.ref().fact();
                if (flag.derived() == null
                        || fact.asked() && Terms.value(flag.ref(), scope) == null) {
                    add(flag.ref());
                } else {
                    formula(flag.derived());
                }
            }
            case Formula.Known _ -> {}
            case Formula.CodeIn in -> {
                code(in.subject());
                set(in.set());
            }
            case Formula.SetIn in -> {
                if (!Formulas.isKnown(in.subject(), scope)) {
                    add(in.subject());
                }
                set(in.set());
            }
            case Formula.Numbers numbers -> {
                number(numbers.left());
                number(numbers.right());
            }
            case Formula.DayOrder order -> {
                day(order.left());
                day(order.right());
            }
            case Formula.And and -> and.parts().forEach(this::formula);
            case Formula.Or or -> or.parts().forEach(this::formula);
            case Formula.Not not -> formula(not.part());
            case Formula.Quantified q ->
                    quantified(
                            q.list(),
                            q.with(),
                            q.has(),
                            q.quantifier() == Quantifier.EVERY ? Truth.TRUE : Truth.FALSE);
            case Formula.RuleHolds rule -> ruleHolds(rule.rule());
        }
    }

    private void ruleHolds(String id) {
        if (scope.rulesFollowed >= 3 || !(scope.book.rule(id) instanceof Pathway pathway)) {
            return;
        }
        String host =
                pathway.destinations().contains(scope.host)
                        ? scope.host
                        : pathway.destinations().get(0);
        PathwayVerdict verdict =
                Evaluator.pathway(pathway, new Scope(scope.book, scope.facts, scope.today, host));
        Scope inner = new Scope(scope.book, scope.facts, scope.today, host);
        inner.lawDay = verdict.lawDay();
        inner.rulesFollowed = scope.rulesFollowed + 1;
        Gaps gaps = new Gaps(inner);
        gaps.verdict(verdict);
        gaps.found.forEach(found::putIfAbsent);
    }

    /**
     * @param idle the truth of {@code has} that makes it idle whether a record counts
     */
    private void quantified(Ref list, @Nullable Formula with, @Nullable Formula has, Truth idle) {
        if (!(Terms.value(list, scope) instanceof Value.Records records)) {
            add(list);
            return;
        }
        for (int i = 0; i < records.items().size(); i++) {
            push(list, records.items().get(i), i);
            Truth counts = with == null ? Truth.TRUE : Formulas.truth(with, scope);
            if (with != null && (has == null || Formulas.truth(has, scope) != idle)) {
                formula(with);
            }
            if (has != null && counts != Truth.FALSE) {
                formula(has);
            }
            pop();
        }
        if (!records.complete()) {
            add(list);
        }
    }

    private void code(CodeTerm term) {
        if (term instanceof CodeTerm.OfFact of && Terms.value(of.ref(), scope) == null) {
            add(of.ref());
        }
    }

    private void set(CodeSet set) {
        switch (set) {
            case CodeSet.Just just -> code(just.term());
            case CodeSet.OfFact of -> {
                if (!Formulas.isKnown(of.ref(), scope)) {
                    add(of.ref());
                }
            }
            case CodeSet.Literal _, CodeSet.Named _ -> {}
        }
    }

    private void number(NumberTerm term) {
        Range range = Terms.number(term, scope);
        if (range.isExact()) {
            return;
        }
        switch (term) {
            case NumberTerm.OfFact of -> {
                if (of.derived() == null || of.ref().fact().asked()) {
                    add(of.ref(), range);
                }
                if (of.derived() != null
                        && (!of.ref().fact().asked() || Terms.value(of.ref(), scope) != null)) {
                    number(of.derived());
                }
            }
            case NumberTerm.Elapsed elapsed -> {
                day(elapsed.from());
                day(elapsed.to());
            }
            case NumberTerm.Count count ->
                    quantified(count.list(), count.with(), null, Truth.FALSE);
            case NumberTerm.Sum sum -> sum(sum);
            case NumberTerm.Points points ->
                    points.points().forEach(point -> formula(point.condition()));
            case NumberTerm.Literal _, NumberTerm.Table _ -> {}
        }
    }

    private void sum(NumberTerm.Sum sum) {
        quantified(sum.list(), sum.with(), null, Truth.FALSE);
        if (Terms.value(sum.list(), scope) instanceof Value.Records records) {
            for (int i = 0; i < records.items().size(); i++) {
                push(sum.list(), records.items().get(i), i);
                if (sum.with() == null || Formulas.truth(sum.with(), scope) != Truth.FALSE) {
                    number(sum.term());
                }
                pop();
            }
        }
    }

    private void day(DayTerm term) {
        Range range = Terms.day(term, scope);
        if (range.isExact()) {
            return;
        }
        switch (term) {
            case DayTerm.OfFact of -> {
                if (of.derived() == null || of.ref().fact().asked()) {
                    add(of.ref(), range);
                }
                if (of.derived() != null
                        && (!of.ref().fact().asked() || Terms.value(of.ref(), scope) != null)) {
                    day(of.derived());
                }
            }
            case DayTerm.Shifted shifted -> day(shifted.day());
            case DayTerm.Extreme extreme -> {
                day(extreme.left());
                day(extreme.right());
            }
            case DayTerm.Literal _, DayTerm.Today _ -> {}
        }
    }

    private void add(Ref ref) {
        add(ref, Range.ANY);
    }

    private void add(Ref ref, Range range) {
        Gap gap =
                ref.depth() < 0
                        ? Gap.of(ref.fact())
                        : new Gap(lists.get(ref.depth()), items.get(ref.depth()), ref.fact());
        found.putIfAbsent(gap, range);
    }

    private void push(Ref list, Item item, int index) {
        scope.push(item);
        lists.add(list.fact());
        items.add(index);
    }

    private void pop() {
        scope.pop();
        lists.remove(lists.size() - 1);
        items.remove(items.size() - 1);
    }
}
