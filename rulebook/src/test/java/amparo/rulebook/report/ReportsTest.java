package amparo.rulebook.report;

import static amparo.rulebook.SmallRulebook.FACTS;
import static amparo.rulebook.SmallRulebook.PATHWAY;
import static amparo.rulebook.SmallRulebook.SCREEN;
import static amparo.rulebook.SmallRulebook.TODAY;
import static org.assertj.core.api.Assertions.assertThat;

import amparo.engine.data.Data;
import amparo.engine.data.JsonReader;
import amparo.engine.rule.Category;
import amparo.rulebook.SmallRulebook;
import org.junit.jupiter.api.Test;

/** FEATURE: a rulebook can be read, counted and compared without reading its files. */
class ReportsTest {
    private static SmallRulebook book() {
        return new SmallRulebook();
    }

    @Test
    void theListIsFiltered() {
        var rulebook =
                book().edit(PATHWAY, "law: 2004-07-16..", "law: 2004-07-16..2024")
                        .load()
                        .rulebook();
        assertThat(RuleList.text(rulebook, RuleList.Filter.ALL, TODAY, "en"))
                .contains("arg-home", "closed", "child", "4 rules");
        var open = new RuleList.Filter("ARG", null, TODAY);
        assertThat(RuleList.text(rulebook, open, TODAY, "en"))
                .contains("arg-asylum")
                .doesNotContain("arg-home")
                .endsWith("2 rules\n");
        var barrier = new RuleList.Filter(null, Category.BARRIER, null);
        assertThat(RuleList.text(rulebook, barrier, TODAY, "en")).endsWith("1 rule\n");
    }

    @Test
    void aRuleIsShownInWordsAndInTheLanguage() {
        var loaded =
                book().edit(
                                PATHWAY,
                                "article: \"2\", class: said",
                                "class: general, note: nobody wrote it")
                        .load();
        assertThat(RuleText.text(loaded, "arg-home", TODAY, "en"))
                .startsWith("This is so [arg-home]\n=====================\n")
                .contains("LAW 2004-07-16..\n  on 2025-07-01:      open\n")
                .contains(
                        """
                            - grown-up: This is so
                              age >= 18
                              A law, https://example.org/law, read 2025-06-01 [general] (!) nobody wrote it
                        """)
                .contains("- family (chance): This is so\n      some relative as r\n")
                .contains("  - a Peruvian (2025-07-01, ARG): met\n");
        assertThat(RuleText.text(loaded, "child", null, "es")).startsWith("Un menor solo [child]");
        assertThat(RuleText.text(loaded, "child", null, "es")).contains("emergency, 10 hours");
        assertThat(RuleText.text(loaded, "nothing", null, "es")).isEmpty();
    }

    @Test
    void changesAreToldLineByLine() {
        var before = book().load().rulebook();
        assertThat(RulebookDiff.text(before, book().load().rulebook()))
                .isEqualTo("no difference\n");
        var after =
                book().edit(PATHWAY, "age >= 18", "age >= 21")
                        .edit(PATHWAY, "law: 2004-07-16..", "law: 2004-07-16..2030")
                        .without(SCREEN)
                        .edit(FACTS, "mutability: time", "mutability: fixed")
                        .load()
                        .rulebook();
        assertThat(RulebookDiff.text(before, after))
                .isEqualTo(
                        """
                        ~ pathway arg-home
                            - law: 2004-07-16..
                            + law: 2004-07-16..2030
                            - 'grown-up' condition: age >= 18
                            + 'grown-up' condition: age >= 21
                        - screen child
                        ~ fact age
                            - mutability: time
                            + mutability: fixed
                        """);
    }

    @Test
    void theNumbersHaveTheirKeys() {
        RulebookStats stats = RulebookStats.of(book().load());
        Data.Fields json = (Data.Fields) JsonReader.read(stats.json());
        assertThat(json.fields().keySet())
                .containsExactly(
                        "pathways",
                        "barriers",
                        "screens",
                        "conditions",
                        "conditionsSaid",
                        "conditionsEntry",
                        "conditionsGeneral",
                        "conditionsDisputed",
                        "examples",
                        "facts",
                        "singleUseFacts",
                        "languages",
                        "drafts",
                        "version");
        assertThat(stats.pathways()).isEqualTo(2);
        assertThat(stats.barriers()).isEqualTo(1);
        assertThat(stats.text())
                .contains("8 conditions: 7 said by a source, 1 by the source of the entry");
        assertThat(stats.languages()).containsEntry("es", 100).containsEntry("ht", 100);
    }

    @Test
    void theMatrixShowsDoorsAndGaps() {
        Matrix matrix = Matrix.of(book().load().rulebook(), TODAY, "en");
        assertThat(matrix.nationalities()).containsExactly("BOL", "PER", "other");
        assertThat(matrix.cell("PER", "ARG"))
                .containsEntry(Category.ASYLUM, false)
                .containsEntry(Category.MOBILITY_AGREEMENT, true);
        assertThat(matrix.cell("other", "ARG")).containsOnlyKeys(Category.ASYLUM);
        assertThat(matrix.text()).contains("PER     aM", "other   a");
        Matrix early = Matrix.of(book().load().rulebook(), 11_000, "en");
        assertThat(early.text()).contains("PER     .");
        assertThat(early.html())
                .contains("<td class=\"gap\">No door</td>")
                .contains("<th scope=\"row\">Peru (PER)</th>")
                .doesNotContain("<script");
    }
}
