package amparo.engine.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Recursive descent over the grammar in docs/rule-language.md. It knows no facts: names are looked
 * up by {@link TypeChecker}.
 */
public final class Parser {
    /** Words with a meaning of their own; facts, binders and codes must not be called like this. */
    public static final Set<String> KEYWORDS =
            Set.of(
                    "and", "or", "not", "in", "is", "known", "some", "every", "no", "any", "all",
                    "none", "of", "as", "with", "has", "between", "before", "after", "on", "at",
                    "least", "within", "since", "from", "to", "if", "points", "count", "sum",
                    "over", "table", "rule", "today", "host", "ago", "earlier", "later", "working");

    private static final int MAX_DEPTH = 40;

    private final List<Token> tokens;
    private int next;
    private int depth;

    private Parser(List<Token> tokens) {
        this.tokens = tokens;
    }

    /**
     * Reads one condition.
     *
     * @throws LanguageException at the first mistake
     */
    public static Syntax parse(String text) {
        Parser parser = new Parser(Lexer.tokens(text));
        if (parser.peek().kind() == Token.Kind.END) {
            throw parser.wrong(
                    "the condition is empty", "write a condition, for example: age >= 18");
        }
        Syntax formula = parser.formula();
        parser.end();
        return formula;
    }

    /** Reads a number or a day, as used to derive a fact. */
    public static Syntax parseTerm(String text) {
        Parser parser = new Parser(Lexer.tokens(text));
        Syntax term = parser.term();
        parser.end();
        return term;
    }

    private void end() {
        if (peek().kind() != Token.Kind.END) {
            throw wrong(
                    "'" + peek().text() + "' is not expected here",
                    "join conditions with 'and' or 'or'");
        }
    }

    private Syntax formula() {
        if (++depth > MAX_DEPTH) {
            throw wrong(
                    "nested more than " + MAX_DEPTH + " levels deep",
                    "split the condition into a group");
        }
        List<Syntax> parts = new ArrayList<>();
        parts.add(conjunction());
        while (accept("or")) {
            parts.add(conjunction());
        }
        depth--;
        return parts.size() == 1 ? parts.get(0) : new Syntax.Or(parts, spanOf(parts));
    }

    private Syntax conjunction() {
        List<Syntax> parts = new ArrayList<>();
        parts.add(negation());
        while (accept("and")) {
            parts.add(negation());
        }
        return parts.size() == 1 ? parts.get(0) : new Syntax.And(parts, spanOf(parts));
    }

    private Syntax negation() {
        Token start = peek();
        if (start.is("not") && !peek(1).is("in")) {
            advance();
            if (++depth > MAX_DEPTH) {
                throw wrong("nested more than " + MAX_DEPTH + " levels deep", "");
            }
            Syntax part = negation();
            depth--;
            return new Syntax.Not(part, start.span().to(part.span()));
        }
        return primary();
    }

    private Syntax primary() {
        Token start = peek();
        if (start.is("(")) {
            advance();
            Syntax inner = formula();
            expect(")");
            return inner;
        }
        if (start.is("some") || start.is("every") || start.is("no")) {
            advance();
            return quantified(start, start.text(), 1);
        }
        if (start.is("at") && peek(1).is("least")) {
            return atLeast(start);
        }
        if (start.is("rule")) {
            advance();
            expect("(");
            Token id = word("the id of a rule");
            Token close = expect(")");
            return new Syntax.RuleHolds(id, start.span().to(close.span()));
        }
        if (start.is("any") || start.is("all") || start.is("none")) {
            return setTest(start);
        }
        if (start.is("within")) {
            advance();
            return within(null, start);
        }
        return comparison();
    }

