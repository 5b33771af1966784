package amparo.engine.language;

import amparo.engine.data.Data;
import amparo.engine.data.DataException;
import amparo.engine.data.JsonWriter;
import amparo.engine.fact.Fact;
import amparo.engine.fact.RecordType;
import amparo.engine.fact.Vocabulary;
import amparo.engine.value.PartialDate;
import amparo.engine.value.Range;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keeps formulas as JSON trees. The forms: a formula is an array that starts with its kind; a
 * reference is a string {@code fact} or {@code binder.field}; {@code @host} and {@code @today} are
 * themselves; {@code $name} is a set; {@code #2024-03} is a date.
 */
public final class FormulaCodec {
    /** Name under which a derivation speaks of its own record. */
    public static final String SELF = "self";

    private final Vocabulary vocabulary;
    private final Bindings scope;
    private final @Nullable String self;

    private FormulaCodec(Vocabulary vocabulary, Bindings scope, @Nullable String self) {
        this.vocabulary = vocabulary;
        this.scope = new Bindings(scope);
        this.self = self;
    }

    // ---------------------------------------------------------------- writing

    /** Writes a formula. */
    public static void write(Formula formula, JsonWriter out) {
        out.array();
        switch (formula) {
            case Formula.Flag flag -> out.value("flag").value(flag.ref().text());
            case Formula.Known known -> out.value("known").value(known.ref().text());
            case Formula.CodeIn in -> {
                out.value("in").value(code(in.subject()));
                write(in.set(), out);
            }
            case Formula.SetIn in -> {
                out.value(in.all() ? "all" : "any").value(in.subject().text());
                write(in.set(), out);
            }
            case Formula.Numbers numbers -> {
                out.value("numbers").value(numbers.comparison().sign());
                write(numbers.left(), out);
                write(numbers.right(), out);
            }
            case Formula.DayOrder order -> {
                out.value("days").value(order.comparison().sign());
                write(order.left(), out);
                write(order.right(), out);
            }
            case Formula.And and -> {
                out.value("and");
                and.parts().forEach(part -> write(part, out));
            }
            case Formula.Or or -> {
                out.value("or");
                or.parts().forEach(part -> write(part, out));
            }
            case Formula.Not not -> {
                out.value("not");
                write(not.part(), out);
            }
            case Formula.Quantified q -> {
                out.value("quantified").value(q.quantifier().word()).value(q.least());
                out.value(q.list().text()).value(q.binder());
                writeOptional(q.with(), out);
                write(q.has(), out);
            }
            case Formula.RuleHolds rule -> out.value("rule").value(rule.rule());
        }
        out.endArray();
    }

    /** Writes a number. */
    public static void write(NumberTerm term, JsonWriter out) {
        switch (term) {
            case NumberTerm.Literal literal -> out.value(literal.value());
            case NumberTerm.OfFact of -> out.value(of.ref().text());
            case NumberTerm.Elapsed elapsed -> {
                out.array().value("elapsed").value(elapsed.unit().word());
                write(elapsed.from(), out);
                write(elapsed.to(), out);
                out.endArray();
            }
            case NumberTerm.Count count -> {
                out.array().value("count").value(count.list().text()).value(count.binder());
                writeOptional(count.with(), out);
                out.endArray();
            }
            case NumberTerm.Sum sum -> {
                out.array().value("sum").value(sum.list().text()).value(sum.binder());
                write(sum.term(), out);
                writeOptional(sum.with(), out);
                out.endArray();
            }
            case NumberTerm.Points points -> {
                out.array().value("points");
                for (NumberTerm.Point point : points.points()) {
                    out.array().value(point.weight());
                    write(point.condition(), out);
                    out.endArray();
                }
                out.endArray();
            }
            case NumberTerm.Table table ->
                    out.array().value("table").value(table.name()).endArray();
        }
    }

    /** Writes a day. */
    public static void write(DayTerm term, JsonWriter out) {
        switch (term) {
            case DayTerm.Literal literal -> out.value("#" + PartialDate.print(literal.days()));
            case DayTerm.OfFact of -> out.value(of.ref().text());
            case DayTerm.Today _ -> out.value("@today");
            case DayTerm.Shifted shifted -> {
                out.array().value("shifted").value(shifted.amount()).value(shifted.unit().word());
                out.value(shifted.calendar()).value(shifted.forward());
                write(shifted.day(), out);
                out.endArray();
            }
            case DayTerm.Extreme extreme -> {
                out.array().value(extreme.earlier() ? "earlier" : "later");
                write(extreme.left(), out);
                write(extreme.right(), out);
                out.endArray();
            }
        }
    }

    private static void writeOptional(@Nullable Formula formula, JsonWriter out) {
        if (formula == null) {
            out.value((String) null);
        } else {
            write(formula, out);
        }
    }

    private static void write(CodeSet set, JsonWriter out) {
        switch (set) {
            case CodeSet.Literal literal -> {
                out.array();
                literal.codes().forEach(out::value);
                out.endArray();
            }
            case CodeSet.Named named -> out.value("$" + named.name());
            case CodeSet.Just just -> out.value("=" + code(just.term()));
            case CodeSet.OfFact of -> out.value("~" + of.ref().text());
        }
    }

    private static String code(CodeTerm term) {
        return switch (term) {
            case CodeTerm.OfFact of -> of.ref().text();
            case CodeTerm.Host _ -> "@host";
        };
    }

    // ---------------------------------------------------------------- reading

    /**
     * Reads a formula.
     *
     * @throws DataException if the tree is not one that {@link #write(Formula, JsonWriter)} makes
     */
    public static Formula formula(Data data, Vocabulary vocabulary, Bindings scope) {
        try {
            return new FormulaCodec(vocabulary, scope, null).formula(data);
        } catch (IllegalArgumentException | IndexOutOfBoundsException wrong) {
            throw refused(data, wrong);
        }
    }

    /**
     * Reads a day.
     *
     * @throws DataException if the tree is not one that {@link #write(DayTerm, JsonWriter)} makes
     */
    public static DayTerm day(Data data, Vocabulary vocabulary) {
        try {
            return new FormulaCodec(vocabulary, Bindings.NONE, null).day(data);
        } catch (IllegalArgumentException | IndexOutOfBoundsException wrong) {
            throw refused(data, wrong);
        }
    }

    private static DataException refused(Data data, RuntimeException wrong) {
        boolean worded = wrong instanceof IllegalArgumentException && wrong.getMessage() != null;
        return new DataException(
                data.at(), worded ? String.valueOf(wrong.getMessage()) : "something is missing");
    }

    private Formula formula(Data data) {
        List<Data> parts = items(data);
        String kind = text(parts.get(0));
        return switch (kind) {
            case "flag" -> flag(ref(text(parts.get(1))));
            case "known" -> new Formula.Known(ref(text(parts.get(1))));
            case "in" -> new Formula.CodeIn(codeTerm(text(parts.get(1))), set(parts.get(2)));
            case "any", "all" ->
                    new Formula.SetIn(
                            kind.equals("all"), ref(text(parts.get(1))), set(parts.get(2)));
            case "numbers" ->
                    new Formula.Numbers(
                            number(parts.get(2)), comparison(parts.get(1)), number(parts.get(3)));
            case "days" ->
                    new Formula.DayOrder(
                            day(parts.get(2)), comparison(parts.get(1)), day(parts.get(3)));
            case "and" -> new Formula.And(rest(parts));
            case "or" -> new Formula.Or(rest(parts));
            case "not" -> new Formula.Not(formula(parts.get(1)));
            case "quantified" -> quantified(parts);
            case "rule" -> new Formula.RuleHolds(text(parts.get(1)));
            default -> throw new DataException(data.at(), "unknown formula '" + kind + "'");
        };
    }

    private List<Formula> rest(List<Data> parts) {
        List<Formula> formulas = new ArrayList<>();
        for (Data part : parts.subList(1, parts.size())) {
            formulas.add(formula(part));
        }
        return formulas;
    }

    private Formula quantified(List<Data> parts) {
        Ref list = ref(text(parts.get(3)));
        String binder = text(parts.get(4));
        scope.push(binder, record(list));
        Formula with = optional(parts.get(5));
        Formula has = formula(parts.get(6));
        scope.pop();
        return new Formula.Quantified(
                quantifier(text(parts.get(1))), whole(parts.get(2)), list, binder, with, has);
    }

    private @Nullable Formula optional(Data data) {
        return data instanceof Data.Nothing ? null : formula(data);
    }

    private NumberTerm number(Data data) {
        if (data instanceof Data.Whole whole) {
            return new NumberTerm.Literal((int) whole.number());
        }
        if (data instanceof Data.Text text) {
            Ref ref = ref(text.text());
            FormulaCodec inner = new FormulaCodec(vocabulary, scope, ref.binder());
            Data tree = ref.fact().deriveTree();
            return new NumberTerm.OfFact(ref, tree == null ? null : inner.number(tree));
        }
        List<Data> parts = items(data);
        String kind = text(parts.get(0));
        switch (kind) {
            case "elapsed" -> {
                return new NumberTerm.Elapsed(
                        unit(text(parts.get(1))), day(parts.get(2)), day(parts.get(3)));
            }
            case "count" -> {
                Ref list = ref(text(parts.get(1)));
                String binder = text(parts.get(2));
                scope.push(binder, record(list));
                Formula with = optional(parts.get(3));
                scope.pop();
                return new NumberTerm.Count(list, binder, with);
            }
            case "sum" -> {
                Ref list = ref(text(parts.get(1)));
                String binder = text(parts.get(2));
                scope.push(binder, record(list));
                NumberTerm term = number(parts.get(3));
                Formula with = optional(parts.get(4));
                scope.pop();
                return new NumberTerm.Sum(term, list, binder, with);
            }
            case "points" -> {
                List<NumberTerm.Point> points = new ArrayList<>();
                for (Data part : parts.subList(1, parts.size())) {
                    List<Data> point = items(part);
                    points.add(new NumberTerm.Point(whole(point.get(0)), formula(point.get(1))));
                }
                return new NumberTerm.Points(points);
            }
            case "table" -> {
                return new NumberTerm.Table(text(parts.get(1)));
            }
            default -> throw new DataException(data.at(), "unknown number '" + kind + "'");
        }
    }

    private DayTerm day(Data data) {
        if (data instanceof Data.Text text) {
            if (text.text().equals("@today")) {
                return new DayTerm.Today();
            }
            if (text.text().startsWith("#")) {
                Range days = PartialDate.parse(text.text().substring(1));
                if (days == null) {
                    throw new DataException(data.at(), "'" + text.text() + "' is not a date");
                }
                return new DayTerm.Literal(days);
            }
            Ref ref = ref(text.text());
            FormulaCodec inner = new FormulaCodec(vocabulary, scope, ref.binder());
            Data tree = ref.fact().deriveTree();
            return new DayTerm.OfFact(ref, tree == null ? null : inner.day(tree));
        }
        List<Data> parts = items(data);
        String kind = text(parts.get(0));
        return switch (kind) {
            case "shifted" ->
                    new DayTerm.Shifted(
                            whole(parts.get(1)),
                            unit(text(parts.get(2))),
                            parts.get(3) instanceof Data.Text calendar ? calendar.text() : null,
                            parts.get(4) instanceof Data.Flag flag && flag.yes(),
                            day(parts.get(5)));
            case "earlier", "later" ->
                    new DayTerm.Extreme(
                            kind.equals("earlier"), day(parts.get(1)), day(parts.get(2)));
            default -> throw new DataException(data.at(), "unknown day '" + kind + "'");
        };
    }

    private Formula flag(Ref ref) {
        FormulaCodec inner = new FormulaCodec(vocabulary, scope, ref.binder());
        Data tree = ref.fact().deriveTree();
        return new Formula.Flag(ref, tree == null ? null : inner.formula(tree));
    }

    private CodeTerm codeTerm(String text) {
        return text.equals("@host") ? new CodeTerm.Host() : new CodeTerm.OfFact(ref(text));
    }

    private CodeSet set(Data data) {
        if (data instanceof Data.Items items) {
            return new CodeSet.Literal(items.items().stream().map(FormulaCodec::text).toList());
        }
        String text = text(data);
        return switch (text.charAt(0)) {
            case '$' -> new CodeSet.Named(text.substring(1));
            case '=' -> new CodeSet.Just(codeTerm(text.substring(1)));
            default -> new CodeSet.OfFact(ref(text.substring(1)));
        };
    }

    private Ref ref(String text) {
        int dot = text.indexOf('.');
        if (dot < 0) {
            return new Ref(null, -1, vocabulary.get(text));
        }
        String binder = text.substring(0, dot);
        if (binder.equals(SELF) && self != null) {
            binder = self;
        }
        int depth = scope.depth(binder);
        Fact field = depth < 0 ? null : scope.record(depth).field(text.substring(dot + 1));
        if (field == null) {
            throw new IllegalArgumentException("nothing is bound as " + text);
        }
        return new Ref(binder, depth, field);
    }

    private static RecordType record(Ref list) {
        RecordType record = list.fact().record();
        if (record == null) {
            throw new IllegalArgumentException(list.text() + " is not a list");
        }
        return record;
    }

    private static Comparison comparison(Data data) {
        for (Comparison comparison : Comparison.values()) {
            if (comparison.sign().equals(text(data))) {
                return comparison;
            }
        }
        throw new DataException(data.at(), "unknown comparison");
    }

    private static Quantifier quantifier(String word) {
        for (Quantifier quantifier : Quantifier.values()) {
            if (quantifier.word().equals(word)) {
                return quantifier;
            }
        }
        throw new IllegalArgumentException("unknown quantifier " + word);
    }

    private static Unit unit(String word) {
        for (Unit unit : Unit.values()) {
            if (unit.word().equals(word)) {
                return unit;
            }
        }
        throw new IllegalArgumentException("unknown unit " + word);
    }

    private static List<Data> items(Data data) {
        if (data instanceof Data.Items items && !items.items().isEmpty()) {
            return items.items();
        }
        throw new DataException(data.at(), "an array was expected");
    }

    private static String text(Data data) {
        if (data instanceof Data.Text text) {
            return text.text();
        }
        throw new DataException(data.at(), "a text was expected");
    }

    private static int whole(Data data) {
        if (data instanceof Data.Whole whole) {
            return (int) whole.number();
        }
        throw new DataException(data.at(), "a number was expected");
    }
}
