package amparo.engine.evaluate;

import static amparo.engine.rule.CitationClass.DISPUTED;
import static amparo.engine.rule.CitationClass.ENTRY;
import static amparo.engine.rule.CitationClass.GENERAL;
import static amparo.engine.rule.CitationClass.SAID;
import static amparo.engine.testing.Person.relative;
import static amparo.engine.testing.Rules.condition;
import static amparo.engine.testing.Rules.conditionOnlyIf;
import static amparo.engine.testing.Rules.forRecords;
import static amparo.engine.testing.Rules.group;
import static amparo.engine.testing.Rules.pathway;
import static amparo.engine.testing.Rules.version;
import static amparo.engine.testing.World.person;
import static amparo.engine.value.Truth.FALSE;
import static amparo.engine.value.Truth.TRUE;
import static amparo.engine.value.Truth.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import amparo.engine.fact.Facts;
import amparo.engine.language.Bindings;
import amparo.engine.language.Quantifier;
import amparo.engine.rule.Category;
import amparo.engine.rule.Node;
import amparo.engine.rule.Pathway;
import amparo.engine.rule.Role;
import amparo.engine.rule.Screen;
import amparo.engine.testing.Person;
import amparo.engine.testing.Rules;
import amparo.engine.testing.World;
import amparo.engine.value.Truth;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** FEATURE: what a pathway, a barrier, asylum and a screen come to. */
class PathwaysTest {
    private static final Person YES = person().yes("registered");
    private static final Person NO = person().no("registered");

    private static PathwayVerdict verdict(Pathway pathway, Person person) {
        return new Evaluator(World.book(pathway))
                .pathway(pathway, "MEX", person.facts(), World.TODAY);
    }

    private static Truth eligible(Pathway pathway, Person person) {
        return verdict(pathway, person).eligible();
    }

    private static Truth requires(Node node, Person person) {
        return eligible(pathway("p", node), person);
    }

    private static Truth unless(Node node, Person person) {
        return eligible(pathway("p", Category.FAMILY, version().unless(node)), person);
    }

    private static Pathway barrier(Node... nodes) {
        return pathway("b", Category.BARRIER, version().requires(nodes));
    }

    @Nested
    class Outcomes {
        private final Pathway door = pathway("p", condition("registered"));

        @Test
        void aPathwayIsMetNotMetOrOpen() {
            assertThat(verdict(door, YES).outcome()).isEqualTo(Outcome.MET);
            assertThat(verdict(door, NO).outcome()).isEqualTo(Outcome.NOT_MET);
            assertThat(verdict(door, person()).outcome()).isEqualTo(Outcome.OPEN);
        }

        @Test
        void aBarrierTouchesOrNot() {
            Pathway barrier = barrier(condition("registered"));
            assertThat(verdict(barrier, YES).outcome()).isEqualTo(Outcome.TOUCHES);
            assertThat(verdict(barrier, NO).outcome()).isEqualTo(Outcome.DOES_NOT_TOUCH);
            assertThat(verdict(barrier, person()).outcome()).isEqualTo(Outcome.NOT_KNOWN);
        }

        @Test
        void asylumIsNeverNotMet() {
            Pathway asylum =
                    pathway(
                            "a",
                            Category.ASYLUM,
                            version()
                                    .here("country_now = host")
                                    .requires(condition("within 30 days of entered")));
            Person late = person().day("entered", "2020-01-01");
            assertThat(verdict(asylum, late).outcome()).isEqualTo(Outcome.ADVICE_FIRST);
            assertThat(verdict(asylum, late.code("country_now", "MEX")).outcome())
                    .isEqualTo(Outcome.ADVICE_FIRST);
            assertThat(verdict(asylum, person().code("country_now", "MEX")).outcome())
                    .isEqualTo(Outcome.CAN_ASK_HERE);
            assertThat(verdict(asylum, person().code("country_now", "COL")).outcome())
                    .isEqualTo(Outcome.ON_REACHING);
            assertThat(verdict(asylum, person()).outcome()).isEqualTo(Outcome.ON_REACHING);
            assertThat(verdict(asylum, person()).here().truth()).isEqualTo(UNKNOWN);
        }

        @Test
        void asylumWithoutAPlaceToAskIsAskedOnReachingTheCountry() {
            Pathway asylum = pathway("a", Category.ASYLUM, version().requires(condition("adult")));
            assertThat(verdict(asylum, person()).outcome()).isEqualTo(Outcome.ON_REACHING);
            assertThat(verdict(asylum, person()).here()).isNull();
        }

