package amparo.engine.testing.columnar;

import amparo.engine.fact.Fact;
import amparo.engine.fact.Facts;
import amparo.engine.language.CodeSet;
import amparo.engine.language.CodeTerm;
import amparo.engine.language.DayTerm;
import amparo.engine.language.Formula;
import amparo.engine.language.NumberTerm;
import amparo.engine.language.Quantifier;
import amparo.engine.language.Ref;
import amparo.engine.rule.Pathway;
import amparo.engine.rule.Rulebook;
import amparo.engine.rule.Screen;
import amparo.engine.testing.columnar.Columns.Column;
import amparo.engine.testing.columnar.Rows.Spread;
import amparo.engine.value.Days;
import amparo.engine.value.Range;
import amparo.engine.value.Truth;
import java.util.Arrays;
import java.util.List;

/**
 * Evaluates a condition for many persons at once. A quantifier spreads its rows out, one for each
 * record, evaluates its inside on all of them, and gathers the results; so quantifiers nest without
 * a loop over persons.
 */
public final class ColumnarEvaluator {
    final Rulebook book;
    final int today;
    private final Columns.Dictionary dictionary = new Columns.Dictionary();
    private final Columns persons;
    private final ColumnarRules rules = new ColumnarRules(this);
    private final Doubts doubts = new Doubts(this);

    public ColumnarEvaluator(Rulebook book, List<Facts> persons, int today) {
        this.book = book;
        this.persons = Columns.of(persons, dictionary);
        this.today = today;
    }

    /** The truth of a condition for each person. */
    public Truth[] truths(Formula formula, String host) {
        return array(truth(formula, start(host, 0)));
    }

    /** Whether the eligibility conditions of a pathway hold, for each person. */
    public Truth[] eligible(Pathway pathway, String host) {
        return array(rules.eligible(pathway, start(host, 0)));
    }

    /** Whether anything indicates that a screen refers, for each person. */
    public Truth[] indicated(Screen screen) {
        return array(rules.indicated(screen, start("", 0)));
    }

    private static Truth[] array(TruthColumn column) {
        Truth[] truths = new Truth[column.size()];
        Arrays.setAll(truths, column::get);
        return truths;
    }

    Rows start(String host, int rulesFollowed) {
        return Rows.ofPersons(persons.size, host, today, rulesFollowed);
    }

    private Column column(Ref ref, Rows rows) {
        return (ref.depth() < 0 ? persons : rows.lists()[ref.depth()]).get(ref.fact());
    }

    private static int[] at(Ref ref, Rows rows) {
        return ref.depth() < 0 ? rows.person() : rows.bound()[ref.depth()];
    }

    Spread spread(Ref list, Rows rows) {
        return rows.spread((Column.Records) column(list, rows));
    }

    // ---------------------------------------------------------------- conditions

    TruthColumn truth(Formula formula, Rows rows) {
        return switch (formula) {
            case Formula.Flag flag -> {
                TruthColumn stated = stated(flag.ref(), rows);
                yield flag.derived() == null
                        ? stated
                        : stated.meet(truth(flag.derived(), rows))
                                .openWhere(doubts.of(flag.derived(), rows));
            }
            case Formula.Known known -> known(known.ref(), rows);
            case Formula.CodeIn in -> codeIn(codes(in.subject(), rows), in.set(), rows);
            case Formula.SetIn in -> setIn(in, rows);
            case Formula.Numbers n ->
                    number(n.left(), rows).compare(n.comparison(), number(n.right(), rows));
            case Formula.DayOrder d ->
                    day(d.left(), rows).compare(d.comparison(), day(d.right(), rows));
            case Formula.And and -> {
                TruthColumn all = TruthColumn.of(rows.size(), Truth.TRUE);
                for (Formula part : and.parts()) {
                    all = all.and(truth(part, rows));
                }
                yield all;
            }
            case Formula.Or or -> {
                TruthColumn any = TruthColumn.of(rows.size(), Truth.FALSE);
                for (Formula part : or.parts()) {
                    any = any.or(truth(part, rows));
                }
                yield any;
            }
            case Formula.Not not -> truth(not.part(), rows).not();
            case Formula.Quantified q -> {
                Spread spread = spread(q.list(), rows);
                TruthColumn with = optional(q.with(), spread.inside());
                TruthColumn has = truth(q.has(), spread.inside());
                yield tally(q.quantifier(), q.least(), with, has, spread);
            }
            case Formula.RuleHolds rule -> rules.holds(rule.rule(), rows);
        };
    }

