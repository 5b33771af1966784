package amparo.benchmarks;

import amparo.engine.change.Changes;
import amparo.engine.change.WhatIf;
import amparo.engine.evaluate.Evaluator;
import amparo.engine.evaluate.Outcome;
import amparo.engine.evaluate.PathwayVerdict;
import amparo.engine.evaluate.ScreenVerdict;
import amparo.engine.fact.Facts;
import amparo.engine.interview.Interview;
import amparo.engine.interview.Question;
import amparo.engine.interview.Setting;
import amparo.engine.rule.Rulebook;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One person and 200 pathways of six to ten conditions: what an interview asks of the engine. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(3)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class EngineBenchmark {
    private final Rulebook book = Synthetic.book();
    private final Evaluator evaluator = new Evaluator(book);
    private final Facts known = Synthetic.known(book.vocabulary());
    private final Facts half = Synthetic.half(book.vocabulary());
    private final Interview interview = new Interview(evaluator, Setting.OFFICER, Set.of());
    private final WhatIf whatIf = new WhatIf(evaluator);
    private final List<PathwayVerdict> refused = refused();

    /** Every pathway, with the whole explanation. */
    @Benchmark
    public List<PathwayVerdict> explainAllPathways() {
        return evaluator.pathways(known, Synthetic.TODAY);
    }

    /** The same in the middle of an interview: much is open. */
    @Benchmark
    public List<PathwayVerdict> explainAllPathwaysHalfKnown() {
        return evaluator.pathways(half, Synthetic.TODAY);
    }

    /** Every screen. */
    @Benchmark
    public List<ScreenVerdict> explainAllScreens() {
        return evaluator.screens(half, Synthetic.TODAY);
    }

    /** The next question over all pathways and screens. */
    @Benchmark
    public @Nullable Question nextQuestion() {
        return interview.next(half, Synthetic.TODAY, Set.of());
    }

    /** What would have to change, for every pathway that is not met. */
    @Benchmark
    public List<Changes> changesForAllRefusals() {
        List<Changes> all = new ArrayList<>(refused.size());
        for (PathwayVerdict verdict : refused) {
            all.add(whatIf.of(verdict, known, Synthetic.TODAY));
        }
        return all;
    }

    private List<PathwayVerdict> refused() {
        return evaluator.pathways(known, Synthetic.TODAY).stream()
                .filter(verdict -> verdict.outcome() == Outcome.NOT_MET)
                .toList();
    }
}
