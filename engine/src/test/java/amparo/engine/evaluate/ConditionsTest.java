package amparo.engine.evaluate;

import static amparo.engine.testing.Person.relative;
import static amparo.engine.testing.Person.stay;
import static amparo.engine.testing.World.NOT_KNOWN;
import static amparo.engine.testing.World.person;
import static amparo.engine.value.Truth.FALSE;
import static amparo.engine.value.Truth.TRUE;
import static amparo.engine.value.Truth.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import amparo.engine.language.Formula;
import amparo.engine.language.NumberTerm;
import amparo.engine.testing.Person;
import amparo.engine.testing.World;
import amparo.engine.value.Range;
import amparo.engine.value.Truth;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** FEATURE: what each construct of the language means, on 15 June 2025 in Mexico. */
class ConditionsTest {
    private static Truth truth(String condition, Person person) {
        return Truths.of(World.formula(condition), World.BOOK, person.facts(), World.TODAY, "MEX");
    }

    private static Truth onLawOf(String day, String condition, Person person) {
        return Truths.of(
                World.formula(condition),
                World.BOOK,
                person.facts(),
                World.TODAY,
                World.day(day),
                "MEX");
    }

    private static Range number(String term, Person person) {
        Formula.Numbers numbers = (Formula.Numbers) World.formula(term + " = 0");
        NumberTerm left = numbers.left();
        return Truths.number(left, World.BOOK, person.facts(), World.TODAY);
    }

    @Nested
    class YesOrNo {
        @Test
        void noAnswerIsUnknownNeverFalse() {
            assertThat(truth("registered", person())).isEqualTo(UNKNOWN);
            assertThat(truth("not registered", person())).isEqualTo(UNKNOWN);
        }

        @Test
        void anAnswerIsAnAnswer() {
            assertThat(truth("registered", person().yes("registered"))).isEqualTo(TRUE);
            assertThat(truth("registered", person().no("registered"))).isEqualTo(FALSE);
            assertThat(truth("not registered", person().no("registered"))).isEqualTo(TRUE);
        }

        @Test
        void oneCertainNoSettlesAConjunction() {
            assertThat(truth("registered and adult", person().no("registered"))).isEqualTo(FALSE);
            assertThat(truth("registered and adult", person().yes("registered")))
                    .isEqualTo(UNKNOWN);
        }

        @Test
        void oneCertainYesSettlesADisjunction() {
            assertThat(truth("adult or registered", person().yes("registered"))).isEqualTo(TRUE);
            assertThat(truth("adult or registered", person().no("registered"))).isEqualTo(UNKNOWN);
        }
    }

    @Nested
    class Gates {
        private final Person no = person().no("fears_return");
        private final Person yes = person().yes("fears_return");

        @Test
        void aYesToFearAlwaysCounts() {
            assertThat(truth("fears_return", yes)).isEqualTo(TRUE);
            assertThat(truth("fears_return", yes.no("language_understood"))).isEqualTo(TRUE);
            assertThat(truth("fears_return", yes.yes("language_understood"))).isEqualTo(TRUE);
        }

        @Test
        void aNoToFearCountsOnlyIfTheLanguageWasUnderstood() {
            assertThat(truth("fears_return", no)).isEqualTo(UNKNOWN);
            assertThat(truth("fears_return", no.no("language_understood"))).isEqualTo(UNKNOWN);
            assertThat(truth("fears_return", no.yes("language_understood"))).isEqualTo(FALSE);
        }

        @Test
        void aNoThatDoesNotCountIsNoAnswer() {
            assertThat(truth("fears_return is known", no)).isEqualTo(FALSE);
            assertThat(truth("fears_return is known", no.yes("language_understood")))
                    .isEqualTo(TRUE);
            assertThat(truth("fears_return is known", yes)).isEqualTo(TRUE);
        }

        @Test
        void theGateHoldsForFieldsToo() {
            Person one = person().list("stay", stay().no("legal"));
            assertThat(truth("every stay as s has (s.legal)", one)).isEqualTo(UNKNOWN);
            assertThat(truth("every stay as s has (s.legal)", one.yes("language_understood")))
                    .isEqualTo(FALSE);
        }
    }

    @Nested
    class Known {
        @Test
        void isKnownIsNeverUnknown() {
            assertThat(truth("age is known", person())).isEqualTo(FALSE);
            assertThat(truth("age is not known", person())).isEqualTo(TRUE);
            assertThat(truth("age is known", person().number("age", 15, 17))).isEqualTo(TRUE);
            assertThat(truth("entered is known", person().day("entered", "2024"))).isEqualTo(TRUE);
            assertThat(truth("country_now is known", person().code("country_now", "COL")))
                    .isEqualTo(TRUE);
            assertThat(truth("registered is known", person().no("registered"))).isEqualTo(TRUE);
        }

