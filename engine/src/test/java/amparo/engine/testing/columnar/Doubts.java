package amparo.engine.testing.columnar;

import amparo.engine.language.DayTerm;
import amparo.engine.language.Formula;
import amparo.engine.language.NumberTerm;
import amparo.engine.language.Ref;
import amparo.engine.testing.columnar.Rows.Spread;
import amparo.engine.value.Range;
import amparo.engine.value.Truth;

/**
 * Where a derivation is open because it rests on answers that contradict each other: a statement
 * beside it settles nothing.
 */
final class Doubts {
    private final ColumnarEvaluator columns;

    Doubts(ColumnarEvaluator columns) {
        this.columns = columns;
    }

    boolean[] of(Formula formula, Rows rows) {
        boolean[] doubts = new boolean[rows.size()];
        switch (formula) {
            case Formula.Flag flag -> {
                if (flag.derived() != null) {
                    TruthColumn stated = columns.stated(flag.ref(), rows);
                    TruthColumn derived = columns.truth(flag.derived(), rows);
                    add(doubts, of(flag.derived(), rows));
                    for (int row = 0; row < doubts.length; row++) {
                        Truth truth = stated.get(row);
                        doubts[row] |= truth != Truth.UNKNOWN && truth.not() == derived.get(row);
                    }
                }
            }
            case Formula.Numbers numbers -> {
                add(doubts, of(numbers.left(), rows));
                add(doubts, of(numbers.right(), rows));
            }
            case Formula.DayOrder order -> {
                add(doubts, of(order.left(), rows));
                add(doubts, of(order.right(), rows));
            }
            case Formula.And and -> and.parts().forEach(part -> add(doubts, of(part, rows)));
            case Formula.Or or -> or.parts().forEach(part -> add(doubts, of(part, rows)));
            case Formula.Not not -> add(doubts, of(not.part(), rows));
            case Formula.Quantified q -> {
                Spread spread = columns.spread(q.list(), rows);
                gather(doubts, spread, with(q.with(), of(q.has(), spread.inside()), spread));
            }
            case Formula.RuleHolds rule ->
                    throw new IllegalArgumentException("derived from rule " + rule.rule());
            case Formula.Known _, Formula.CodeIn _, Formula.SetIn _ -> {}
        }
        TruthColumn truth = columns.truth(formula, rows);
        for (int row = 0; row < doubts.length; row++) {
            doubts[row] &= truth.get(row) == Truth.UNKNOWN;
        }
        return doubts;
    }

    boolean[] of(NumberTerm term, Rows rows) {
        boolean[] doubts = new boolean[rows.size()];
        switch (term) {
            case NumberTerm.OfFact of -> {
                if (of.derived() != null) {
                    Range bounds = of.ref().fact().bounds();
                    Ranges derived = columns.number(of.derived(), rows);
                    add(doubts, of(of.derived(), rows));
                    add(doubts, apart(of.ref(), bounds, derived, rows));
                }
            }
            case NumberTerm.Elapsed elapsed -> {
                add(doubts, of(elapsed.from(), rows));
                add(doubts, of(elapsed.to(), rows));
            }
            case NumberTerm.Count count -> {
                Spread spread = columns.spread(count.list(), rows);
                boolean[] none = new boolean[spread.inside().size()];
                gather(doubts, spread, with(count.with(), none, spread));
            }
            case NumberTerm.Sum sum -> {
                Spread spread = columns.spread(sum.list(), rows);
                boolean[] parts = of(sum.term(), spread.inside());
                gather(doubts, spread, with(sum.with(), parts, spread));
            }
            case NumberTerm.Points points ->
                    points.points().forEach(point -> add(doubts, of(point.condition(), rows)));
            case NumberTerm.Literal _, NumberTerm.Table _ -> {}
        }
        return doubts;
    }

    boolean[] of(DayTerm term, Rows rows) {
        boolean[] doubts = new boolean[rows.size()];
        switch (term) {
            case DayTerm.OfFact of -> {
                if (of.derived() != null) {
                    Ranges derived = columns.day(of.derived(), rows);
                    add(doubts, of(of.derived(), rows));
                    add(doubts, apart(of.ref(), Range.ANY, derived, rows));
                }
            }
            case DayTerm.Shifted shifted -> add(doubts, of(shifted.day(), rows));
            case DayTerm.Extreme extreme -> {
                add(doubts, of(extreme.left(), rows));
                add(doubts, of(extreme.right(), rows));
            }
            case DayTerm.Literal _, DayTerm.Today _ -> {}
        }
        return doubts;
    }

    private boolean[] apart(Ref ref, Range unknown, Ranges derived, Rows rows) {
        Ranges stated = columns.stated(ref, rows, unknown);
        boolean[] apart = new boolean[rows.size()];
        for (int row = 0; row < apart.length; row++) {
            apart[row] =
                    stated.high()[row] < derived.low()[row]
                            || derived.high()[row] < stated.low()[row];
        }
        return apart;
    }

    /** The doubts of records: whether one counts, and what it says where it may count. */
    private boolean[] with(Formula with, boolean[] parts, Spread spread) {
        if (with == null) {
            return parts;
        }
        TruthColumn counts = columns.truth(with, spread.inside());
        boolean[] doubts = of(with, spread.inside());
        for (int row = 0; row < doubts.length; row++) {
            doubts[row] |= counts.get(row) != Truth.FALSE && parts[row];
        }
        return doubts;
    }

    private static void gather(boolean[] doubts, Spread spread, boolean[] records) {
        for (int row = 0; row < doubts.length; row++) {
            for (int i = spread.from()[row]; i < spread.from()[row + 1]; i++) {
                doubts[row] |= records[i];
            }
        }
    }

    private static void add(boolean[] doubts, boolean[] more) {
        for (int row = 0; row < doubts.length; row++) {
            doubts[row] |= more[row];
        }
    }
}
