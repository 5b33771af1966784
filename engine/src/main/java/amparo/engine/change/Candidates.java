package amparo.engine.change;

import amparo.engine.evaluate.Explanation;
import amparo.engine.evaluate.FormulaProbe;
import amparo.engine.evaluate.Walk;
import amparo.engine.fact.Fact;
import amparo.engine.fact.Facts;
import amparo.engine.fact.Mutability;
import amparo.engine.fact.RecordType;
import amparo.engine.language.CodeSet;
import amparo.engine.language.CodeTerm;
import amparo.engine.language.Comparison;
import amparo.engine.language.DayTerm;
import amparo.engine.language.Formula;
import amparo.engine.language.NumberTerm;
import amparo.engine.language.Quantifier;
import amparo.engine.language.Ref;
import amparo.engine.rule.Node;
import amparo.engine.value.Days;
import amparo.engine.value.Item;
import amparo.engine.value.Range;
import amparo.engine.value.Truth;
import amparo.engine.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Collects single changes that could turn a refusing condition around. Only facts that the
 * vocabulary calls obtainable, of another's making, or a matter of time are ever touched: place,
 * claims, family ties and what is fixed never are.
 */
final class Candidates {
    private static final int YEARS_AHEAD = 40;
    private static final int MOST_CODES = 3;

    private final FormulaProbe probe;
    private final Facts facts;
    private final Caution caution;
    private final int today;
    private final Set<Change> found = new LinkedHashSet<>();
    private final List<Ref> lists = new ArrayList<>();
    private final List<Integer> items = new ArrayList<>();
    private boolean withheld;

    Candidates(FormulaProbe probe, Facts facts, int today) {
        this.probe = probe;
        this.facts = facts;
        this.caution = new Caution(facts);
        this.today = today;
    }

    List<Change> found() {
        return new ArrayList<>(found);
    }

    boolean withheld() {
        return withheld;
    }

    /** Changes that could give a node the truth wanted; nothing if it has it, or is open. */
    void node(Explanation e, boolean wanted) {
        if (e.truth() == Truth.UNKNOWN || e.truth() == Truth.of(wanted)) {
            return;
        }
        switch (e.node()) {
            case Node.Condition condition -> {
                if (condition.when() != null) {
                    formula(condition.when(), wanted);
                }
            }
            case Node.Group group -> {
                boolean turned = group.mode() == Node.Mode.NONE;
                e.parts().forEach(part -> node(part, turned != wanted));
            }
            case Node.ForRecords records -> records(records, e, wanted);
        }
    }

    private void records(Node.ForRecords node, Explanation e, boolean wanted) {
        boolean turned = node.quantifier() == Quantifier.NO;
        if (probe.value(node.list()) instanceof Value.Records records) {
            for (Explanation item : e.parts()) {
                push(node.list(), records.items().get(item.item()), item.item());
                item.parts().forEach(part -> node(part, turned != wanted));
                pop();
            }
        }
        if (wanted && (node.quantifier() == Quantifier.SOME)) {
            List<Formula> all = new ArrayList<>();
            if (node.with() != null) {
                all.add(node.with());
            }
            for (Node part : node.parts()) {
                if (part instanceof Node.Condition condition && condition.when() != null) {
                    all.add(condition.when());
                }
            }
            newRecord(node.list(), all);
        }
    }

    private void formula(Formula formula, boolean wanted) {
        if (probe.truth(formula, today) == Truth.of(wanted)) {
            return;
        }
        switch (formula) {
            case Formula.Flag flag -> set(flag.ref(), new Value.Flag(wanted), formula, wanted);
            case Formula.CodeIn in -> code(in, wanted);
            case Formula.Numbers numbers -> number(numbers, wanted);
            case Formula.DayOrder _ -> time(formula, wanted, null);
            case Formula.And and -> and.parts().forEach(part -> formula(part, wanted));
            case Formula.Or or -> or.parts().forEach(part -> formula(part, wanted));
            case Formula.Not not -> formula(not.part(), !wanted);
            case Formula.Quantified q -> quantified(q, wanted);
            case Formula.SetIn in -> codes(in, wanted);
            case Formula.Known _, Formula.RuleHolds _ -> {}
        }
    }

    private void quantified(Formula.Quantified q, boolean wanted) {
        boolean turned = q.quantifier() == Quantifier.NO;
        if (probe.value(q.list()) instanceof Value.Records records) {
            for (int i = 0; i < records.items().size(); i++) {
                push(q.list(), records.items().get(i), i);
                if (q.with() == null || probe.truth(q.with(), today) != Truth.FALSE) {
                    formula(q.has(), turned != wanted);
                } else if (q.quantifier() != Quantifier.EVERY) {
                    formula(q.with(), turned != wanted);
                }
                pop();
            }
        }
        if (wanted && q.quantifier() == Quantifier.SOME) {
            newRecord(q.list(), q.with() == null ? List.of(q.has()) : List.of(q.with(), q.has()));
        }
    }

