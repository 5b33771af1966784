package amparo.engine.language;

import amparo.engine.value.Days;
import amparo.engine.value.PartialDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes a formula as text so that reading the text yields the same formula. Short forms come out
 * in their long form.
 */
public final class Printer {
    private final StringBuilder out = new StringBuilder();

    private Printer() {}

    /** The condition as text. */
    public static String print(Formula formula) {
        Printer printer = new Printer();
        printer.formula(formula, false);
        return printer.out.toString();
    }

    /** A number as text. */
    public static String print(NumberTerm term) {
        Printer printer = new Printer();
        printer.number(term);
        return printer.out.toString();
    }

    /** A day as text. */
    public static String print(DayTerm term) {
        Printer printer = new Printer();
        printer.day(term);
        return printer.out.toString();
    }

    private void formula(Formula formula, boolean inside) {
        switch (formula) {
            case Formula.Flag flag -> out.append(flag.ref().text());
            case Formula.Known known -> out.append(known.ref().text()).append(" is known");
            case Formula.CodeIn in -> {
                code(in.subject());
                set(in.set());
            }
            case Formula.SetIn in
                    when in.all()
                            && in.set() instanceof CodeSet.Literal literal
                            && literal.codes().isEmpty() ->
                    out.append(in.subject().text()).append(" is empty");
            case Formula.SetIn in -> {
                out.append(in.all() ? "all " : "any ").append(in.subject().text());
                set(in.set());
            }
            case Formula.Numbers numbers -> {
                number(numbers.left());
                out.append(' ').append(numbers.comparison().sign()).append(' ');
                number(numbers.right());
            }
            case Formula.DayOrder order -> {
                day(order.left());
                out.append(' ').append(order.comparison().dayWord()).append(' ');
                day(order.right());
            }
            case Formula.And and -> join(and.parts(), " and ", inside);
            case Formula.Or or -> join(or.parts(), " or ", inside);
            case Formula.Not not -> {
                out.append("not ");
                formula(not.part(), true);
            }
            case Formula.Quantified q -> quantified(q);
            case Formula.RuleHolds rule -> out.append("rule(").append(rule.rule()).append(')');
        }
    }

    private void join(List<Formula> parts, String word, boolean inside) {
        if (inside) {
            out.append('(');
        }
        for (int i = 0; i < parts.size(); i++) {
            if (i > 0) {
                out.append(word);
            }
            formula(parts.get(i), true);
        }
        if (inside) {
            out.append(')');
        }
    }

    private void quantified(Formula.Quantified q) {
        out.append(q.quantifier().word()).append(' ');
        if (q.quantifier() == Quantifier.AT_LEAST) {
            out.append(q.least()).append(' ');
        }
        out.append(q.list().text()).append(" as ").append(q.binder());
        if (q.with() != null) {
            out.append(" with ");
            formula(q.with(), true);
        }
        out.append(" has (");
        formula(q.has(), false);
        out.append(')');
    }

    private void code(CodeTerm term) {
        switch (term) {
            case CodeTerm.OfFact of -> out.append(of.ref().text());
            case CodeTerm.Host _ -> out.append("host");
        }
    }

    private void set(CodeSet set) {
        switch (set) {
            case CodeSet.Literal literal -> {
                if (literal.codes().size() == 1) {
                    out.append(" = ").append(literal.codes().get(0));
                } else {
                    out.append(" in {").append(String.join(", ", literal.codes())).append('}');
                }
            }
            case CodeSet.Named named -> out.append(" in $").append(named.name());
            case CodeSet.Just just -> {
                out.append(" = ");
                code(just.term());
            }
            case CodeSet.OfFact of -> out.append(" in ").append(of.ref().text());
        }
    }

    private void number(NumberTerm term) {
        switch (term) {
            case NumberTerm.Literal literal -> out.append(literal.value());
            case NumberTerm.OfFact of -> out.append(of.ref().text());
            case NumberTerm.Elapsed elapsed -> {
                out.append(elapsed.unit().word()).append(" from ");
                day(elapsed.from());
                out.append(" to ");
                day(elapsed.to());
            }
            case NumberTerm.Count count -> {
                out.append("count of ");
                records(count.list(), count.binder(), count.with());
            }
            case NumberTerm.Sum sum -> {
                out.append("sum of ");
                number(sum.term());
                out.append(" over ");
                records(sum.list(), sum.binder(), sum.with());
            }
            case NumberTerm.Points points -> {
                out.append("points {");
                String separator = "";
                for (NumberTerm.Point point : points.points()) {
                    out.append(separator).append(point.weight()).append(" if ");
                    formula(point.condition(), false);
                    separator = "; ";
                }
                out.append('}');
            }
            case NumberTerm.Table table -> out.append("table(").append(table.name()).append(')');
        }
    }

    private void records(Ref list, String binder, @Nullable Formula with) {
        out.append(list.text()).append(" as ").append(binder);
        if (with != null) {
            out.append(" with (");
            formula(with, false);
            out.append(')');
        }
    }

    private void day(DayTerm term) {
        switch (term) {
            case DayTerm.Literal literal ->
                    out.append(
                            literal.days().low() == Days.ONGOING
                                    ? PartialDate.ONGOING
                                    : PartialDate.print(literal.days()));
            case DayTerm.OfFact of -> out.append(of.ref().text());
            case DayTerm.Today _ -> out.append("today");
            case DayTerm.Shifted shifted -> {
                out.append(shifted.amount()).append(' ').append(shifted.unit().word());
                if (shifted.calendar() != null) {
                    out.append(" in $").append(shifted.calendar());
                }
                out.append(shifted.forward() ? " after " : " before ");
                day(shifted.day());
            }
            case DayTerm.Extreme extreme -> {
                out.append(extreme.earlier() ? "earlier of " : "later of ");
                day(extreme.left());
                out.append(" and ");
                day(extreme.right());
            }
        }
    }
}
