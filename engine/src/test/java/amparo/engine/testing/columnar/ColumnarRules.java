package amparo.engine.testing.columnar;

import amparo.engine.fact.Fact;
import amparo.engine.language.CodeSet;
import amparo.engine.language.CodeTerm;
import amparo.engine.language.DayTerm;
import amparo.engine.language.Formula;
import amparo.engine.language.Quantifier;
import amparo.engine.language.Ref;
import amparo.engine.rule.Citation;
import amparo.engine.rule.Node;
import amparo.engine.rule.Pathway;
import amparo.engine.rule.Role;
import amparo.engine.rule.Screen;
import amparo.engine.rule.Version;
import amparo.engine.testing.columnar.Rows.Spread;
import amparo.engine.value.Range;
import amparo.engine.value.Truth;
import java.util.TreeSet;

/** Pathways and screens over columns: versions, groups, and what weak sources may not do. */
final class ColumnarRules {
    private static final int MAX_RULES = 8;

    private final ColumnarEvaluator columns;

    ColumnarRules(ColumnarEvaluator columns) {
        this.columns = columns;
    }

    /** {@code rule(id)} for each row. */
    TruthColumn holds(String id, Rows rows) {
        if (rows.rules() >= MAX_RULES) {
            return TruthColumn.unknown(rows.size());
        }
        int followed = rows.rules() + 1;
        TruthColumn forPersons =
                switch (columns.book.rule(id)) {
                    case Screen screen ->
                            indicated(screen, columns.start(rows.host(), followed)).neverFalse();
                    case Pathway pathway -> {
                        boolean covered = pathway.destinations().contains(rows.host());
                        String host = covered ? rows.host() : pathway.destinations().getFirst();
                        TruthColumn eligible = eligible(pathway, columns.start(host, followed));
                        yield pathway.isAsylum() ? eligible.neverFalse() : eligible;
                    }
                    case null -> throw new IllegalArgumentException(id);
                };
        return forPersons.gather(rows.person());
    }

    TruthColumn indicated(Screen screen, Rows rows) {
        TruthColumn any = TruthColumn.of(rows.size(), Truth.FALSE);
        for (Node node : screen.indicates()) {
            any = any.or(node(node, rows, Weak.COUNTS, screen.cite(), Node.Mode.ANY));
        }
        return any;
    }

    TruthColumn eligible(Pathway pathway, Rows rows) {
        DayTerm lawOf = pathway.versions().getLast().lawOf();
        if (lawOf == null) {
            return eligible(pathway, columns.today, rows);
        }
        Ranges days = columns.day(lawOf, rows);
        TruthColumn here = inHost(lawOf, rows);
        boolean[] orToday = new boolean[rows.size()];
        TreeSet<Integer> lawDays = changes(pathway);
        lawDays.add(columns.today);
        for (int row = 0; row < rows.size(); row++) {
            boolean dated = days.low()[row] != Range.NEVER && days.high()[row] != Range.FOREVER;
            orToday[row] = dated && here.get(row) == Truth.UNKNOWN;
            if (!dated || here.get(row) == Truth.FALSE) {
                days.low()[row] = columns.today;
                days.high()[row] = columns.today;
            }
            lawDays.add(days.low()[row]);
            lawDays.add(days.high()[row]);
        }
        TruthColumn result = TruthColumn.unknown(rows.size());
        boolean[] seen = new boolean[rows.size()];
        for (int day : lawDays) {
            TruthColumn then = eligible(pathway, day, rows);
            TruthColumn agreed = result.agree(then);
            TruthColumn next = TruthColumn.unknown(rows.size());
            for (int row = 0; row < rows.size(); row++) {
                boolean counts =
                        days.low()[row] <= day && day <= days.high()[row]
                                || orToday[row] && day == columns.today;
                TruthColumn source = !counts ? result : seen[row] ? agreed : then;
                next.set(row, source.get(row));
                seen[row] |= counts;
            }
            result = next;
        }
        return result;
    }

    /** Whether the event happened in the host State, where its fact names a country. */
    private TruthColumn inHost(DayTerm lawOf, Rows rows) {
        TruthColumn all = TruthColumn.of(rows.size(), Truth.TRUE);
        if (lawOf instanceof DayTerm.OfFact of && of.ref().fact().inCountry() != null) {
            Fact place = columns.book.vocabulary().get(of.ref().fact().inCountry());
            Formula host =
                    new Formula.CodeIn(
                            new CodeTerm.OfFact(new Ref(null, -1, place)),
                            new CodeSet.Just(new CodeTerm.Host()));
            all = all.and(columns.truth(host, rows));
        }
        return all;
    }