    private Syntax atLeast(Token start) {
        advance();
        advance();
        int amount = number("a number after 'at least'");
        Unit unit = unitHere();
        if (unit == null) {
            return quantified(start, "at least", amount);
        }
        unit();
        if (unit == Unit.YEARS && peek().kind() == Token.Kind.WORD && peek().text().equals("old")) {
            Token old = advance();
            Span span = start.span().to(old.span());
            return new Syntax.Comparison(
                    ">=",
                    new Syntax.Name(null, "age", span),
                    new Syntax.Number(amount, span),
                    span);
        }
        if (unit == Unit.WORKING_DAYS) {
            throw new LanguageException(
                    List.of(
                            new Problem(
                                    start.span().to(previous().span()),
                                    "working days since a day are not counted",
                                    "write: today on or after 5 working days in $mex after ...")));
        }
        if (!accept("since")) {
            throw wrong(
                    "'old' or 'since' was expected",
                    "for example: at least 12 months since entered");
        }
        Syntax from = term();
        Span span = start.span().to(from.span());
        Syntax elapsed = new Syntax.Elapsed(unit, from, new Syntax.Name(null, "today", span), span);
        return new Syntax.Comparison(">=", elapsed, new Syntax.Number(amount, span), span);
    }

    private Syntax quantified(Token start, String quantifier, int least) {
        Token list = word("the name of a list, such as stay or document");
        Token binder = binder();
        Syntax with = accept("with") ? formula() : null;
        if (!accept("has")) {
            throw wrong(
                    "'has (...)' is missing",
                    quantifier + " " + list.text() + " as x has (x.field = ...)");
        }
        Syntax has = primary();
        return new Syntax.Quantified(
                quantifier, least, list, binder, with, has, start.span().to(has.span()));
    }

    private Token binder() {
        if (!accept("as")) {
            throw wrong(
                    "'as x' is missing", "name each record of the list, for example: stay as s");
        }
        return word("a short name after 'as'");
    }

    private Syntax setTest(Token mode) {
        advance();
        accept("of");
        Syntax subject = name();
        boolean negated = accept("not");
        Syntax object;
        if (accept("in")) {
            object = term();
        } else if (!negated && accept("=")) {
            object = term();
        } else {
            throw wrong("'in' or '=' was expected", mode.text() + " nationality in {VEN, HTI}");
        }
        return new Syntax.In(mode.text(), subject, negated, object, mode.span().to(object.span()));
    }

    private Syntax comparison() {
        Syntax left = term();
        Token operator = peek();
        if (operator.kind() == Token.Kind.SIGN && isComparison(operator.text())) {
            advance();
            return compare(operator.text(), left);
        }
        if (accept("is")) {
            if (accept("empty")) {
                return new Syntax.Empty(left, left.span().to(previous().span()));
            }
            boolean negated = accept("not");
            Token known = expect("known");
            return new Syntax.Known(left, negated, left.span().to(known.span()));
        }
        if (operator.is("in") || operator.is("not") && peek(1).is("in")) {
            boolean negated = accept("not");
            expect("in");
            Syntax object = term();
            return new Syntax.In("", left, negated, object, left.span().to(object.span()));
        }
        if (accept("between")) {
            Syntax low = term();
            expect("and");
            Syntax high = term();
            return new Syntax.Between(left, low, high, left.span().to(high.span()));
        }
        if (operator.is("before") || operator.is("after")) {
            advance();
            return compare(operator.text(), left);
        }
        if (operator.is("on")) {
            advance();
            if (accept("or")) {
                Token direction = peek();
                if (!direction.is("before") && !direction.is("after")) {
                    throw wrong("'on or before' or 'on or after' was expected", "");
                }
                advance();
                return compare("on or " + direction.text(), left);
            }
            return compare("on", left);
        }
        if (operator.is("within")) {
            advance();
            return within(left, operator);
        }
        return left;
    }

    private Syntax compare(String operator, Syntax left) {
        Syntax right = term();
        return new Syntax.Comparison(operator, left, right, left.span().to(right.span()));
    }