        @Test
        void aListOrSetIsKnownWhenThePersonSaidThatIsAll() {
            assertThat(truth("nationality is known", person().codes("nationality", "VEN")))
                    .isEqualTo(TRUE);
            assertThat(
                            truth(
                                    "nationality is known",
                                    person().codesAndPerhapsMore("nationality", "VEN")))
                    .isEqualTo(FALSE);
            assertThat(truth("stay is known", person().list("stay"))).isEqualTo(TRUE);
            assertThat(truth("stay is known", person().listAndPerhapsMore("stay", stay())))
                    .isEqualTo(FALSE);
        }

        @Test
        void notToKnowIsNoAnswer() {
            Person unsure = person().code("entry_kind", NOT_KNOWN);
            for (String condition :
                    List.of(
                            "entry_kind = post",
                            "entry_kind != post",
                            "entry_kind in {irregular, post, visa}",
                            "entry_kind not in {post, visa}")) {
                assertThat(truth(condition, unsure)).as(condition).isEqualTo(UNKNOWN);
            }
            assertThat(truth("entry_kind is known", unsure)).isEqualTo(FALSE);
            assertThat(truth("country_now = host", person().code("country_now", NOT_KNOWN)))
                    .isEqualTo(UNKNOWN);
            assertThat(
                            truth(
                                    "some stay as s has (s.country = MEX)",
                                    person().list("stay", stay().code("country", NOT_KNOWN))))
                    .isEqualTo(UNKNOWN);
        }

        @Test
        void notToKnowAmongSeveralCodesMeansThatThereMayBeOthers() {
            Person unsure = person().codes("nationality", "VEN", NOT_KNOWN);
            assertThat(truth("any nationality = VEN", unsure)).isEqualTo(TRUE);
            assertThat(truth("any nationality = HTI", unsure)).isEqualTo(UNKNOWN);
            assertThat(truth("all nationality in {VEN}", unsure)).isEqualTo(UNKNOWN);
            assertThat(truth("none of nationality in {HTI}", unsure)).isEqualTo(UNKNOWN);
            assertThat(truth("nationality is known", unsure)).isEqualTo(FALSE);
            assertThat(truth("nationality is empty", person().codes("nationality", NOT_KNOWN)))
                    .isEqualTo(UNKNOWN);
            assertThat(truth("country_now = VEN", unsure.code("country_now", "VEN")))
                    .isEqualTo(TRUE);
        }

        @Test
        void whatOnlyFollowsFromOtherAnswersWasNotAnswered() {
            assertThat(truth("age is known", person().day("birth_date", "2000"))).isEqualTo(FALSE);
        }
    }

    @Nested
    class Codes {
        private final Person venezuelan = person().codes("nationality", "VEN");
        private final Person perhapsMore = person().codesAndPerhapsMore("nationality", "VEN");

        @Test
        void oneCode() {
            Person inColombia = person().code("country_now", "COL");
            assertThat(truth("country_now = COL", inColombia)).isEqualTo(TRUE);
            assertThat(truth("country_now = VEN", inColombia)).isEqualTo(FALSE);
            assertThat(truth("country_now != VEN", inColombia)).isEqualTo(TRUE);
            assertThat(truth("country_now in {COL, VEN}", inColombia)).isEqualTo(TRUE);
            assertThat(truth("country_now not in {COL, VEN}", inColombia)).isEqualTo(FALSE);
            assertThat(truth("country_now = COL", person())).isEqualTo(UNKNOWN);
        }

        @Test
        void anyOfSeveral() {
            assertThat(truth("any nationality in {VEN, COL}", venezuelan)).isEqualTo(TRUE);
            assertThat(truth("any nationality in {COL}", venezuelan)).isEqualTo(FALSE);
            assertThat(truth("any nationality in {VEN}", perhapsMore)).isEqualTo(TRUE);
            assertThat(truth("any nationality in {COL}", perhapsMore)).isEqualTo(UNKNOWN);
            assertThat(truth("any nationality in {COL}", person())).isEqualTo(UNKNOWN);
        }

        @Test
        void allOfSeveral() {
            Person both = person().codes("nationality", "VEN", "COL");
            assertThat(truth("all nationality in {VEN}", venezuelan)).isEqualTo(TRUE);
            assertThat(truth("all nationality in {VEN}", both)).isEqualTo(FALSE);
            assertThat(truth("all nationality in {VEN}", perhapsMore)).isEqualTo(UNKNOWN);
            assertThat(truth("all nationality in {COL}", perhapsMore)).isEqualTo(FALSE);
            assertThat(truth("all nationality in {COL}", person())).isEqualTo(UNKNOWN);
        }

