package amparo.engine.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import amparo.engine.fact.Fact;
import amparo.engine.fact.Facts;
import amparo.engine.rule.Pathway;
import amparo.engine.rule.Rule;
import amparo.engine.rule.Rulebook;
import amparo.engine.testing.Lives;
import amparo.engine.testing.RandomRules;
import amparo.engine.testing.Trials;
import amparo.engine.testing.Trials.Dice;
import amparo.engine.testing.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is tried step by step comes to the same as what is evaluated anew. */
class TrialTest {
    /** The rules of the world, and a random one that may name them. */
    static Rulebook book(Dice dice) {
        List<Rule> rules = new ArrayList<>(World.BOOK.pathways());
        rules.addAll(World.BOOK.screens());
        RandomRules random = new RandomRules(dice, true, List.copyOf(World.RULES));
        rules.add(random.pathway());
        rules.add(random.screen());
        return World.book(rules);
    }

    @Test
    void everyStepComesToTheSame() {
        int[] open = new int[1];
        Trials.run(
                1_500,
                dice -> {
                    Rulebook book = book(dice);
                    Evaluator evaluator = new Evaluator(book);
                    int today = Lives.today(dice);
                    Lives lives = new Lives(dice, today);
                    Pathway pathway = dice.of(book.pathways());
                    String host = dice.of(pathway.destinations());
                    Facts facts = lives.anybody();
                    Facts other = lives.anybody();
                    PathwayVerdict first = evaluator.pathway(pathway, host, facts, today);
                    Trial trial = Trial.of(evaluator, first, facts, today);
                    for (int i = 0; i < 6; i++) {
                        Fact fact = dice.of(World.VOCABULARY.facts());
                        facts = facts.with(fact, other.get(fact));
                        PathwayVerdict anew = evaluator.pathway(pathway, host, facts, today);
                        assertThat(trial.eligible(facts)).isEqualTo(anew.eligible());
                        trial = trial.with(facts);
                        assertThat(trial.eligible()).isEqualTo(anew.eligible());
                        Map<Gap, ?> missing = trial.gaps();
                        assertThat(missing).isEqualTo(Gaps.ranges(anew, book, facts, today));
                        assertThat(new ArrayList<>(missing.keySet()))
                                .isEqualTo(new ArrayList<>(Gaps.of(anew, book, facts, today)));
                        open[0] += missing.isEmpty() ? 0 : 1;
                    }
                });
        if (System.getProperty("amparo.seed") == null) {
            assertThat(open[0]).isGreaterThan(1_000);
        }
    }

    @Test
    void whatARuleCannotReadChangesNothing() {
        Trials.run(
                1_500,
                dice -> {
                    Rulebook book = book(dice);
                    Evaluator evaluator = new Evaluator(book);
                    int today = Lives.today(dice);
                    Lives lives = new Lives(dice, today);
                    Facts facts = lives.anybody();
                    Facts other = lives.anybody();
                    for (Pathway pathway : book.pathways()) {
                        Facts changed = facts;
                        for (Fact fact : World.VOCABULARY.facts()) {
                            if (!evaluator.plan(pathway).reach().touches(new int[] {fact.slot()})) {
                                changed = changed.with(fact, other.get(fact));
                            }
                        }
                        String host = dice.of(pathway.destinations());
                        assertThat(evaluator.pathway(pathway, host, changed, today))
                                .as(pathway.id())
                                .isEqualTo(evaluator.pathway(pathway, host, facts, today));
                    }
                });
    }
}
