package amparo.engine.evaluate;

import amparo.engine.fact.Facts;
import amparo.engine.rule.Pathway;
import amparo.engine.value.Range;
import amparo.engine.value.Truth;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether a pathway comes to the same whatever the person would still answer. Kleene's logic alone
 * cannot see that {@code a or not a} holds; here the open answers are tried out, by classes that
 * the rule can tell apart, until two different results are found or all are tried.
 *
 * @param truth the one result of all completions, or null if there are several or it is not known
 * @param cut true if the search ended before everything was tried: at its bound, or at a list that
 *     may hold more records
 * @param completions how many completions were evaluated
 */
public record Settled(@Nullable Truth truth, boolean cut, int completions) {
    /** Most completions that are tried for one pathway. */
    public static final int LIMIT = 4096;

    /** Checks one pathway for one person. */
    public static Settled check(
            Evaluator evaluator, Pathway pathway, String destination, Facts facts, int today) {
        PathwayVerdict verdict = evaluator.pathway(pathway, destination, facts, today);
        return check(evaluator, verdict, Trial.of(evaluator, verdict, facts, today));
    }

    static Settled check(Evaluator evaluator, PathwayVerdict verdict, Trial trial) {
        if (verdict.eligible() != Truth.UNKNOWN) {
            return new Settled(verdict.eligible(), false, 1);
        }
        Search search =
                new Search(
                        new CodeClasses(
                                evaluator.plan(verdict.pathway()).tests(),
                                evaluator.book(),
                                verdict.destination(),
                                verdict.lawDay()));
        search.explore(trial, Map.of());
        boolean single = search.results.size() == 1 && !search.cut;
        return new Settled(
                single ? search.results.iterator().next() : null, search.cut, search.tried);
    }

    private static final class Search {
        private final CodeClasses classes;
        private final Set<Truth> results = new HashSet<>();
        private int tried;
        private boolean cut;

        Search(CodeClasses classes) {
            this.classes = classes;
        }

        /**
         * @param before what was missing before the last answer: an answer that contradicts others
         *     narrows nothing, and its question stays open
         */
        void explore(Trial trial, Map<Gap, Range> before) {
            tried++;
            if (trial.eligible() != Truth.UNKNOWN) {
                results.add(trial.eligible());
                return;
            }
            Map<Gap, Range> gaps = trial.gaps();
            if (gaps.equals(before)) {
                results.add(Truth.UNKNOWN);
                return;
            }
            boolean open = false;
            for (Map.Entry<Gap, Range> gap : gaps.entrySet()) {
                List<Facts> ways =
                        Completions.of(gap.getKey(), gap.getValue(), trial.facts(), classes);
                if (ways == null) {
                    open = true;
                    continue;
                }
                for (Facts way : ways) {
                    // Nothing is claimed of a search that was cut, so it need not go on.
                    if (results.size() > 1 || cut) {
                        return;
                    }
                    if (tried >= LIMIT) {
                        cut = true;
                        return;
                    }
                    explore(trial.with(way), gaps);
                }
                return;
            }
            if (open) {
                cut = true;
            } else {
                results.add(Truth.UNKNOWN);
            }
        }
    }
}
