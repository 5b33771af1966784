package amparo.engine.language;

import amparo.engine.fact.Fact;
import amparo.engine.fact.FactType;
import amparo.engine.fact.RecordType;
import amparo.engine.fact.Vocabulary;
import amparo.engine.value.Days;
import amparo.engine.value.PartialDate;
import amparo.engine.value.Range;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Looks up every name of a parsed condition, checks that each thing is compared with its like, and
 * yields the typed {@link Formula}. All mistakes of a condition are reported together.
 */
public final class TypeChecker {
    private final Names names;
    private final Bindings scope;
    private final @Nullable String self;
    private final int derivations;
    private final List<Problem> problems = new ArrayList<>();

    /**
     * @param scope the records that are bound around the condition, by quantified groups
     * @param self the binder whose fields may be named without it, in the derivation of one of them
     * @param derivations how many derivations are being followed
     */
    private TypeChecker(Names names, Bindings scope, @Nullable String self, int derivations) {
        this.names = names;
        this.scope = new Bindings(scope);
        this.self = self;
        this.derivations = derivations;
    }

    /**
     * Reads, looks up and types a condition.
     *
     * @throws LanguageException with every mistake found
     */
    public static Formula formula(String text, Names names, Bindings scope) {
        TypeChecker checker = new TypeChecker(names, scope, null, 0);
        Formula formula = checker.formula(Parser.parse(text));
        checker.finish();
        return formula;
    }

    /** Reads a day, as in {@code law_of}. */
    public static DayTerm day(String text, Names names) {
        TypeChecker checker = new TypeChecker(names, Bindings.NONE, null, 0);
        DayTerm day = checker.day(Parser.parseTerm(text));
        checker.finish();
        return day;
    }

    /**
     * The use of a fact as a term or condition, with its derivation.
     *
     * @param binder the bound record that it is a field of, or null
     * @return a {@link Formula.Flag}, {@link NumberTerm.OfFact} or {@link DayTerm.OfFact}
     * @throws IllegalArgumentException if the derivation has a mistake, or the type is not derived
     */
    public static Object use(Fact fact, @Nullable String binder, Bindings scope, Names names) {
        TypeChecker checker = new TypeChecker(names, scope, null, 0);
        int depth = binder == null ? -1 : scope.depth(binder);
        return checker.derive(new Ref(binder, depth, fact), fact.type());
    }

    private void finish() {
        if (!problems.isEmpty()) {
            throw new LanguageException(
                    problems.stream()
                            .distinct()
                            .sorted(Comparator.comparingInt(problem -> problem.span().start()))
                            .toList());
        }
    }

    private Formula formula(Syntax syntax) {
        return switch (syntax) {
            case Syntax.And and ->
                    new Formula.And(and.parts().stream().map(this::formula).toList());
            case Syntax.Or or -> new Formula.Or(or.parts().stream().map(this::formula).toList());
            case Syntax.Not not -> new Formula.Not(formula(not.part()));
            case Syntax.Name name -> flag(name);
            case Syntax.Known known -> known(known);
            case Syntax.Empty empty -> empty(empty);
            case Syntax.Comparison comparison -> comparison(comparison);
            case Syntax.Between between -> between(between);
            case Syntax.In in -> in(in);
            case Syntax.Within within -> within(within);
            case Syntax.Quantified quantified -> quantified(quantified);
            case Syntax.RuleHolds rule -> ruleHolds(rule);
            default ->
                    fail(
                            syntax.span(),
                            "this is not a condition that can be true or false",
                            "compare it with something");
        };
    }

    private Formula flag(Syntax.Name name) {
        Ref ref = ref(name);
        if (ref == null) {
            return nothing();
        }
        if (ref.fact().type() != FactType.BOOLEAN) {
            return fail(
                    name.span(),
                    "'"
                            + ref.text()
                            + "' is a "
                            + ref.fact().type().word()
                            + ", not a yes-or-no fact",
                    cureFor(ref));
        }
        return (Formula) derive(ref, FactType.BOOLEAN);
    }

    private static String cureFor(Ref ref) {
        return switch (ref.fact().type()) {
            case CODE -> "compare it: " + ref.text() + " = ... or " + ref.text() + " in {...}";
            case CODES -> "write: any " + ref.text() + " in {...}";
            case WHOLE -> "compare it: " + ref.text() + " >= ...";
            case DATE -> "compare it: " + ref.text() + " on or before 2024-01-31";
            case RECORDS -> "write: some " + ref.text() + " as x has (...)";
            case BOOLEAN -> "";
        };
    }

