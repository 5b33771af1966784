package amparo.engine.testing;

import amparo.engine.fact.Fact;
import amparo.engine.fact.FactType;
import amparo.engine.fact.Facts;
import amparo.engine.fact.RecordType;
import amparo.engine.testing.Trials.Dice;
import amparo.engine.value.Days;
import amparo.engine.value.Item;
import amparo.engine.value.Range;
import amparo.engine.value.Value;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Random people. A life is a person of whom everything is known and agrees; to forget makes a
 * person of whom less is known, but nothing false.
 */
public final class Lives {
    private static final Value NOT_KNOWN = new Value.Code(World.NOT_KNOWN);

    private final Dice dice;
    private final LocalDate today;

    public Lives(Dice dice, int today) {
        this.dice = dice;
        this.today = LocalDate.ofEpochDay(today);
    }

    /** A day on which to ask, inside or outside what the calendar and the tables cover. */
    public static int today(Dice dice) {
        return dice.between(World.day("2023-06-01"), World.day("2026-12-31"));
    }

    /** Somebody of whom everything is known, without a contradiction. */
    public Facts life() {
        LocalDate birth = before(today, 365 * 45);
        LocalDate entered = today.plusDays(dice.between(-900, 60));
        Person person =
                World.person()
                        .with("language_understood", flag(70))
                        .with("fears_return", flag(50))
                        .with("registered", flag(50))
                        .with("children", whole(dice.between(0, 4)))
                        .with("birth_date", day(birth))
                        .with("age", whole((int) ChronoUnit.YEARS.between(birth, today)))
                        .with("adult", new Value.Flag(ChronoUnit.YEARS.between(birth, today) >= 18))
                        .with("entered", day(entered))
                        .with("claimed", day(entered.plusDays(dice.between(0, 400))))
                        .with("deadline", day(entered.plusDays(30)))
                        .code("country_now", dice.of(World.COUNTRIES))
                        .code("entry_kind", dice.of(World.KINDS))
                        .with("nationality", codes(1))
                        .with("visited", codes(0))
                        .with("stay", list(this::stay))
                        .with("relative", list(this::relative));
        return person.facts();
    }

    /** The same person, but less was told. */
    public Facts forget(Facts facts) {
        Facts less = facts;
        for (Fact fact : World.VOCABULARY.facts()) {
            less = less.with(fact, forget(fact, facts.get(fact)));
        }
        return less;
    }

    /** Somebody of whom this and that is known, perhaps with contradictions. */
    public Facts anybody() {
        Facts one = forget(life());
        Facts other = forget(life());
        for (Fact fact : World.VOCABULARY.facts()) {
            if (dice.chance(30)) {
                one = one.with(fact, other.get(fact));
            }
        }
        return one;
    }

    private Item stay() {
        LocalDate entered = before(today, 1500);
        LocalDate left = entered.plusDays(dice.between(0, 900));
        boolean ongoing = dice.chance(30);
        LocalDate until = ongoing || left.isAfter(today) ? today : left;
        int months = (int) ChronoUnit.MONTHS.between(entered, until);
        return new Item(
                new Value[] {
                    new Value.Code(dice.of(World.COUNTRIES)),
                    day(entered),
                    ongoing ? new Value.Day(Range.exactly(Days.ONGOING)) : day(left),
                    flag(50),
                    whole(months),
                    new Value.Flag(months >= 12),
                    day(entered.plusMonths(6))
                });
    }

    private Item relative() {
        LocalDate born = before(today, 365 * 45);
        return new Item(
                new Value[] {
                    new Value.Code(dice.of(World.RELATIONS)),
                    whole((int) ChronoUnit.YEARS.between(born, today)),
                    new Value.Code(dice.of(World.COUNTRIES)),
                    flag(50),
                    codes(0),
                    day(born)
                });
    }

    private LocalDate before(LocalDate day, int most) {
        return day.minusDays(dice.between(0, most));
    }

    private Value flag(int percent) {
        return new Value.Flag(dice.chance(percent));
    }

    private static Value whole(int number) {
        return new Value.Whole(Range.exactly(number));
    }

    private static Value day(LocalDate day) {
        return new Value.Day(Range.exactly((int) day.toEpochDay()));
    }

    private Value codes(int least) {
        Set<String> codes = new HashSet<>();
        for (int i = dice.between(least, 3); i > 0; i--) {
            codes.add(dice.of(World.COUNTRIES));
        }
        return new Value.Codes(codes, true);
    }

    private Value list(java.util.function.Supplier<Item> maker) {
        List<Item> items = new ArrayList<>();
        for (int i = dice.of(0, 1, 1, 2, 2, 3, 4); i > 0; i--) {
            items.add(maker.get());
        }
        return new Value.Records(items, true);
    }

    private Value forget(Fact fact, Value value) {
        if (value == null || dice.chance(15)) {
            return fact.type() == FactType.CODE && dice.chance(50) ? NOT_KNOWN : null;
        }
        if (dice.chance(40) && !(value instanceof Value.Records)) {
            return value;
        }
        return switch (value) {
            case Value.Flag _, Value.Code _ -> value;
            case Value.Whole whole -> new Value.Whole(wider(whole.range(), fact.bounds(), 4));
            case Value.Day day ->
                    new Value.Day(
                            day.range().low() >= Days.ONGOING
                                    ? day.range()
                                    : dice.chance(50)
                                            ? wholeMonth(day.range())
                                            : wider(day.range(), Range.ANY, 60));
            case Value.Codes codes -> {
                Set<String> told = new TreeSet<>(codes.known());
                boolean all = !told.removeIf(_ -> dice.chance(40)) && dice.chance(60);
                boolean saysSo = !all && dice.chance(50) && told.add(World.NOT_KNOWN);
                yield new Value.Codes(told, codes.complete() && (all || saysSo));
            }
            case Value.Records records -> {
                List<Item> told = new ArrayList<>();
                for (Item item : records.items()) {
                    if (!dice.chance(15)) {
                        told.add(forget(fact.record(), item));
                    }
                }
                boolean all = told.size() == records.items().size() && dice.chance(75);
                yield new Value.Records(told, records.complete() && all);
            }
        };
    }

    private Item forget(RecordType type, Item item) {
        Item less = item;
        for (Fact field : type.fields()) {
            less = less.with(field.slot(), forget(field, item.get(field.slot())));
        }
        return less;
    }

    private Range wider(Range range, Range bounds, int most) {
        return new Range(
                Math.max(bounds.low(), range.low() - dice.between(0, most)),
                Math.min(bounds.high(), range.high() + dice.between(0, most)));
    }

    private static Range wholeMonth(Range days) {
        LocalDate from = LocalDate.ofEpochDay(days.low()).withDayOfMonth(1);
        LocalDate to = LocalDate.ofEpochDay(days.high());
        return new Range(
                (int) from.toEpochDay(), (int) to.withDayOfMonth(to.lengthOfMonth()).toEpochDay());
    }
}
