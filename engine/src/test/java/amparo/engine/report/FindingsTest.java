package amparo.engine.report;

import static org.assertj.core.api.Assertions.assertThat;

import amparo.engine.data.JsonWriter;
import amparo.engine.evaluate.Evaluator;
import amparo.engine.evaluate.Findings;
import amparo.engine.fact.Fact;
import amparo.engine.fact.Facts;
import amparo.engine.interview.Interview;
import amparo.engine.interview.Setting;
import amparo.engine.rule.Rule;
import amparo.engine.rule.Rulebook;
import amparo.engine.testing.Lives;
import amparo.engine.testing.RandomRules;
import amparo.engine.testing.Trials;
import amparo.engine.testing.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is remembered of a person never goes stale. */
class FindingsTest {
    @Test
    void afterEveryAnswerTheReportIsThatOfAFreshLook() {
        int[] kept = new int[1];
        Trials.run(
                400,
                dice -> {
                    List<Rule> rules = new ArrayList<>(World.BOOK.pathways());
                    rules.addAll(World.BOOK.screens());
                    RandomRules random = new RandomRules(dice, true, List.copyOf(World.RULES));
                    rules.add(random.pathway());
                    rules.add(random.screen());
                    Rulebook book = World.book(rules);
                    Evaluator evaluator = new Evaluator(book);
                    Reads reads = new Reads();
                    int today = Lives.today(dice);
                    Lives lives = new Lives(dice, today);
                    Facts facts = lives.anybody();
                    Facts other = lives.anybody();
                    Findings findings = new Findings(evaluator, facts, today);
                    for (int i = 0; i < 5; i++) {
                        Set<String> to = dice.chance(70) ? Set.of() : Set.of("MEX");
                        String language = dice.of("es", "en");
                        String fresh = text(new CheckReport(evaluator, language, to), facts, today);
                        var report = new CheckReport(evaluator, language, to, reads);
                        JsonWriter out = new JsonWriter(false);
                        report.write("person", findings, out);
                        assertThat(out.toString()).isEqualTo(fresh);
                        Interview interview = new Interview(evaluator, Setting.SPECIALIST, to);
                        assertThat(interview.next(findings, Set.of()))
                                .isEqualTo(interview.next(facts, today, Set.of()));

                        Fact fact = dice.of(World.VOCABULARY.facts());
                        facts = facts.with(fact, other.get(fact));
                        today += dice.chance(10) ? 1 : 0;
                        List<?> before = findings.doors();
                        findings.update(facts, today);
                        List<Object> same = new ArrayList<>(findings.doors());
                        same.retainAll(before);
                        kept[0] += same.size();
                    }
                });
        if (System.getProperty("amparo.seed") == null) {
            assertThat(kept[0]).as("doors that were not looked at again").isGreaterThan(1_000);
        }
    }

    private static String text(CheckReport report, Facts facts, int today) {
        JsonWriter out = new JsonWriter(false);
        report.write("person", facts, today, out);
        return out.toString();
    }
}