    private Formula known(Syntax.Known known) {
        if (!(known.subject() instanceof Syntax.Name name)) {
            return fail(known.span(), "only a fact can be known or not", "");
        }
        Ref ref = ref(name);
        if (ref == null) {
            return nothing();
        }
        Formula formula = new Formula.Known(ref);
        return known.negated() ? new Formula.Not(formula) : formula;
    }

    /** A set of codes is empty where all of its codes are among none. */
    private Formula empty(Syntax.Empty empty) {
        Ref ref = empty.subject() instanceof Syntax.Name name ? ref(name) : null;
        if (ref == null || ref.fact().type() != FactType.CODES) {
            return fail(
                    empty.span(),
                    "only a fact that holds several codes can be empty",
                    "for a list write: no stay as s has (...)");
        }
        return new Formula.SetIn(true, ref, new CodeSet.Literal(List.of()));
    }

    private Formula comparison(Syntax.Comparison c) {
        FactType left = typeOf(c.left());
        if (left == FactType.CODE || left == FactType.CODES) {
            return codeComparison(c, left);
        }
        FactType right = typeOf(c.right());
        if (left == null || right == null) {
            return nothing();
        }
        if (left == FactType.DATE || right == FactType.DATE) {
            return days(c.left(), order(c.operator()), c.right());
        }
        if (left == FactType.WHOLE && right == FactType.WHOLE) {
            Comparison order = order(c.operator());
            if (order.dayWord().equals(c.operator()) && order != Comparison.DIFFERENT) {
                return fail(
                        c.span(),
                        "'" + c.operator() + "' compares days, these are numbers",
                        "write " + order.sign());
            }
            return new Formula.Numbers(number(c.left()), order, number(c.right()));
        }
        if (left == FactType.BOOLEAN) {
            return fail(
                    c.span(),
                    "a yes-or-no fact is not compared",
                    "write its name alone, or 'not' before it");
        }
        return fail(
                c.span(), "a " + left.word() + " cannot be compared with a " + right.word(), "");
    }

    private Formula codeComparison(Syntax.Comparison c, FactType left) {
        if (!c.operator().equals("=") && !c.operator().equals("!=")) {
            return fail(c.span(), "codes have no order", "use =, != or in");
        }
        if (left == FactType.CODES) {
            return fail(
                    c.left().span(),
                    "this is a set of codes",
                    "write: any ... = ... or all ... in {...}");
        }
        CodeTerm subject = codeTerm(c.left());
        if (subject == null) {
            return nothing();
        }
        Formula formula = new Formula.CodeIn(subject, codeSet(c.right(), subjectList(subject)));
        return c.operator().equals("=") ? formula : new Formula.Not(formula);
    }

    private Formula between(Syntax.Between b) {
        boolean days = typeOf(b.subject()) == FactType.DATE;
        if (days) {
            return new Formula.And(
                    List.of(
                            days(b.subject(), Comparison.GREATER_OR_EQUAL, b.low()),
                            days(b.subject(), Comparison.LESS_OR_EQUAL, b.high())));
        }
        return new Formula.And(
                List.of(
                        new Formula.Numbers(
                                number(b.subject()), Comparison.GREATER_OR_EQUAL, number(b.low())),
                        new Formula.Numbers(
                                number(b.subject()), Comparison.LESS_OR_EQUAL, number(b.high()))));
    }

    private Formula in(Syntax.In in) {
        Formula formula = positiveIn(in);
        boolean negated = in.negated() || in.mode().equals("none");
        return negated ? new Formula.Not(formula) : formula;
    }

    private Formula positiveIn(Syntax.In in) {
        if (in.mode().isEmpty()) {
            if (typeOf(in.subject()) == FactType.CODES) {
                return fail(
                        in.subject().span(),
                        "this is a set of codes",
                        "write 'any', 'all' or 'none' before it");
            }
            CodeTerm subject = codeTerm(in.subject());
            return subject == null
                    ? nothing()
                    : new Formula.CodeIn(subject, codeSet(in.object(), subjectList(subject)));
        }
        if (in.negated()) {
            return fail(
                    in.span(),
                    "'" + in.mode() + " ... not in' can be read in two ways",
                    "write: none of ... in {...}, or: not all ... in {...}");
        }
        if (!(in.subject() instanceof Syntax.Name name)) {
            return fail(in.subject().span(), "a fact with a set of codes belongs here", "");
        }
        Ref ref = ref(name);
        if (ref == null) {
            return nothing();
        }
        if (ref.fact().type() != FactType.CODES) {
            return fail(
                    name.span(),
                    "'"
                            + ref.text()
                            + "' is not a set of codes, so '"
                            + in.mode()
                            + "' has no meaning",
                    "leave out '" + in.mode() + "'");
        }
        return new Formula.SetIn(in.mode().equals("all"), ref, codeSet(in.object(), ref.fact()));
    }