        @Test
        void aScreenRefersAsksOrSaysNothing() {
            Screen screen = Rules.screen("s", condition("registered"), condition("adult"));
            Evaluator evaluator = new Evaluator(World.book(screen));
            assertThat(evaluator.screen(screen, YES.facts(), World.TODAY).outcome())
                    .isEqualTo(Outcome.REFER);
            assertThat(evaluator.screen(screen, NO.facts(), World.TODAY).outcome())
                    .isEqualTo(Outcome.NOT_ENOUGH_KNOWN);
            ScreenVerdict none = evaluator.screen(screen, NO.no("adult").facts(), World.TODAY);
            assertThat(none.outcome()).isEqualTo(Outcome.NO_INDICATION);
            assertThat(none.indicates()).extracting(Explanation::truth).containsOnly(FALSE);
        }

        @Test
        void aScreenRefersWhoMayBeAsYoungAsItNames() {
            Screen child = Rules.screen("s", condition("age < 18 and registered"));
            assertThat(screened(child, YES.number("age", 16, 20))).isEqualTo("REFER in doubt");
            assertThat(screened(child, YES.number("age", 0, 20))).isEqualTo("REFER in doubt");
            assertThat(screened(child, YES.number("age", 18, 20))).isEqualTo("NO_INDICATION");
            assertThat(screened(child, YES.number("age", 16, 17))).isEqualTo("REFER");
            assertThat(screened(child, YES.day("birth_date", "2007"))).isEqualTo("REFER in doubt");
            assertThat(screened(child, YES.day("birth_date", "2006"))).isEqualTo("NO_INDICATION");
            Person contradiction = YES.number("age", 20).day("birth_date", "2010-01-01");
            assertThat(screened(child, contradiction)).isEqualTo("REFER in doubt");
            Screen older = Rules.screen("s", condition("age >= 60"));
            assertThat(screened(older, YES.number("age", 55, 61))).isEqualTo("NOT_ENOUGH_KNOWN");
            Screen relative = Rules.screen("s", condition("some relative as r has (r.age < 18)"));
            Person family =
                    person().listAndPerhapsMore("relative", relative().number("age", 16, 20));
            assertThat(screened(relative, family)).isEqualTo("REFER in doubt");
        }

        @Test
        void whatNobodyToldIsNoDoubt() {
            Screen child = Rules.screen("s", condition("age < 18 and registered"));
            assertThat(screened(child, YES)).isEqualTo("NOT_ENOUGH_KNOWN");
            assertThat(screened(child, YES.number("age", 0, 130))).isEqualTo("NOT_ENOUGH_KNOWN");
            Person registrationUnknown = person().number("age", 16, 20);
            assertThat(screened(child, registrationUnknown)).isEqualTo("NOT_ENOUGH_KNOWN");
        }

        @Test
        void aReferralInDoubtIsNoFindingForOtherRules() {
            Screen child = Rules.screen("at-risk", condition("age < 18"));
            Pathway door = pathway("door", condition("rule(at-risk)"));
            Evaluator evaluator = new Evaluator(World.book(child, door));
            Facts span = person().number("age", 16, 20).facts();
            assertThat(evaluator.pathway(door, "MEX", span, World.TODAY).eligible())
                    .isEqualTo(UNKNOWN);
            Facts certain = person().number("age", 16).facts();
            assertThat(evaluator.pathway(door, "MEX", certain, World.TODAY).eligible())
                    .isEqualTo(TRUE);
        }

        private String screened(Screen screen, Person person) {
            ScreenVerdict verdict =
                    new Evaluator(World.book(screen)).screen(screen, person.facts(), World.TODAY);
            assertThat(verdict.isInDoubt())
                    .isEqualTo(
                            verdict.outcome() == Outcome.REFER && verdict.indicated() == UNKNOWN);
            return verdict.outcome() + (verdict.isInDoubt() ? " in doubt" : "");
        }

        @Test
        void everyRuleIsEvaluatedInOrderAndOnceForEachDestination() {
            Pathway two = Rules.in(pathway("two", condition("country_now = host")), "COL", "MEX");
            Pathway one = pathway("one", condition("adult"));
            Screen screen = Rules.screen("s", condition("registered"));
            Evaluator evaluator = new Evaluator(World.book(two, one, screen));
            List<PathwayVerdict> verdicts =
                    evaluator.pathways(person().code("country_now", "COL").facts(), World.TODAY);
            assertThat(verdicts)
                    .extracting(v -> v.pathway().id() + " " + v.destination() + " " + v.eligible())
                    .containsExactly("two COL TRUE", "two MEX FALSE", "one MEX UNKNOWN");
            assertThat(evaluator.screens(YES.facts(), World.TODAY))
                    .extracting(ScreenVerdict::outcome)
                    .containsExactly(Outcome.REFER);
            assertThat(evaluator.book().pathways()).hasSize(2);
        }
    }

