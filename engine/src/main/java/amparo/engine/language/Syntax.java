package amparo.engine.language;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the parser saw, before names and types are looked up. Every node knows its text. */
public sealed interface Syntax {
    /** Where it stands. */
    Span span();

    /** {@code name} or {@code binder.name}; a fact, a code, {@code today} or {@code host}. */
    record Name(@Nullable String binder, String name, Span span) implements Syntax {}

    record Number(int value, Span span) implements Syntax {}

    record Date(String text, Span span) implements Syntax {}

    /** {@code {A, B}}. */
    record Braces(List<Name> members, Span span) implements Syntax {}

    /** {@code $name}. */
    record Dollar(String name, Span span) implements Syntax {}

    record And(List<Syntax> parts, Span span) implements Syntax {}

    record Or(List<Syntax> parts, Span span) implements Syntax {}

    record Not(Syntax part, Span span) implements Syntax {}

    /** {@code =, !=, <, <=, >, >=, before, on or before, after, on or after, on}. */
    record Comparison(String operator, Syntax left, Syntax right, Span span) implements Syntax {}

    record Between(Syntax subject, Syntax low, Syntax high, Span span) implements Syntax {}

    /** {@code subject [not] in object}; mode "" or any, all, none. */
    record In(String mode, Syntax subject, boolean negated, Syntax object, Span span)
            implements Syntax {}

    record Known(Syntax subject, boolean negated, Span span) implements Syntax {}

    /** {@code nationality is empty}: asked, and the answer was none. */
    record Empty(Syntax subject, Span span) implements Syntax {}

    record Quantified(
            String quantifier,
            int least,
            Token list,
            Token binder,
            @Nullable Syntax with,
            Syntax has,
            Span span)
            implements Syntax {}

    record RuleHolds(Token rule, Span span) implements Syntax {}

    record Points(List<Point> points, Span span) implements Syntax {}

    /** One line of points. */
    record Point(int weight, Syntax condition) {}

    record Count(Token list, Token binder, @Nullable Syntax with, Span span) implements Syntax {}

    record Sum(Syntax term, Token list, Token binder, @Nullable Syntax with, Span span)
            implements Syntax {}

    /** {@code months from a to b}. */
    record Elapsed(Unit unit, Syntax from, Syntax to, Span span) implements Syntax {}

    record Table(Token table, Span span) implements Syntax {}

    /** {@code 30 working days in $mex after x}. */
    record Shifted(
            int amount,
            Unit unit,
            @Nullable Dollar calendar,
            boolean forward,
            Syntax day,
            Span span)
            implements Syntax {}

    /** {@code earlier of a and b}, {@code later of a and b}. */
    record Extreme(boolean earlier, Syntax left, Syntax right, Span span) implements Syntax {}

    /** {@code [day] within 30 days of x}; the day is null for today. */
    record Within(
            @Nullable Syntax day,
            int amount,
            Unit unit,
            @Nullable Dollar calendar,
            Syntax of,
            Span span)
            implements Syntax {}
}