    private Formula within(Syntax.Within w) {
        DayTerm day = w.day() == null ? new DayTerm.Today() : day(w.day());
        DayTerm from = day(w.of());
        DayTerm limit = shifted(w.amount(), w.unit(), w.calendar(), true, from, w.span());
        return new Formula.And(
                List.of(
                        new Formula.DayOrder(day, Comparison.GREATER_OR_EQUAL, from),
                        new Formula.DayOrder(day, Comparison.LESS_OR_EQUAL, limit)));
    }

    private Formula quantified(Syntax.Quantified q) {
        Ref list = list(q.list());
        if (list == null) {
            return nothing();
        }
        if (q.least() < 1) {
            return fail(q.span(), "'at least' needs a number from 1", "");
        }
        push(q.binder(), list);
        Formula with = q.with() == null ? null : formula(q.with());
        Formula has = formula(q.has());
        scope.pop();
        Quantifier quantifier =
                switch (q.quantifier()) {
                    case "some" -> Quantifier.SOME;
                    case "every" -> Quantifier.EVERY;
                    case "no" -> Quantifier.NO;
                    default -> Quantifier.AT_LEAST;
                };
        return new Formula.Quantified(quantifier, q.least(), list, q.binder().text(), with, has);
    }

    private Formula ruleHolds(Syntax.RuleHolds rule) {
        String id = rule.rule().text();
        if (!names.rules().contains(id)) {
            return fail(
                    rule.rule().span(), "no rule is called '" + id + "'", near(id, names.rules()));
        }
        return new Formula.RuleHolds(id);
    }

    private void push(Token binder, Ref list) {
        if (names.vocabulary().find(binder.text()) != null || scope.depth(binder.text()) >= 0) {
            problems.add(
                    new Problem(
                            binder.span(),
                            "the name '" + binder.text() + "' is taken",
                            "choose another short name after 'as'"));
        }
        scope.push(binder.text(), recordOf(list));
    }

    private static RecordType recordOf(Ref list) {
        RecordType record = list.fact().record();
        if (record == null) {
            throw new IllegalStateException(list.fact().name() + " has no record type");
        }
        return record;
    }

    private @Nullable Ref list(Token token) {
        Fact fact = names.vocabulary().find(token.text());
        if (fact == null) {
            unknownName(token.span(), token.text(), names.vocabulary().names());
            return null;
        }
        if (fact.type() != FactType.RECORDS) {
            problems.add(
                    new Problem(
                            token.span(),
                            "'" + token.text() + "' is a " + fact.type().word() + ", not a list",
                            ""));
            return null;
        }
        return new Ref(null, -1, fact);
    }

    /** The type of a term, or null after reporting that it has none. */
    private @Nullable FactType typeOf(Syntax syntax) {
        return switch (syntax) {
            case Syntax.Number _,
                    Syntax.Points _,
                    Syntax.Count _,
                    Syntax.Sum _,
                    Syntax.Elapsed _,
                    Syntax.Table _ ->
                    FactType.WHOLE;
            case Syntax.Date _, Syntax.Shifted _, Syntax.Extreme _ -> FactType.DATE;
            case Syntax.Braces _, Syntax.Dollar _ -> FactType.CODES;
            case Syntax.Name name when name.binder() == null && name.name().equals("today") ->
                    FactType.DATE;
            case Syntax.Name name when name.binder() == null && name.name().equals("host") ->
                    FactType.CODE;
            case Syntax.Name name when name.binder() == null && name.name().equals("ongoing") ->
                    FactType.DATE;
            case Syntax.Name name -> {
                if (name.binder() == null
                        && names.vocabulary().find(name.name()) == null
                        && isCode(name.name())) {
                    yield FactType.CODE;
                }
                Ref ref = ref(name);
                yield ref == null ? null : ref.fact().type();
            }
            default -> {
                fail(syntax.span(), "a fact, number, day or code belongs here", "");
                yield null;
            }
        };
    }