    private void code(Formula.CodeIn in, boolean wanted) {
        if (!(in.subject() instanceof CodeTerm.OfFact of) || !wanted) {
            return;
        }
        for (String code : codesOf(in.set())) {
            set(of.ref(), new Value.Code(code), in, true);
        }
    }

    private void codes(Formula.SetIn in, boolean wanted) {
        if (!wanted || in.all()) {
            return;
        }
        Value now = probe.value(in.subject());
        for (String code : codesOf(in.set())) {
            Set<String> more = new LinkedHashSet<>();
            if (now instanceof Value.Codes codes) {
                more.addAll(codes.known());
            }
            more.add(code);
            set(in.subject(), new Value.Codes(more, true), in, true);
        }
    }

    private List<String> codesOf(CodeSet set) {
        return switch (set) {
            case CodeSet.Literal literal -> literal.codes().stream().limit(MOST_CODES).toList();
            case CodeSet.Named named ->
                    probe.named(named.name()).stream().sorted().limit(MOST_CODES).toList();
            case CodeSet.Just just -> {
                String code = probe.code(just.term());
                yield code == null ? List.of() : List.of(code);
            }
            case CodeSet.OfFact of ->
                    probe.value(of.ref()) instanceof Value.Codes codes
                            ? codes.known().stream().sorted().limit(MOST_CODES).toList()
                            : List.of();
        };
    }

    private void number(Formula.Numbers numbers, boolean wanted) {
        if (numbers.left() instanceof NumberTerm.OfFact of
                && numbers.right() instanceof NumberTerm.Literal literal) {
            if (mutability(of.ref()) == Mutability.TIME) {
                time(numbers, wanted, of.ref().fact());
            } else {
                int value = boundary(numbers.comparison(), literal.value(), wanted);
                set(of.ref(), new Value.Whole(Range.exactly(value)), numbers, wanted);
            }
            return;
        }
        time(numbers, wanted, null);
    }

    private static int boundary(Comparison comparison, int value, boolean wanted) {
        return switch (comparison) {
            case LESS -> wanted ? value - 1 : value;
            case LESS_OR_EQUAL -> wanted ? value : value + 1;
            case GREATER -> wanted ? value + 1 : value;
            case GREATER_OR_EQUAL -> wanted ? value : value - 1;
            case EQUAL -> wanted ? value : value + 1;
            case DIFFERENT -> wanted ? value + 1 : value;
        };
    }

    /** The first day on which waiting alone turns a comparison around, if there is one. */
    private void time(Formula formula, boolean wanted, @Nullable Fact fact) {
        Fact subject = fact == null ? timeFact(formula) : fact;
        if (subject == null) {
            return;
        }
        Truth goal = Truth.of(wanted);
        int far = Days.plusMonths(today, 12 * YEARS_AHEAD);
        if (probe.truth(formula, far) != goal) {
            if (fact != null && probe.truth(formula, today) == goal.not()) {
                found.add(new Change(Change.Kind.TIME, subject, -1, null, null, null));
            }
            return;
        }
        int no = today;
        int yes = far;
        while (yes - no > 1) {
            int middle = no + (yes - no) / 2;
            if (probe.truth(formula, middle) == goal) {
                yes = middle;
            } else {
                no = middle;
            }
        }
        found.add(new Change(Change.Kind.TIME, subject, -1, null, null, yes));
    }

    /** The fact whose day is compared with today, so that the change can name it. */
    private static @Nullable Fact timeFact(Formula formula) {
        List<Fact> facts = new ArrayList<>();
        Walk.refs(formula, ref -> facts.add(ref.fact()));
        return facts.isEmpty() ? null : facts.get(0);
    }

    private void set(Ref ref, Value value, Formula formula, boolean wanted) {
        Mutability mutability = mutability(ref);
        Change.Kind kind = kind(mutability);
        if (kind == null) {
            if (mutability == Mutability.TIME) {
                time(formula, wanted, ref.fact());
            }
            return;
        }
        if (!isSafe(ref, kind)) {
            withheld = true;
            return;
        }
        if (ref.depth() < 0) {
            found.add(new Change(kind, ref.fact(), -1, null, value, null));
        } else {
            Ref list = lists.get(ref.depth());
            found.add(
                    new Change(kind, list.fact(), items.get(ref.depth()), ref.fact(), value, null));
        }
    }

