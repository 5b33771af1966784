package amparo.engine.testing.columnar;

import static org.assertj.core.api.Assertions.assertThat;

import amparo.engine.evaluate.Truths;
import amparo.engine.fact.Fact;
import amparo.engine.fact.FactType;
import amparo.engine.fact.Facts;
import amparo.engine.fact.Vocabulary;
import amparo.engine.language.Bindings;
import amparo.engine.language.Formula;
import amparo.engine.language.Names;
import amparo.engine.language.TypeChecker;
import amparo.engine.rule.Rulebook;
import amparo.engine.testing.Trials;
import amparo.engine.testing.Trials.Dice;
import amparo.engine.testing.World;
import amparo.engine.value.Range;
import amparo.engine.value.Truth;
import amparo.engine.value.Value;
import java.util.List;
import org.junit.jupiter.api.Test;

/** FEATURE: facts that follow from facts that follow from others, all of them told at odds. */
class ContradictionsTest {
    private static final Vocabulary CHAIN =
            new Vocabulary(
                    List.of(
                            Fact.builder("start", FactType.DATE, 0).build(),
                            derived("end", FactType.DATE, 1, "10 days after start").build(),
                            derived("due", FactType.DATE, 2, "later of end and start").build(),
                            derived("spent", FactType.WHOLE, 3, "days from end to today")
                                    .bounds(new Range(0, 100))
                                    .build(),
                            derived("counted", FactType.WHOLE, 4, "spent")
                                    .bounds(new Range(0, 90))
                                    .build(),
                            Fact.builder("well", FactType.BOOLEAN, 5).build(),
                            derived(
                                            "enough",
                                            FactType.BOOLEAN,
                                            6,
                                            "well and due before today or spent >= 20")
                                    .build(),
                            derived("settled", FactType.BOOLEAN, 7, "enough").build()),
                    List.of());

    private static final Rulebook BOOK =
            new Rulebook("chain", CHAIN, List.of(), List.of(), List.of(), List.of(), List.of());

    private static final List<Formula> CONDITIONS =
            List.of(
                    formula("due before 10 days ago"),
                    formula("spent >= 20"),
                    formula("counted >= 20"),
                    formula("enough"),
                    formula("settled"),
                    formula("not settled and counted < 20"));

    private static Fact.Builder derived(String name, FactType type, int slot, String from) {
        return Fact.builder(name, type, slot).deriveText(from);
    }

    private static Formula formula(String text) {
        return TypeChecker.formula(text, Names.of(CHAIN), Bindings.NONE);
    }

    @Test
    void moreAnswersNeverTurnATruthAndTheColumnsAgree() {
        int[] certain = new int[3];
        Trials.run(
                3_000,
                dice -> {
                    Facts more = told(dice);
                    Facts less = forget(more, dice);
                    List<Facts> both = List.of(more, less);
                    ColumnarEvaluator columns = new ColumnarEvaluator(BOOK, both, World.TODAY);
                    for (Formula formula : CONDITIONS) {
                        Truth known = Truths.of(formula, BOOK, more, World.TODAY, "");
                        Truth before = Truths.of(formula, BOOK, less, World.TODAY, "");
                        certain[before.ordinal()]++;
                        if (before != Truth.UNKNOWN) {
                            assertThat(known).isIn(before, Truth.UNKNOWN);
                        }
                        assertThat(columns.truths(formula, "")).containsExactly(known, before);
                    }
                });
        if (System.getProperty("amparo.seed") == null) {
            for (int count : certain) {
                assertThat(count).isGreaterThan(1_000);
            }
        }
    }

    private static Facts told(Dice dice) {
        Facts facts = Facts.none(CHAIN);
        for (Fact fact : CHAIN.facts()) {
            if (dice.chance(50)) {
                int from = dice.between(0, 40);
                Range span = new Range(from, from + dice.of(0, 0, 5, 30));
                facts = facts.with(fact, value(fact, span, dice));
            }
        }
        return facts;
    }

    private static Value value(Fact fact, Range span, Dice dice) {
        return switch (fact.type()) {
            case WHOLE -> new Value.Whole(span);
            case DATE ->
                    new Value.Day(new Range(World.TODAY - span.high(), World.TODAY - span.low()));
            default -> new Value.Flag(dice.chance(50));
        };
    }

    private static Facts forget(Facts facts, Dice dice) {
        Facts less = facts;
        for (Fact fact : CHAIN.facts()) {
            int wider = dice.between(0, 10);
            Value value =
                    switch (facts.get(fact)) {
                        case Value.Whole whole -> new Value.Whole(wider(whole.range(), wider));
                        case Value.Day day -> new Value.Day(wider(day.range(), wider));
                        case null, default -> facts.get(fact);
                    };
            less = less.with(fact, dice.chance(40) ? null : value);
        }
        return less;
    }

    private static Range wider(Range range, int by) {
        return new Range(Math.max(0, range.low() - by), range.high() + by);
    }
}