    private boolean isCode(String word) {
        return names.vocabulary().codeLists().stream().anyMatch(list -> list.has(word));
    }

    private @Nullable CodeTerm codeTerm(Syntax syntax) {
        if (!(syntax instanceof Syntax.Name name)) {
            fail(syntax.span(), "a fact with a code belongs here", "");
            return null;
        }
        if (name.binder() == null && name.name().equals("host")) {
            return new CodeTerm.Host();
        }
        Ref ref = ref(name);
        if (ref == null) {
            return null;
        }
        if (ref.fact().type() != FactType.CODE) {
            fail(
                    name.span(),
                    "'" + ref.text() + "' is a " + ref.fact().type().word() + ", not a code",
                    cureFor(ref));
            return null;
        }
        return new CodeTerm.OfFact(ref);
    }

    /** The fact whose list of codes counts; the host State is one of the countries. */
    private @Nullable Fact subjectList(CodeTerm term) {
        return switch (term) {
            case CodeTerm.OfFact of -> of.ref().fact();
            case CodeTerm.Host _ ->
                    Fact.builder("host", FactType.CODE, 0)
                            .codes(names.vocabulary().codeList("country"))
                            .build();
        };
    }

    private CodeSet codeSet(Syntax syntax, @Nullable Fact subject) {
        return switch (syntax) {
            case Syntax.Braces braces -> {
                List<String> codes = new ArrayList<>();
                for (Syntax.Name member : braces.members()) {
                    checkCode(member, subject);
                    codes.add(member.name());
                }
                yield new CodeSet.Literal(codes);
            }
            case Syntax.Dollar dollar -> {
                if (!names.sets().contains(dollar.name())) {
                    fail(
                            dollar.span(),
                            "no set is called '$" + dollar.name() + "'",
                            near(dollar.name(), names.sets()));
                }
                yield new CodeSet.Named(dollar.name());
            }
            case Syntax.Name name when name.binder() == null && name.name().equals("host") ->
                    new CodeSet.Just(new CodeTerm.Host());
            case Syntax.Name name when isOwnCode(name, subject) -> {
                checkCode(name, subject);
                yield new CodeSet.Literal(List.of(name.name()));
            }
            case Syntax.Name name -> otherFact(name, subject);
            default -> {
                fail(syntax.span(), "a code, {codes}, $set or another fact belongs here", "");
                yield new CodeSet.Literal(List.of());
            }
        };
    }

    private static boolean isOwnCode(Syntax.Name name, @Nullable Fact subject) {
        return name.binder() == null
                && subject != null
                && subject.codes() != null
                && subject.codes().has(name.name());
    }

    private CodeSet otherFact(Syntax.Name name, @Nullable Fact subject) {
        CodeSet nothing = new CodeSet.Literal(List.of());
        if (name.binder() == null && names.vocabulary().find(name.name()) == null) {
            checkCode(name, subject);
            return new CodeSet.Literal(List.of(name.name()));
        }
        Ref ref = ref(name);
        if (ref == null) {
            return nothing;
        }
        if (subject != null && !Objects.equals(ref.fact().codes(), subject.codes())) {
            fail(
                    name.span(),
                    "'"
                            + ref.text()
                            + "' and '"
                            + subject.name()
                            + "' draw on different lists of codes",
                    "");
        }
        return switch (ref.fact().type()) {
            case CODE -> new CodeSet.Just(new CodeTerm.OfFact(ref));
            case CODES -> new CodeSet.OfFact(ref);
            default -> {
                fail(name.span(), "'" + ref.text() + "' is not a code", "");
                yield nothing;
            }
        };
    }

    private void checkCode(Syntax.Name member, @Nullable Fact subject) {
        if (subject == null || subject.codes() == null) {
            return;
        }
        if (!subject.codes().has(member.name())) {
            fail(
                    member.span(),
                    "'"
                            + member.name()
                            + "' is not a code of the list '"
                            + subject.codes().name()
                            + "'",
                    didYouMean(subject.codes().near(member.name())));
        } else if (subject.codes().unknown().contains(member.name())) {
            fail(
                    member.span(),
                    "'" + member.name() + "' says that the answer is not known: never TRUE here",
                    "leave it out; 'is known' sees whether there is an answer");
        }
    }