    private Syntax within(@Nullable Syntax day, Token start) {
        int amount = number("a number after 'within'");
        Unit unit = unit();
        Syntax.Dollar calendar = accept("in") ? dollar() : null;
        expect("of");
        Syntax of = term();
        Span from = day == null ? start.span() : day.span();
        return new Syntax.Within(day, amount, unit, calendar, of, from.to(of.span()));
    }

    private Syntax term() {
        Token start = peek();
        Unit elapsed = unitHere();
        if (elapsed != null && elapsed != Unit.WORKING_DAYS && peek(1).is("from")) {
            unit();
            expect("from");
            Syntax from = term();
            expect("to");
            Syntax to = term();
            return new Syntax.Elapsed(elapsed, from, to, start.span().to(to.span()));
        }
        switch (start.kind()) {
            case NUMBER -> {
                advance();
                return unitHere() == null
                        ? new Syntax.Number(Integer.parseInt(start.text()), start.span())
                        : shifted(start);
            }
            case DATE -> {
                advance();
                return new Syntax.Date(start.text(), start.span());
            }
            case DOLLAR -> {
                return dollar();
            }
            case WORD -> {
                return wordTerm(start);
            }
            case SIGN, END -> {
                if (start.is("{")) {
                    return braces();
                }
                throw wrong(
                        start.kind() == Token.Kind.END
                                ? "the condition ends too early"
                                : "'" + start.text() + "' is not expected here",
                        "a fact, a number, a date or a code belongs here");
            }
        }
        throw wrong("unexpected text", "");
    }

    private Syntax wordTerm(Token start) {
        switch (start.text()) {
            case "points" -> {
                return points();
            }
            case "count" -> {
                advance();
                expect("of");
                Token list = word("the name of a list");
                Token binder = binder();
                return new Syntax.Count(
                        list, binder, withInParentheses(), start.span().to(previous().span()));
            }
            case "sum" -> {
                advance();
                expect("of");
                Syntax term = term();
                expect("over");
                Token list = word("the name of a list");
                Token binder = binder();
                return new Syntax.Sum(
                        term,
                        list,
                        binder,
                        withInParentheses(),
                        start.span().to(previous().span()));
            }
            case "table" -> {
                advance();
                expect("(");
                Token table = word("the name of a table");
                Token close = expect(")");
                return new Syntax.Table(table, start.span().to(close.span()));
            }
            case "earlier", "later" -> {
                advance();
                expect("of");
                Syntax left = term();
                expect("and");
                Syntax right = term();
                return new Syntax.Extreme(
                        start.text().equals("earlier"), left, right, start.span().to(right.span()));
            }
            default -> {
                return name();
            }
        }
    }

    private @Nullable Syntax withInParentheses() {
        if (!accept("with")) {
            return null;
        }
        expect("(");
        Syntax with = formula();
        expect(")");
        return with;
    }

    private Syntax points() {
        Token start = advance();
        expect("{");
        List<Syntax.Point> points = new ArrayList<>();
        do {
            int weight = number("a number of points");
            expect("if");
            points.add(new Syntax.Point(weight, formula()));
        } while (accept(";") && !peek().is("}"));
        Token close = expect("}");
        return new Syntax.Points(points, start.span().to(close.span()));
    }

    private Syntax shifted(Token start) {
        int amount = Integer.parseInt(start.text());
        Unit unit = unit();
        Syntax.Dollar calendar = accept("in") ? dollar() : null;
        if (accept("ago")) {
            Span span = start.span().to(previous().span());
            return new Syntax.Shifted(
                    amount, unit, calendar, false, new Syntax.Name(null, "today", span), span);
        }
        boolean forward = peek().is("after");
        if (!forward && !peek().is("before")) {
            throw wrong(
                    "'ago', 'before' or 'after' was expected",
                    "for example: 3 years ago, 30 days after entered");
        }
        advance();
        Syntax day = term();
        return new Syntax.Shifted(
                amount, unit, calendar, forward, day, start.span().to(day.span()));
    }

