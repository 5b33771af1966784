package amparo.rulebook.load;

import static amparo.rulebook.SmallRulebook.ASYLUM;
import static amparo.rulebook.SmallRulebook.BARRIER;
import static amparo.rulebook.SmallRulebook.CODES;
import static amparo.rulebook.SmallRulebook.FACTS;
import static amparo.rulebook.SmallRulebook.PATHWAY;
import static amparo.rulebook.SmallRulebook.SCREEN;
import static amparo.rulebook.SmallRulebook.SETS;
import static org.assertj.core.api.Assertions.assertThat;

import amparo.engine.rule.Rulebook;
import amparo.rulebook.SmallRulebook;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** FEATURE: every mistake of every file is told at once, with its place and a cure. */
class RulebookLoaderTest {
    private static SmallRulebook book() {
        return new SmallRulebook();
    }

    /** A row: text that is replaced, what by, and the message that must come. */
    private static void check(String file, String row) {
        String[] parts = row.split("\\|", -1);
        assertThat(book().edit(file, parts[0], parts[1]).errors())
                .anyMatch(error -> error.endsWith(": " + parts[2]));
    }

    @Test
    void aRulebookWithoutMistakeLoads() {
        Loaded loaded = book().load();
        assertThat(loaded.findings()).isEmpty();
        Rulebook rulebook = loaded.rulebook();
        assertThat(rulebook.pathways()).hasSize(3);
        assertThat(rulebook.screens()).hasSize(1);
        assertThat(loaded.examples()).hasSize(12);
        assertThat(rulebook.vocabulary().size()).isEqualTo(7);
    }

    @Test
    void theListOfCountriesIsBuiltIn() {
        var list = book().load().rulebook().vocabulary().codeList("country");
        assertThat(list).isNotNull();
        assertThat(List.copyOf(list.codes().keySet()))
                .hasSizeGreaterThan(240)
                .isSorted()
                .doesNotContain("XXA");
        assertThat(list.label("HTI", "ht")).isEqualTo("Ayiti");
        assertThat(list.label("DEU", "ht")).isEqualTo("Allemagne");
        assertThat(list.label("BRA", "pt")).isEqualTo("Brasil");
    }

    @Test
    void aMistakeInAConditionIsShownInFull() {
        assertThat(book().edit(PATHWAY, "when: age >= 18", "when: agge >= 18").onlyError())
                .isEqualTo(
                        """
                        pathways/arg/arg-home.yaml:24:15: unknown fact 'agge'
                          24 |         when: agge >= 18
                             |               ^^^^
                        Did you mean 'age'?
                        """);
    }

    @Test
    void aMistakeInAFoldedConditionIsShownOnItsLine() {
        String folded = "when: >-\n          age >= 18\n          and agge < 90";
        assertThat(book().edit(PATHWAY, "when: age >= 18", folded).errors())
                .containsExactly("pathways/arg/arg-home.yaml:26:15: unknown fact 'agge'");
    }

