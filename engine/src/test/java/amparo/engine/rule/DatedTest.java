package amparo.engine.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import amparo.engine.testing.Rules;
import amparo.engine.testing.World;
import amparo.engine.value.Range;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** FEATURE: sets and tables keep what held before, so that old cases keep their answer. */
class DatedTest {
    @Test
    void aSetHasTheCodesOfItsLastStep() {
        NamedSet set =
                new NamedSet(
                        "s",
                        List.of(
                                new NamedSet.Step(10, Set.of("A")),
                                new NamedSet.Step(20, Set.of("B", "C"))));
        assertThat(set.on(9)).isEmpty();
        assertThat(set.on(10)).containsExactly("A");
        assertThat(set.on(19)).containsExactly("A");
        assertThat(set.on(20)).containsExactlyInAnyOrder("B", "C");
    }

    @Test
    void aTableHasTheValueOfItsLastStepAndNoneBeforeTheFirst() {
        DatedTable table =
                new DatedTable(
                        "t",
                        "days",
                        List.of(new DatedTable.Step(10, 1), new DatedTable.Step(20, 2)));
        assertThat(table.on(9)).isEqualTo(Range.ANY);
        assertThat(table.on(10)).isEqualTo(Range.exactly(1));
        assertThat(table.on(19)).isEqualTo(Range.exactly(1));
        assertThat(table.on(20)).isEqualTo(Range.exactly(2));
    }

    @Test
    void aRulebookFindsWhatItHoldsByName() {
        Rulebook book = World.BOOK;
        assertThat(book.rule("resident")).isInstanceOf(Pathway.class);
        assertThat(book.rule("at-risk")).isInstanceOf(Screen.class);
        assertThat(book.rule("nothing")).isNull();
        assertThat(book.set("andean")).isNotNull();
        assertThat(book.table("fee")).isNotNull();
        assertThat(book.calendar("mex")).isNotNull();
        assertThat(book.sets()).hasSize(2);
        assertThat(book.tables()).hasSize(1);
        assertThat(book.calendars()).hasSize(1);
        assertThat(book.version()).isEqualTo("test");
    }

    @Test
    void twoRulesOfOneNameAreRefused() {
        assertThatThrownBy(() ->
                        World.book(
                                Rules.pathway("same", Rules.condition("adult")),
                                Rules.screen("same", Rules.condition("adult"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("two rules are called same");
    }
}