    private Syntax braces() {
        Token start = expect("{");
        List<Syntax.Name> members = new ArrayList<>();
        do {
            Token member = word("a code");
            members.add(new Syntax.Name(null, member.text(), member.span()));
        } while (accept(","));
        Token close = expect("}");
        return new Syntax.Braces(members, start.span().to(close.span()));
    }

    private Syntax.Dollar dollar() {
        Token token = peek();
        if (token.kind() != Token.Kind.DOLLAR) {
            throw wrong("a name with '$' was expected", "for example: $mercosur");
        }
        advance();
        return new Syntax.Dollar(token.text().substring(1), token.span());
    }

    private Syntax name() {
        Token first = peek();
        if (first.kind() == Token.Kind.END) {
            throw wrong("the condition ends too early", "the name of a fact belongs here");
        }
        if (first.kind() != Token.Kind.WORD
                || KEYWORDS.contains(first.text()) && !isPlace(first.text())) {
            throw wrong(
                    "'" + first.text() + "' is not expected here",
                    "the name of a fact belongs here");
        }
        advance();
        if (accept(".")) {
            Token field = field();
            return new Syntax.Name(first.text(), field.text(), first.span().to(field.span()));
        }
        return new Syntax.Name(null, first.text(), first.span());
    }

    /** After a dot no word has a meaning of its own, so a field may be called {@code since}. */
    private Token field() {
        if (peek().kind() != Token.Kind.WORD) {
            throw wrong("the name of a field was expected", "");
        }
        return advance();
    }

    private static boolean isPlace(String word) {
        return word.equals("today") || word.equals("host");
    }

    private @Nullable Unit unitHere() {
        Token token = peek();
        if (token.kind() != Token.Kind.WORD) {
            return null;
        }
        String word = token.text().equals("working") ? "working " + peek(1).text() : token.text();
        for (Unit unit : Unit.values()) {
            if (unit.isNamed(word)) {
                return unit;
            }
        }
        return null;
    }

    private Unit unit() {
        Unit unit = unitHere();
        if (unit == null) {
            throw wrong(
                    "a unit of time was expected", "days, working days, weeks, months or years");
        }
        advance();
        if (unit == Unit.WORKING_DAYS) {
            advance();
        }
        return unit;
    }

    private int number(String what) {
        Token token = peek();
        if (token.kind() != Token.Kind.NUMBER) {
            throw wrong(what + " was expected", "");
        }
        advance();
        return Integer.parseInt(token.text());
    }

    private Token word(String what) {
        Token token = peek();
        if (token.kind() != Token.Kind.WORD || KEYWORDS.contains(token.text())) {
            throw wrong(what + " was expected", "");
        }
        return advance();
    }

    private Token expect(String text) {
        if (!peek().is(text)) {
            throw wrong(
                    "'" + text + "' was expected",
                    text.equals(")")
                            ? "close the bracket here, or join conditions with 'and' or 'or'"
                            : "");
        }
        return advance();
    }

    private boolean accept(String text) {
        if (peek().is(text)) {
            next++;
            return true;
        }
        return false;
    }

    private Token peek() {
        return peek(0);
    }

    private Token peek(int ahead) {
        return tokens.get(Math.min(next + ahead, tokens.size() - 1));
    }

    private Token previous() {
        return tokens.get(next - 1);
    }

    private Token advance() {
        Token token = peek();
        if (next < tokens.size() - 1) {
            next++;
        }
        return token;
    }

    private static boolean isComparison(String sign) {
        return switch (sign) {
            case "=", "!=", "<", "<=", ">", ">=" -> true;
            default -> false;
        };
    }

    private static Span spanOf(List<Syntax> parts) {
        return parts.get(0).span().to(parts.get(parts.size() - 1).span());
    }

    private LanguageException wrong(String message, String cure) {
        Token token = peek();
        Span span =
                token.kind() == Token.Kind.END
                        ? new Span(Math.max(0, token.span().start() - 1), token.span().start())
                        : token.span();
        return new LanguageException(List.of(new Problem(span, message, cure)));
    }
}