    private Formula days(Syntax left, Comparison comparison, Syntax right) {
        return new Formula.DayOrder(day(left), comparison, day(right));
    }

    private NumberTerm number(Syntax syntax) {
        NumberTerm zero = new NumberTerm.Literal(0);
        switch (syntax) {
            case Syntax.Number literal -> {
                return new NumberTerm.Literal(literal.value());
            }
            case Syntax.Elapsed e -> {
                return new NumberTerm.Elapsed(e.unit(), day(e.from()), day(e.to()));
            }
            case Syntax.Table table -> {
                String name = table.table().text();
                if (!names.tables().contains(name)) {
                    fail(
                            table.table().span(),
                            "no table is called '" + name + "'",
                            near(name, names.tables()));
                }
                return new NumberTerm.Table(name);
            }
            case Syntax.Points points -> {
                return new NumberTerm.Points(
                        points.points().stream()
                                .map(p -> new NumberTerm.Point(p.weight(), formula(p.condition())))
                                .toList());
            }
            case Syntax.Count count -> {
                Ref list = list(count.list());
                if (list == null) {
                    return zero;
                }
                push(count.binder(), list);
                Formula with = count.with() == null ? null : formula(count.with());
                scope.pop();
                return new NumberTerm.Count(list, count.binder().text(), with);
            }
            case Syntax.Sum sum -> {
                Ref list = list(sum.list());
                if (list == null) {
                    return zero;
                }
                push(sum.binder(), list);
                NumberTerm term = number(sum.term());
                Formula with = sum.with() == null ? null : formula(sum.with());
                scope.pop();
                return new NumberTerm.Sum(term, list, sum.binder().text(), with);
            }
            case Syntax.Name name -> {
                Ref ref = ref(name);
                if (ref == null) {
                    return zero;
                }
                if (ref.fact().type() != FactType.WHOLE) {
                    fail(
                            name.span(),
                            "'"
                                    + ref.text()
                                    + "' is a "
                                    + ref.fact().type().word()
                                    + ", not a number",
                            "");
                    return zero;
                }
                return (NumberTerm) derive(ref, FactType.WHOLE);
            }
            default -> {
                fail(syntax.span(), "a number belongs here", "");
                return zero;
            }
        }
    }

    private DayTerm day(Syntax syntax) {
        DayTerm today = new DayTerm.Today();
        switch (syntax) {
            case Syntax.Name name
                    when name.binder() == null
                            && (name.name().equals("today") || name.name().equals("ongoing")) -> {
                return name.name().equals("today")
                        ? today
                        : new DayTerm.Literal(Range.exactly(Days.ONGOING));
            }
            case Syntax.Name name -> {
                Ref ref = ref(name);
                if (ref == null) {
                    return today;
                }
                if (ref.fact().type() != FactType.DATE) {
                    fail(
                            name.span(),
                            "'"
                                    + ref.text()
                                    + "' is a "
                                    + ref.fact().type().word()
                                    + ", not a date",
                            "");
                    return today;
                }
                return (DayTerm) derive(ref, FactType.DATE);
            }
            case Syntax.Date date -> {
                return literal(date.text(), date.span());
            }
            case Syntax.Number year -> {
                return literal(Integer.toString(year.value()), year.span());
            }
            case Syntax.Shifted s -> {
                return shifted(
                        s.amount(), s.unit(), s.calendar(), s.forward(), day(s.day()), s.span());
            }
            case Syntax.Extreme e -> {
                return new DayTerm.Extreme(e.earlier(), day(e.left()), day(e.right()));
            }
            default -> {
                fail(syntax.span(), "a date belongs here", "");
                return today;
            }
        }
    }

    private DayTerm literal(String text, Span span) {
        try {
            Range range = PartialDate.parse(text);
            if (range != null) {
                return new DayTerm.Literal(range);
            }
            fail(span, "'" + text + "' is not a date", "write it in full: 2024-03-15");
        } catch (IllegalArgumentException impossible) {
            fail(span, "there is no such date: " + impossible.getMessage(), "");
        }
        return new DayTerm.Today();
    }

