package amparo.rulebook.lint;

import static amparo.rulebook.SmallRulebook.ASYLUM;
import static amparo.rulebook.SmallRulebook.CLOCKS;
import static amparo.rulebook.SmallRulebook.CODES;
import static amparo.rulebook.SmallRulebook.FACTS;
import static amparo.rulebook.SmallRulebook.PATHWAY;
import static amparo.rulebook.SmallRulebook.SCREEN;
import static amparo.rulebook.SmallRulebook.words;
import static org.assertj.core.api.Assertions.assertThat;

import amparo.rulebook.SmallRulebook;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** FEATURE: what loads and is still suspicious is found, and proven where a proof is claimed. */
class LintTest {
    private static SmallRulebook book() {
        return new SmallRulebook();
    }

    private static List<String> when(String condition) {
        return book().edit(PATHWAY, "when: age >= 18", "when: " + condition).lint().stream()
                .filter(finding -> finding.contains("this condition"))
                .toList();
    }

    @Test
    void aGoodRulebookHasNothingToFind() {
        assertThat(book().lint()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "age >= 0",
                "age >= 18 or age < 18",
                "alone or not alone",
                "entry in {post, irregular}",
                "entry = post or entry != post",
                "not (age > 20 and age < 10)",
                "birth_date before 2000-01-01 or birth_date on or after 2000-01-01",
                "any nationality in $south or none of nationality in $south",
                "age is known or age is not known",
                "months from birth_date to today >= 12 or months from birth_date to today < 12",
            })
    void whatNoAnswerMakesFalseIsAlwaysTrue(String condition) {
        assertThat(when(condition))
                .containsExactly(
                        "pathways/arg/arg-home.yaml:24:15: warning: this condition is always true");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "age > 130",
                "age > 20 and age < 10",
                "entry = post and entry = irregular",
                "country_now = host and country_now = PER",
                "any nationality = PER and none of nationality in {PER, BOL}",
                "all nationality in {PER} and any nationality in {BOL}",
                "birth_date after 2000 and birth_date before 1990",
                "points {3 if alone; 2 if age > 10} > 5",
                "alone and not alone",
            })
    void whatNoAnswerMakesTrueIsDead(String condition) {
        assertThat(when(condition))
                .containsExactly(
                        "pathways/arg/arg-home.yaml:24:15: warning: this condition can never be true");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "age >= 1",
                "age > 20 or age < 10",
                "country_now = host",
                "any nationality in {PER} and any nationality in {BOL}",
                "any nationality in $south and none of nationality in {BOL}",
                "birth_date within 30 days of 2020-01-01",
                "within 30 days of birth_date",
                "birth_date before 3 years ago",
                "months from birth_date to today >= 12",
                "points {3 if alone; 2 if age > 10} > 4",
                "age is known",
                "some relative as s has (s.lives_here or not s.lives_here)",
                "rule(child)",
            })
    void whatAnswersCanDecideIsNotReported(String condition) {
        assertThat(when(condition)).isEmpty();
    }

    @Test
    void conditionsOverRecordsAreTriedToo() {
        assertThat(
                        book().edit(
                                        PATHWAY,
                                        "when: r.country = host and r.lives_here",
                                        "when: r.lives_here or not r.lives_here")
                                .lint())
                .anyMatch(f -> f.contains("this condition is always true"))
                .anyMatch(f -> f.contains("no rule uses the field 'relative.country'"));
    }

    @Test
    void whereThereAreTooManyCombinationsNothingIsSaid() {
        StringBuilder many = new StringBuilder("alone or not alone");
        for (int i = 1; i < 60; i++) {
            many.append(" or age = ").append(2 * i);
        }
        assertThat(when(many + " or birth_date after 2000-12-31 or birth_date before 1990-01-01"))
                .isEmpty();
    }

    @Test
    void unusedFactsAndFactsOfASingleRuleAreFound() {
        assertThat(book().edit(FACTS, "    single_use: the screen asks it\n", "").lint())
                .containsExactly(
                        "facts/person.yaml:34:5: warning: only child uses the fact 'alone'");
        assertThat(
                        book().edit(FACTS, "    single_use: the screen asks it\n", "")
                                .edit(SCREEN, "age < 18 and alone", "age < 18")
                                .lint())
                .contains("facts/person.yaml:34:5: warning: no rule uses the fact 'alone'");
        assertThat(book().edit(SCREEN, "age < 18 and alone", "age < 18").lint())
                .as("kept for a stated reason")
                .noneMatch(f -> f.contains("the fact 'alone'"));
        assertThat(book().edit(PATHWAY, "when: age >= 18", "when: alone").lint())
                .contains("facts/person.yaml:34:5: warning: 2 rules use the fact 'alone'");
    }

    @Test
    void aFactThatOnlyHelpsToComputeAnotherIsUsed() {
        assertThat(book().lint()).noneMatch(f -> f.contains("birth_date"));
    }

    @Test
    void aQuestionThatRepeatsTheConditionIsFound() {
        SmallRulebook repeated =
                book().edit(SCREEN, "when: age < 18 and alone", "when: alone")
                        .edit(
                                SCREEN,
                                "text: " + words("Un menor solo", "A child alone"),
                                "text: "
                                        + words(
                                                "Viajas sin familia",
                                                "You travel without your close family"))
                        .edit(
                                FACTS,
                                "single_use: the screen asks it\n    question: "
                                        + words("Esta es una pregunta", "This is a question"),
                                "question: "
                                        + words(
                                                "Vas solo",
                                                "Do you travel without your close family?"));
        assertThat(repeated.lint())
                .anyMatch(f ->
                        f.contains(
                                "the fact 'alone' only repeats the sentence of 'young' in child"));
    }

    @Test
    void versionsFollowEachOther() {
        String older =
                "  - law: 2004-07-16..&\n    requires:\n      - {id: old, text: "
                        + words("Antes era asi", "It was so")
                        + ", when: alone, cite: {source: law, class: said}}\n";
        assertThat(versions(older, "2010-12-31", "2011..")).isEmpty();
        assertThat(versions(older, "2010-12-31", "2010-06-01.."))
                .containsExactly(
                        "pathways/arg/arg-home.yaml:19:5: the versions 2004-07-16..2010-12-31 and 2010-06-01.. overlap");
        assertThat(versions(older, "2010-12-31", "2012.."))
                .containsExactly(
                        "pathways/arg/arg-home.yaml:19:5: warning: there is a gap between the versions 2004-07-16..2010-12-31 and 2012..");
        assertThat(versions(older, "2010-12-31", "2001..2002"))
                .containsExactly(
                        "pathways/arg/arg-home.yaml:19:5: the versions 2004-07-16..2010-12-31 and 2001..2002 are in the wrong order");
    }

    private static List<String> versions(String older, String end, String newer) {
        return book()
                .edit(
                        PATHWAY,
                        "  - law: 2004-07-16..\n",
                        older.replace("&", end) + "  - law: " + newer + "\n")
                .lint()
                .stream()
                .filter(f -> f.contains("the versions"))
                .toList();
    }

    @Test
    void windowsOfIntakeAndSuspensionAreCompared() {
        String windows =
                "  - law: 2004-07-16..\n    intake: [2005..2010, 2009..2012, 1990..1991]\n"
                        + "    suspended: [2006-01..2006-03, 2006-03..2006-04]\n";
        assertThat(book().edit(PATHWAY, "  - law: 2004-07-16..\n", windows).lint())
                .containsExactly(
                        "pathways/arg/arg-home.yaml:16:5: warning: 'intake': 2005..2010 and 2009..2012 overlap",
                        "pathways/arg/arg-home.yaml:16:5: warning: 'intake': 1990..1991 lies outside of the law, 2004-07-16..");
    }

    @Test
    void rulesThatLeadBackToThemselvesAreMistakes() {
        assertThat(
                        book().edit(PATHWAY, "when: age >= 18", "when: rule(arg-asylum)")
                                .edit(ASYLUM, "when: entry = post", "when: not rule(arg-home)")
                                .lint())
                .contains(
                        "pathways/arg/arg-home.yaml:1:1: rule() leads back to itself: arg-home -> arg-asylum -> arg-home");
    }

    @Test
    void copiedTextsAreSuspicious() {
        String copied =
                "text: {es: \"Uno dos tres cuatro cinco\", en: \"x\", pt: \"Uno dos tres cuatro cinco\", fr: \"y\", ht: \"z\"}";
        assertThat(
                        book().edit(
                                        SCREEN,
                                        "text: " + words("Un menor solo", "A child alone"),
                                        copied)
                                .lint())
                .containsExactly(
                        "screening/child.yaml:9:5: warning: 'young' is the same in 'es' and 'pt'");
    }

    @Test
    void aRuleNeedsThreeExamples() {
        assertThat(
                        book().edit(
                                        SCREEN,
                                        "  - {name: two, day: 2025-07-01, person: {age: 30}, expect: no-indication}\n",
                                        "")
                                .lint())
                .containsExactly("screening/child.yaml:1:1: warning: child has 2 examples");
    }

    @Test
    void codesAndFactsHaveDifferentNames() {
        assertThat(
                        book().edit(
                                        CODES,
                                        "  post:",
                                        "  alone: &\n  post:".replace("&", words("a", "b")))
                                .lint())
                .contains(
                        "codes/kind.yaml:1:1: warning: the code 'alone' of the list 'entry_kind' is called like a fact");
    }

    @Test
    void oldSourcesAreWarningsNeverMistakes() {
        assertThat(book().edit(PATHWAY, "confirmed: 2025-06-21", "confirmed: 2024-06-30").lint())
                .containsExactly(
                        "pathways/arg/arg-home.yaml:11:1: warning: nobody confirmed arg-home since 2024-06-30");
        assertThat(book().edit(PATHWAY, "confirmed: 2025-06-21", "confirmed: 2024-07-01").lint())
                .isEmpty();
        assertThat(
                        book().edit(
                                        PATHWAY,
                                        "confirmed: 2025-06-21",
                                        "confirmed: 2025-03-31\nchanges_often: true")
                                .lint())
                .hasSize(1);
    }

    @Test
    void setsThatNobodyUsesAreFound() {
        assertThat(book().edit(PATHWAY, "in $south", "in {PER}").lint())
                .containsExactly("sets/south.yaml:1:1: warning: no rule uses the set '$south'");
    }

    @Test
    void everyUrgencyHasAClockThatHoldsOnEveryDay() {
        assertThat(book().edit(CLOCKS, "clock-high", "clock-hihg").lint())
                .contains(
                        "screening/child.yaml:1:1: screens need the table 'clock-high': within how many hours to act",
                        "tables/clocks.yaml:6:1: warning: no rule uses the table 'clock-hihg'");
        assertThat(book().without(CLOCKS).lint()).hasSize(4);
        assertThat(book().without(CLOCKS).without(SCREEN).lint())
                .noneMatch(finding -> finding.contains("clock"));
        assertThat(book().edit(CLOCKS, "unit: hours", "unit: days").lint())
                .containsExactly(
                        "tables/clocks.yaml:1:1: the table 'clock-emergency' counts hours",
                        "tables/clocks.yaml:6:1: the table 'clock-high' counts hours",
                        "tables/clocks.yaml:11:1: the table 'clock-medium' counts hours",
                        "tables/clocks.yaml:16:1: the table 'clock-routine' counts hours");
        assertThat(book().edit(CLOCKS, "{value: 10}", "{from: 2020-01-01, value: 10}").lint())
                .hasSize(4)
                .contains(
                        "tables/clocks.yaml:1:1: the table 'clock-emergency' says nothing of the days before its first step");
    }

    @Test
    void anAddressNeedsTheDayOnWhichItWasRead() {
        assertThat(
                        book().edit(
                                        SCREEN,
                                        "url: \"https://example.org/guide\", read: 2025-01-01",
                                        "url: \"https://example.org/guide\"")
                                .lint())
                .containsExactly(
                        "screening/child.yaml:7:7: warning: this source has an address, but no day on which it was read");
    }
}