    TruthColumn optional(Formula formula, Rows rows) {
        return formula == null ? TruthColumn.of(rows.size(), Truth.TRUE) : truth(formula, rows);
    }

    /** The answers as they count: a "no" only where its gate is open. */
    TruthColumn stated(Ref ref, Rows rows) {
        TruthColumn all = ((Column.Flags) column(ref, rows)).truths().gather(at(ref, rows));
        String gate = ref.fact().noCountsOnlyIf();
        if (gate == null) {
            return all;
        }
        Fact gateFact = book.vocabulary().get(gate);
        TruthColumn open = ((Column.Flags) persons.get(gateFact)).truths().gather(rows.person());
        return all.and(TruthColumn.of(rows.size(), Truth.TRUE))
                .whereFalse(open.not(), all.neverFalse());
    }

    private TruthColumn known(Ref ref, Rows rows) {
        TruthColumn stated = column(ref, rows) instanceof Column.Flags ? stated(ref, rows) : null;
        int[] at = at(ref, rows);
        TruthColumn out = TruthColumn.unknown(at.length);
        for (int row = 0; row < at.length; row++) {
            boolean yes =
                    switch (column(ref, rows)) {
                        case Column.Flags _ -> stated.get(row) != Truth.UNKNOWN;
                        case Column.Ranges ranges -> ranges.known()[at[row]];
                        case Column.Codes codes -> codes.codes()[at[row]] >= 0;
                        case Column.CodeSets sets -> sets.complete()[at[row]];
                        case Column.Records records -> records.complete()[at[row]];
                    };
            out.set(row, yes, !yes);
        }
        return out;
    }

    /** The code of each row, -1 if not known. */
    private int[] codes(CodeTerm term, Rows rows) {
        int[] codes = new int[rows.size()];
        switch (term) {
            case CodeTerm.Host _ ->
                    Arrays.fill(codes, rows.host().isEmpty() ? -1 : dictionary.number(rows.host()));
            case CodeTerm.OfFact of -> {
                int[] all = ((Column.Codes) column(of.ref(), rows)).codes();
                int[] at = at(of.ref(), rows);
                Arrays.setAll(codes, row -> all[at[row]]);
            }
        }
        return codes;
    }

    /** Bits of the codes that certainly are, and certainly are not, in a set, for each row. */
    private record Membership(long[] in, long[] out) {}

    private Membership membership(CodeSet set, Rows rows) {
        Membership members = new Membership(new long[rows.size()], new long[rows.size()]);
        switch (set) {
            case CodeSet.Literal literal -> same(members, literal.codes());
            case CodeSet.Named named -> same(members, book.set(named.name()).on(rows.lawDay()));
            case CodeSet.Just just -> {
                int[] codes = codes(just.term(), rows);
                for (int row = 0; row < codes.length; row++) {
                    members.in[row] = codes[row] < 0 ? 0 : 1L << codes[row];
                    members.out[row] = codes[row] < 0 ? 0 : ~members.in[row];
                }
            }
            case CodeSet.OfFact of -> {
                Column.CodeSets sets = (Column.CodeSets) column(of.ref(), rows);
                int[] at = at(of.ref(), rows);
                for (int row = 0; row < at.length; row++) {
                    members.in[row] = sets.bits()[at[row]];
                    members.out[row] = sets.complete()[at[row]] ? ~members.in[row] : 0;
                }
            }
        }
        return members;
    }

    private void same(Membership members, Iterable<String> codes) {
        long bits = 0;
        for (String code : codes) {
            bits |= 1L << dictionary.number(code);
        }
        Arrays.fill(members.in, bits);
        Arrays.fill(members.out, ~bits);
    }

    private TruthColumn codeIn(int[] codes, CodeSet set, Rows rows) {
        Membership members = membership(set, rows);
        TruthColumn result = TruthColumn.unknown(codes.length);
        for (int row = 0; row < codes.length; row++) {
            long bit = codes[row] < 0 ? 0 : 1L << codes[row];
            result.set(row, (members.in[row] & bit) != 0, (members.out[row] & bit) != 0);
        }
        return result;
    }

