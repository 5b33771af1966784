package amparo.engine.testing;

import amparo.engine.fact.Facts;
import amparo.engine.language.CodeSet;
import amparo.engine.language.CodeTerm;
import amparo.engine.language.Comparison;
import amparo.engine.language.DayTerm;
import amparo.engine.language.Formula;
import amparo.engine.language.NumberTerm;
import amparo.engine.language.Quantifier;
import amparo.engine.language.Ref;
import amparo.engine.language.Unit;
import amparo.engine.rule.Node;
import amparo.engine.rule.Pathway;
import amparo.engine.rule.Role;
import amparo.engine.rule.Rulebook;
import amparo.engine.rule.Screen;
import amparo.engine.rule.Version;
import amparo.engine.value.Days;
import amparo.engine.value.Item;
import amparo.engine.value.Truth;
import amparo.engine.value.Value;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Two-valued truth for somebody of whom everything is known, written as plainly as possible and
 * with {@code java.time}. What the real evaluator is certain of must be true here, and what it
 * excludes must be false.
 *
 * <p>Partial dates inside rules stand for their first day. {@code is known} has no classical
 * meaning.
 */
public final class Classical {
    private final Rulebook book;
    private final Facts facts;
    private final LocalDate today;
    private final String host;
    private final List<Item> bound = new ArrayList<>();
    private int rulesFollowed;

    public Classical(Rulebook book, Facts facts, int today, String host) {
        this.book = book;
        this.facts = facts;
        this.today = LocalDate.ofEpochDay(today);
        this.host = host;
    }

    /** The truth of a condition. */
    public boolean holds(Formula formula) {
        return switch (formula) {
            case Formula.Flag flag -> ((Value.Flag) value(flag.ref())).yes();
            case Formula.Known known ->
                    throw new IllegalArgumentException(known.ref().text() + " is known");
            case Formula.CodeIn in -> set(in.set()).contains(code(in.subject()));
            case Formula.SetIn in -> {
                Set<String> codes = ((Value.Codes) value(in.subject())).known();
                Set<String> set = set(in.set());
                yield in.all() ? set.containsAll(codes) : codes.stream().anyMatch(set::contains);
            }
            case Formula.Numbers n ->
                    compare(Long.compare(number(n.left()), number(n.right())), n.comparison());
            case Formula.DayOrder d -> compare(day(d.left()).compareTo(day(d.right())), d);
            case Formula.And and -> and.parts().stream().allMatch(this::holds);
            case Formula.Or or -> or.parts().stream().anyMatch(this::holds);
            case Formula.Not not -> !holds(not.part());
            case Formula.Quantified q -> {
                List<Item> items = selected(q.list(), q.with());
                long fulfilling = items.stream().filter(item -> within(item, q.has())).count();
                yield enough(q.quantifier(), q.least(), fulfilling, items.size());
            }
            case Formula.RuleHolds rule -> rule(rule.rule());
        };
    }

    private static boolean compare(int order, Formula.DayOrder d) {
        return compare(order, d.comparison());
    }

    private static boolean compare(int order, Comparison comparison) {
        return switch (comparison) {
            case EQUAL -> order == 0;
            case DIFFERENT -> order != 0;
            case LESS -> order < 0;
            case LESS_OR_EQUAL -> order <= 0;
            case GREATER -> order > 0;
            case GREATER_OR_EQUAL -> order >= 0;
        };
    }

    private static boolean enough(Quantifier quantifier, int least, long fulfilling, int all) {
        return switch (quantifier) {
            case SOME -> fulfilling > 0;
            case NO -> fulfilling == 0;
            case EVERY -> fulfilling == all;
            case AT_LEAST -> fulfilling >= least;
        };
    }

    private List<Item> selected(Ref list, Formula with) {
        return ((Value.Records) value(list))
                .items().stream().filter(item -> with == null || within(item, with)).toList();
    }

    private boolean within(Item item, Formula formula) {
        bound.add(item);
        boolean holds = holds(formula);
        bound.removeLast();
        return holds;
    }

    private Value value(Ref ref) {
        Value value =
                ref.depth() < 0
                        ? facts.get(ref.fact())
                        : bound.get(ref.depth()).get(ref.fact().slot());
        if (value == null) {
            throw new IllegalStateException(ref.text() + " is not known in a full life");
        }
        return value;
    }

    private String code(CodeTerm term) {
        return switch (term) {
            case CodeTerm.Host _ -> host;
            case CodeTerm.OfFact of -> ((Value.Code) value(of.ref())).code();
        };
    }

    private Set<String> set(CodeSet set) {
        return switch (set) {
            case CodeSet.Literal literal -> Set.copyOf(literal.codes());
            case CodeSet.Named named -> book.set(named.name()).on((int) today.toEpochDay());
            case CodeSet.Just just -> Set.of(code(just.term()));
            case CodeSet.OfFact of -> ((Value.Codes) value(of.ref())).known();
        };
    }