    @Nested
    class Roles {
        @Test
        void onlyEligibilityDecides() {
            for (Role role : List.of(Role.PAPER, Role.STEP, Role.AUTHORITY, Role.CHANCE)) {
                Node other = condition(role, "registered", null, SAID, Bindings.NONE);
                assertThat(requires(other, NO)).isEqualTo(TRUE);
                assertThat(unless(other, YES)).isEqualTo(TRUE);
                PathwayVerdict verdict = verdict(pathway("p", other), NO);
                assertThat(verdict.requires().getFirst().truth()).isEqualTo(FALSE);
            }
        }

        @Test
        void aStepWithoutAConditionIsNeitherDoneNorUndone() {
            Node step = condition(Role.STEP, null, null, SAID, Bindings.NONE);
            assertThat(verdict(pathway("p", step), NO).requires().getFirst().truth())
                    .isEqualTo(UNKNOWN);
            assertThat(requires(step, NO)).isEqualTo(TRUE);
        }

        @Test
        void everyConditionCounts() {
            Pathway both = pathway("p", condition("registered"), condition("adult"));
            assertThat(eligible(both, YES.yes("adult"))).isEqualTo(TRUE);
            assertThat(eligible(both, YES.no("adult"))).isEqualTo(FALSE);
            assertThat(eligible(both, YES)).isEqualTo(UNKNOWN);
        }

        @Test
        void anExceptionStandsAgainstThePerson() {
            Pathway pathway =
                    pathway(
                            "p",
                            Category.LABOUR,
                            version().requires(condition("adult")).unless(condition("registered")));
            assertThat(eligible(pathway, YES.yes("adult"))).isEqualTo(FALSE);
            assertThat(eligible(pathway, NO.yes("adult"))).isEqualTo(TRUE);
            assertThat(eligible(pathway, person().yes("adult"))).isEqualTo(UNKNOWN);
        }
    }

    @Nested
    class WeakSources {
        @Test
        void aReadSourceMayRefuse() {
            assertThat(requires(condition("registered", SAID), NO)).isEqualTo(FALSE);
            assertThat(requires(condition("registered", ENTRY), NO)).isEqualTo(FALSE);
            assertThat(unless(condition("registered", SAID), YES)).isEqualTo(FALSE);
        }

        @Test
        void generalKnowledgeAndDisputesNeverRefuse() {
            assertThat(requires(condition("registered", GENERAL), NO)).isEqualTo(UNKNOWN);
            assertThat(requires(condition("registered", DISPUTED), NO)).isEqualTo(UNKNOWN);
            assertThat(requires(condition("registered", GENERAL), YES)).isEqualTo(TRUE);
        }

        @Test
        void aWeaklySourcedExceptionNeverRefuses() {
            assertThat(unless(condition("registered", GENERAL), YES)).isEqualTo(UNKNOWN);
            assertThat(unless(condition("registered", DISPUTED), YES)).isEqualTo(UNKNOWN);
            assertThat(unless(condition("registered", GENERAL), NO)).isEqualTo(TRUE);
        }

        @Test
        void inAGroupOfWhatMustNotHoldTheSidesAreTurned() {
            assertThat(requires(none(GENERAL), YES)).isEqualTo(UNKNOWN);
            assertThat(requires(none(GENERAL), NO)).isEqualTo(TRUE);
            assertThat(requires(none(SAID), YES)).isEqualTo(FALSE);
            assertThat(unless(none(GENERAL), NO)).isEqualTo(UNKNOWN);
            assertThat(unless(none(GENERAL), YES)).isEqualTo(TRUE);
            assertThat(unless(none(SAID), NO)).isEqualTo(FALSE);
        }

        private Node none(amparo.engine.rule.CitationClass support) {
            return group(Node.Mode.NONE, condition("registered", support));
        }

