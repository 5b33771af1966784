package amparo.engine.interview;

import static org.assertj.core.api.Assertions.assertThat;

import amparo.engine.evaluate.Evaluator;
import amparo.engine.evaluate.Gap;
import amparo.engine.fact.Facts;
import amparo.engine.rule.Category;
import amparo.engine.rule.Rule;
import amparo.engine.testing.Rules;
import amparo.engine.testing.Town;
import amparo.engine.testing.World;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** FEATURE: few questions, in an order that settles much and costs the person little. */
class InterviewTest {
    private static final String NO_FEAR = "'fear_of_return': false, 'language_understood': true";

    @Test
    void fearOfReturnIsAskedOfEverybodyFirst() {
        Question first = next("{}", Rules.pathway("work", Town.condition("a", "registered")));
        assertThat(first.gap().name()).isEqualTo("fear_of_return");
        assertThat(next("{'nationality': ['VEN'], 'age': 70}").gap().name())
                .isEqualTo("fear_of_return");
    }

    @Test
    void aNoInALanguageNotUnderstoodIsAskedAgain() {
        assertThat(next("{'fear_of_return': false}").gap().name()).isEqualTo("fear_of_return");
        assertThat(next("{'fear_of_return': false, 'language_understood': false}").gap().name())
                .isEqualTo("fear_of_return");
        assertThat(next("{" + NO_FEAR + "}")).isNull();
    }

    @Test
    void aYesCountsInAnyLanguage() {
        assertThat(next("{'fear_of_return': true}")).isNull();
    }

    @Test
    void theAnswerThatSettlesMostComesFirst() {
        Question question =
                next(
                        "{" + NO_FEAR + "}",
                        Rules.pathway("a", Town.condition("a", "any nationality in {VEN}")),
                        Rules.pathway("b", Town.condition("b", "any nationality in {HTI}")),
                        Rules.pathway("c", Town.condition("c", "registered")));
        assertThat(question.gap().name()).isEqualTo("nationality");
        assertThat(question.neededBy()).containsExactly("a", "b");
        assertThat(question.more()).isEqualTo(1);
    }

    @Test
    void nothingIsAskedThatCanNoLongerMatter() {
        Rule rule =
                Rules.pathway(
                        "a",
                        Town.condition("a", "any nationality in {VEN}"),
                        Town.condition("b", "registered"));
        assertThat(next("{" + NO_FEAR + ", 'nationality': ['HTI']}", rule)).isNull();
        assertThat(next("{" + NO_FEAR + ", 'nationality': ['VEN']}", rule).gap().name())
                .isEqualTo("registered");
    }

    @Test
    void whatWaitsForAYesIsNotAskedBefore() {
        Rule rule = Rules.screen("s", Town.condition("a", "injured and injured_lately"));
        assertThat(next("{" + NO_FEAR + "}", rule).gap().name()).isEqualTo("injured");
        assertThat(next("{" + NO_FEAR + ", 'injured': false}", rule)).isNull();
        assertThat(next("{" + NO_FEAR + ", 'injured': true}", rule).gap().name())
                .isEqualTo("injured_lately");
        Rule other = Rules.screen("s", Town.condition("a", "registered and injured_lately"));
        assertThat(next("{" + NO_FEAR + ", 'registered': true}", other)).isNull();
    }

    @Test
    void nothingIsAskedForAClosedDoor() {
        Rule closed =
                Rules.pathway(
                        "closed",
                        Category.HUMANITARIAN,
                        Rules.version()
                                .intake(Rules.window("2020-01-01", "2021-01-01"))
                                .requires(Town.condition("a", "registered")));
        assertThat(next("{" + NO_FEAR + "}", closed)).isNull();
    }

    @Test
    void aSensitiveFactWaitsUntilNothingCheaperIsLeftForItsRule() {
        Rule rule =
                Rules.pathway(
                        "a",
                        Town.condition("clean", "not convicted"),
                        Town.condition("b", "registered"),
                        Town.condition("c", "vaccinated"));
        Set<String> asked = new HashSet<>();
        Facts facts = Town.person("{" + NO_FEAR + ", 'registered': true}");
        Question question = interview(Setting.SELF, rule).next(facts, World.TODAY, Set.of());
        asked.add(question.gap().name());
        assertThat(asked).containsExactly("vaccinated");
        facts = Town.person("{" + NO_FEAR + ", 'registered': true, 'vaccinated': true}");
        assertThat(interview(Setting.SELF, rule).next(facts, World.TODAY, Set.of()).gap().name())
                .isEqualTo("convicted");
        facts = Town.person("{" + NO_FEAR + ", 'registered': false}");
        assertThat(interview(Setting.SELF, rule).next(facts, World.TODAY, Set.of())).isNull();
    }

