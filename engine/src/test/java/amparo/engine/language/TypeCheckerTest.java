package amparo.engine.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import amparo.engine.fact.Fact;
import amparo.engine.fact.FactType;
import amparo.engine.fact.Vocabulary;
import amparo.engine.testing.World;
import amparo.engine.value.Range;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * FEATURE: everything is compared with its like, and a slip of the pen is told with what was meant.
 */
class TypeCheckerTest {
    private static List<Problem> problems(String text) {
        LanguageException wrong =
                catchThrowableOfType(LanguageException.class, () -> World.formula(text));
        assertThat(wrong).as(text).isNotNull();
        return wrong.problems();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // names
                "registred                    | registred   | unknown fact 'registred'",
                "some stays as s has (s.long) | stays       | unknown fact 'stays'",
                "some age as s has (adult)    | age         | 'age' is a whole number, not a list",
                "some stay as s has (s.lon)   | s.lon       | unknown field 'lon' of stay",
                "t.long                       | t.long      | 't' is not bound here",
                "some stay as age has (adult) | age         | the name 'age' is taken",
                "some stay as s has (some relative as s has (adult)) | s | the name 's' is taken",
                "country_now in $mercosul     | $mercosul   | no set is called '$mercosul'",
                "table(feee) > 3              | feee        | no table is called 'feee'",
                "rule(residnt)                | residnt     | no rule is called 'residnt'",
                "entered after 3 working days in $mx ago | $mx | no calendar is called '$mx'",
                "country_now = VNE            | VNE         | 'VNE' is not a code of the list 'country'",
                "country_now in {VEN, visa}   | visa        | 'visa' is not a code of the list 'country'",
                "any nationality = visa       | visa        | 'visa' is not a code of the list 'country'",
                "host = VNE                   | VNE         | 'VNE' is not a code of the list 'country'",
                "host in {VEN, visa}          | visa        | 'visa' is not a code of the list 'country'",
                // yes or no
                "age                          | age         | 'age' is a whole number, not a yes-or-no fact",
                "country_now                  | country_now | 'country_now' is a code, not a yes-or-no fact",
                "nationality                  | nationality | 'nationality' is a codes, not a yes-or-no fact",
                "entered                      | entered     | 'entered' is a date, not a yes-or-no fact",
                "stay                         | stay        | 'stay' is a records, not a yes-or-no fact",
                "registered = 3               | registered = 3 | a yes-or-no fact is not compared",
                "5                            | 5           | this is not a condition that can be true or false",
                "today                        | today       | unknown fact 'today'",
                "3 is known                   | 3 is known  | only a fact can be known or not",
                // codes
                "country_now < VEN            | country_now < VEN | codes have no order",
                "nationality = VEN            | nationality | this is a set of codes",
                "nationality in {VEN}         | nationality | this is a set of codes",
                "any country_now in {VEN}     | country_now | 'country_now' is not a set of codes, so 'any' has no meaning",
                "any nationality not in {VEN} | any nationality not in {VEN} | 'any ... not in' can be read in two ways",
                "all nationality not in {VEN} | all nationality not in {VEN} | 'all ... not in' can be read in two ways",
                "age in {VEN}                 | age         | 'age' is a whole number, not a code",
                "entry_kind = not_known       | not_known   | 'not_known' says that the answer is not known: never TRUE here",
                "entry_kind in {post, not_known} | not_known | 'not_known' says that the answer is not known: never TRUE here",
                "any nationality in {not_known} | not_known | 'not_known' says that the answer is not known: never TRUE here",
                "country_now = 5              | 5           | a code, {codes}, $set or another fact belongs here",
                "country_now = entry_kind     | entry_kind  | 'entry_kind' and 'country_now' draw on different lists of codes",
                "host = entry_kind            | entry_kind  | 'entry_kind' and 'host' draw on different lists of codes",
                "VEN = country_now            | VEN         | unknown fact 'VEN'",
                // numbers
                "age >= VEN                   | age >= VEN  | a whole number cannot be compared with a code",
                "age after 5                  | age after 5 | 'after' compares days, these are numbers",
                "age between 3 and country_now | country_now | 'country_now' is a code, not a number",
                "age between entered and 5    | entered     | 'entered' is a date, not a number",
                "age = stay                   | age = stay  | a whole number cannot be compared with a records",
                "at least 0 stay as s has adult | at least 0 stay as s has adult | 'at least' needs a number from 1",
                // days
                "entered > age                | age         | 'age' is a whole number, not a date",
                "entered after 99             | 99          | '99' is not a date",
                "entered after 2023-02-29     | 2023-02-29  | there is no such date: month 2 of 2023 has no day 29",
                "entered after 12-34          | 12-34       | '12-34' is not a date",
                "entered after VEN            | VEN         | unknown fact 'VEN'",
                "entered after {VEN}          | {VEN}       | a date belongs here",
                "entered after 3 working days ago | 3 working days ago | working days need a calendar",
                "entered after 3 days in $mex ago | $mex    | only working days follow a calendar",
                "within 100001 days of entered | within 100001 days of entered | this span of time is too long",
                "months from age to today > 3 | age         | 'age' is a whole number, not a date",
                "count of age as a > 3        | age         | 'age' is a whole number, not a list",
                "sum of x.long over stay as x > 3 | x.long  | 'x.long' is a boolean, not a number",
            })
    void aMistakeIsToldOnceWithTheTextThatIsWrong(String text, String wrong, String message) {
        List<Problem> problems = problems(text);
        assertThat(problems).extracting(Problem::message).containsExactly(message);
        Span span = problems.getFirst().span();
        assertThat(text.substring(span.start(), span.end())).isEqualTo(wrong);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "registred               | did you mean 'registered'?",
                "nothing_like_it         | all facts: ./amparo facts",
                "some stay as s has (s.lon) | did you mean 'long'?",
                "some stay as s has (s.zzzzzz) | its fields: country, entered, left, legal, months, long, expires",
                "country_now = XXX       | ``",
                "country_now = VEM       | did you mean 'VEN'?",
                "country_now in $mercosul | did you mean 'mercosur'?",
                "table(feee) > 3         | did you mean 'fee'?",
                "rule(resident2)         | did you mean 'resident'?",
                "age                     | compare it: age >= ...",
                "country_now             | compare it: country_now = ... or country_now in {...}",
                "nationality             | write: any nationality in {...}",
                "entered                 | compare it: entered on or before 2024-01-31",
                "stay                    | write: some stay as x has (...)",
                "age before 5            | write <",
                "registered != 3         | write its name alone, or 'not' before it",
                "entered after 20        | write it in full: 2024-03-15",
                "any country_now in {VEN} | leave out 'any'",
                "any nationality not in {VEN} | write: none of ... in {...}, or: not all ... in {...}",
            })
    void aMistakeIsToldWithItsCure(String text, String cure) {
        assertThat(problems(text).getFirst().cure()).isEqualTo(cure == null ? "" : cure);
    }

    @Test
    void allMistakesOfAConditionAreToldTogetherInTheOrderOfTheText() {
        String text = "registred and agee >= 3 or sum of s.monts over stayy as s > country_now";
        assertThat(problems(text))
                .extracting(problem -> text.substring(problem.span().start(), problem.span().end()))
                .containsExactly(
                        "registred", "agee", "sum of s.monts over stayy as s > country_now");
        assertThat(problems("registred or sum of s.monts over stay as age > 3"))
                .extracting(Problem::message)
                .containsExactly(
                        "unknown fact 'registred'",
                        "'s' is not bound here",
                        "the name 'age' is taken");
        assertThat(problems("agee between 3 and agee"))
                .extracting(problem -> problem.span().start())
                .containsExactly(0, 19);
    }

    @Test
    void theHostStateIsACodeLikeOthers() {
        assertThat(World.formula("host = VEN"))
                .isEqualTo(
                        new Formula.CodeIn(
                                new CodeTerm.Host(), new CodeSet.Literal(List.of("VEN"))));
        assertThat(World.formula("host = country_now").toString()).contains("country_now");
    }

    @Test
    void shortFormsMeanTheirLongForms() {
        assertThat(World.formula("at least 18 years old")).isEqualTo(World.formula("age >= 18"));
        assertThat(World.formula("at least 12 months since entered"))
                .isEqualTo(World.formula("months from entered to today >= 12"));
        assertThat(World.formula("within 30 days of entered"))
                .isEqualTo(
                        World.formula(
                                "today on or after entered and today on or before 30 days after"
                                        + " entered"));
        assertThat(World.formula("none of nationality in {VEN}"))
                .isEqualTo(World.formula("not any nationality in {VEN}"));
        assertThat(World.formula("country_now != VEN"))
                .isEqualTo(World.formula("not country_now = VEN"));
        assertThat(World.formula("age is not known")).isEqualTo(World.formula("not age is known"));
        assertThat(World.formula("age between 3 and 5"))
                .isEqualTo(World.formula("age >= 3 and age <= 5"));
        assertThat(World.formula("entered between 2021 and 2022"))
                .isEqualTo(World.formula("entered on or after 2021 and entered on or before 2022"));
        assertThat(World.formula("entered after 3 years ago"))
                .isEqualTo(World.formula("entered after 3 years before today"));
        assertThat(World.formula("entered = 2024-01-01"))
                .isEqualTo(World.formula("entered on 2024-01-01"));
        assertThat(World.formula("country_now in {VEN, COL, VEN}"))
                .isEqualTo(World.formula("country_now in {COL, VEN}"));
    }

    @Test
    void aDerivationIsTypedAtEveryUse() {
        Formula.Flag adult = (Formula.Flag) World.formula("adult");
        assertThat(adult.derived()).isEqualTo(World.formula("age >= 18"));
        Formula.Quantified some = (Formula.Quantified) World.formula("some stay as s has (s.long)");
        Formula.Flag isLong = (Formula.Flag) some.has();
        assertThat(Printer.print(isLong.derived())).isEqualTo("s.months >= 12");
    }

    @Test
    void aDerivationThatLeadsBackToItselfIsAMistakeOfTheVocabulary() {
        Vocabulary circular =
                new Vocabulary(
                        List.of(
                                Fact.builder("a", FactType.BOOLEAN, 0).deriveText("b").build(),
                                Fact.builder("b", FactType.BOOLEAN, 1).deriveText("not a").build()),
                        List.of());
        assertThatThrownBy(() -> TypeChecker.formula("a", Names.of(circular), Bindings.NONE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("leads back to itself");
    }

    @Test
    void aDerivationWithAMistakeIsAMistakeOfTheVocabulary() {
        Vocabulary wrong =
                new Vocabulary(
                        List.of(Fact.builder("a", FactType.BOOLEAN, 0).deriveText("c").build()),
                        List.of());
        assertThatThrownBy(() -> TypeChecker.formula("a", Names.of(wrong), Bindings.NONE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the derivation of fact 'a': unknown fact 'c'");
    }

    @Test
    void theDayThatChoosesTheLawIsReadAlone() {
        assertThat(TypeChecker.day("entered", World.NAMES)).isInstanceOf(DayTerm.OfFact.class);
        assertThat(TypeChecker.day("ongoing", World.NAMES)).isInstanceOf(DayTerm.Literal.class);
        assertThat(TypeChecker.day("2024", World.NAMES))
                .isEqualTo(
                        new DayTerm.Literal(
                                new Range(World.day("2024-01-01"), World.day("2024-12-31"))));
        assertThatThrownBy(() -> TypeChecker.day("age", World.NAMES))
                .hasMessage("'age' is a whole number, not a date");
    }
}