    private long number(NumberTerm term) {
        return switch (term) {
            case NumberTerm.Literal literal -> literal.value();
            case NumberTerm.OfFact of -> ((Value.Whole) value(of.ref())).range().low();
            case NumberTerm.Elapsed e ->
                    switch (e.unit()) {
                        case DAYS -> ChronoUnit.DAYS.between(day(e.from()), day(e.to()));
                        case WEEKS -> ChronoUnit.WEEKS.between(day(e.from()), day(e.to()));
                        case MONTHS -> ChronoUnit.MONTHS.between(day(e.from()), day(e.to()));
                        case YEARS -> ChronoUnit.YEARS.between(day(e.from()), day(e.to()));
                        case WORKING_DAYS -> throw new IllegalArgumentException("working days");
                    };
            case NumberTerm.Count count -> selected(count.list(), count.with()).size();
            case NumberTerm.Sum sum -> {
                long total = 0;
                for (Item item : selected(sum.list(), sum.with())) {
                    bound.add(item);
                    total += Math.max(0, number(sum.term()));
                    bound.removeLast();
                }
                yield total;
            }
            case NumberTerm.Points points ->
                    points.points().stream()
                            .filter(point -> holds(point.condition()))
                            .mapToLong(NumberTerm.Point::weight)
                            .sum();
            case NumberTerm.Table table -> {
                var value = book.table(table.name()).on((int) today.toEpochDay());
                yield value.isExact() ? value.low() : World.TrueCalendar.OLD_FEE;
            }
        };
    }

    private LocalDate day(DayTerm term) {
        return switch (term) {
            case DayTerm.Literal literal -> LocalDate.ofEpochDay(literal.days().low());
            case DayTerm.Today _ -> today;
            case DayTerm.OfFact of ->
                    LocalDate.ofEpochDay(((Value.Day) value(of.ref())).range().low());
            case DayTerm.Extreme extreme -> {
                LocalDate left = day(extreme.left());
                LocalDate right = day(extreme.right());
                yield left.isBefore(right) == extreme.earlier() ? left : right;
            }
            case DayTerm.Shifted s -> {
                LocalDate day = day(s.day());
                int sign = s.forward() ? 1 : -1;
                yield day.toEpochDay() == Days.ONGOING
                        ? day
                        : s.unit() == Unit.WORKING_DAYS
                                ? World.TrueCalendar.shift(day, s.amount(), s.forward())
                                : day.plus((long) sign * s.amount(), unit(s.unit()));
            }
        };
    }

    private static ChronoUnit unit(Unit unit) {
        return switch (unit) {
            case DAYS, WORKING_DAYS -> ChronoUnit.DAYS;
            case WEEKS -> ChronoUnit.WEEKS;
            case MONTHS -> ChronoUnit.MONTHS;
            case YEARS -> ChronoUnit.YEARS;
        };
    }

    // ---------------------------------------------------------------- rules

    private boolean rule(String id) {
        if (rulesFollowed > 20) {
            return false;
        }
        rulesFollowed++;
        List<Item> outside = new ArrayList<>(bound);
        bound.clear();
        boolean holds =
                switch (book.rule(id)) {
                    case Screen screen ->
                            screen.indicates().stream()
                                    .anyMatch(node -> holds(node, Node.Mode.ANY));
                    case Pathway pathway -> eligible(pathway);
                    case null -> false;
                };
        bound.addAll(outside);
        rulesFollowed--;
        return holds;
    }

    /** Whether all that decides is fulfilled, by the version of today. */
    public boolean eligible(Pathway pathway) {
        Version version = pathway.versions().get(0);
        for (Version other : pathway.versions()) {
            if (other.law().begun((int) today.toEpochDay()) == Truth.TRUE) {
                version = other;
            }
        }
        return version.requires().stream()
                        .filter(node -> node.role() == Role.ELIGIBILITY)
                        .allMatch(node -> holds(node, Node.Mode.ALL))
                && version.unless().stream()
                        .filter(node -> node.role() == Role.ELIGIBILITY)
                        .noneMatch(node -> holds(node, Node.Mode.NONE));
    }

    private boolean holds(Node node, Node.Mode parent) {
        boolean applies = node.onlyIf() == null || holds(node.onlyIf());
        if (!applies) {
            return parent == Node.Mode.ALL;
        }
        return switch (node) {
            case Node.Condition condition -> holds(condition.when());
            case Node.Group g -> {
                long holding = g.parts().stream().filter(part -> holds(part, g.mode())).count();
                yield switch (g.mode()) {
                    case ALL -> holding == g.parts().size();
                    case ANY -> holding > 0;
                    case NONE -> holding == 0;
                    case AT_LEAST -> holding >= g.least();
                };
            }
            case Node.ForRecords r -> {
                List<Item> items = selected(r.list(), r.with());
                int fulfilling = 0;
                for (Item item : items) {
                    bound.add(item);
                    if (r.parts().stream().allMatch(part -> holds(part, Node.Mode.ALL))) {
                        fulfilling++;
                    }
                    bound.removeLast();
                }
                yield enough(r.quantifier(), r.least(), fulfilling, items.size());
            }
        };
    }
}
