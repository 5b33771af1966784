package amparo.engine.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import amparo.engine.testing.Trials;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** FEATURE: a condition that cannot be read is told in its author's words, at its place. */
class ParserTest {
    private static Problem problem(String text) {
        LanguageException wrong =
                catchThrowableOfType(LanguageException.class, () -> Parser.parse(text));
        assertThat(wrong).as(text).isNotNull();
        assertThat(wrong.problems()).hasSize(1);
        assertThat(wrong).hasMessage(wrong.problems().getFirst().message());
        return wrong.problems().getFirst();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // characters and numbers
                "age >= 18 & registered      | &          | the character '&' has no meaning in a condition",
                "age >= 18 && registered     | &&         | '&&' has no meaning in a condition",
                "age => 18                   | =>         | '=>' has no meaning in a condition",
                "age - 1 > 3                 | -          | the character '-' has no meaning in a condition",
                "!registered                 | !          | '!' means nothing here",
                "nationality in $            | $          | a name must follow '$'",
                "age >= 18x                  | 18x        | '18x' is neither a number nor a date",
                "d before 2024-03-155        | 2024-03-155 | '2024-03-155' is neither a number nor a date",
                "age >= 1234567890           | 1234567890 | this number is too great",
                // joining
                "age >= 18 registered        | registered | 'registered' is not expected here",
                "age >= 18 and               | d          | the condition ends too early",
                "age >= 18 or )              | )          | ')' is not expected here",
                "(age >= 18                  | 8          | ')' was expected",
                "not                         | t          | the condition ends too early",
                // codes
                "any                         | y          | the condition ends too early",
                "any 5 in {A}                | 5          | '5' is not expected here",
                "any nationality             | y          | 'in' or '=' was expected",
                "all nationality not = A     | =          | 'in' or '=' was expected",
                "country in {A, }            | }          | a code was expected",
                "country in {A               | A          | '}' was expected",
                "country in                  | n          | the condition ends too early",
                "country not known           | not        | 'not' is not expected here",
                "country is A                | A          | 'known' was expected",
                // quantifiers
                "some                        | e          | the name of a list, such as stay or document was expected",
                "some stay has (x)           | has        | 'as x' is missing",
                "some stay as has (x)        | has        | a short name after 'as' was expected",
                "some stay as s (x)          | (          | 'has (...)' is missing",
                "some stay as s has          | s          | the condition ends too early",
                "at least x                  | x          | a number after 'at least' was expected",
                "at least 18 years           | s          | 'old' or 'since' was expected",
                "at least 3 stay as s        | s          | 'has (...)' is missing",
                "at least 5 working days since d | at least 5 working days | working days since a day are not counted",
                "at 3                        | at         | 'at' is not expected here",
                // days and numbers
                "within days of d            | days       | a number after 'within' was expected",
                "within 30 of d              | of         | a unit of time was expected",
                "within 30 days d            | d          | 'of' was expected",
                "within 3 working days in of d | of       | a name with '$' was expected",
                "within 3 working days in    | n          | a name with '$' was expected",
                "d after 30 days             | s          | 'ago', 'before' or 'after' was expected",
                "d on or today               | today      | 'on or before' or 'on or after' was expected",
                "d between 2021              | 1          | 'and' was expected",
                "months from d today > 3     | today      | 'to' was expected",
                "earlier of d, e > d         | `,`        | 'and' was expected",
                "count stay as s > 3         | stay       | 'of' was expected",
                "count of as > 3             | as         | the name of a list was expected",
                "sum of x as s > 3           | as         | 'over' was expected",
                "count of stay as s with x   | x          | '(' was expected",
                "points 3 if x > 3           | 3          | '{' was expected",
                "points {if x} > 3           | if         | a number of points was expected",
                "points {3 x} > 3            | x          | 'if' was expected",
                "points {3 if x; 2 if y > 3  | 3          | '}' was expected",
                "table fee > 3               | fee        | '(' was expected",
                "table() > 3                 | )          | the name of a table was expected",
                "rule x                      | x          | '(' was expected",
                "rule()                      | )          | the id of a rule was expected",
                "rule(x                      | x          | ')' was expected",
                "s. = 3                      | =          | the name of a field was expected",
            })
    void aMistakeIsToldWithTheTextThatIsWrong(String text, String wrong, String message) {
        Problem problem = problem(text);
        assertThat(problem.message()).isEqualTo(message);
        assertThat(text.substring(problem.span().start(), problem.span().end())).isEqualTo(wrong);
    }

    @Test
    void anEmptyConditionIsToldWithAnExample() {
        assertThat(problem(""))
                .isEqualTo(
                        new Problem(
                                new Span(0, 0),
                                "the condition is empty",
                                "write a condition, for example: age >= 18"));
        assertThat(problem("  \t ").message()).isEqualTo("the condition is empty");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "!x                | write 'not' or '!='",
                "x => 3            | write '>='",
                "x =< 3            | write '<='",
                "x == 3            | write '='",
                "x <> 3            | write '!='",
                "x \u2265 3            | write '>='",
                "x && y            | write 'and'",
                "x & y             | write 'and'",
                "x = '3'           | names and codes stand without quotes",
                "x in [A]          | write codes in braces: {VEN, HTI}",
                "x in $            | write $name-of-set",
                "x > 18x           | write dates as 2024-03-15, numbers as digits",
                "x > 1234567890    | at most 999999999",
                "x y               | join conditions with 'and' or 'or'",
                "d after 3 years   | for example: 3 years ago, 30 days after entered",
                "at least 3 days x | for example: at least 12 months since entered",
                "within 3 x of d   | days, working days, weeks, months or years",
                "some s as x (x)   | some s as x has (x.field = ...)",
                "any x (y)         | any nationality in {VEN, HTI}",
                "x = 3 and and     | the name of a fact belongs here",
                "x = )             | a fact, a number, a date or a code belongs here",
            })
    void aMistakeIsToldWithItsCure(String text, String cure) {
        assertThat(problem(text).cure()).isEqualTo(cure);
    }

    @Test
    void aConditionThatNobodyCouldReadIsRefused() {
        String text = "x or ".repeat(800);
        assertThatCode(() -> Parser.parse(text + "x".repeat(0) + "y".repeat(1)))
                .hasMessage("this condition has 4001 characters, at most 4000 are read");
        assertThatCode(() -> Parser.parse("x or ".repeat(799) + "yyyyy"))
                .doesNotThrowAnyException();
    }

    @Test
    void nestingHasABound() {
        assertThat(problem("(".repeat(50) + "x" + ")".repeat(50)).message())
                .isEqualTo("nested more than 40 levels deep");
        assertThat(problem("not ".repeat(50) + "x").message())
                .isEqualTo("nested more than 40 levels deep");
        assertThatCode(() -> Parser.parse("(".repeat(39) + "x" + ")".repeat(39)))
                .doesNotThrowAnyException();
        assertThatCode(() -> Parser.parse("not ".repeat(39) + "x")).doesNotThrowAnyException();
    }

    @Test
    void siblingsDoNotCountAsNesting() {
        assertThatCode(() -> Parser.parse("(x) and not (y) and ".repeat(60) + "(z)"))
                .doesNotThrowAnyException();
    }

    @Test
    void whateverIsTypedEitherParsesOrIsToldAsAProblemWithinTheText() {
        String[] words = {
            "and", "or", "not", "(", ")", "{", "}", ",", ";", ".", "=", ">=", "5", "2024-03",
            "$mex", "some", "stay", "as", "s", "with", "has", "any", "in", "is", "known", "between",
            "within", "days", "working", "of", "before", "on", "at", "least", "since", "from", "to",
            "points", "if", "count", "sum", "over", "table", "rule", "today", "host", "ago",
            "earlier", "x"
        };
        Trials.run(
                20_000,
                dice -> {
                    StringBuilder text = new StringBuilder();
                    for (int i = dice.between(1, 12); i > 0; i--) {
                        text.append(dice.of(words)).append(' ');
                    }
                    try {
                        Parser.parse(text.toString());
                    } catch (LanguageException wrong) {
                        Span span = wrong.problems().getFirst().span();
                        assertThat(span.start()).isBetween(0, span.end());
                        assertThat(span.end()).isLessThanOrEqualTo(text.length());
                    }
                });
    }

    @Test
    void notBindsClosestThenAndThenOr() {
        Syntax.Or or = (Syntax.Or) Parser.parse("not a and b or c");
        assertThat(or.parts()).hasSize(2);
        Syntax.And and = (Syntax.And) or.parts().getFirst();
        assertThat(and.parts().getFirst()).isInstanceOf(Syntax.Not.class);
        assertThat(or.span()).isEqualTo(new Span(0, 16));
        assertThat(and.span()).isEqualTo(new Span(0, 11));
    }

    @Test
    void theSignOfOtherLanguagesForOrHasACure() {
        assertThat(problem("x || y").cure()).isEqualTo("write 'or'");
        assertThat(problem("x | y").cure()).isEqualTo("write 'or'");
    }
}
