package amparo.engine.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import amparo.engine.fact.Fact;
import amparo.engine.fact.Facts;
import amparo.engine.language.Formula;
import amparo.engine.language.Printer;
import amparo.engine.rule.Pathway;
import amparo.engine.rule.Rulebook;
import amparo.engine.rule.Screen;
import amparo.engine.testing.Classical;
import amparo.engine.testing.Lives;
import amparo.engine.testing.RandomFormulas;
import amparo.engine.testing.RandomRules;
import amparo.engine.testing.Rules;
import amparo.engine.testing.Trials;
import amparo.engine.testing.World;
import amparo.engine.value.Truth;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * FEATURE: what the engine is certain of is true whatever the person would still answer, and more
 * answers never turn it round.
 */
class SoundnessTest {
    /** Rules without {@code law_of}: an event without a date is judged by the law of the day. */
    private static final List<String> RULES = List.of("resident", "asylum", "at-risk", "loop");

    @Test
    void certaintyAboutAConditionSurvivesEveryCompletion() {
        int[] certain = new int[3];
        Trials.run(
                12_000,
                dice -> {
                    int today = Lives.today(dice);
                    String host = dice.of("MEX", "COL");
                    Formula formula = new RandomFormulas(dice, false, RULES).formula();
                    Lives lives = new Lives(dice, today);
                    Facts life = lives.life();
                    boolean holds = new Classical(World.BOOK, life, today, host).holds(formula);
                    Facts told = life;
                    Truth better = Truths.of(formula, World.BOOK, told, today, host);
                    for (int times = 0; times < 4; times++) {
                        Truth truth = Truths.of(formula, World.BOOK, told, today, host);
                        certain[truth.ordinal()]++;
                        assertThat(truth)
                                .as("%s, really %s", Printer.print(formula), holds)
                                .isIn(Truth.of(holds), Truth.UNKNOWN);
                        assertThat(truth)
                                .as("%s, of which more was known", Printer.print(formula))
                                .isIn(better, Truth.UNKNOWN);
                        better = truth;
                        told = lives.forget(told);
                    }
                });
        // A generator that only makes open questions would prove nothing.
        if (System.getProperty("amparo.seed") == null) {
            assertThat(certain[0]).isGreaterThan(6_000);
            assertThat(certain[1]).isGreaterThan(6_000);
            assertThat(certain[2]).isGreaterThan(6_000);
        }
    }

    @Test
    void everythingKnownLeavesNothingOpen() {
        Trials.run(
                6_000,
                dice -> {
                    int today = dice.between(World.day("2024-03-01"), World.day("2025-09-30"));
                    Formula formula = new RandomFormulas(dice, false, List.of()).formula();
                    String text = Printer.print(formula);
                    if (text.contains("working") || hasPartialDate(text)) {
                        return;
                    }
                    Facts life =
                            new Lives(dice, today)
                                    .life()
                                    .with(
                                            World.VOCABULARY.get("language_understood"),
                                            new amparo.engine.value.Value.Flag(true));
                    boolean holds = new Classical(World.BOOK, life, today, "MEX").holds(formula);
                    assertThat(Truths.of(formula, World.BOOK, life, today, "MEX"))
                            .as(text)
                            .isEqualTo(Truth.of(holds));
                });
    }

    private static boolean hasPartialDate(String text) {
        return java.util.regex.Pattern.compile("(?<![-\\d])20\\d\\d(-\\d\\d)?(?![-\\d])")
                .matcher(text)
                .find();
    }

    @Test
    void answersThatContradictEachOtherOpenAQuestionButNeverTurnIt() {
        Trials.run(
                8_000,
                dice -> {
                    int today = Lives.today(dice);
                    Formula formula = new RandomFormulas(dice, false, RULES).formula();
                    Lives lives = new Lives(dice, today);
                    Facts more = lives.anybody();
                    Truth truth = Truths.of(formula, World.BOOK, more, today, "MEX");
                    Truth before = Truths.of(formula, World.BOOK, lives.forget(more), today, "MEX");
                    if (before != Truth.UNKNOWN) {
                        assertThat(truth).as(Printer.print(formula)).isIn(before, Truth.UNKNOWN);
                    }
                });
    }

    @Test
    void aScreenRefersWhereItWouldIfMoreWereKnownOrSaysThatItIsOpen() {
        int[] doubts = new int[1];
        Trials.run(
                6_000,
                dice -> {
                    int today = Lives.today(dice);
                    Screen screen = new RandomRules(dice, false, List.of()).screen();
                    Evaluator evaluator = new Evaluator(World.book(screen));
                    Lives lives = new Lives(dice, today);
                    Facts life = lives.life();
                    ScreenVerdict less = evaluator.screen(screen, lives.forget(life), today);
                    ScreenVerdict more = evaluator.screen(screen, life, today);
                    assertThat(less.indicated()).isIn(more.indicated(), Truth.UNKNOWN);
                    if (more.indicated() == Truth.TRUE) {
                        assertThat(less.outcome()).isIn(Outcome.REFER, Outcome.NOT_ENOUGH_KNOWN);
                    }
                    doubts[0] += less.isInDoubt() ? 1 : 0;
                });
        if (System.getProperty("amparo.seed") == null) {
            assertThat(doubts[0]).isPositive();
        }
    }

    @Test
    void certaintyAboutAPathwaySurvivesEveryCompletion() {
        int[] certain = new int[3];
        Trials.run(
                4_000,
                dice -> {
                    int today = Lives.today(dice);
                    Pathway pathway = new RandomRules(dice, false, List.of()).pathway();
                    Rulebook book = World.book(pathway);
                    Lives lives = new Lives(dice, today);
                    Facts life = lives.life();
                    boolean holds = new Classical(book, life, today, "MEX").eligible(pathway);
                    Truth told =
                            new Evaluator(book)
                                    .pathway(pathway, "MEX", lives.forget(life), today)
                                    .eligible();
                    certain[told.ordinal()]++;
                    assertThat(told).isIn(Truth.of(holds), Truth.UNKNOWN);
                });
        if (System.getProperty("amparo.seed") == null) {
            assertThat(certain[0]).isGreaterThan(100);
            assertThat(certain[2]).isGreaterThan(100);
        }
    }

    /** An event without a date is judged by the law of the day, so its date stays told. */
    @Test
    void certaintyByTheLawOfAnEventSurvivesEveryCompletion() {
        int[] certain = new int[3];
        Pathway kept = Rules.kept();
        Evaluator evaluator = new Evaluator(World.book(kept));
        Fact claimed = World.VOCABULARY.get("claimed");
        Trials.run(
                4_000,
                dice -> {
                    int today = Lives.today(dice);
                    Lives lives = new Lives(dice, today);
                    Facts life = lives.life();
                    Truth really = evaluator.pathway(kept, "MEX", life, today).eligible();
                    Facts told = lives.forget(life);
                    Truth truth =
                            evaluator
                                    .pathway(
                                            kept,
                                            "MEX",
                                            told.with(claimed, life.get(claimed)),
                                            today)
                                    .eligible();
                    certain[truth.ordinal()]++;
                    assertThat(truth).isIn(really, Truth.UNKNOWN);
                });
        assertThat(certain[0]).isPositive();
        assertThat(certain[1]).isPositive();
        assertThat(certain[2]).isPositive();
    }
}
