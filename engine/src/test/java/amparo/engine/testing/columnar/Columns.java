package amparo.engine.testing.columnar;

import amparo.engine.fact.Fact;
import amparo.engine.fact.Facts;
import amparo.engine.value.Item;
import amparo.engine.value.Range;
import amparo.engine.value.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;

/** Persons, or the records of one list of all persons, by column. */
final class Columns {
    /** Codes as small numbers, the same in all columns. */
    static final class Dictionary {
        private final Map<String, Integer> numbers = new HashMap<>();

        int number(String code) {
            return numbers.computeIfAbsent(code, _ -> numbers.size());
        }
    }

    /** What is known of one fact, row by row. */
    sealed interface Column {
        /** Yes, no, or unknown. */
        record Flags(TruthColumn truths) implements Column {}

        /** From low to high, where known. */
        record Ranges(boolean[] known, int[] low, int[] high) implements Column {}

        /** Numbers of the dictionary, -1 if not known. */
        record Codes(int[] codes) implements Column {}

        /** A bit for each code; {@code complete} if there are no others. */
        record CodeSets(boolean[] known, long[] bits, boolean[] complete) implements Column {}

        /** Row r has the records from {@code offsets[r]} up to, but without, the next offset. */
        record Records(boolean[] known, boolean[] complete, int[] offsets, Columns records)
                implements Column {}
    }

    final int size;
    private final Map<Fact, Column> columns = new HashMap<>();

    private Columns(int size) {
        this.size = size;
    }

    static Columns of(List<Facts> persons, Dictionary dictionary) {
        Columns columns = new Columns(persons.size());
        for (Fact fact : persons.getFirst().vocabulary().facts()) {
            columns.add(fact, row -> persons.get(row).get(fact), dictionary);
        }
        return columns;
    }

    Column get(Fact fact) {
        return columns.get(fact);
    }

    private void add(Fact fact, IntFunction<Value> values, Dictionary dictionary) {
        Column column =
                switch (fact.type()) {
                    case BOOLEAN -> flags(values);
                    case WHOLE, DATE -> ranges(values);
                    case CODE -> codes(values, fact.codes().unknown(), dictionary);
                    case CODES -> codeSets(values, fact.codes().unknown(), dictionary);
                    case RECORDS -> records(fact, values, dictionary);
                };
        columns.put(fact, column);
    }

    private Column flags(IntFunction<Value> values) {
        TruthColumn truths = TruthColumn.unknown(size);
        for (int row = 0; row < size; row++) {
            if (values.apply(row) instanceof Value.Flag flag) {
                truths.set(row, flag.yes(), !flag.yes());
            }
        }
        return new Column.Flags(truths);
    }

    private Column ranges(IntFunction<Value> values) {
        Column.Ranges out = new Column.Ranges(new boolean[size], new int[size], new int[size]);
        for (int row = 0; row < size; row++) {
            Range range =
                    switch (values.apply(row)) {
                        case Value.Whole whole -> whole.range();
                        case Value.Day day -> day.range();
                        case null, default -> null;
                    };
            if (range != null) {
                out.known[row] = true;
                out.low[row] = range.low();
                out.high[row] = range.high();
            }
        }
        return out;
    }

    private Column codes(IntFunction<Value> values, Set<String> unknown, Dictionary dictionary) {
        int[] codes = new int[size];
        for (int row = 0; row < size; row++) {
            codes[row] =
                    values.apply(row) instanceof Value.Code code && !unknown.contains(code.code())
                            ? dictionary.number(code.code())
                            : -1;
        }
        return new Column.Codes(codes);
    }

    private Column codeSets(IntFunction<Value> values, Set<String> unknown, Dictionary dictionary) {
        Column.CodeSets out =
                new Column.CodeSets(new boolean[size], new long[size], new boolean[size]);
        for (int row = 0; row < size; row++) {
            if (values.apply(row) instanceof Value.Codes codes) {
                out.known[row] = true;
                out.complete[row] = codes.complete();
                for (String code : codes.known()) {
                    if (unknown.contains(code)) {
                        out.complete[row] = false;
                    } else {
                        out.bits[row] |= 1L << dictionary.number(code);
                    }
                }
            }
        }
        return out;
    }

    private Column records(Fact fact, IntFunction<Value> values, Dictionary dictionary) {
        boolean[] known = new boolean[size];
        boolean[] complete = new boolean[size];
        int[] offsets = new int[size + 1];
        List<Item> items = new ArrayList<>();
        for (int row = 0; row < size; row++) {
            if (values.apply(row) instanceof Value.Records records) {
                known[row] = true;
                complete[row] = records.complete();
                items.addAll(records.items());
            }
            offsets[row + 1] = items.size();
        }
        Columns children = new Columns(items.size());
        for (Fact field : fact.record().fields()) {
            children.add(field, row -> items.get(row).get(field.slot()), dictionary);
        }
        return new Column.Records(known, complete, offsets, children);
    }
}