    private TruthColumn setIn(Formula.SetIn in, Rows rows) {
        Column.CodeSets subjects = (Column.CodeSets) column(in.subject(), rows);
        int[] at = at(in.subject(), rows);
        Membership members = membership(in.set(), rows);
        TruthColumn result = TruthColumn.unknown(at.length);
        for (int row = 0; row < at.length; row++) {
            if (subjects.known()[at[row]]) {
                long codes = subjects.bits()[at[row]];
                boolean complete = subjects.complete()[at[row]];
                boolean someIn = (codes & members.in[row]) != 0;
                boolean someOut = (codes & members.out[row]) != 0;
                boolean allIn = complete && (codes & ~members.in[row]) == 0;
                boolean allOut = complete && (codes & ~members.out[row]) == 0;
                result.set(row, in.all() ? allIn : someIn, in.all() ? someOut : allOut);
            }
        }
        return result;
    }

    static TruthColumn tally(
            Quantifier quantifier, int least, TruthColumn with, TruthColumn has, Spread spread) {
        TruthColumn both = with.and(has);
        TruthColumn each = with.not().or(has);
        TruthColumn result = TruthColumn.unknown(spread.known().length);
        int needed = quantifier == Quantifier.AT_LEAST ? least : 1;
        for (int row = 0; row < result.size(); row++) {
            if (!spread.known()[row]) {
                continue;
            }
            int certain = 0;
            int possible = 0;
            int failing = 0;
            int fulfilled = 0;
            for (int i = spread.from()[row]; i < spread.from()[row + 1]; i++) {
                certain += both.get(i) == Truth.TRUE ? 1 : 0;
                possible += both.get(i) == Truth.FALSE ? 0 : 1;
                failing += each.get(i) == Truth.FALSE ? 1 : 0;
                fulfilled += each.get(i) == Truth.TRUE ? 1 : 0;
            }
            boolean complete = spread.complete()[row];
            boolean enough = certain >= needed;
            boolean never = complete && possible < needed;
            int all = spread.from()[row + 1] - spread.from()[row];
            switch (quantifier) {
                case SOME, AT_LEAST -> result.set(row, enough, never);
                case NO -> result.set(row, never, enough);
                case EVERY -> result.set(row, complete && fulfilled == all, failing > 0);
            }
        }
        return result;
    }

    // ---------------------------------------------------------------- numbers and days

    private boolean[] told(Ref ref, Rows rows) {
        Column.Ranges column = (Column.Ranges) column(ref, rows);
        int[] at = at(ref, rows);
        boolean[] told = new boolean[at.length];
        for (int row = 0; row < at.length; row++) {
            told[row] = column.known()[at[row]];
        }
        return told;
    }

    private static boolean[] both(boolean[] one, boolean[] other) {
        boolean[] both = new boolean[one.length];
        for (int row = 0; row < one.length; row++) {
            both[row] = one[row] && other[row];
        }
        return both;
    }

    Ranges stated(Ref ref, Rows rows, Range unknown) {
        Column.Ranges column = (Column.Ranges) column(ref, rows);
        int[] at = at(ref, rows);
        Ranges out = Ranges.all(at.length, unknown.low(), unknown.high());
        for (int row = 0; row < at.length; row++) {
            if (column.known()[at[row]]) {
                out.low()[row] = column.low()[at[row]];
                out.high()[row] = column.high()[at[row]];
            }
        }
        return out;
    }