    @Test
    void aSurvivorsFactsArePlannedOnlyForASpecialist() {
        Rule screen =
                Rules.screen(
                        "survivor",
                        Town.condition("told", "some harm as h has (h.kind = assault)"));
        Facts facts = Town.person("{" + NO_FEAR + "}");
        assertThat(interview(Setting.SELF, screen).next(facts, World.TODAY, Set.of())).isNull();
        assertThat(interview(Setting.OFFICER, screen).next(facts, World.TODAY, Set.of())).isNull();
        assertThat(
                        interview(Setting.SPECIALIST, screen)
                                .next(facts, World.TODAY, Set.of())
                                .gap()
                                .name())
                .isEqualTo("harm");
    }

    @Test
    void anIndicationEndsTheDigging() {
        Rule screen =
                Rules.screen(
                        "survivor",
                        Town.condition("asks", "wants_private_talk"),
                        Town.condition("told", "some harm as h has (h.kind = assault)"));
        Facts facts = Town.person("{" + NO_FEAR + ", 'wants_private_talk': true}");
        assertThat(interview(Setting.SPECIALIST, screen).next(facts, World.TODAY, Set.of()))
                .isNull();
    }

    @Test
    void aSkippedQuestionIsNotAskedAgain() {
        Rule rule =
                Rules.pathway(
                        "a", Town.condition("b", "registered"), Town.condition("c", "vaccinated"));
        Facts facts = Town.person("{" + NO_FEAR + "}");
        Interview interview = interview(Setting.SELF, rule);
        Gap first = interview.next(facts, World.TODAY, Set.of()).gap();
        Gap second = interview.next(facts, World.TODAY, Set.of(first)).gap();
        assertThat(second).isNotEqualTo(first);
        assertThat(interview.next(facts, World.TODAY, Set.of(first, second))).isNull();
    }

    @Test
    void anAgeToldAsWellAsItCouldIsFollowedByTheBirthDateNotAskedAgain() {
        Rule rule = Rules.pathway("a", Town.condition("b", "age >= 18"));
        Facts facts = Town.person("{" + NO_FEAR + ", 'age': '16..19'}");
        assertThat(interview(Setting.SELF, rule).next(facts, World.TODAY, Set.of()).gap().name())
                .isEqualTo("birth_date");
        facts = Town.person("{" + NO_FEAR + ", 'age': '16..19', 'birth_date': '2007'}");
        assertThat(interview(Setting.SELF, rule).next(facts, World.TODAY, Set.of())).isNull();
    }

    @Test
    void whyListsTheDoorsAndScreensThatNeedTheAnswer() {
        Interview interview =
                interview(
                        Setting.SELF,
                        Rules.pathway("door", Town.condition("a", "registered")),
                        Rules.pathway("other", Town.condition("a", "vaccinated")),
                        Rules.screen("flag", Town.condition("b", "registered")));
        assertThat(interview.why(Town.VOCABULARY.get("registered"), Town.person("{}"), World.TODAY))
                .containsExactly("flag", "door");
    }

    @Test
    void onlyTheCountriesAskedAboutMatter() {
        Rule mexico = Rules.pathway("a", Town.condition("a", "registered"));
        Facts facts = Town.person("{" + NO_FEAR + "}");
        Evaluator evaluator = new Evaluator(Town.book(mexico));
        assertThat(
                        new Interview(evaluator, Setting.SELF, Set.of("USA"))
                                .next(facts, World.TODAY, Set.of()))
                .isNull();
        assertThat(
                        new Interview(evaluator, Setting.SELF, Set.of("MEX"))
                                .next(facts, World.TODAY, Set.of()))
                .isNotNull();
    }

    private static Interview interview(Setting setting, Rule... rules) {
        return new Interview(new Evaluator(Town.book(rules)), setting, Set.of());
    }

    private static Question next(String person, Rule... rules) {
        return interview(Setting.SELF, rules).next(Town.person(person), World.TODAY, Set.of());
    }
}
