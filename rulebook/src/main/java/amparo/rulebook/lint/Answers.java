package amparo.rulebook.lint;

import amparo.engine.fact.CodeList;
import amparo.engine.fact.Fact;
import amparo.engine.language.CodeSet;
import amparo.engine.language.Unit;
import amparo.engine.rule.DatedTable;
import amparo.engine.rule.NamedSet;
import amparo.engine.rule.Rulebook;
import amparo.engine.value.Days;
import amparo.engine.value.Range;
import amparo.engine.value.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Answers that stand for all others as far as one condition can tell them apart: every code that it
 * treats differently, the numbers and days around each that it mentions.
 */
final class Answers {
    private static final int MOST_CLASSES = 6;

    private final Rulebook book;
    private final Mentions mentions;
    private final List<String> hosts;
    private final List<Integer> today;

    Answers(Rulebook book, Mentions mentions, List<String> hosts, List<Integer> today) {
        this.book = book;
        this.mentions = mentions;
        this.hosts = hosts;
        this.today = today;
    }

    /** The answers to try; empty if there are too many. */
    List<@Nullable Value> to(Fact fact, boolean perhapsUnknown) {
        List<@Nullable Value> values = new ArrayList<>();
        switch (fact.type()) {
            case BOOLEAN -> {
                values.add(new Value.Flag(true));
                values.add(new Value.Flag(false));
            }
            case WHOLE ->
                    numbers(fact.bounds())
                            .forEach(n -> values.add(new Value.Whole(Range.exactly(n))));
            case DATE -> days().forEach(d -> values.add(new Value.Day(Range.exactly(d))));
            case CODE ->
                    codes(fact, mentions.comparesCodes ? 2 : 1)
                            .forEach(code -> values.add(new Value.Code(code)));
            case CODES -> values.addAll(subsets(codes(fact, 1)));
            case RECORDS -> {}
        }
        if (perhapsUnknown && !values.isEmpty()) {
            values.add(null);
        }
        return values;
    }

    private Set<Integer> numbers(Range bounds) {
        Set<Integer> base = new TreeSet<>(mentions.numbers);
        for (String name : mentions.tables) {
            DatedTable table = book.table(name);
            if (table != null) {
                table.steps().forEach(step -> base.add(step.value()));
            }
        }
        Set<Integer> numbers = new TreeSet<>();
        numbers.add(bounds.low() == Range.NEVER ? -1_000_000 : bounds.low());
        numbers.add(bounds.high() == Range.FOREVER ? 1_000_000_000 : bounds.high());
        for (int n : base) {
            for (int near = -1; near <= 1; near++) {
                if (Range.exactly(n + near).isWithin(bounds)) {
                    numbers.add(n + near);
                }
            }
        }
        return numbers;
    }

    private Set<Integer> days() {
        Set<Integer> base = new TreeSet<>(mentions.days);
        base.addAll(today);
        base.removeIf(day -> day < Days.FIRST || day > Days.LAST);
        Set<Integer> moved = new TreeSet<>(base);
        for (int day : base) {
            for (Mentions.Shift shift : mentions.shifts) {
                moved.add(move(day, shift.amount(), shift.unit()));
                moved.add(move(day, -shift.amount(), shift.unit()));
            }
            for (Unit unit : mentions.elapsed) {
                for (int amount : mentions.numbers) {
                    moved.add(move(day, amount, unit));
                    moved.add(move(day, -amount, unit));
                }
            }
        }
        Set<Integer> days = new TreeSet<>(Set.of(Days.FIRST, Days.LAST, Days.ONGOING));
        for (int day : moved) {
            for (int near = -1; near <= 1; near++) {
                days.add(Math.max(Days.FIRST, Math.min(Days.LAST, day + near)));
            }
        }
        return days;
    }

    private static int move(int day, int amount, Unit unit) {
        int bounded = Math.max(-12_000, Math.min(12_000, amount));
        return switch (unit) {
            case DAYS -> day + amount;
            case WEEKS -> day + 7 * amount;
            case MONTHS -> Days.plusMonths(day, bounded);
            case YEARS -> Days.plusMonths(day, 12 * Math.max(-900, Math.min(900, amount)));
            case WORKING_DAYS -> day + 2 * amount;
        };
    }

    /** So many codes of each kind that the condition tells apart; empty if there are many kinds. */
    private List<String> codes(Fact fact, int each) {
        CodeList list = fact.codes();
        if (list == null) {
            return List.of();
        }
        Map<String, Integer> seen = new HashMap<>();
        List<String> codes = new ArrayList<>();
        for (String code : list.answers()) {
            if (seen.merge(kind(code), 1, Integer::sum) <= each) {
                codes.add(code);
            }
        }
        return codes;
    }

    private String kind(String code) {
        StringBuilder kind = new StringBuilder();
        for (CodeSet set : mentions.codeSets) {
            switch (set) {
                case CodeSet.Literal literal -> kind.append(literal.codes().contains(code));
                case CodeSet.Named named -> {
                    NamedSet dated = book.set(named.name());
                    for (NamedSet.Step step :
                            dated == null ? List.<NamedSet.Step>of() : dated.steps()) {
                        kind.append(step.codes().contains(code));
                    }
                }
                case CodeSet.Just _, CodeSet.OfFact _ -> {}
            }
        }
        if (mentions.namesHost) {
            kind.append(hosts.indexOf(code));
        }
        return kind.toString();
    }

    private static List<Value> subsets(List<String> codes) {
        List<Value> sets = new ArrayList<>();
        if (codes.size() > MOST_CLASSES) {
            return sets;
        }
        for (int bits = 1; bits < 1 << codes.size(); bits++) {
            List<String> chosen = new ArrayList<>();
            for (int i = 0; i < codes.size(); i++) {
                if ((bits >> i & 1) == 1) {
                    chosen.add(codes.get(i));
                }
            }
            sets.add(new Value.Codes(Set.copyOf(chosen), true));
        }
        return sets;
    }
}
