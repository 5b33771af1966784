package amparo.engine.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import amparo.engine.fact.Facts;
import amparo.engine.language.Quantifier;
import amparo.engine.rule.CitationClass;
import amparo.engine.rule.Node;
import amparo.engine.rule.Pathway;
import amparo.engine.rule.Role;
import amparo.engine.rule.Rulebook;
import amparo.engine.rule.Screen;
import amparo.engine.testing.Lives;
import amparo.engine.testing.RandomRules;
import amparo.engine.testing.Trials;
import amparo.engine.testing.World;
import amparo.engine.value.Truth;
import amparo.engine.value.Value;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * FEATURE: the tree is the explanation: from the truths of its leaves alone, anybody can work out
 * the verdict by hand.
 */
class ExplanationTest {
    @Test
    void theVerdictOfAPathwayFollowsFromItsTree() {
        Trials.run(
                4_000,
                dice -> {
                    int today = Lives.today(dice);
                    Pathway pathway = new RandomRules(dice, true, List.of()).pathway();
                    Facts facts = new Lives(dice, today).anybody();
                    Rulebook book = World.book(pathway);
                    PathwayVerdict verdict =
                            new Evaluator(book).pathway(pathway, "MEX", facts, today);
                    boolean barrier = pathway.isBarrier();
                    Truth eligible = Truth.TRUE;
                    for (Explanation e : verdict.requires()) {
                        Truth truth = new ByHand(facts, barrier, true).truth(e, false, null, false);
                        assertThat(e.truth()).isEqualTo(truth);
                        if (e.node().role() == Role.ELIGIBILITY) {
                            eligible = eligible.and(truth);
                        }
                    }
                    for (Explanation e : verdict.unless()) {
                        Truth truth = new ByHand(facts, barrier, true).truth(e, true, null, true);
                        assertThat(e.truth()).isEqualTo(truth);
                        if (e.node().role() == Role.ELIGIBILITY) {
                            eligible = eligible.and(truth.not());
                        }
                    }
                    assertThat(verdict.eligible()).isEqualTo(eligible);
                });
    }

    @Test
    void theVerdictOfAScreenFollowsFromItsTree() {
        Trials.run(
                2_000,
                dice -> {
                    int today = Lives.today(dice);
                    Screen screen = new RandomRules(dice, true, List.of()).screen();
                    Facts facts = new Lives(dice, today).anybody();
                    ScreenVerdict verdict =
                            new Evaluator(World.book(screen)).screen(screen, facts, today);
                    for (Explanation e : verdict.indicates()) {
                        assertThat(e.truth())
                                .isEqualTo(
                                        new ByHand(facts, false, false)
                                                .truth(e, false, CitationClass.GENERAL, true));
                    }
                });
    }

    /** Works a truth out from the leaves of an explanation. */
    private record ByHand(Facts facts, boolean barrier, boolean caps) {
        /**
         * @param turned whether TRUE harms here
         * @param around the class of the source around, or null
         * @param needsToApply whether a condition for others counts as failed rather than fulfilled
         */
        Truth truth(Explanation e, boolean turned, CitationClass around, boolean needsToApply) {
            CitationClass own = e.node().cite() == null ? around : e.node().cite().support();
            Truth inside =
                    switch (e.node()) {
                        case Node.Condition _ -> null;
                        case Node.Group g -> group(g, e, turned, own);
                        case Node.ForRecords r -> records(r, e, turned, own);
                    };
            Truth raw;
            if (inside == null) {
                raw = e.raw();
            } else if (needsToApply) {
                raw = least(inside, e.applies());
            } else {
                raw = greatest(inside, e.applies().not());
            }
            assertThat(e.raw()).isEqualTo(raw);
            boolean hasSource = e.node().cite() != null || e.node() instanceof Node.Condition;
            boolean weak = own == CitationClass.GENERAL || own == CitationClass.DISPUTED;
            if (!caps || !weak || !hasSource || e.applies() == Truth.FALSE) {
                return raw;
            }
            Truth harmful = turned ? Truth.TRUE : Truth.FALSE;
            return barrier || raw == harmful ? Truth.UNKNOWN : raw;
        }

        private Truth group(Node.Group g, Explanation e, boolean turned, CitationClass around) {
            boolean none = g.mode() == Node.Mode.NONE;
            boolean all = g.mode() == Node.Mode.ALL;
            List<Truth> truths =
                    e.parts().stream()
                            .map(part -> truth(part, none != turned, around, !all))
                            .toList();
            int needed = all ? truths.size() : g.mode() == Node.Mode.AT_LEAST ? g.least() : 1;
            Truth enough = count(truths, needed);
            return none ? enough.not() : enough;
        }

        private Truth records(
                Node.ForRecords r, Explanation e, boolean turned, CitationClass around) {
            Value list = facts.get(r.list().fact());
            if (list == null) {
                assertThat(e.parts()).isEmpty();
                return Truth.UNKNOWN;
            }
            boolean complete = ((Value.Records) list).complete();
            assertThat(e.parts()).hasSameSizeAs(((Value.Records) list).items());
            boolean no = r.quantifier() == Quantifier.NO;
            boolean every = r.quantifier() == Quantifier.EVERY;
            for (Explanation item : e.parts()) {
                Truth has = Truth.TRUE;
                for (Explanation part : item.parts()) {
                    has = least(has, truth(part, no != turned, around, false));
                }
                Truth truth =
                        every ? greatest(item.applies().not(), has) : least(item.applies(), has);
                assertThat(item.truth()).isEqualTo(truth);
            }
            List<Truth> truths = e.parts().stream().map(Explanation::truth).toList();
            if (every) {
                boolean failed = truths.contains(Truth.FALSE);
                boolean certain = complete && !truths.contains(Truth.UNKNOWN);
                return failed ? Truth.FALSE : certain ? Truth.TRUE : Truth.UNKNOWN;
            }
            Truth enough = count(truths, r.least());
            enough = enough == Truth.FALSE && !complete ? Truth.UNKNOWN : enough;
            return no ? enough.not() : enough;
        }

        private static Truth count(List<Truth> truths, int needed) {
            long certain = truths.stream().filter(t -> t == Truth.TRUE).count();
            long failed = truths.stream().filter(t -> t == Truth.FALSE).count();
            return certain >= needed
                    ? Truth.TRUE
                    : truths.size() - failed < needed ? Truth.FALSE : Truth.UNKNOWN;
        }

        private static Truth least(Truth a, Truth b) {
            return a.ordinal() < b.ordinal() ? a : b;
        }

        private static Truth greatest(Truth a, Truth b) {
            return a.ordinal() > b.ordinal() ? a : b;
        }
    }
}