    @Test
    void allMistakesOfAllFilesAreTold() {
        assertThat(
                        book().edit(PATHWAY, "age >= 18", "agge >= 18 and intry = post")
                                .edit(SCREEN, "urgency: emergency", "urgency: now")
                                .edit(CODES, "irregular:", "irregular: 3\n  other:")
                                .errors())
                .contains(
                        "pathways/arg/arg-home.yaml:24:15: unknown fact 'agge'",
                        "pathways/arg/arg-home.yaml:24:30: unknown fact 'intry'",
                        "screening/child.yaml:4:10: 'urgency' cannot be 'now'",
                        "codes/kind.yaml:4:14: code 'irregular' needs its languages");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "confidence: high|confidense: high|unknown key 'confidense' in a pathway",
                "how: apply\n||'how' is missing in a pathway",
                "how: apply|how: walk|'how' cannot be 'walk'",
                "how: apply|how: 3|'how' must be a word",
                "how: apply|how:|'how' has no value",
                "confirmed: 2025-06-21|confirmed: 2025-06|'confirmed' must be one day",
                "confirmed: 2025-06-21|confirmed: 2025-06-31|there is no such date: month 6 of 2025 has no day 31",
                "destination: ARG|destination: ARX|'ARX' is not a code of the list 'country'",
                "destination: ARG|destination: PER|this file belongs in pathways/per/",
                "destination: ARG|destination: [ARG, PER]|this file belongs in pathways/multi/",
                "effect_on_asylum: none|effect_on_asylum: ends|what ends an asylum claim needs an 'effect_note' that says how",
                "months: 24|months: many|'months' must be a whole number from 1 to 1200",
                "pathway: arg-home|pathway: arg-house|the rule is called 'arg-house', its file 'arg-home'",
                "law: 2004-07-16..|law: 2004-07-16|'law' must be a span of days",
                "law: 2004-07-16..|law: 2004-07-16..2003|'law' ends before it begins",
                "id: national|id: National|'National' cannot be an id",
                "id: grown-up|id: national|the id 'national' is taken in line 18",
                "source: law, article: \"1\"|source: lew|no source is called 'lew'",
                "class: said}}|class: sad}}|'class' cannot be 'sad'",
                "article: \"1\", class: said|class: disputed|a disputed condition needs both values in 'note'",
                "when: age >= 18\n|\n|'grown-up' decides eligibility but has no 'when'",
                "when: age >= 18|when: true|'when' must be a condition",
                "some: relative as r|some: relative r|'some' must name a list and a short name for its records",
                "some: relative as r|some: age as r|'age' is a whole number, not a list",
                "some: relative as r|some: relative as age|the name 'age' is taken",
                "some: relative as r|when: age >= 1\n        some: relative as r|'when' and 'some' cannot stand side by side",
                "id: family-here,|id: family-here, role: paper,|parts have the role of their group, 'chance'",
                "some: relative as r|at_least: 2\n        every: relative as r|'at_least' belongs beside 'any' or 'some'",
                "when: any nationality in $south|when: entry in $south|the set '$south' holds codes of 'country', not of 'entry_kind'",
                "expect: met|expect: touches|'expect' cannot be 'touches'",
                "nationality: [PER]|nationalty: [PER]|unknown fact 'nationalty'",
                "missing: [age, entry]|missing: [aje]|unknown fact 'aje'",
                "availability: open|availability: ajar|'availability' cannot be 'ajar'",
                "title: {es: \"Esto es asi\", en|title: {en|'title' is missing in 'es'",
                "title: {es|title: {sp|unknown key 'sp' in 'title'",
                "url: \"https://example.org/law\"|url: example.org|'url' must start with https:// or http://",
                "when: age >= 18|when: rule(arg-hom)|no rule is called 'arg-hom'",
            })
    void mistakesInAPathway(String row) {
        check(PATHWAY, row);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "type: boolean|type: bool|'type' cannot be 'bool'",
                "fact: alone|fact: known|'known' is a word of the language and cannot be a fact",
                "fact: alone|fact: Alone|'Alone' cannot be the name of a fact",
                "fact: alone|fact: age|two facts are called 'age'",
                "codes: entry_kind|codes: entry_kinds|no list of codes is called 'entry_kinds'",
                "bounds: 0..130|bounds: many|'bounds' must be a span",
                "derive: years from birth_date to today|derive: years from birth to today|the derivation of fact 'age': unknown fact 'birth'",
                "derive: years from birth_date to today|derive: years from|the condition ends too early",
                "from_person: country_now|from_person: age|'age' is a whole number of another kind than 'country'",
                "from_person: country_now|from_person: contry_now|unknown fact 'contry_now'",
                "fact: alone\n    type: boolean|fact: alone\n    ask_after: age\n    type: boolean|'age' is not another yes-or-no fact",
                "fact: alone\n    type: boolean|fact: alone\n    ask_after: alone\n    type: boolean|'alone' is not another yes-or-no fact",
                "fact: alone\n    type: boolean|fact: alone\n    ask_after: alon\n    type: boolean|unknown fact 'alon'",
                "sensitivity: ordinary|mutabilty: time|unknown key 'mutabilty' in a fact",
                "type: date|type: date\n    in_country: contry_now|unknown fact 'contry_now'",
                "type: date|type: date\n    in_country: age|'age' is not a country",
                "codes: country\n        from_person|codes: country\n        in_country: country_now\n        from_person|only a fact of the person has 'in_country'",
            })
    void mistakesInFacts(String row) {
        check(FACTS, row);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "post:|none:|'none' is a word of the language and cannot be a code",
                "post:|UNKNOWN:|'UNKNOWN' is not a code",
                "post:|2post:|'2post' cannot be a code",
                "codes: entry_kind|codes: country|the list 'country' is built in",
                "values:|unknown: [air]\nvalues:|'unknown' names codes of this list that mean \"I do not know\"",
                "values:|unknown: [post, irregular]\nvalues:|no code is left that is an answer",
                "values:|unknown: post\nvalues:|'unknown' must be a list",
            })
    void mistakesInCodes(String row) {
        check(CODES, row);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[BOL, PER]|[BOL, PEE]|'PEE' is not a code of the list 'country'",
                "from: 2011-01-01, |from: 2011, |'from' must be one day",
                "{from: 2011-01-01, codes|{codes|'from' is missing; only the first step may leave it out",
                "{codes: [BOL]}|{from: 2012-01-01, codes: [BOL]}|a step must be later than the one before it",
            })
    void mistakesInSets(String row) {
        check(SETS, row);
    }

    @Test
    void aBrokenDerivationIsToldOnceHoweverOftenItIsUsed() {
        String derive = "derive: years from birth_date to today";
        assertThat(book().edit(FACTS, derive, "derive: years from").errors()).hasSize(1);
        assertThat(book().edit(FACTS, derive, "derive: years from age to today").errors())
                .containsExactly(
                        "facts/person.yaml:15:13: the derivation of fact 'age': 'age' is a whole number, not a date");
    }

    @Test
    void asylumNeedsAPlaceToAskAndIsNeverRefused() {
        assertThat(
                        book().edit(ASYLUM, "here: {id: here", "# here: {id: here")
                                .edit(ASYLUM, "expect: can-ask-here", "expect: not-met")
                                .errors())
                .anyMatch(e -> e.endsWith("asylum needs 'here': where one can ask"))
                .anyMatch(e -> e.endsWith("asylum is never 'not-met'"));
        assertThat(book().edit(PATHWAY, "    requires:", "    here: {}\n    requires:").errors())
                .anyMatch(e -> e.endsWith("only asylum has 'here'"));
    }

    @Test
    void aBarrierSaysHowToContestIt() {
        assertThat(book().edit(BARRIER, "contest:", "# contest:").errors())
                .containsExactly(
                        "pathways/arg/arg-fine.yaml:5:1: a barrier needs 'contest': how to contest it");
    }

    @Test
    void everyConditionHasACitationOfItsOwnOrAroundIt() {
        assertThat(
                        book().edit(PATHWAY, "        cite: {source: law, class: entry}\n", "")
                                .onlyError())
                .contains("'family-here' has no citation")
                .contains("Add 'cite:' here or to the group around it");
    }

    @Test
    void aScreenSharesItsCitationWithItsIndications() {
        assertThat(book().edit(SCREEN, "cite: {act", "# cite: {act").errors())
                .containsExactly("screening/child.yaml:1:1: 'cite' is missing in a screen");
    }

    @Test
    void everyRuleLiesInItsPlace() {
        SmallRulebook moved = book();
        moved.with("facts/child.yaml", moved.files().get(SCREEN)).without(SCREEN);
        assertThat(moved.errors())
                .containsExactly("facts/child.yaml:1:1: a screen belongs in the folder screening/");
        assertThat(book().with("screening/x.yaml", "codes: x\nvalues: {}\n").errors())
                .anyMatch(e -> e.contains("'codes' belongs in one of the folders facts/, codes/"));
        assertThat(book().with("facts/x.yaml", "fakts: []\n").errors())
                .containsExactly(
                        "facts/x.yaml:1:1: this is none of the kinds of documents that a rulebook has");
    }

    @Test
    void twoRulesDoNotShareAnId() {
        SmallRulebook twice = book();
        twice.with(
                "screening/arg-home.yaml",
                twice.files().get(SCREEN).replace("screen: child", "screen: arg-home"));
        assertThat(twice.errors())
                .containsExactly(
                        "screening/arg-home.yaml:1:1: another rule is called 'arg-home': pathways/arg/arg-home.yaml");
    }

    @Test
    void spanishAndEnglishAreNeededTheOthersAreCounted() {
        Loaded loaded = book().edit(SCREEN, ", ht: \"Un menor solo h\"", "").load();
        assertThat(loaded.hasErrors()).isFalse();
        assertThat(loaded.findings().get(0).headline())
                .startsWith("warning: 4 of ")
                .endsWith(" texts are missing in 'ht'");
    }

    @Test
    void tablesAndCalendarsAreRead() {
        String tables =
                """
                table: days-to-apply
                unit: days
                steps: [{from: 2011-01-28, value: 30}, {from: 2020-01-01, value: 90}]
                cite: {class: general}
                ---
                calendar: arg
                covers: 2023..2027
                most_per_year: 20
                holidays: [2024-01-01, 2024-12-25]
                cite: {class: general}
                """;
        SmallRulebook with =
                book().with("tables/arg.yaml", tables)
                        .edit(
                                PATHWAY,
                                "when: age >= 18",
                                "when: days from birth_date to today >= table(days-to-apply) and within 30 working days in $arg of birth_date");
        assertThat(with.errors()).isEmpty();
        assertThat(with.edit("tables/arg.yaml", "2023..2027", "from 2023").errors())
                .containsExactly("tables/arg.yaml:7:1: 'covers' must be a span of years");
    }

    @Test
    void aFileThatIsNoYamlDoesNotHideTheOthers() {
        assertThat(
                        book().with("facts/broken.yaml", "a: [1, 2\nb: 3")
                                .edit(SCREEN, "urgency: emergency", "urgency: now")
                                .errors())
                .hasSize(2)
                .anyMatch(e -> e.startsWith("facts/broken.yaml:2"));
    }

    @ParameterizedTest
    @CsvSource({
        "birth_date after 2001,32,2001,2001-01-01,2001-12-31",
        "age >= 2001 and birth_date before 2001,49,2001,2001-01-01,2001-12-31",
        "birth_date on or before 2024-02,39,2024-02,2024-02-01,2024-02-29",
    })
    void aConditionNeedsTheWholeDay(
            String condition, int column, String written, String first, String last) {
        assertThat(book().edit(PATHWAY, "when: age >= 18", "when: " + condition).onlyError())
                .startsWith(
                        "pathways/arg/arg-home.yaml:24:"
                                + column
                                + ": '"
                                + written
                                + "' is no day: a condition needs day, month and year")
                .endsWith("Write its first day, " + first + ", or its last day, " + last + "\n");
    }

    @Test
    void aDerivationNeedsTheWholeDayToo() {
        String derive = "derive: years from birth_date to today";
        assertThat(book().edit(FACTS, derive, "derive: years from birth_date to 2030").onlyError())
                .contains("'2030' is no day");
    }

    @Test
    void wholeDaysTodayAndOngoingAreDays() {
        String when =
                "when: birth_date between 2001-01-01 and 2022-12-31 and birth_date before today"
                        + " and not birth_date on ongoing";
        assertThat(book().edit(PATHWAY, "when: age >= 18", when).errors()).isEmpty();
    }
}