        @Test
        void noneOfSeveral() {
            assertThat(truth("none of nationality in {COL}", venezuelan)).isEqualTo(TRUE);
            assertThat(truth("none of nationality in {VEN}", venezuelan)).isEqualTo(FALSE);
            assertThat(truth("none of nationality in {COL}", perhapsMore)).isEqualTo(UNKNOWN);
        }

        @Test
        void somebodyWithoutAnyNationalityIsNationalOfNoState() {
            Person stateless = person().codes("nationality");
            assertThat(truth("any nationality in {COL}", stateless)).isEqualTo(FALSE);
            assertThat(truth("all nationality in {COL}", stateless)).isEqualTo(TRUE);
        }

        @Test
        void anotherFactAsTheSet() {
            Person atHome = venezuelan.code("country_now", "VEN");
            assertThat(truth("country_now in nationality", atHome)).isEqualTo(TRUE);
            assertThat(truth("any nationality = country_now", atHome)).isEqualTo(TRUE);
            assertThat(truth("any nationality = country_now", venezuelan)).isEqualTo(UNKNOWN);
            Person inColombia = venezuelan.code("country_now", "COL");
            assertThat(truth("country_now in nationality", inColombia)).isEqualTo(FALSE);
            Person open = perhapsMore.code("country_now", "COL");
            assertThat(truth("country_now in nationality", open)).isEqualTo(UNKNOWN);
            assertThat(truth("country_now in visited", inColombia)).isEqualTo(UNKNOWN);
            assertThat(truth("any nationality in visited", venezuelan.codes("visited", "VEN")))
                    .isEqualTo(TRUE);
        }

        @Test
        void theHostIsTheDestinationAtHand() {
            assertThat(truth("country_now = host", person().code("country_now", "MEX")))
                    .isEqualTo(TRUE);
            assertThat(truth("country_now = host", person().code("country_now", "COL")))
                    .isEqualTo(FALSE);
            assertThat(truth("host in {MEX}", person())).isEqualTo(TRUE);
            assertThat(truth("host = MEX", person())).isEqualTo(TRUE);
            assertThat(truth("any nationality = host", person().codes("nationality", "MEX")))
                    .isEqualTo(TRUE);
        }

        @Test
        void withoutADestinationTheHostIsNotKnown() {
            Formula here = World.formula("country_now = host or host = MEX");
            Person inMexico = person().code("country_now", "MEX");
            assertThat(Truths.of(here, World.BOOK, inMexico.facts(), World.TODAY, ""))
                    .isEqualTo(UNKNOWN);
        }

        @Test
        void aDatedSetHasTheCodesOfTheDayOfTheLaw() {
            Person colombian = person().codes("nationality", "COL");
            String member = "any nationality in $mercosur";
            assertThat(onLawOf("2023-12-31", member, colombian)).isEqualTo(FALSE);
            assertThat(onLawOf("2024-01-01", member, colombian)).isEqualTo(TRUE);
            assertThat(onLawOf("2025-02-28", member, colombian)).isEqualTo(TRUE);
            assertThat(onLawOf("2025-03-01", member, colombian)).isEqualTo(FALSE);
        }

        @Test
        void beforeItsFirstStepASetIsEmpty() {
            Person colombian = person().codes("nationality", "COL");
            assertThat(onLawOf("2024-05-31", "any nationality in $andean", colombian))
                    .isEqualTo(FALSE);
            assertThat(onLawOf("2024-06-01", "any nationality in $andean", colombian))
                    .isEqualTo(TRUE);
        }
    }

    @Nested
    class Numbers {
        @Test
        void aRangeDecidesWhereAllOfItDoes() {
            Person minor = person().number("age", 15, 17);
            assertThat(truth("age < 18", minor)).isEqualTo(TRUE);
            assertThat(truth("age >= 18", minor)).isEqualTo(FALSE);
            assertThat(truth("age >= 16", minor)).isEqualTo(UNKNOWN);
            assertThat(truth("age = 16", minor)).isEqualTo(UNKNOWN);
            assertThat(truth("age != 16", minor)).isEqualTo(UNKNOWN);
            assertThat(truth("age != 18", minor)).isEqualTo(TRUE);
            assertThat(truth("age > 14", minor)).isEqualTo(TRUE);
            assertThat(truth("age <= 14", minor)).isEqualTo(FALSE);
            assertThat(truth("age between 15 and 17", minor)).isEqualTo(TRUE);
            assertThat(truth("age between 16 and 17", minor)).isEqualTo(UNKNOWN);
        }

