package amparo.engine.evaluate;

import amparo.engine.language.DayTerm;
import amparo.engine.language.Formula;
import amparo.engine.language.NumberTerm;
import amparo.engine.language.Ref;
import amparo.engine.language.Unit;
import amparo.engine.rule.DatedTable;
import amparo.engine.rule.WorkCalendar;
import amparo.engine.value.Days;
import amparo.engine.value.Item;
import amparo.engine.value.Range;
import amparo.engine.value.Truth;
import amparo.engine.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * Computes numbers and days as ranges: exact where everything is known, wider where answers are
 * missing.
 */
final class Terms {
    private Terms() {}

    /** What is known; null where nothing was answered, or "I do not know". */
    static @Nullable Value value(Ref ref, Scope scope) {
        int slot = ref.fact().slot();
        return ref.fact()
                .known(
                        ref.depth() < 0
                                ? scope.facts.get(slot)
                                : scope.bound(ref.depth()).get(slot));
    }

    static Range number(NumberTerm term, Scope scope) {
        return switch (term) {
            case NumberTerm.Literal literal -> Range.exactly(literal.value());
            case NumberTerm.OfFact of -> {
                Range bounds = of.ref().fact().bounds();
                Range known =
                        value(of.ref(), scope) instanceof Value.Whole whole
                                ? known(true, whole.range(), of.derived(), scope)
                                : known(false, bounds, of.derived(), scope);
                yield scope.read(known, bounds);
            }
            case NumberTerm.Elapsed elapsed ->
                    elapsed(elapsed.unit(), day(elapsed.from(), scope), day(elapsed.to(), scope));
            case NumberTerm.Count count -> count(count, scope);
            case NumberTerm.Sum sum -> sum(sum, scope);
            case NumberTerm.Points points -> points(points, scope);
            case NumberTerm.Table table -> {
                DatedTable dated = scope.book.table(table.name());
                yield dated == null ? Range.ANY : dated.on(scope.lawDay);
            }
        };
    }

    static Range day(DayTerm term, Scope scope) {
        return switch (term) {
            case DayTerm.Literal literal -> literal.days();
            case DayTerm.Today _ -> Range.exactly(scope.today);
            case DayTerm.OfFact of ->
                    value(of.ref(), scope) instanceof Value.Day day
                            ? known(true, day.range(), of.derived(), scope)
                            : known(false, Range.ANY, of.derived(), scope);
            case DayTerm.Shifted shifted -> shifted(shifted, day(shifted.day(), scope), scope);
            case DayTerm.Extreme extreme -> {
                Range left = day(extreme.left(), scope);
                Range right = day(extreme.right(), scope);
                yield extreme.earlier() ? left.earlier(right) : left.later(right);
            }
        };
    }

    private static Range known(
            boolean told, Range stated, @Nullable NumberTerm derived, Scope scope) {
        int before = scope.contradictions;
        return derived == null ? stated : scope.join(told, stated, number(derived, scope), before);
    }

    private static Range known(boolean told, Range stated, @Nullable DayTerm derived, Scope scope) {
        int before = scope.contradictions;
        return derived == null ? stated : scope.join(told, stated, day(derived, scope), before);
    }

    private static Range elapsed(Unit unit, Range from, Range to) {
        int low =
                from.high() == Range.FOREVER || to.low() == Range.NEVER
                        ? Range.NEVER
                        : between(unit, from.high(), to.low());
        int high =
                from.low() == Range.NEVER || to.high() == Range.FOREVER
                        ? Range.FOREVER
                        : between(unit, from.low(), to.high());
        return new Range(low, high);
    }

    private static int between(Unit unit, int from, int to) {
        return switch (unit) {
            case DAYS, WORKING_DAYS -> to - from;
            case WEEKS -> (to - from) / 7;
            case MONTHS -> Days.monthsBetween(from, to);
            case YEARS -> Days.monthsBetween(from, to) / 12;
        };
    }

    private static Range shifted(DayTerm.Shifted shifted, Range day, Scope scope) {
        int low = day.low() == Range.NEVER ? Range.NEVER : move(shifted, day.low(), scope).low();
        int high =
                day.high() == Range.FOREVER
                        ? Range.FOREVER
                        : move(shifted, day.high(), scope).high();
        return new Range(low, Math.max(low, high));
    }

    private static Range move(DayTerm.Shifted shifted, int day, Scope scope) {
        if (day >= Days.ONGOING) {
            return Range.exactly(day);
        }
        int amount = shifted.forward() ? shifted.amount() : -shifted.amount();
        return switch (shifted.unit()) {
            case DAYS -> Range.exactly(day + amount);
            case WEEKS -> Range.exactly(day + 7 * amount);
            case MONTHS -> Range.exactly(Days.plusMonths(day, amount));
            case YEARS -> Range.exactly(Days.plusMonths(day, 12 * amount));
            case WORKING_DAYS -> {
                WorkCalendar calendar =
                        shifted.calendar() == null ? null : scope.book.calendar(shifted.calendar());
                yield calendar == null
                        ? Range.ANY
                        : calendar.shift(day, shifted.amount(), shifted.forward());
            }
        };
    }

    private static Range count(NumberTerm.Count count, Scope scope) {
        if (!(value(count.list(), scope) instanceof Value.Records records)) {
            return new Range(0, Range.FOREVER);
        }
        int certain = 0;
        int possible = 0;
        for (Item item : records.items()) {
            Truth counts = with(count.with(), item, scope);
            certain += counts == Truth.TRUE ? 1 : 0;
            possible += counts == Truth.FALSE ? 0 : 1;
        }
        return new Range(certain, records.complete() ? possible : Range.FOREVER);
    }

    private static Range sum(NumberTerm.Sum sum, Scope scope) {
        if (!(value(sum.list(), scope) instanceof Value.Records records)) {
            return new Range(0, Range.FOREVER);
        }
        Range total = Range.exactly(0);
        Range nothing = Range.exactly(0);
        for (Item item : records.items()) {
            scope.push(item);
            Truth counts = sum.with() == null ? Truth.TRUE : Formulas.truth(sum.with(), scope);
            Range part = counts == Truth.FALSE ? nothing : number(sum.term(), scope).later(nothing);
            scope.pop();
            total = total.plus(counts == Truth.UNKNOWN ? part.hull(nothing) : part);
        }
        return records.complete() ? total : new Range(total.low(), Range.FOREVER);
    }

    private static Range points(NumberTerm.Points points, Scope scope) {
        Range total = Range.exactly(0);
        for (NumberTerm.Point point : points.points()) {
            Range part =
                    switch (Formulas.truth(point.condition(), scope)) {
                        case TRUE -> Range.exactly(point.weight());
                        case FALSE -> Range.exactly(0);
                        case UNKNOWN -> Range.exactly(0).hull(Range.exactly(point.weight()));
                    };
            total = total.plus(part);
        }
        return total;
    }

    static Truth with(@Nullable Formula with, Item item, Scope scope) {
        if (with == null) {
            return Truth.TRUE;
        }
        scope.push(item);
        Truth truth = Formulas.truth(with, scope);
        scope.pop();
        return truth;
    }
}