        @Test
        void overRecordsNoTurnsTheSidesAndTheOthersDoNot() {
            Person spouse = person().list("relative", relative().yes("dependent"));
            Person nobody = person().list("relative", relative().no("dependent"));
            assertThat(requires(dependent(Quantifier.NO, GENERAL), spouse)).isEqualTo(UNKNOWN);
            assertThat(requires(dependent(Quantifier.NO, SAID), spouse)).isEqualTo(FALSE);
            assertThat(requires(dependent(Quantifier.NO, GENERAL), nobody)).isEqualTo(TRUE);
            assertThat(requires(dependent(Quantifier.SOME, GENERAL), nobody)).isEqualTo(UNKNOWN);
            assertThat(requires(dependent(Quantifier.SOME, GENERAL), spouse)).isEqualTo(TRUE);
            assertThat(requires(dependent(Quantifier.EVERY, GENERAL), nobody)).isEqualTo(UNKNOWN);
            assertThat(requires(dependent(Quantifier.EVERY, SAID), nobody)).isEqualTo(FALSE);
        }

        private Node dependent(Quantifier quantifier, amparo.engine.rule.CitationClass support) {
            return forRecords(quantifier, 1, "relative", "r", null, support, "r.dependent");
        }

        @Test
        void aBarrierIsNeverSettledByAWeakSource() {
            assertThat(eligible(barrier(condition("registered", GENERAL)), YES)).isEqualTo(UNKNOWN);
            assertThat(eligible(barrier(condition("registered", GENERAL)), NO)).isEqualTo(UNKNOWN);
            Node none = group(Node.Mode.NONE, condition("registered", DISPUTED));
            assertThat(eligible(barrier(none), YES)).isEqualTo(UNKNOWN);
            Pathway exception =
                    pathway(
                            "b",
                            Category.BARRIER,
                            version().unless(condition("registered", GENERAL)));
            assertThat(eligible(exception, NO)).isEqualTo(UNKNOWN);
        }

        @Test
        void anIndicationOnAnySourceIsWorthAReferral() {
            Screen screen = Rules.screen("s", condition("registered", GENERAL));
            Evaluator evaluator = new Evaluator(World.book(screen));
            assertThat(evaluator.screen(screen, YES.facts(), World.TODAY).outcome())
                    .isEqualTo(Outcome.REFER);
            assertThat(evaluator.screen(screen, NO.facts(), World.TODAY).outcome())
                    .isEqualTo(Outcome.NO_INDICATION);
        }

        @Test
        void aGroupWithASourceOfItsOwnIsCappedByIt() {
            Node weak = group(Node.Mode.ANY, 1, GENERAL, condition("registered", SAID));
            assertThat(requires(weak, NO)).isEqualTo(UNKNOWN);
            Node strong = group(Node.Mode.ANY, 1, SAID, condition("registered", SAID));
            assertThat(requires(strong, NO)).isEqualTo(FALSE);
        }

        @Test
        void aPartWithoutASourceHasThatOfItsGroup() {
            Node bare = condition(Role.ELIGIBILITY, "registered", null, null, Bindings.NONE);
            assertThat(requires(group(Node.Mode.ANY, 1, GENERAL, bare), NO)).isEqualTo(UNKNOWN);
            assertThat(requires(bare, NO)).isEqualTo(FALSE);
        }

        @Test
        void theExplanationShowsWhatWasHeldBack() {
            Explanation held =
                    verdict(pathway("p", condition("registered", GENERAL)), NO)
                            .requires()
                            .getFirst();
            assertThat(held.capped()).isTrue();
            assertThat(held.raw()).isEqualTo(FALSE);
            assertThat(held.truth()).isEqualTo(UNKNOWN);
            Explanation free =
                    verdict(pathway("p", condition("registered", SAID)), NO).requires().getFirst();
            assertThat(free.capped()).isFalse();
        }
    }

    @Nested
    class ForWhom {
        private final Node adults = conditionOnlyIf("adult", "registered", SAID);

        @Test
        void aConditionForOthersNeitherRefusesNorQualifies() {
            assertThat(requires(adults, NO.no("adult"))).isEqualTo(TRUE);
            assertThat(requires(adults, NO.yes("adult"))).isEqualTo(FALSE);
            assertThat(requires(adults, NO)).isEqualTo(UNKNOWN);
            assertThat(requires(adults, YES)).isEqualTo(TRUE);
            Node any = group(Node.Mode.ANY, adults);
            assertThat(requires(any, YES.no("adult"))).isEqualTo(FALSE);
            assertThat(requires(any, YES.yes("adult"))).isEqualTo(TRUE);
            assertThat(requires(any, YES)).isEqualTo(UNKNOWN);
            assertThat(requires(any, NO)).isEqualTo(FALSE);
        }