        @Test
        void noAnswerIsAnyNumberWithinTheBounds() {
            assertThat(truth("children <= 4", person())).isEqualTo(TRUE);
            assertThat(truth("children <= 3", person())).isEqualTo(UNKNOWN);
            assertThat(truth("age >= 0", person())).isEqualTo(TRUE);
        }

        @Test
        void pointsAreAnIntervalWhileAnswersAreMissing() {
            String points = "points {3 if registered; 2 if age >= 18; 1 if children = 0}";
            assertThat(number(points, person())).isEqualTo(new Range(0, 6));
            assertThat(number(points, person().yes("registered"))).isEqualTo(new Range(3, 6));
            assertThat(number(points, person().no("registered").number("age", 20)))
                    .isEqualTo(new Range(2, 3));
            assertThat(truth(points + " >= 3", person().yes("registered"))).isEqualTo(TRUE);
        }

        @Test
        void aDatedTableHasTheValueOfTheDayOfTheLaw() {
            assertThat(onLawOf("2024-12-31", "table(fee) = 10", person())).isEqualTo(TRUE);
            assertThat(onLawOf("2025-01-01", "table(fee) = 20", person())).isEqualTo(TRUE);
        }

        @Test
        void beforeItsFirstStepATableIsNotKnown() {
            assertThat(onLawOf("2023-12-31", "table(fee) >= 0", person())).isEqualTo(UNKNOWN);
        }

        @Test
        void wholeUnitsOfTimePassBetweenTwoDays() {
            Person person = person().day("entered", "2024-01-31");
            assertThat(number("days from entered to today", person)).isEqualTo(exactly(501));
            assertThat(number("weeks from entered to today", person)).isEqualTo(exactly(71));
            assertThat(number("months from entered to today", person)).isEqualTo(exactly(16));
            assertThat(number("years from entered to today", person)).isEqualTo(exactly(1));
            assertThat(number("days from today to entered", person)).isEqualTo(exactly(-501));
        }

        @Test
        void aPartialDateGivesASpan() {
            Person person = person().day("entered", "2024");
            assertThat(number("months from entered to today", person)).isEqualTo(new Range(5, 17));
            assertThat(number("days from entered to today", person())).isEqualTo(Range.ANY);
        }

        @Test
        void openEndsOfDatesStayOpen() {
            Person since = person().with("entered", day(World.day("2024-01-01"), Range.FOREVER));
            assertThat(number("days from entered to today", since))
                    .isEqualTo(new Range(Range.NEVER, 531));
            assertThat(number("days from today to entered", since))
                    .isEqualTo(new Range(-531, Range.FOREVER));
            Person until = person().with("entered", day(Range.NEVER, World.day("2024-01-01")));
            assertThat(number("days from entered to today", until))
                    .isEqualTo(new Range(531, Range.FOREVER));
            assertThat(number("days from today to entered", until))
                    .isEqualTo(new Range(Range.NEVER, -531));
        }
    }

    private static amparo.engine.value.Value day(int low, int high) {
        return new amparo.engine.value.Value.Day(new Range(low, high));
    }

    private static Range exactly(int value) {
        return Range.exactly(value);
    }

    @Nested
    class Days {
        @Test
        void aPartialDateDecidesWhereTheMissingPartDoesNotMatter() {
            Person person = person().day("entered", "2024-03");
            assertThat(truth("entered before 2024-04-01", person)).isEqualTo(TRUE);
            assertThat(truth("entered on or before 2024-03-31", person)).isEqualTo(TRUE);
            assertThat(truth("entered before 2024-03-31", person)).isEqualTo(UNKNOWN);
            assertThat(truth("entered after 2024-02-29", person)).isEqualTo(TRUE);
            assertThat(truth("entered on or after 2024-03-01", person)).isEqualTo(TRUE);
            assertThat(truth("entered after 2024-03-31", person)).isEqualTo(FALSE);
            assertThat(truth("entered on 2024-03-15", person)).isEqualTo(UNKNOWN);
            assertThat(truth("entered on 2024-04-15", person)).isEqualTo(FALSE);
            assertThat(truth("entered between 2024-03-01 and 2024-03-31", person)).isEqualTo(TRUE);
        }

        @Test
        void withinCountsBothEnds() {
            assertThat(truth("within 30 days of entered", person().day("entered", "2025-05-16")))
                    .isEqualTo(TRUE);
            assertThat(truth("within 30 days of entered", person().day("entered", "2025-05-15")))
                    .isEqualTo(FALSE);
            assertThat(truth("within 30 days of entered", person().day("entered", "2025-06-15")))
                    .isEqualTo(TRUE);
            assertThat(truth("within 30 days of entered", person().day("entered", "2025-06-16")))
                    .isEqualTo(FALSE);
            assertThat(truth("within 30 days of entered", person().day("entered", "2025-05")))
                    .isEqualTo(UNKNOWN);
        }