    /** Every day on which the law may change. */
    private TreeSet<Integer> changes(Pathway pathway) {
        TreeSet<Integer> days = new TreeSet<>();
        pathway.versions().forEach(version -> days.add(version.law().from().low()));
        columns.book.sets().forEach(set -> set.steps().forEach(step -> days.add(step.from())));
        columns.book
                .tables()
                .forEach(table -> table.steps().forEach(step -> days.add(step.from())));
        days.remove(Range.NEVER);
        return days;
    }

    private TruthColumn eligible(Pathway pathway, int lawDay, Rows rows) {
        Rows then = rows.byLawOf(lawDay);
        Version version = pathway.versions().getFirst();
        for (Version other : pathway.versions()) {
            version = other.law().begun(lawDay) == Truth.FALSE ? version : other;
        }
        TruthColumn eligible = TruthColumn.of(rows.size(), Truth.TRUE);
        for (Node node : version.requires()) {
            if (node.role() == Role.ELIGIBILITY) {
                Weak weak = pathway.isBarrier() ? Weak.NEVER_SETTLES : Weak.NEVER_FALSE;
                eligible = eligible.and(node(node, then, weak, null, Node.Mode.ALL));
            }
        }
        for (Node node : version.unless()) {
            if (node.role() == Role.ELIGIBILITY) {
                Weak weak = pathway.isBarrier() ? Weak.NEVER_SETTLES : Weak.NEVER_TRUE;
                eligible = eligible.and(node(node, then, weak, null, Node.Mode.NONE).not());
            }
        }
        return eligible;
    }

    /** What a weak source may not do at a place of a rule. */
    private enum Weak {
        COUNTS,
        NEVER_FALSE,
        NEVER_TRUE,
        NEVER_SETTLES;

        Weak turned() {
            return switch (this) {
                case NEVER_FALSE -> NEVER_TRUE;
                case NEVER_TRUE -> NEVER_FALSE;
                case COUNTS, NEVER_SETTLES -> this;
            };
        }

        TruthColumn cap(TruthColumn truth) {
            return switch (this) {
                case COUNTS -> truth;
                case NEVER_FALSE -> truth.neverFalse();
                case NEVER_TRUE -> truth.neverTrue();
                case NEVER_SETTLES -> TruthColumn.unknown(truth.size());
            };
        }
    }

    private TruthColumn node(Node node, Rows rows, Weak weak, Citation around, Node.Mode parent) {
        Citation cite = node.cite() == null ? around : node.cite();
        TruthColumn applies = columns.optional(node.onlyIf(), rows);
        TruthColumn inside =
                switch (node) {
                    case Node.Condition condition ->
                            condition.when() == null
                                    ? TruthColumn.unknown(rows.size())
                                    : columns.truth(condition.when(), rows);
                    case Node.Group group -> group(group, rows, weak, cite);
                    case Node.ForRecords records -> forRecords(records, rows, weak, cite);
                };
        TruthColumn raw = parent == Node.Mode.ALL ? applies.not().or(inside) : applies.and(inside);
        boolean ownSource = node instanceof Node.Condition || node.cite() != null;
        boolean strong = cite == null || cite.support().mayRefuse();
        return strong || !ownSource ? raw : raw.whereFalse(applies, weak.cap(raw));
    }

    private TruthColumn forRecords(Node.ForRecords node, Rows rows, Weak weak, Citation cite) {
        Spread spread = columns.spread(node.list(), rows);
        TruthColumn with = columns.optional(node.with(), spread.inside());
        Weak inside = node.quantifier() == Quantifier.NO ? weak.turned() : weak;
        TruthColumn has = TruthColumn.of(spread.inside().size(), Truth.TRUE);
        for (Node part : node.parts()) {
            has = has.and(node(part, spread.inside(), inside, cite, Node.Mode.ALL));
        }
        return ColumnarEvaluator.tally(node.quantifier(), node.least(), with, has, spread);
    }

    private TruthColumn group(Node.Group group, Rows rows, Weak weak, Citation cite) {
        Weak inside = group.mode() == Node.Mode.NONE ? weak.turned() : weak;
        int[] certain = new int[rows.size()];
        int[] possible = new int[rows.size()];
        for (Node part : group.parts()) {
            TruthColumn truth = node(part, rows, inside, cite, group.mode());
            for (int row = 0; row < rows.size(); row++) {
                certain[row] += truth.get(row) == Truth.TRUE ? 1 : 0;
                possible[row] += truth.get(row) == Truth.FALSE ? 0 : 1;
            }
        }
        int needed =
                switch (group.mode()) {
                    case ALL -> group.parts().size();
                    case ANY, NONE -> 1;
                    case AT_LEAST -> group.least();
                };
        TruthColumn enough = TruthColumn.unknown(rows.size());
        for (int row = 0; row < rows.size(); row++) {
            enough.set(row, certain[row] >= needed, possible[row] < needed);
        }
        return group.mode() == Node.Mode.NONE ? enough.not() : enough;
    }
}