        @Test
        void anExceptionForOthersDoesNotStandAgainstAnybody() {
            assertThat(unless(adults, YES.no("adult"))).isEqualTo(TRUE);
            assertThat(unless(adults, YES.yes("adult"))).isEqualTo(FALSE);
            assertThat(unless(adults, YES)).isEqualTo(UNKNOWN);
        }

        @Test
        void whereAConditionDoesNotApplyNothingIsHeldBack() {
            Node weak = conditionOnlyIf("adult", "registered", GENERAL);
            assertThat(eligible(barrier(weak), NO.no("adult"))).isEqualTo(TRUE);
            Node any = group(Node.Mode.ANY, weak);
            assertThat(requires(any, YES.no("adult"))).isEqualTo(FALSE);
        }

        @Test
        void insideRecordsAConditionForOthersHolds() {
            Node child =
                    new Node.ForRecords(
                            "r",
                            Role.ELIGIBILITY,
                            amparo.engine.fact.Wording.NONE,
                            null,
                            null,
                            Quantifier.EVERY,
                            1,
                            new amparo.engine.language.Ref(
                                    null, -1, World.VOCABULARY.get("relative")),
                            "r",
                            null,
                            List.of(
                                    condition(
                                            Role.ELIGIBILITY,
                                            "r.dependent",
                                            "r.age >= 18",
                                            SAID,
                                            Bindings.NONE.and(
                                                    "r",
                                                    World.VOCABULARY.get("relative").record()))));
            Person person = person().list("relative", relative().number("age", 5).no("dependent"));
            assertThat(requires(child, person)).isEqualTo(TRUE);
        }
    }

    @Nested
    class Groups {
        private final Node a = condition("registered");
        private final Node b = condition("adult");
        private final Node c = condition("age >= 40");

        @Test
        void allAnyNoneAtLeast() {
            Person one = YES.no("adult").number("age", 10);
            Person two = YES.yes("adult").number("age", 20);
            assertThat(requires(group(Node.Mode.ALL, a, b), two)).isEqualTo(TRUE);
            assertThat(requires(group(Node.Mode.ALL, a, b), one)).isEqualTo(FALSE);
            assertThat(requires(group(Node.Mode.ANY, b, a), one)).isEqualTo(TRUE);
            assertThat(requires(group(Node.Mode.ANY, b, c), one)).isEqualTo(FALSE);
            assertThat(requires(group(Node.Mode.NONE, b, c), one)).isEqualTo(TRUE);
            assertThat(requires(group(Node.Mode.NONE, a, b), one)).isEqualTo(FALSE);
            assertThat(requires(group(Node.Mode.NONE, a, b), person())).isEqualTo(UNKNOWN);
            Node atLeastTwo = group(Node.Mode.AT_LEAST, 2, null, a, b, c);
            assertThat(requires(atLeastTwo, two)).isEqualTo(TRUE);
            assertThat(requires(atLeastTwo, one)).isEqualTo(FALSE);
            assertThat(requires(atLeastTwo, YES)).isEqualTo(UNKNOWN);
            assertThat(requires(group(Node.Mode.AT_LEAST, 3, null, a, b, c), NO)).isEqualTo(FALSE);
        }

        @Test
        void conditionsOverRecordsHoldTogetherForOneRecord() {
            Node sponsor =
                    forRecords(
                            Quantifier.SOME,
                            1,
                            "relative",
                            "r",
                            "r.relation = spouse",
                            SAID,
                            "r.age >= 18",
                            "r.country = host");
            Person apart =
                    person().list(
                                    "relative",
                                    relative()
                                            .code("relation", "spouse")
                                            .number("age", 30)
                                            .code("country", "COL"),
                                    relative()
                                            .code("relation", "spouse")
                                            .number("age", 10)
                                            .code("country", "MEX"),
                                    relative()
                                            .code("relation", "child")
                                            .number("age", 30)
                                            .code("country", "MEX"));
            assertThat(requires(sponsor, apart)).isEqualTo(FALSE);
            Person together =
                    person().listAndPerhapsMore(
                                    "relative",
                                    relative().code("relation", "child"),
                                    relative()
                                            .code("relation", "spouse")
                                            .number("age", 30)
                                            .code("country", "MEX"));
            assertThat(requires(sponsor, together)).isEqualTo(TRUE);
            assertThat(requires(sponsor, person().listAndPerhapsMore("relative")))
                    .isEqualTo(UNKNOWN);
            assertThat(requires(sponsor, person())).isEqualTo(UNKNOWN);
        }