        @Test
        void whatHasNotEndedEndsAfterEveryDay() {
            Person person = person().day("entered", "ongoing");
            assertThat(truth("entered after 2999-12-31", person)).isEqualTo(TRUE);
            assertThat(truth("entered on ongoing", person)).isEqualTo(TRUE);
            assertThat(truth("30 days after entered on ongoing", person)).isEqualTo(TRUE);
            assertThat(truth("3 years before entered on ongoing", person)).isEqualTo(TRUE);
        }

        @Test
        void daysAreMovedByUnits() {
            Person person = person().day("entered", "2024-01-31");
            assertThat(truth("1 day after entered on 2024-02-01", person)).isEqualTo(TRUE);
            assertThat(truth("1 week after entered on 2024-02-07", person)).isEqualTo(TRUE);
            assertThat(truth("1 month after entered on 2024-02-29", person)).isEqualTo(TRUE);
            assertThat(truth("1 year after entered on 2025-01-31", person)).isEqualTo(TRUE);
            assertThat(truth("1 day before entered on 2024-01-30", person)).isEqualTo(TRUE);
            assertThat(truth("2 weeks before entered on 2024-01-17", person)).isEqualTo(TRUE);
            assertThat(truth("2 months before entered on 2023-11-30", person)).isEqualTo(TRUE);
            assertThat(truth("1 year ago on 2024-06-15", person)).isEqualTo(TRUE);
        }

        @Test
        void earlierAndLaterOfTwoDays() {
            Person person = person().day("entered", "2024-03");
            assertThat(truth("earlier of entered and 2024-01-01 on 2024-01-01", person))
                    .isEqualTo(TRUE);
            assertThat(truth("later of entered and 2024-05-01 on 2024-05-01", person))
                    .isEqualTo(TRUE);
            assertThat(truth("later of entered and 2024-01-01 on or after 2024-03-01", person))
                    .isEqualTo(TRUE);
            assertThat(truth("earlier of entered and 2024-05-01 before 2024-03-20", person))
                    .isEqualTo(UNKNOWN);
        }

        @Test
        void anUnknownDayIsMovedToAnUnknownDay() {
            assertThat(truth("30 days after entered after today", person())).isEqualTo(UNKNOWN);
            Person since = person().with("entered", day(World.TODAY, Range.FOREVER));
            assertThat(truth("1 day after entered after today", since)).isEqualTo(TRUE);
            Person until = person().with("entered", day(Range.NEVER, World.TODAY));
            assertThat(truth("1 day before entered before today", until)).isEqualTo(TRUE);
        }
    }

    @Nested
    class WorkingDays {
        @Test
        void holidaysAndWeekendsDoNotCount() {
            Person person = person().day("entered", "2024-12-27");
            // Friday; then Monday and Tuesday are holidays, so are Wednesday and Thursday.
            assertThat(truth("1 working day in $mex after entered on 2025-01-03", person))
                    .isEqualTo(TRUE);
            assertThat(truth("2 working days in $mex after entered on 2025-01-06", person))
                    .isEqualTo(TRUE);
            Person january = person().day("entered", "2025-01-04");
            assertThat(truth("2 working days in $mex before entered on 2024-12-27", january))
                    .isEqualTo(TRUE);
        }

        @Test
        void outsideTheCoveredYearsTheLastDayIsOnlyKnownWithinASpan() {
            Person person = person().day("entered", "2026-03-02");
            assertThat(truth("5 working days in $mex after entered before 2026-03-09", person))
                    .isEqualTo(FALSE);
            assertThat(truth("5 working days in $mex after entered on 2026-03-09", person))
                    .isEqualTo(UNKNOWN);
            assertThat(truth("5 working days in $mex after entered after 2026-03-16", person))
                    .isEqualTo(FALSE);
        }
    }

    @Nested
    class Derivations {
        @Test
        void anAgeFollowsFromTheDateOfBirth() {
            assertThat(truth("age >= 18", person().day("birth_date", "2007-06-15")))
                    .isEqualTo(TRUE);
            assertThat(truth("age >= 18", person().day("birth_date", "2007-06-16")))
                    .isEqualTo(FALSE);
            assertThat(truth("age >= 18", person().day("birth_date", "2007"))).isEqualTo(UNKNOWN);
        }