    private DayTerm shifted(
            int amount,
            Unit unit,
            Syntax.@Nullable Dollar calendar,
            boolean forward,
            DayTerm day,
            Span span) {
        if (amount > 100_000) {
            fail(span, "this span of time is too long", "");
        }
        if (unit == Unit.WORKING_DAYS && calendar == null) {
            fail(span, "working days need a calendar", "write: 30 working days in $mex after ...");
        }
        if (unit != Unit.WORKING_DAYS && calendar != null) {
            fail(calendar.span(), "only working days follow a calendar", "");
        }
        if (calendar != null && !names.calendars().contains(calendar.name())) {
            fail(
                    calendar.span(),
                    "no calendar is called '$" + calendar.name() + "'",
                    near(calendar.name(), names.calendars()));
        }
        return new DayTerm.Shifted(
                amount, unit, calendar == null ? null : calendar.name(), forward, day);
    }

    private @Nullable Ref ref(Syntax.Name name) {
        if (name.binder() != null) {
            int depth = scope.depth(name.binder());
            if (depth < 0) {
                fail(
                        name.span(),
                        "'" + name.binder() + "' is not bound here",
                        "it must follow 'as' in a quantifier around this place");
                return null;
            }
            Fact field = scope.record(depth).field(name.name());
            if (field == null) {
                List<String> fields =
                        scope.record(depth).fields().stream().map(Fact::name).toList();
                String record = scope.record(depth).name();
                List<String> near = Vocabulary.near(name.name(), fields);
                fail(
                        name.span(),
                        "unknown field '" + name.name() + "' of " + record,
                        near.isEmpty()
                                ? "its fields: " + String.join(", ", fields)
                                : didYouMean(near));
                return null;
            }
            return new Ref(name.binder(), depth, field);
        }
        if (self != null) {
            int depth = scope.depth(self);
            Fact sibling = scope.record(depth).field(name.name());
            if (sibling != null) {
                return new Ref(self, depth, sibling);
            }
        }
        Fact fact = names.vocabulary().find(name.name());
        if (fact == null) {
            unknownName(name.span(), name.name(), names.vocabulary().names());
            return null;
        }
        return new Ref(null, -1, fact);
    }

    /**
     * The use of a fact, with its derivation typed for this place.
     *
     * @throws IllegalArgumentException if the vocabulary's own derivation has a mistake
     */
    private Object derive(Ref ref, FactType type) {
        String text = ref.fact().deriveText();
        TypeChecker inner = new TypeChecker(names, scope, ref.binder(), derivations + 1);
        if (text != null && inner.derivations > 4) {
            throw new IllegalArgumentException(
                    "the derivation of fact '" + ref.fact().name() + "' leads back to itself");
        }
        Object use =
                switch (type) {
                    case BOOLEAN ->
                            new Formula.Flag(
                                    ref, text == null ? null : inner.formula(Parser.parse(text)));
                    case WHOLE ->
                            new NumberTerm.OfFact(
                                    ref,
                                    text == null ? null : inner.number(Parser.parseTerm(text)));
                    case DATE ->
                            new DayTerm.OfFact(
                                    ref, text == null ? null : inner.day(Parser.parseTerm(text)));
                    default ->
                            throw new IllegalArgumentException(
                                    "facts of type " + type.word() + " are not derived");
                };
        if (!inner.problems.isEmpty()) {
            throw new IllegalArgumentException(
                    "the derivation of fact '"
                            + ref.fact().name()
                            + "': "
                            + inner.problems.get(0).message());
        }
        return use;
    }

    private void unknownName(Span span, String name, Iterable<String> known) {
        List<String> near = Vocabulary.near(name, known);
        problems.add(
                new Problem(
                        span,
                        "unknown fact '" + name + "'",
                        near.isEmpty()
                                ? "all facts: ./amparo facts"
                                : "did you mean '" + String.join("' or '", near) + "'?"));
    }

    private static String near(String word, Iterable<String> known) {
        return didYouMean(Vocabulary.near(word, known));
    }

    private static String didYouMean(List<String> near) {
        return near.isEmpty() ? "" : "did you mean '" + String.join("' or '", near) + "'?";
    }

    private Formula fail(Span span, String message, String cure) {
        problems.add(new Problem(span, message, cure));
        return nothing();
    }

    /** Stands where a mistake was reported; never leaves the checker. */
    private static Formula nothing() {
        return new Formula.And(List.of());
    }

    private static Comparison order(String operator) {
        for (Comparison comparison : Comparison.values()) {
            if (comparison.sign().equals(operator) || comparison.dayWord().equals(operator)) {
                return comparison;
            }
        }
        throw new IllegalArgumentException(operator);
    }
}