        @Test
        void theExplanationHasAnEntryForEachRecord() {
            Node sponsor =
                    forRecords(
                            Quantifier.EVERY,
                            1,
                            "relative",
                            "r",
                            "r.relation = spouse",
                            SAID,
                            "r.age >= 18");
            Explanation e =
                    verdict(
                                    pathway("p", sponsor),
                                    person().list(
                                                    "relative",
                                                    relative().code("relation", "child"),
                                                    relative()
                                                            .code("relation", "spouse")
                                                            .number("age", 10)))
                            .requires()
                            .getFirst();
            assertThat(e.item()).isEqualTo(-1);
            assertThat(e.truth()).isEqualTo(FALSE);
            assertThat(e.parts()).extracting(Explanation::item).containsExactly(0, 1);
            assertThat(e.parts()).extracting(Explanation::truth).containsExactly(TRUE, FALSE);
            assertThat(e.parts()).extracting(Explanation::applies).containsExactly(FALSE, TRUE);
            assertThat(e.parts().get(1).parts()).hasSize(1);
        }

        @Test
        void atLeastTwoRecords() {
            Node two =
                    forRecords(Quantifier.AT_LEAST, 2, "relative", "r", null, SAID, "r.dependent");
            Person one =
                    person().list(
                                    "relative",
                                    relative().yes("dependent"),
                                    relative().no("dependent"));
            Person both =
                    person().list(
                                    "relative",
                                    relative().yes("dependent"),
                                    relative().yes("dependent"));
            assertThat(requires(two, one)).isEqualTo(FALSE);
            assertThat(requires(two, both)).isEqualTo(TRUE);
        }
    }

    @Nested
    class Versions {
        private final Pathway pathway =
                pathway(
                        "p",
                        Category.HUMANITARIAN,
                        version().law("2020-01-01", "2022-12-31").requires(condition("registered")),
                        version()
                                .law("2023-01-01", "2023-12-31")
                                .requires(condition("not registered")),
                        version()
                                .law("2024-01-01", "")
                                .lawOf("entered")
                                .requires(condition("registered")));

        private PathwayVerdict entered(String day) {
            return verdict(pathway, YES.day("entered", day));
        }

        @Test
        void theVersionOfTheDayOfTheEventCounts() {
            assertThat(entered("2022-12-31").eligible()).isEqualTo(TRUE);
            assertThat(entered("2023-01-01").eligible()).isEqualTo(FALSE);
            assertThat(entered("2023-12-31").eligible()).isEqualTo(FALSE);
            assertThat(entered("2024-01-01").eligible()).isEqualTo(TRUE);
            assertThat(entered("2023-05-05").lawDay()).isEqualTo(World.day("2023-05-05"));
            assertThat(entered("2023-05-05").version()).isSameAs(pathway.versions().get(1));
        }

        @Test
        void whoeverClaimedUnderAnOlderLawKeepsItButAppliesUnderTodays() {
            assertThat(entered("2022-05-05").availability().state())
                    .isEqualTo(Availability.State.OPEN);
            assertThat(entered("2022-05-05").version()).isSameAs(pathway.versions().getFirst());
        }

        @Test
        void beforeTheFirstVersionTheFirstCounts() {
            assertThat(entered("2010-01-01").version()).isSameAs(pathway.versions().getFirst());
        }

        @Test
        void withoutTheDateTheDayOfTheQuestionCounts() {
            PathwayVerdict verdict = verdict(pathway, YES);
            assertThat(verdict.lawDay()).isEqualTo(World.TODAY);
            assertThat(verdict.version()).isSameAs(pathway.versions().getLast());
        }

        @Test
        void aPartialDateWithinOneVersionIsNoDoubt() {
            assertThat(entered("2023-05").eligible()).isEqualTo(FALSE);
            assertThat(entered("2022").eligible()).isEqualTo(TRUE);
        }

        @Test
        void aPartialDateAcrossVersionsThatDifferIsOpen() {
            Pathway two =
                    pathway(
                            "p",
                            Category.HUMANITARIAN,
                            version().law("", "2023-06-30").requires(condition("registered")),
                            version()
                                    .law("2023-07-01", "")
                                    .lawOf("entered")
                                    .requires(condition("not registered")));
            PathwayVerdict verdict = verdict(two, YES.day("entered", "2023"));
            assertThat(verdict.eligible()).isEqualTo(UNKNOWN);
            assertThat(verdict.outcome()).isEqualTo(Outcome.OPEN);
            assertThat(verdict.version()).isSameAs(two.versions().getLast());
        }