        @Test
        void statementAndDerivationAreTakenTogether() {
            Person person = person().number("age", 16, 18).day("birth_date", "2007");
            assertThat(number("age", person)).isEqualTo(new Range(17, 18));
        }

        @Test
        void aContradictionIsADoubtNotAChoice() {
            Person person = person().number("age", 15).day("birth_date", "2000-01-01");
            assertThat(number("age", person)).isEqualTo(new Range(15, 25));
            assertThat(truth("age >= 18", person)).isEqualTo(UNKNOWN);
            assertThat(truth("adult", person().no("adult").number("age", 20))).isEqualTo(UNKNOWN);
            assertThat(truth("adult", person().yes("adult").number("age", 12))).isEqualTo(UNKNOWN);
        }

        @Test
        void whatFollowsFromAContradictionIsInDoubtAsWell() {
            Person child = person().day("birth_date", "2015-01-01");
            assertThat(truth("adult", child)).isEqualTo(FALSE);
            Person both = child.number("age", 20).yes("adult");
            assertThat(truth("adult", both)).isEqualTo(UNKNOWN);
            assertThat(truth("adult", both.number("age", 8))).isEqualTo(UNKNOWN);
            assertThat(truth("adult", both.day("birth_date", "2000-01-01"))).isEqualTo(TRUE);
        }

        @Test
        void aFlagFollowsFromOthersOrIsStated() {
            assertThat(truth("adult", person().number("age", 20))).isEqualTo(TRUE);
            assertThat(truth("adult", person().number("age", 12))).isEqualTo(FALSE);
            assertThat(truth("adult", person())).isEqualTo(UNKNOWN);
            assertThat(truth("adult", person().yes("adult"))).isEqualTo(TRUE);
            assertThat(truth("adult", person().yes("adult").number("age", 20))).isEqualTo(TRUE);
            assertThat(truth("adult", person().no("adult").number("age", 12))).isEqualTo(FALSE);
        }

        @Test
        void aFieldFollowsFromOtherFieldsOfItsRecord() {
            Person person =
                    person().list(
                                    "stay",
                                    stay().day("entered", "2023-01-01").day("left", "2024-02-01"),
                                    stay().day("entered", "2025-06-01").day("left", "ongoing"));
            assertThat(truth("some stay as s has (s.months = 13)", person)).isEqualTo(TRUE);
            assertThat(truth("at least 1 stay as s has (s.long)", person)).isEqualTo(TRUE);
            assertThat(truth("at least 2 stay as s has (s.long)", person)).isEqualTo(FALSE);
            assertThat(truth("some stay as s has (s.expires on 2025-12-01)", person))
                    .isEqualTo(TRUE);
        }

        @Test
        void aDayFollowsFromAnother() {
            Person person = person().day("entered", "2025-05-16");
            assertThat(truth("deadline on 2025-06-15", person)).isEqualTo(TRUE);
            assertThat(truth("deadline on 2025-06-15", person.day("deadline", "2025-06-20")))
                    .isEqualTo(UNKNOWN);
        }
    }

    @Nested
    class Quantifiers {
        private final Person two =
                person().list("stay", stay().code("country", "COL"), stay().code("country", "VEN"));
        private final Person twoOrMore =
                person().listAndPerhapsMore(
                                "stay",
                                stay().code("country", "COL"),
                                stay().code("country", "VEN"));

        @Test
        void someNeedsOne() {
            assertThat(truth("some stay as s has (s.country = COL)", two)).isEqualTo(TRUE);
            assertThat(truth("some stay as s has (s.country = MEX)", two)).isEqualTo(FALSE);
            assertThat(truth("some stay as s has (s.country = COL)", twoOrMore)).isEqualTo(TRUE);
        }

        @Test
        void aListThatMayHoldMoreNeverMakesSomeFalse() {
            assertThat(truth("some stay as s has (s.country = MEX)", twoOrMore)).isEqualTo(UNKNOWN);
            assertThat(truth("no stay as s has (s.country = MEX)", twoOrMore)).isEqualTo(UNKNOWN);
            assertThat(truth("at least 3 stay as s has (s.country != MEX)", twoOrMore))
                    .isEqualTo(UNKNOWN);
        }

        @Test
        void aListThatMayHoldMoreNeverMakesEveryTrue() {
            assertThat(truth("every stay as s has (s.country in {COL, VEN})", twoOrMore))
                    .isEqualTo(UNKNOWN);
            assertThat(truth("every stay as s has (s.country = COL)", twoOrMore)).isEqualTo(FALSE);
        }

