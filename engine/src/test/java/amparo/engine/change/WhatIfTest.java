package amparo.engine.change;

import static org.assertj.core.api.Assertions.assertThat;

import amparo.engine.evaluate.Evaluator;
import amparo.engine.fact.Facts;
import amparo.engine.rule.Category;
import amparo.engine.rule.Node;
import amparo.engine.rule.Pathway;
import amparo.engine.testing.Rules;
import amparo.engine.testing.Town;
import amparo.engine.testing.World;
import amparo.engine.value.Days;
import amparo.engine.value.Truth;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * FEATURE: a "not now" says what would change it, smallest first, and never gives dangerous advice.
 */
class WhatIfTest {
    private static final String NO_FEAR = "'fear_of_return': false, 'language_understood': true";

    @Test
    void aMissingRegistrationCanBeObtained() {
        Changes changes = changes("{'registered': false}", "registered");
        assertThat(text(changes)).containsExactly("obtain registered");
        assertThat(changes.sets().get(0).then()).isEqualTo(Truth.TRUE);
    }

    @Test
    void smallerSetsComeFirstAndLargerOnesThatContainThemAreLeftOut() {
        Changes changes =
                changes(
                        "{'registered': false, 'vaccinated': false, 'fee_paid': false}",
                        "registered or (vaccinated and fee_paid)");
        assertThat(text(changes))
                .containsExactly("obtain registered", "obtain vaccinated + obtain fee_paid");
    }

    @Test
    void atMostThreeChangesTogether() {
        String four =
                "{'registered': false, 'vaccinated': false, 'fee_paid': false, 'interviewed': false}";
        assertThat(changes(four, "registered and vaccinated and fee_paid").sets()).hasSize(1);
        Changes none = changes(four, "registered and vaccinated and fee_paid and interviewed");
        assertThat(none.sets()).isEmpty();
        assertThat(none.cannotChange()).containsExactly("c0");
    }

    @Test
    void anotherMayHaveToAct() {
        assertThat(text(changes("{'sponsored': false}", "sponsored")))
                .containsExactly("another must act sponsored");
    }

    @Test
    void timeComesWithItsDay() {
        Changes changes = changes("{'birth_date': '2008-06-20'}", "age >= 18");
        assertThat(text(changes)).containsExactly("time age 2026-06-20");
    }

    @Test
    void anAgeThatOnlyGrowsIsNoWayBack() {
        Changes changes = changes("{'birth_date': '1990-01-01'}", "age < 18");
        assertThat(changes.sets()).isEmpty();
        assertThat(changes.cannotChange()).containsExactly("c0");
    }

    @Test
    void openQuestionsThatRemainAreSaid() {
        Changes changes = changes("{'registered': false}", "registered", "vaccinated");
        assertThat(changes.sets().get(0).then()).isEqualTo(Truth.UNKNOWN);
    }

    @Test
    void whatCannotChangeIsNamedAndEndsTheSearch() {
        Changes changes =
                changes(
                        "{'nationality': ['HTI'], 'registered': false}",
                        "any nationality in {VEN}",
                        "registered");
        assertThat(changes.sets()).isEmpty();
        assertThat(changes.cannotChange()).containsExactly("c0");
    }

    @Test
    void nobodyIsToldToLeaveOrEnterACountry() {
        Changes changes = changes("{'country_now': 'COL'}", "country_now = MEX");
        assertThat(changes.sets()).isEmpty();
        assertThat(changes.cannotChange()).containsExactly("c0");
    }

    @Test
    void nobodyIsToldToDropAClaim() {
        assertThat(changes("{'claim_pending': true}", "not claim_pending").sets()).isEmpty();
    }

    @Test
    void nobodyIsToldToChangeFamilyTies() {
        assertThat(
                        changes("{'relative': 'none'}", "some relative as r has (r.country = USA)")
                                .sets())
                .isEmpty();
        assertThat(
                        changes(
                                        "{'relative': [{'country': 'COL'}], 'complete': ['relative']}",
                                        "some relative as r has (r.country = USA)")
                                .sets())
                .isEmpty();
    }

    @Test
    void whoMayFearTheirAuthoritiesIsNotSentToThem() {
        String passport = "some document as d has (d.kind = passport and d.country = VEN)";
        for (String person :
                List.of(
                        "{'nationality': ['VEN'], 'document': 'none'}",
                        "{'nationality': ['VEN'], 'document': 'none', 'fear_of_return': true}",
                        "{'nationality': ['VEN'], 'document': 'none', 'fear_of_return': false}",
                        "{'document': 'none', 'fear_of_return': true}",
                        "{'nationality': ['VEN'], 'document': 'none', 'fears_authorities': true, "
                                + NO_FEAR
                                + "}")) {
            Changes changes = changes(person, passport);
            assertThat(changes.sets()).as(person).isEmpty();
            assertThat(changes.withheld()).as(person).isTrue();
        }
    }

    @Test
    void whoDoesNotFearMayAskForTheirPassport() {
        Changes changes =
                changes(
                        "{'nationality': ['VEN'], 'document': 'none', " + NO_FEAR + "}",
                        "some document as d has (d.kind = passport and d.country = VEN)");
        assertThat(text(changes)).containsExactly("obtain document");
        assertThat(changes.withheld()).isFalse();
    }

    @Test
    void papersOfAnotherCountryMayAlwaysBeProposed() {
        Changes changes =
                changes(
                        "{'nationality': ['VEN'], 'document': 'none', 'fear_of_return': true}",
                        "some document as d has (d.kind = birth_certificate and d.country = COL)");
        assertThat(text(changes)).containsExactly("obtain document");
    }

    @Test
    void asylumAndBarriersGetNoSuchAdvice() {
        Pathway asylum =
                Rules.pathway(
                        "asylum",
                        Category.ASYLUM,
                        Rules.version().requires(Town.condition("c0", "registered")));
        assertThat(changes(asylum, "{'registered': false}").sets()).isEmpty();
    }

    @Test
    void atMostFiveSetsAndTheCutIsSaid() {
        Changes changes =
                changes(
                        "{'nationality': ['VEN'], 'registered': false, 'vaccinated': false,"
                                + " 'fee_paid': false, 'interviewed': false, 'sponsored': false, 'document': 'none'}",
                        "registered or vaccinated or fee_paid or interviewed or sponsored"
                                + " or some document as d has (d.kind = photo and d.country = MEX)");
        assertThat(changes.sets()).hasSizeLessThanOrEqualTo(WhatIf.MOST_SETS);
        assertThat(changes.cut()).isTrue();
    }

    private static List<String> text(Changes changes) {
        return changes.sets().stream()
                .map(set ->
                        String.join(" + ", set.changes().stream().map(WhatIfTest::text).toList()))
                .toList();
    }

    private static String text(Change change) {
        Integer day = change.day();
        String when = day == null ? "" : " " + Days.iso(day);
        return change.kind().word() + " " + change.name() + when;
    }

    private static Changes changes(String person, String... conditions) {
        Node[] nodes = new Node[conditions.length];
        for (int i = 0; i < nodes.length; i++) {
            nodes[i] = Town.condition("c" + i, conditions[i]);
        }
        return changes(Rules.pathway("door", nodes), person);
    }

    private static Changes changes(Pathway pathway, String person) {
        Evaluator evaluator = new Evaluator(Town.book(pathway));
        Facts facts = Town.person(person);
        return new WhatIf(evaluator)
                .of(evaluator.pathway(pathway, "MEX", facts, World.TODAY), facts, World.TODAY);
    }
}
