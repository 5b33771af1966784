package amparo.engine.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import amparo.engine.rule.CitationClass;
import amparo.engine.rule.Node;
import amparo.engine.rule.Pathway;
import amparo.engine.testing.Person;
import amparo.engine.testing.Rules;
import amparo.engine.testing.World;
import amparo.engine.value.Truth;
import org.junit.jupiter.api.Test;

/** FEATURE: a question whose answer cannot matter is not left hanging over a person. */
class SettledTest {
    @Test
    void aConditionThatHoldsEitherWayIsSettled() {
        assertThat(check(World.person(), Rules.condition("registered or not registered")))
                .isEqualTo(Truth.TRUE);
        assertThat(check(World.person(), Rules.condition("age < 18 or age >= 18")))
                .isEqualTo(Truth.TRUE);
        assertThat(
                        check(
                                World.person(),
                                Rules.condition(
                                        "entered before 2025-01-01 or entered on or after"
                                                + " 2025-01-01")))
                .isEqualTo(Truth.TRUE);
    }

    @Test
    void codesAreTriedByTheClassesThatTheRuleCanTellApart() {
        assertThat(
                        check(
                                World.person(),
                                Rules.condition(
                                        "country_now = COL or country_now = MEX"
                                                + " or not country_now in {COL, MEX}")))
                .isEqualTo(Truth.TRUE);
        assertThat(
                        check(
                                World.person(),
                                Rules.condition("country_now = COL and country_now = MEX")))
                .isEqualTo(Truth.FALSE);
        assertThat(
                        check(
                                World.person(),
                                Rules.condition("any nationality in {VEN}"),
                                Rules.condition("none of nationality in {VEN}")))
                .isEqualTo(Truth.FALSE);
    }

    @Test
    void anAnswerThatMattersIsNotSettled() {
        assertThat(check(World.person(), Rules.condition("registered"))).isNull();
        assertThat(check(World.person(), Rules.condition("age >= 18"))).isNull();
        Settled settled = settled(World.person(), Rules.condition("registered"));
        assertThat(settled.cut()).isFalse();
    }

    @Test
    void contradictingConditionsOnOneDateAreSettled() {
        assertThat(
                        check(
                                World.person().day("entered", "2025"),
                                Rules.condition("entered before 2025-03-01"),
                                Rules.condition("entered after 2025-06-01")))
                .isEqualTo(Truth.FALSE);
    }

    @Test
    void aListThatMayHoldMoreIsNeverClaimedSettled() {
        Settled settled =
                settled(
                        World.person().listAndPerhapsMore("stay"),
                        Rules.condition(
                                "some stay as s has (s.country = COL)"
                                        + " or no stay as s has (s.country = COL)"));
        assertThat(settled.truth()).isNull();
        assertThat(settled.cut()).isTrue();
    }

    @Test
    void fieldsOfRecordsAreTriedToo() {
        assertThat(
                        check(
                                World.person().list("stay", Person.stay()),
                                Rules.condition(
                                        "every stay as s has (s.country = COL or not s.country ="
                                                + " COL)")))
                .isEqualTo(Truth.TRUE);
    }

    @Test
    void whatOnlyAWeakSourceLeavesOpenIsOpenWhateverIsAnswered() {
        assertThat(
                        check(
                                World.person().no("registered"),
                                Rules.condition("registered", CitationClass.GENERAL)))
                .isEqualTo(Truth.UNKNOWN);
    }

    @Test
    void theSearchEndsAtItsBoundAndSaysSo() {
        Settled settled =
                settled(
                        World.person(),
                        Rules.condition("months from birth_date to entered = 7 and not registered"),
                        Rules.condition("months from birth_date to entered = 8"));
        assertThat(settled.completions()).isLessThanOrEqualTo(Settled.LIMIT + 1);
        assertThat(settled.truth()).isNotEqualTo(Truth.TRUE);
    }

    private static Truth check(Person person, Node... nodes) {
        return settled(person, nodes).truth();
    }

    private static Settled settled(Person person, Node... nodes) {
        Pathway pathway = Rules.pathway("door", nodes);
        Evaluator evaluator = new Evaluator(World.book(pathway));
        return Settled.check(evaluator, pathway, "MEX", person.facts(), World.TODAY);
    }
}
