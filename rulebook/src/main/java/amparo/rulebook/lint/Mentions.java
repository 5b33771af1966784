package amparo.rulebook.lint;

import amparo.engine.fact.FactType;
import amparo.engine.language.CodeSet;
import amparo.engine.language.CodeTerm;
import amparo.engine.language.DayTerm;
import amparo.engine.language.Formula;
import amparo.engine.language.NumberTerm;
import amparo.engine.language.Ref;
import amparo.engine.language.Unit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Everything that a condition over single answers mentions; what tells its truth apart. */
final class Mentions {
    /** The facts and fields it reads, by their text. */
    final Map<String, Ref> variables = new LinkedHashMap<>();

    final Set<String> askedWhetherKnown = new LinkedHashSet<>();
    final Set<CodeSet> codeSets = new LinkedHashSet<>();
    final Set<Integer> numbers = new LinkedHashSet<>();
    final Set<Integer> days = new LinkedHashSet<>();
    final List<Shift> shifts = new ArrayList<>();
    final Set<Unit> elapsed = new LinkedHashSet<>();
    final Set<String> tables = new LinkedHashSet<>();
    boolean comparesCodes;
    boolean namesHost;

    /** False if it counts records or asks for other rules: then single answers do not decide it. */
    boolean simple = true;

    /** A span of time that is added to a day. */
    record Shift(int amount, Unit unit) {}

    Mentions(Formula formula) {
        formula(formula);
    }

    private void formula(Formula formula) {
        switch (formula) {
            case Formula.Flag flag -> variable(flag.ref());
            case Formula.Known known -> {
                variable(known.ref());
                askedWhetherKnown.add(known.ref().text());
            }
            case Formula.CodeIn in -> {
                code(in.subject());
                codes(in.set());
            }
            case Formula.SetIn in -> {
                variable(in.subject());
                codes(in.set());
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
            case Formula.Quantified _, Formula.RuleHolds _ -> simple = false;
        }
    }

    private void number(NumberTerm term) {
        switch (term) {
            case NumberTerm.Literal literal -> numbers.add(literal.value());
            case NumberTerm.OfFact of -> variable(of.ref());
            case NumberTerm.Elapsed e -> {
                elapsed.add(e.unit());
                day(e.from());
                day(e.to());
            }
            case NumberTerm.Count _, NumberTerm.Sum _ -> simple = false;
            case NumberTerm.Points points -> points.points().forEach(p -> formula(p.condition()));
            case NumberTerm.Table table -> tables.add(table.name());
        }
    }

    private void day(DayTerm term) {
        switch (term) {
            case DayTerm.Literal literal -> {
                days.add(literal.days().low());
                days.add(literal.days().high());
            }
            case DayTerm.OfFact of -> variable(of.ref());
            case DayTerm.Today _ -> {}
            case DayTerm.Shifted shifted -> {
                shifts.add(new Shift(shifted.amount(), shifted.unit()));
                day(shifted.day());
            }
            case DayTerm.Extreme extreme -> {
                day(extreme.left());
                day(extreme.right());
            }
        }
    }

    private void codes(CodeSet set) {
        codeSets.add(set);
        switch (set) {
            case CodeSet.Literal _, CodeSet.Named _ -> {}
            case CodeSet.Just just -> {
                comparesCodes |= just.term() instanceof CodeTerm.OfFact;
                code(just.term());
            }
            case CodeSet.OfFact of -> {
                comparesCodes = true;
                variable(of.ref());
            }
        }
    }

    private void code(CodeTerm term) {
        switch (term) {
            case CodeTerm.OfFact of -> variable(of.ref());
            case CodeTerm.Host _ -> namesHost = true;
        }
    }

    private void variable(Ref ref) {
        variables.put(ref.text(), ref);
        simple &= ref.fact().type() != FactType.RECORDS;
    }
}
