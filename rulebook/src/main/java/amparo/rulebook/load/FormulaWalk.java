package amparo.rulebook.load;

import amparo.engine.fact.Fact;
import amparo.engine.language.CodeSet;
import amparo.engine.language.CodeTerm;
import amparo.engine.language.DayTerm;
import amparo.engine.language.Formula;
import amparo.engine.language.NumberTerm;
import amparo.engine.language.Ref;
import amparo.engine.value.Range;
import org.jspecify.annotations.Nullable;

/** Walks through a condition and tells a visitor what it names. */
public final class FormulaWalk {
    /** What a walk meets. */
    public interface Visitor {
        /** A fact or field; {@code derived} if it is read only to compute another one. */
        default void ref(Ref ref, boolean derived) {}

        /** A set of codes and the fact that is compared with it, null for {@code host}. */
        default void codes(@Nullable Fact subject, CodeSet set) {}

        /** Another rule. */
        default void rule(String id) {}

        /** A dated table. */
        default void table(String name) {}

        /** A calendar of working days. */
        default void calendar(String name) {}

        /** A written date, perhaps only a month or a year; not those of derivations. */
        default void date(Range days) {}

        /** A written number that a term is compared with. */
        default void compared(Formula comparison) {}
    }

    private final Visitor visitor;
    private boolean derived;

    private FormulaWalk(Visitor visitor) {
        this.visitor = visitor;
    }

    /** Walks through a condition. */
    public static void walk(Formula formula, Visitor visitor) {
        new FormulaWalk(visitor).formula(formula);
    }

    /** Walks through a day. */
    public static void walk(DayTerm day, Visitor visitor) {
        new FormulaWalk(visitor).day(day);
    }

    /** Walks through a number. */
    static void walk(NumberTerm number, Visitor visitor) {
        new FormulaWalk(visitor).number(number);
    }

    private void formula(Formula formula) {
        switch (formula) {
            case Formula.Flag flag -> {
                ref(flag.ref());
                Formula inner = flag.derived();
                if (inner != null) {
                    within(() -> formula(inner));
                }
            }
            case Formula.Known known -> ref(known.ref());
            case Formula.CodeIn in -> {
                Fact subject = code(in.subject());
                codes(subject, in.set());
            }
            case Formula.SetIn in -> {
                ref(in.subject());
                codes(in.subject().fact(), in.set());
            }
            case Formula.Numbers numbers -> {
                visitor.compared(numbers);
                number(numbers.left());
                number(numbers.right());
            }
            case Formula.DayOrder order -> {
                visitor.compared(order);
                day(order.left());
                day(order.right());
            }
            case Formula.And and -> and.parts().forEach(this::formula);
            case Formula.Or or -> or.parts().forEach(this::formula);
            case Formula.Not not -> formula(not.part());
            case Formula.Quantified q -> {
                ref(q.list());
                optional(q.with());
                formula(q.has());
            }
            case Formula.RuleHolds rule -> visitor.rule(rule.rule());
        }
    }

    private void number(NumberTerm term) {
        switch (term) {
            case NumberTerm.Literal _ -> {}
            case NumberTerm.OfFact of -> {
                ref(of.ref());
                NumberTerm inner = of.derived();
                if (inner != null) {
                    within(() -> number(inner));
                }
            }
            case NumberTerm.Elapsed elapsed -> {
                day(elapsed.from());
                day(elapsed.to());
            }
            case NumberTerm.Count count -> {
                ref(count.list());
                optional(count.with());
            }
            case NumberTerm.Sum sum -> {
                ref(sum.list());
                number(sum.term());
                optional(sum.with());
            }
            case NumberTerm.Points points ->
                    points.points().forEach(point -> formula(point.condition()));
            case NumberTerm.Table table -> visitor.table(table.name());
        }
    }

    private void day(DayTerm term) {
        switch (term) {
            case DayTerm.Literal literal -> {
                if (!derived) {
                    visitor.date(literal.days());
                }
            }
            case DayTerm.Today _ -> {}
            case DayTerm.OfFact of -> {
                ref(of.ref());
                DayTerm inner = of.derived();
                if (inner != null) {
                    within(() -> day(inner));
                }
            }
            case DayTerm.Shifted shifted -> {
                day(shifted.day());
                if (shifted.calendar() != null) {
                    visitor.calendar(shifted.calendar());
                }
            }
            case DayTerm.Extreme extreme -> {
                day(extreme.left());
                day(extreme.right());
            }
        }
    }

    private void codes(@Nullable Fact subject, CodeSet set) {
        visitor.codes(subject, set);
        switch (set) {
            case CodeSet.Literal _, CodeSet.Named _ -> {}
            case CodeSet.Just just -> code(just.term());
            case CodeSet.OfFact of -> ref(of.ref());
        }
    }

    private @Nullable Fact code(CodeTerm term) {
        return switch (term) {
            case CodeTerm.Host _ -> null;
            case CodeTerm.OfFact of -> {
                ref(of.ref());
                yield of.ref().fact();
            }
        };
    }

    private void optional(@Nullable Formula formula) {
        if (formula != null) {
            formula(formula);
        }
    }

    private void ref(Ref ref) {
        visitor.ref(ref, derived);
    }

    private void within(Runnable inner) {
        boolean before = derived;
        derived = true;
        inner.run();
        derived = before;
    }
}