        @Test
        void aVersionBetweenTheEndsOfAPartialDateCountsToo() {
            Person between = YES.with("entered", across("2022-06-01", "2024-06-01"));
            assertThat(eligible(pathway, between)).isEqualTo(UNKNOWN);
            Person before = YES.with("entered", across("2020-06-01", "2022-12-31"));
            assertThat(eligible(pathway, before)).isEqualTo(TRUE);
            Person lastDay = YES.with("entered", across("2020-06-01", "2023-01-01"));
            assertThat(eligible(pathway, lastDay)).isEqualTo(UNKNOWN);
        }

        @Test
        void aSetThatChangedAndChangedBackBetweenTheEndsCountsToo() {
            Pathway member =
                    pathway(
                            "p",
                            Category.HUMANITARIAN,
                            version()
                                    .lawOf("entered")
                                    .requires(condition("any nationality in $mercosur")));
            Person colombian = person().codes("nationality", "COL");
            assertThat(
                            eligible(
                                    member,
                                    colombian.with("entered", across("2023-01-01", "2025-06-01"))))
                    .isEqualTo(UNKNOWN);
            assertThat(
                            eligible(
                                    member,
                                    colombian.with("entered", across("2024-02-01", "2024-06-01"))))
                    .isEqualTo(TRUE);
        }

        @Test
        void aTableThatChangedBetweenTheEndsCountsToo() {
            Pathway fee =
                    pathway(
                            "p",
                            Category.HUMANITARIAN,
                            version()
                                    .lawOf("entered")
                                    .requires(condition("children < table(fee)")));
            Person person = person().number("children", 15);
            assertThat(eligible(fee, person.with("entered", across("2024-12-01", "2025-02-01"))))
                    .isEqualTo(UNKNOWN);
        }

        @Test
        void anEventThatMayHaveNoEndIsJudgedByTheLawOfToday() {
            Person since =
                    YES.with(
                            "entered",
                            new amparo.engine.value.Value.Day(
                                    new amparo.engine.value.Range(
                                            World.day("2023-05-05"),
                                            amparo.engine.value.Range.FOREVER)));
            assertThat(verdict(pathway, since).lawDay()).isEqualTo(World.TODAY);
            Person until =
                    YES.with(
                            "entered",
                            new amparo.engine.value.Value.Day(
                                    new amparo.engine.value.Range(
                                            amparo.engine.value.Range.NEVER,
                                            World.day("2023-05-05"))));
            assertThat(verdict(pathway, until).lawDay()).isEqualTo(World.TODAY);
        }

        /** The claim of 2024-01-10 falls under the version that asks for a registration. */
        private PathwayVerdict claimed(Person person) {
            return verdict(Rules.kept(), person.day("claimed", "2024-01-10"));
        }

        @Test
        void anEventInAnotherCountryKeepsNoLawHere() {
            assertThat(claimed(YES.code("country_now", "MEX")).eligible()).isEqualTo(TRUE);
            PathwayVerdict elsewhere = claimed(YES.code("country_now", "COL"));
            assertThat(elsewhere.eligible()).isEqualTo(FALSE);
            assertThat(elsewhere.lawDay()).isEqualTo(World.TODAY);
        }

        @Test
        void whileTheCountryIsNotKnownBothLawsMayCount() {
            PathwayVerdict open = claimed(YES);
            assertThat(open.eligible()).isEqualTo(UNKNOWN);
            assertThat(open.lawDay()).as("shown is the law of today").isEqualTo(World.TODAY);
            assertThat(Gaps.of(open, World.BOOK, open(), World.TODAY))
                    .containsExactly(Gap.of(World.VOCABULARY.get("country_now")));
            PathwayVerdict same = verdict(Rules.kept(), YES.day("claimed", "2025-01-10"));
            assertThat(same.eligible()).as("both days have the same law").isEqualTo(FALSE);
        }

        @Test
        void notToKnowTheCountryIsNotAnotherCountry() {
            Person unsure = YES.code("country_now", World.NOT_KNOWN);
            assertThat(claimed(unsure).eligible()).isEqualTo(UNKNOWN);
            PathwayVerdict same = verdict(Rules.kept(), unsure.day("claimed", "2025-01-10"));
            assertThat(same.eligible()).as("both days have the same law").isEqualTo(FALSE);
        }