    Ranges number(NumberTerm term, Rows rows) {
        int size = rows.size();
        return switch (term) {
            case NumberTerm.Literal literal -> Ranges.all(size, literal.value(), literal.value());
            case NumberTerm.OfFact of -> {
                Ranges stated = stated(of.ref(), rows, of.ref().fact().bounds());
                yield of.derived() == null
                        ? stated
                        : stated.meet(
                                number(of.derived(), rows),
                                both(told(of.ref(), rows), doubts.of(of.derived(), rows)));
            }
            case NumberTerm.Elapsed e -> day(e.from(), rows).until(e.unit(), day(e.to(), rows));
            case NumberTerm.Count count -> {
                Spread spread = spread(count.list(), rows);
                Ranges one = Ranges.all(spread.inside().size(), 1, 1);
                yield total(one, optional(count.with(), spread.inside()), spread);
            }
            case NumberTerm.Sum sum -> {
                Spread spread = spread(sum.list(), rows);
                Ranges parts = number(sum.term(), spread.inside());
                yield total(parts, optional(sum.with(), spread.inside()), spread);
            }
            case NumberTerm.Points points -> {
                Ranges total = Ranges.all(size, 0, 0);
                for (NumberTerm.Point point : points.points()) {
                    TruthColumn holds = truth(point.condition(), rows);
                    for (int row = 0; row < size; row++) {
                        Truth truth = holds.get(row);
                        total.low()[row] += truth == Truth.TRUE ? point.weight() : 0;
                        total.high()[row] += truth == Truth.FALSE ? 0 : point.weight();
                    }
                }
                yield total;
            }
            case NumberTerm.Table table -> {
                Range value = book.table(table.name()).on(rows.lawDay());
                yield Ranges.all(size, value.low(), value.high());
            }
        };
    }

    /** Sums what counts; what may count may also be nothing, and so is what is negative. */
    private static Ranges total(Ranges parts, TruthColumn with, Spread spread) {
        int size = spread.known().length;
        Ranges out = Ranges.all(size, 0, Range.FOREVER);
        for (int row = 0; row < size; row++) {
            long low = 0;
            long high = 0;
            boolean open = !spread.complete()[row];
            for (int i = spread.from()[row]; i < spread.from()[row + 1]; i++) {
                Truth counts = with.get(i);
                low += counts == Truth.TRUE ? Math.max(0, parts.low()[i]) : 0;
                high += counts == Truth.FALSE ? 0 : Math.max(0, parts.high()[i]);
                open |= counts != Truth.FALSE && parts.high()[i] == Range.FOREVER;
            }
            out.low()[row] = (int) Math.min(low, Range.FOREVER - 1L);
            out.high()[row] = open ? Range.FOREVER : (int) Math.min(high, Range.FOREVER - 1L);
        }
        return out;
    }

    Ranges day(DayTerm term, Rows rows) {
        int size = rows.size();
        return switch (term) {
            case DayTerm.Literal literal ->
                    Ranges.all(size, literal.days().low(), literal.days().high());
            case DayTerm.Today _ -> Ranges.all(size, today, today);
            case DayTerm.OfFact of -> {
                Ranges stated = stated(of.ref(), rows, Range.ANY);
                yield of.derived() == null
                        ? stated
                        : stated.meet(
                                day(of.derived(), rows),
                                both(told(of.ref(), rows), doubts.of(of.derived(), rows)));
            }
            case DayTerm.Extreme extreme ->
                    day(extreme.left(), rows)
                            .extreme(extreme.earlier(), day(extreme.right(), rows));
            case DayTerm.Shifted shifted -> {
                Ranges days = day(shifted.day(), rows);
                Ranges out = Ranges.all(size, Range.NEVER, Range.FOREVER);
                for (int row = 0; row < size; row++) {
                    if (days.low()[row] != Range.NEVER) {
                        out.low()[row] = move(shifted, days.low()[row]).low();
                    }
                    if (days.high()[row] != Range.FOREVER) {
                        int high = move(shifted, days.high()[row]).high();
                        out.high()[row] = Math.max(out.low()[row], high);
                    }
                }
                yield out;
            }
        };
    }

    private Range move(DayTerm.Shifted shifted, int day) {
        if (day >= Days.ONGOING) {
            return Range.exactly(day);
        }
        int amount = shifted.forward() ? shifted.amount() : -shifted.amount();
        return switch (shifted.unit()) {
            case DAYS -> Range.exactly(day + amount);
            case WEEKS -> Range.exactly(day + 7 * amount);
            case MONTHS -> Range.exactly(Days.plusMonths(day, amount));
            case YEARS -> Range.exactly(Days.plusMonths(day, 12 * amount));
            case WORKING_DAYS ->
                    book.calendar(shifted.calendar())
                            .shift(day, shifted.amount(), shifted.forward());
        };
    }
}