        @Test
        void everyNeedsAll() {
            assertThat(truth("every stay as s has (s.country in {COL, VEN})", two)).isEqualTo(TRUE);
            assertThat(truth("every stay as s has (s.country = COL)", two)).isEqualTo(FALSE);
            assertThat(truth("every stay as s has (s.long)", two)).isEqualTo(UNKNOWN);
        }

        @Test
        void noNeedsNone() {
            assertThat(truth("no stay as s has (s.country = MEX)", two)).isEqualTo(TRUE);
            assertThat(truth("no stay as s has (s.country = COL)", two)).isEqualTo(FALSE);
            assertThat(truth("no stay as s has (s.country = COL)", twoOrMore)).isEqualTo(FALSE);
        }

        @Test
        void atLeastCounts() {
            assertThat(truth("at least 2 stay as s has (s.country != MEX)", two)).isEqualTo(TRUE);
            assertThat(truth("at least 2 stay as s has (s.country = COL)", two)).isEqualTo(FALSE);
            assertThat(truth("at least 2 stay as s has (s.long)", two)).isEqualTo(UNKNOWN);
            assertThat(truth("at least 3 stay as s has (s.long)", two)).isEqualTo(FALSE);
        }

        @Test
        void anEmptyListIsAnAnswerNoListIsNone() {
            Person none = person().list("stay");
            assertThat(truth("some stay as s has (s.long)", none)).isEqualTo(FALSE);
            assertThat(truth("no stay as s has (s.long)", none)).isEqualTo(TRUE);
            assertThat(truth("every stay as s has (s.long)", none)).isEqualTo(TRUE);
            assertThat(truth("every stay as s has (s.long)", person())).isEqualTo(UNKNOWN);
            assertThat(truth("some stay as s has (s.long)", person())).isEqualTo(UNKNOWN);
            assertThat(truth("no stay as s has (s.long)", person())).isEqualTo(UNKNOWN);
        }

        @Test
        void withSelectsTheRecordsThatCount() {
            assertThat(truth("every stay as s with s.country = COL has (s.months >= 12)", two))
                    .isEqualTo(UNKNOWN);
            Person longInColombia =
                    person().list(
                                    "stay",
                                    stay().code("country", "COL").number("months", 12),
                                    stay().code("country", "VEN").number("months", 1));
            assertThat(
                            truth(
                                    "every stay as s with s.country = COL has (s.months >= 12)",
                                    longInColombia))
                    .isEqualTo(TRUE);
            assertThat(
                            truth(
                                    "every stay as s with s.country = MEX has (s.months >= 99)",
                                    longInColombia))
                    .isEqualTo(TRUE);
            assertThat(
                            truth(
                                    "some stay as s with s.country = VEN has (s.months >= 12)",
                                    longInColombia))
                    .isEqualTo(FALSE);
            Person somewhere = person().list("stay", stay().number("months", 12));
            assertThat(truth("some stay as s with s.country = COL has (s.months >= 12)", somewhere))
                    .isEqualTo(UNKNOWN);
            assertThat(truth("some stay as s with s.country = COL has (s.months >= 13)", somewhere))
                    .isEqualTo(FALSE);
            assertThat(
                            truth(
                                    "every stay as s with s.country = COL has (s.months >= 12)",
                                    somewhere))
                    .isEqualTo(TRUE);
        }

        @Test
        void quantifiersNestWhereListsMeet() {
            Person person =
                    two.list(
                            "relative",
                            relative().code("country", "COL").number("age", 40),
                            relative().code("country", "VEN").number("age", 10));
            assertThat(
                            truth(
                                    "every stay as s has (some relative as r has (r.country ="
                                            + " s.country))",
                                    person))
                    .isEqualTo(TRUE);
            assertThat(
                            truth(
                                    "every stay as s has (some relative as r with r.age >= 18 has"
                                            + " (r.country = s.country))",
                                    person))
                    .isEqualTo(FALSE);
            assertThat(
                            truth(
                                    "some stay as s has (every relative as r has (r.country !="
                                            + " s.country))",
                                    person))
                    .isEqualTo(FALSE);
        }
    }

    @Nested
    class Totals {
        private final Person stays =
                person().list(
                                "stay",
                                stay().code("country", "COL").number("months", 5),
                                stay().code("country", "VEN").number("months", 7, 9),
                                stay().number("months", 2));

        @Test
        void aCountIsAnIntervalWhileItIsOpenWhichRecordsCount() {
            assertThat(number("count of stay as s", stays)).isEqualTo(exactly(3));
            assertThat(number("count of stay as s with (s.country = COL)", stays))
                    .isEqualTo(new Range(1, 2));
        }

