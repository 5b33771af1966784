package amparo.engine.testing.columnar;

import static org.assertj.core.api.Assertions.assertThat;

import amparo.engine.evaluate.Evaluator;
import amparo.engine.evaluate.Truths;
import amparo.engine.fact.Facts;
import amparo.engine.language.Formula;
import amparo.engine.language.Printer;
import amparo.engine.rule.Pathway;
import amparo.engine.rule.Rulebook;
import amparo.engine.rule.Screen;
import amparo.engine.testing.Lives;
import amparo.engine.testing.RandomFormulas;
import amparo.engine.testing.RandomRules;
import amparo.engine.testing.Trials;
import amparo.engine.testing.Trials.Dice;
import amparo.engine.testing.World;
import amparo.engine.value.Truth;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** FEATURE: person by person or column by column, the same verdicts. */
class ColumnarEvaluatorTest {
    private static final List<String> RULES =
            List.of("resident", "asylum", "at-risk", "loop", "many", "kept");

    @Test
    void conditionsAgreePersonByPerson() {
        Trials.run(
                4_000,
                dice -> {
                    int today = Lives.today(dice);
                    String host = dice.of("MEX", "COL", "VEN", "");
                    List<Facts> persons = persons(dice, today, dice.of(1, 2, 7, 65));
                    Formula formula = new RandomFormulas(dice, true, RULES).formula();
                    Truth[] columns =
                            new ColumnarEvaluator(World.BOOK, persons, today).truths(formula, host);
                    for (int p = 0; p < persons.size(); p++) {
                        Facts person = persons.get(p);
                        assertThat(columns[p])
                                .as("person %s of %s: %s", p, columns.length, print(formula))
                                .isEqualTo(Truths.of(formula, World.BOOK, person, today, host));
                    }
                });
    }

    @Test
    void pathwaysAgreePersonByPerson() {
        Trials.run(
                2_000,
                dice -> {
                    int today = Lives.today(dice);
                    List<Facts> persons = persons(dice, today, 9);
                    Pathway pathway = new RandomRules(dice, true, List.of()).pathway();
                    Rulebook book = World.book(pathway);
                    Truth[] columns =
                            new ColumnarEvaluator(book, persons, today).eligible(pathway, "MEX");
                    Evaluator evaluator = new Evaluator(book);
                    for (int p = 0; p < persons.size(); p++) {
                        assertThat(columns[p])
                                .as("person %s", p)
                                .isEqualTo(
                                        evaluator
                                                .pathway(pathway, "MEX", persons.get(p), today)
                                                .eligible());
                    }
                });
    }

    @Test
    void screensAgreePersonByPerson() {
        Trials.run(
                1_000,
                dice -> {
                    int today = Lives.today(dice);
                    List<Facts> persons = persons(dice, today, 9);
                    Screen screen = new RandomRules(dice, true, List.of()).screen();
                    Rulebook book = World.book(screen);
                    Truth[] columns = new ColumnarEvaluator(book, persons, today).indicated(screen);
                    for (int p = 0; p < persons.size(); p++) {
                        assertThat(columns[p])
                                .as("person %s", p)
                                .isEqualTo(
                                        new Evaluator(book)
                                                .screen(screen, persons.get(p), today)
                                                .indicated());
                    }
                });
    }

    private static List<Facts> persons(Dice dice, int today, int count) {
        Lives lives = new Lives(dice, today);
        List<Facts> persons = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            persons.add(dice.chance(20) ? lives.life() : lives.anybody());
        }
        return persons;
    }

    private static String print(Formula formula) {
        return Printer.print(formula);
    }
}
