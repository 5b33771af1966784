package amparo.engine.evaluate;

import amparo.engine.fact.Fact;
import amparo.engine.fact.Facts;
import amparo.engine.value.Days;
import amparo.engine.value.Item;
import amparo.engine.value.Range;
import amparo.engine.value.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The ways in which a missing answer could turn out, as far as a rule can tell them apart. */
final class Completions {
    private static final int MOST_CLASSES_OF_A_SET = 6;
    private static final Range ANY_DAY = new Range(Days.FIRST, Days.ONGOING);
    private static final Range ANY_NUMBER = new Range(-1_000_000_000, 1_000_000_000);

    private Completions() {}

    /** All ways that a gap can be narrowed, or null if they cannot be listed. */
    static @Nullable List<Facts> of(Gap gap, Range known, Facts facts, CodeClasses classes) {
        Fact fact = gap.asked();
        List<Value> values =
                switch (fact.type()) {
                    case BOOLEAN -> flags(gap, facts);
                    case CODE -> codes(fact, classes);
                    case CODES -> sets(fact, current(gap, facts), classes);
                    case WHOLE -> halves(known.equals(Range.ANY) ? fact.bounds() : known, false);
                    case DATE -> halves(known, true);
                    case RECORDS -> List.of();
                };
        if (values.isEmpty()) {
            return null;
        }
        List<Facts> result = new ArrayList<>();
        for (Value value : values) {
            result.add(set(gap, value, facts));
        }
        return result;
    }

    private static List<Value> codes(Fact fact, CodeClasses classes) {
        List<Value> values = new ArrayList<>();
        for (String code : classes.of(fact)) {
            values.add(new Value.Code(code));
        }
        return values;
    }

    private static List<Value> sets(Fact fact, @Nullable Value current, CodeClasses classes) {
        Set<String> known =
                fact.known(current) instanceof Value.Codes codes ? codes.known() : Set.of();
        List<String> more = new ArrayList<>(classes.of(fact));
        if (more.size() > MOST_CLASSES_OF_A_SET) {
            return List.of();
        }
        List<Value> values = new ArrayList<>();
        for (int chosen = 0; chosen < 1 << more.size(); chosen++) {
            Set<String> codes = new HashSet<>(known);
            for (int i = 0; i < more.size(); i++) {
                if ((chosen >> i & 1) == 1) {
                    codes.add(more.get(i));
                }
            }
            values.add(new Value.Codes(codes, true));
        }
        return values;
    }

    private static List<Value> halves(Range known, boolean days) {
        Range all = days ? ANY_DAY : ANY_NUMBER;
        int low = Math.max(known.low(), all.low());
        int high = Math.min(known.high(), all.high());
        if (low >= high) {
            return List.of();
        }
        int middle = Math.floorDiv(low + high, 2);
        Range first = new Range(low, middle);
        Range second = new Range(middle + 1, high);
        return days
                ? List.of(new Value.Day(first), new Value.Day(second))
                : List.of(new Value.Whole(first), new Value.Whole(second));
    }

    private static @Nullable Value current(Gap gap, Facts facts) {
        Value value = facts.get(gap.fact());
        if (gap.field() == null) {
            return value;
        }
        return value instanceof Value.Records records
                ? records.items().get(gap.item()).get(gap.field().slot())
                : null;
    }

    /**
     * The person with one gap answered; a "no" that needs a condition to count gets it, unless the
     * condition itself was answered.
     */
    static Facts set(Gap gap, @Nullable Value value, Facts facts) {
        Fact gate = gate(gap, facts);
        Facts open =
                gate != null && facts.get(gate) == null && isNo(value)
                        ? facts.with(gate, new Value.Flag(true))
                        : facts;
        if (gap.field() == null) {
            return open.with(gap.fact(), value);
        }
        if (!(facts.get(gap.fact()) instanceof Value.Records records)) {
            return facts;
        }
        List<Item> items = new ArrayList<>(records.items());
        items.set(gap.item(), items.get(gap.item()).with(gap.field().slot(), value));
        return open.with(gap.fact(), new Value.Records(items, records.complete()));
    }

    /** The fact that must be yes before a "no" counts, or null. */
    private static @Nullable Fact gate(Gap gap, Facts facts) {
        String gate = gap.asked().noCountsOnlyIf();
        return gate == null ? null : facts.vocabulary().find(gate);
    }

    /** Neither answer is known to be all that is possible where a "no" cannot count. */
    private static List<Value> flags(Gap gap, Facts facts) {
        Fact gate = gate(gap, facts);
        return gate != null && isNo(facts.get(gate))
                ? List.of()
                : List.of(new Value.Flag(true), new Value.Flag(false));
    }

    private static boolean isNo(@Nullable Value value) {
        return value instanceof Value.Flag flag && !flag.yes();
    }
}