        @Test
        void aCountryThatIsNotKnownIsStillMissing() {
            Person unsure = YES.code("country_now", World.NOT_KNOWN);
            Person claimant = unsure.day("claimed", "2024-01-10");
            assertThat(Gaps.of(claimed(unsure), World.BOOK, claimant.facts(), World.TODAY))
                    .containsExactly(Gap.of(World.VOCABULARY.get("country_now")));
        }

        private amparo.engine.fact.Facts open() {
            return YES.day("claimed", "2024-01-10").facts();
        }

        @Test
        void theCountryOfAnEventIsTriedWhereItMayDecide() {
            Evaluator evaluator = new Evaluator(World.book(Rules.kept()));
            Settled settled = Settled.check(evaluator, Rules.kept(), "MEX", open(), World.TODAY);
            assertThat(settled.truth()).as("it depends on the country").isNull();
            assertThat(settled.cut()).isFalse();
        }

        @Test
        void withoutAnEventTheVersionInForceTodayCounts() {
            Pathway plain =
                    pathway(
                            "p",
                            Category.HUMANITARIAN,
                            version().law("", "2025-06-14").requires(condition("registered")),
                            version().law("2025-06-15", "").requires(condition("not registered")));
            assertThat(eligible(plain, YES)).isEqualTo(FALSE);
            Evaluator evaluator = new Evaluator(World.book(plain));
            assertThat(evaluator.pathway(plain, "MEX", YES.facts(), World.TODAY - 1).eligible())
                    .isEqualTo(TRUE);
        }

        private amparo.engine.value.Value across(String from, String to) {
            return new amparo.engine.value.Value.Day(
                    new amparo.engine.value.Range(World.day(from), World.day(to)));
        }
    }

    @Nested
    class Deciding {
        private Explanation group(Node.Mode mode, Person person) {
            Node node = Rules.group(mode, condition("registered"), condition("adult"));
            return verdict(pathway("p", node), person).requires().getFirst();
        }

        @Test
        void thePartsThatMakeAGroupWhatItIsDecide() {
            Explanation any = group(Node.Mode.ANY, YES.no("adult"));
            assertThat(any.parts().get(0).decides(any)).isTrue();
            assertThat(any.parts().get(1).decides(any)).isFalse();
            Explanation all = group(Node.Mode.ALL, YES.no("adult"));
            assertThat(all.parts().get(0).decides(all)).isFalse();
            assertThat(all.parts().get(1).decides(all)).isTrue();
        }

        @Test
        void inAGroupOfWhatMustNotHoldThePartThatHoldsDecidesARefusal() {
            Explanation none = group(Node.Mode.NONE, YES.no("adult"));
            assertThat(none.truth()).isEqualTo(FALSE);
            assertThat(none.parts().get(0).decides(none)).isTrue();
            assertThat(none.parts().get(1).decides(none)).isFalse();
        }

        @Test
        void overRecordsTheRecordDecidesAndWithinItTheCondition() {
            Node no =
                    forRecords(
                            Quantifier.NO,
                            1,
                            "relative",
                            "r",
                            null,
                            SAID,
                            "r.dependent",
                            "r.age >= 18");
            Person person =
                    person().list(
                                    "relative",
                                    relative().no("dependent").number("age", 20),
                                    relative().yes("dependent").number("age", 20));
            Explanation e = verdict(pathway("p", no), person).requires().getFirst();
            assertThat(e.truth()).isEqualTo(FALSE);
            assertThat(e.parts().get(0).decides(e)).isFalse();
            assertThat(e.parts().get(1).decides(e)).isTrue();
            Explanation second = e.parts().get(1);
            assertThat(second.parts().get(0).decides(second)).isTrue();
            Explanation first = e.parts().get(0);
            assertThat(first.parts().get(0).decides(first)).isTrue();
            assertThat(first.parts().get(1).decides(first)).isFalse();
        }

        @Test
        void overSomeRecordsTheOneThatFulfilsDecides() {
            Node some = forRecords(Quantifier.SOME, 1, "relative", "r", null, SAID, "r.dependent");
            Person person =
                    person().list(
                                    "relative",
                                    relative().no("dependent"),
                                    relative().yes("dependent"));
            Explanation e = verdict(pathway("p", some), person).requires().getFirst();
            assertThat(e.parts().get(0).decides(e)).isFalse();
            assertThat(e.parts().get(1).decides(e)).isTrue();
        }
    }
}
