package amparo.rulebook.example;

import static amparo.rulebook.SmallRulebook.PATHWAY;
import static amparo.rulebook.SmallRulebook.SCREEN;
import static org.assertj.core.api.Assertions.assertThat;

import amparo.rulebook.SmallRulebook;
import java.util.List;
import org.junit.jupiter.api.Test;

/** FEATURE: an example that fails says what differs and shows the tree that decided. */
class ExamplesTest {
    private static List<Examples.Result> failures(SmallRulebook book) {
        return Examples.run(book.load()).stream().filter(result -> !result.passed()).toList();
    }

    @Test
    void examplesThatHoldPass() {
        assertThat(failures(new SmallRulebook())).isEmpty();
        assertThat(Examples.run(new SmallRulebook().load())).hasSize(12);
    }

    @Test
    void aFailureIsShownWithItsTree() {
        var failures =
                failures(new SmallRulebook().edit(PATHWAY, "when: age >= 18", "when: age >= 65"));
        assertThat(failures).hasSize(1);
        assertThat(failures.get(0).text())
                .isEqualTo(
                        """
                        pathways/arg/arg-home.yaml:36:5: failed: a Peruvian
                          expected met, it is not-met
                          [yes] national: any nationality in $south
                          [no] grown-up: age >= 65
                          [?] family (chance): some relative as r
                          unless
                            [no] by-the-back: entry = irregular
                        """);
    }

    @Test
    void availabilityIsCompared() {
        var book = new SmallRulebook().edit(PATHWAY, "law: 2004-07-16..", "law: 2004-07-16..2024");
        assertThat(failures(book).get(0).problems())
                .containsExactly("expected availability open, it is closed");
    }

    @Test
    void missingFactsAreCompared() {
        var book =
                new SmallRulebook()
                        .edit(PATHWAY, "missing: [age, entry]", "missing: [country_now]");
        assertThat(failures(book).get(0).problems())
                .singleElement()
                .asString()
                .startsWith("'country_now' is not among the missing facts: ")
                .contains("entry");
    }

    @Test
    void screensAreRunToo() {
        var book = new SmallRulebook().edit(SCREEN, "age < 18", "age < 9");
        assertThat(failures(book)).hasSize(2);
    }
}