    private static Change.@Nullable Kind kind(Mutability mutability) {
        return switch (mutability) {
            case OBTAINABLE -> Change.Kind.OBTAIN;
            case THIRD_PARTY -> Change.Kind.ANOTHER_MUST_ACT;
            case FIXED, TIME, NOT_ADVISABLE -> null;
        };
    }

    /** A field may be changed only if its list may, whatever the field itself says. */
    private Mutability mutability(Ref ref) {
        if (ref.depth() < 0) {
            return ref.fact().mutability();
        }
        Mutability list = lists.get(ref.depth()).fact().mutability();
        return ref.fact().mutability() == Mutability.TIME ? Mutability.TIME : list;
    }

    private boolean isSafe(Ref ref, Change.Kind kind) {
        Fact owner = ref.depth() < 0 ? ref.fact() : lists.get(ref.depth()).fact();
        String issuer = owner.issuedBy();
        if (issuer == null || kind != Change.Kind.OBTAIN) {
            return true;
        }
        Value country;
        RecordType record = owner.record();
        if (record != null && ref.depth() >= 0) {
            Fact field = record.field(issuer);
            country = field == null ? null : probe.value(new Ref(ref.binder(), ref.depth(), field));
        } else {
            Fact fact = facts.vocabulary().find(issuer);
            country = fact == null ? null : facts.get(fact);
        }
        return caution.mayTurnTo(country instanceof Value.Code code ? code.code() : null);
    }

    /**
     * A record that the person could obtain, or another could provide, with the fields that the
     * condition names.
     */
    private void newRecord(Ref list, List<Formula> conditions) {
        Change.Kind kind = kind(list.fact().mutability());
        RecordType type = list.fact().record();
        if (kind == null || type == null) {
            return;
        }
        @Nullable Value[] fields = new @Nullable Value[type.fields().size()];
        int depth = lists.size();
        conditions.forEach(condition -> fill(condition, depth, fields));
        String issuedBy = list.fact().issuedBy();
        if (issuedBy != null && kind == Change.Kind.OBTAIN) {
            Fact issuer = type.field(issuedBy);
            Value country = issuer == null ? null : fields[issuer.slot()];
            if (!caution.mayTurnTo(country instanceof Value.Code code ? code.code() : null)) {
                withheld = true;
                return;
            }
        }
        Value.Records record = new Value.Records(List.of(new Item(fields)), false);
        found.add(new Change(kind, list.fact(), -1, null, record, null));
    }

    private void fill(Formula formula, int depth, @Nullable Value[] fields) {
        switch (formula) {
            case Formula.And and -> and.parts().forEach(part -> fill(part, depth, fields));
            case Formula.Or or -> fill(or.parts().get(0), depth, fields);
            case Formula.Flag flag when flag.ref().depth() == depth ->
                    fields[flag.ref().fact().slot()] = new Value.Flag(true);
            case Formula.Not(Formula.Flag flag) when flag.ref().depth() == depth ->
                    fields[flag.ref().fact().slot()] = new Value.Flag(false);
            case Formula.CodeIn in
                    when in.subject() instanceof CodeTerm.OfFact of
                            && of.ref().depth() == depth -> {
                List<String> codes = codesOf(in.set());
                if (!codes.isEmpty()) {
                    fields[of.ref().fact().slot()] = new Value.Code(codes.get(0));
                }
            }
            case Formula.Numbers numbers
                    when numbers.left() instanceof NumberTerm.OfFact of
                            && of.ref().depth() == depth
                            && numbers.right() instanceof NumberTerm.Literal literal ->
                    fields[of.ref().fact().slot()] =
                            new Value.Whole(
                                    Range.exactly(
                                            boundary(numbers.comparison(), literal.value(), true)));
            case Formula.DayOrder order
                    when order.left() instanceof DayTerm.OfFact of && of.ref().depth() == depth ->
                    fields[of.ref().fact().slot()] = day(order);
            default -> {}
        }
    }

    private @Nullable Value day(Formula.DayOrder order) {
        Range limit = probe.day(order.right(), today);
        if (limit.low() == Range.NEVER || limit.high() == Range.FOREVER) {
            return null;
        }
        return switch (order.comparison()) {
            case LESS -> new Value.Day(Range.exactly(limit.low() - 1));
            case LESS_OR_EQUAL, EQUAL -> new Value.Day(Range.exactly(limit.low()));
            case GREATER, DIFFERENT -> new Value.Day(Range.exactly(limit.high() + 1));
            case GREATER_OR_EQUAL -> new Value.Day(Range.exactly(limit.high()));
        };
    }

    private void push(Ref list, Item item, int index) {
        probe.push(item);
        lists.add(list);
        items.add(index);
    }

    private void pop() {
        probe.pop();
        lists.remove(lists.size() - 1);
        items.remove(items.size() - 1);
    }
}
