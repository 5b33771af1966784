package amparo.app.check;

import amparo.engine.evaluate.Availability;
import amparo.engine.evaluate.Explanation;
import amparo.engine.evaluate.Outcome;
import amparo.engine.evaluate.PathwayVerdict;
import amparo.engine.rule.Pathway;
import amparo.engine.value.Truth;
import java.util.List;
import java.util.Set;

/** Rules that can stand in the way, with their exceptions and how to contest them. */
final class BarrierText {
    private final Writer out;
    private final Situation situation;
    private final PathwayText pathways;

    BarrierText(Writer out, Situation situation) {
        this.out = out;
        this.situation = situation;
        this.pathways = new PathwayText(out);
    }

    /** Those that touch, or those that may. */
    void write(Outcome outcome) {
        List<PathwayVerdict> barriers =
                situation.pathways().stream()
                        .filter(v -> v.pathway().isBarrier() && v.outcome() == outcome)
                        .filter(v -> v.availability().state() != Availability.State.CLOSED)
                        .toList();
        if (barriers.isEmpty()) {
            return;
        }
        boolean touches = outcome == Outcome.TOUCHES;
        out.page().heading(out.text(touches ? "barrier.touches" : "barrier.may-touch"));
        barriers.forEach(verdict -> barrier(verdict, touches));
    }

    private void barrier(PathwayVerdict verdict, boolean touches) {
        Pathway pathway = verdict.pathway();
        out.page().blank();
        out.page().strong(0, out.in(pathway.title()));
        out.page().text(1, out.in(pathway.summary()));
        ConditionText conditions = new ConditionText(out, situation);
        if (touches || out.all()) {
            out.say(1, "barrier.because");
            ConditionText.eligibility(verdict, Set.of(Truth.values()))
                    .forEach(e -> conditions.condition(2, e, true));
            exceptions(verdict, conditions);
            pathways.limits(1, pathway.limits());
        } else {
            conditions.questions(1, verdict);
        }
        if (!pathway.contest().isEmpty()) {
            out.say(1, "barrier.contest");
            out.page().text(2, out.in(pathway.contest()));
        }
        if (touches || out.all()) {
            pathways.sources(1, verdict);
        }
    }

    private void exceptions(PathwayVerdict verdict, ConditionText conditions) {
        List<Explanation> exceptions =
                verdict.unless().stream()
                        .filter(e -> e.truth() != Truth.FALSE || out.all())
                        .toList();
        List<Explanation> all = exceptions.isEmpty() ? verdict.unless() : exceptions;
        if (!all.isEmpty()) {
            out.say(1, "barrier.exceptions");
            all.forEach(e -> conditions.condition(2, e, false));
        }
    }
}