        @Test
        void aSumIsAnIntervalWhileItsPartsAreOpen() {
            assertThat(number("sum of s.months over stay as s", stays))
                    .isEqualTo(new Range(14, 16));
            assertThat(number("sum of s.months over stay as s with (s.country = VEN)", stays))
                    .isEqualTo(new Range(7, 11));
            assertThat(number("sum of s.months over stay as s with (s.country = MEX)", stays))
                    .isEqualTo(new Range(0, 2));
        }

        @Test
        void aListThatMayHoldMoreHasNoUpperBound() {
            Person more = person().listAndPerhapsMore("stay", stay().number("months", 5));
            assertThat(number("count of stay as s", more)).isEqualTo(new Range(1, Range.FOREVER));
            assertThat(number("sum of s.months over stay as s", more))
                    .isEqualTo(new Range(5, Range.FOREVER));
            assertThat(number("count of stay as s", person()))
                    .isEqualTo(new Range(0, Range.FOREVER));
            assertThat(number("sum of s.months over stay as s", person()))
                    .isEqualTo(new Range(0, Range.FOREVER));
        }

        @Test
        void negativePartsOfASumCountAsNothing() {
            Person left =
                    person().list(
                                    "stay",
                                    stay().day("entered", "2025-06-10"),
                                    stay().number("months", 3));
            assertThat(number("sum of days from today to s.entered over stay as s", left).low())
                    .isZero();
        }
    }

    @Nested
    class OtherRules {
        @Test
        void aPathwayHoldsIfItsEligibilityDoes() {
            Person argentine = person().codes("nationality", "ARG");
            assertThat(truth("rule(resident)", argentine.number("age", 20))).isEqualTo(TRUE);
            assertThat(truth("rule(resident)", person().codes("nationality", "HTI")))
                    .isEqualTo(FALSE);
            assertThat(truth("rule(resident)", argentine)).isEqualTo(UNKNOWN);
        }

        @Test
        void whatIsGeneralKnowledgeThereDoesNotRefuseHereEither() {
            Person minor = person().codes("nationality", "ARG").number("age", 12);
            assertThat(truth("rule(resident)", minor)).isEqualTo(UNKNOWN);
        }

        @Test
        void aScreenIsNeverFalse() {
            Person calm = person().no("fears_return").yes("language_understood").number("age", 30);
            assertThat(truth("rule(at-risk)", calm)).isEqualTo(UNKNOWN);
            assertThat(truth("not rule(at-risk)", calm)).isEqualTo(UNKNOWN);
            assertThat(truth("rule(at-risk)", person().yes("fears_return"))).isEqualTo(TRUE);
        }

        @Test
        void asylumIsNeverFalse() {
            assertThat(truth("rule(asylum)", person().day("entered", "2020"))).isEqualTo(UNKNOWN);
            assertThat(truth("rule(asylum)", person().day("entered", "2025-06-01")))
                    .isEqualTo(TRUE);
        }

        @Test
        void rulesThatNameEachOtherEndUnknown() {
            assertThat(truth("rule(loop)", person())).isEqualTo(UNKNOWN);
            Person no = person().no("registered").no("fears_return").yes("language_understood");
            assertThat(truth("rule(loop)", no)).isEqualTo(UNKNOWN);
            assertThat(truth("rule(loop)", no.yes("registered"))).isEqualTo(TRUE);
            assertThat(truth("rule(loop-back)", no.yes("registered"))).isEqualTo(TRUE);
        }

        @Test
        void aRuleOfSeveralStatesIsAskedForTheHostIfItIsOneOfThem() {
            Formula many = World.formula("rule(many)");
            Person inColombia = person().code("country_now", "COL").day("entered", "2024-01-01");
            assertThat(Truths.of(many, World.BOOK, inColombia.facts(), World.TODAY, "COL"))
                    .isEqualTo(TRUE);
            assertThat(Truths.of(many, World.BOOK, inColombia.facts(), World.TODAY, "MEX"))
                    .isEqualTo(FALSE);
            assertThat(Truths.of(many, World.BOOK, inColombia.facts(), World.TODAY, "VEN"))
                    .isEqualTo(TRUE);
        }

        @Test
        void insideAQuantifierARuleSpeaksOfThePersonNotOfTheRecord() {
            Person person = person().yes("fears_return").list("stay", stay(), stay());
            assertThat(truth("every stay as s has (rule(at-risk))", person)).isEqualTo(TRUE);
        }

        @Test
        void aRuleThatIsNotThereIsUnknown() {
            assertThat(
                            Truths.of(
                                    new Formula.RuleHolds("gone"),
                                    World.BOOK,
                                    person().facts(),
                                    World.TODAY,
                                    "MEX"))
                    .isEqualTo(UNKNOWN);
        }
    }
}
