package amparo.engine.evaluate;

import amparo.engine.fact.Facts;
import amparo.engine.rule.Pathway;
import amparo.engine.rule.Role;
import amparo.engine.value.Range;
import amparo.engine.value.Truth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A pathway tried with one answer after another. Only the conditions that can read what changed are
 * looked at again; the result is that of the {@link Evaluator}, sooner.
 *
 * <p>Where the day of an event may choose the law, everything is evaluated anew.
 */
public final class Trial {
    private final Evaluator evaluator;
    private final PathwayVerdict verdict;
    private final Facts facts;
    private final int today;
    private final boolean stepwise;
    private final List<Plan.Part> parts;
    private final List<Explanation> now;
    private final List<@Nullable Map<Gap, Range>> gaps;
    private final Truth eligible;
    private @Nullable Scope scope;

    private Trial(
            Evaluator evaluator,
            PathwayVerdict verdict,
            Facts facts,
            int today,
            boolean stepwise,
            List<Plan.Part> parts,
            List<Explanation> now,
            List<@Nullable Map<Gap, Range>> gaps) {
        this.evaluator = evaluator;
        this.verdict = verdict;
        this.facts = facts;
        this.today = today;
        this.stepwise = stepwise;
        this.parts = parts;
        this.now = now;
        this.gaps = gaps;
        Truth all = verdict.eligible();
        if (stepwise) {
            all = Truth.TRUE;
            for (int i = 0; i < parts.size(); i++) {
                all = all.and(counts(parts.get(i), now.get(i)));
            }
        }
        this.eligible = all;
    }

    /** Begins with a verdict, which must be that of these facts on this day. */
    public static Trial of(Evaluator evaluator, PathwayVerdict verdict, Facts facts, int today) {
        Pathway pathway = verdict.pathway();
        boolean stepwise = pathway.versions().getLast().lawOf() == null;
        List<Plan.Part> parts = List.of();
        List<Explanation> now = new ArrayList<>();
        List<@Nullable Map<Gap, Range>> gaps = new ArrayList<>();
        if (stepwise) {
            parts = evaluator.plan(pathway).parts(verdict.version());
            if (verdict.here() != null) {
                now.add(verdict.here());
            }
            deciding(verdict.requires(), now);
            deciding(verdict.unless(), now);
            for (int i = 0; i < now.size(); i++) {
                gaps.add(null);
            }
        }
        return new Trial(evaluator, verdict, facts, today, stepwise, parts, now, gaps);
    }

    private static void deciding(List<Explanation> all, List<Explanation> deciding) {
        for (Explanation e : all) {
            if (e.node().role() == Role.ELIGIBILITY) {
                deciding.add(e);
            }
        }
    }

    Facts facts() {
        return facts;
    }

    /** Truth of the conditions together, the exceptions among them. */
    public Truth eligible() {
        return eligible;
    }

    /** The same if the person had answered otherwise. */
    public Truth eligible(Facts changed) {
        if (!stepwise) {
            return again(changed).eligible();
        }
        int[] slots = facts.differing(changed);
        Truth all = Truth.TRUE;
        int touched = 0;
        for (int i = 0; i < parts.size(); i++) {
            if (parts.get(i).reach().touches(slots)) {
                touched++;
            } else {
                all = all.and(counts(parts.get(i), now.get(i)));
            }
        }
        if (touched == 0 || all == Truth.FALSE) {
            return all;
        }
        Scope then = scope(changed);
        for (int i = 0; i < parts.size() && all != Truth.FALSE; i++) {
            Plan.Part part = parts.get(i);
            if (part.kind() != Plan.Kind.HERE && part.reach().touches(slots)) {
                all = all.and(counts(part, Evaluator.explain(part, verdict.pathway(), then)));
            }
        }
        return all;
    }

    /** Goes on with other answers. */
    Trial with(Facts changed) {
        if (!stepwise) {
            return of(evaluator, again(changed), changed, today);
        }
        int[] slots = facts.differing(changed);
        List<Explanation> then = new ArrayList<>(now);
        List<@Nullable Map<Gap, Range>> left = new ArrayList<>(gaps);
        Scope other = scope(changed);
        for (int i = 0; i < parts.size(); i++) {
            if (parts.get(i).reach().touches(slots)) {
                then.set(i, Evaluator.explain(parts.get(i), verdict.pathway(), other));
                left.set(i, null);
            }
        }
        Trial next = new Trial(evaluator, verdict, changed, today, true, parts, then, left);
        next.scope = other;
        return next;
    }

    /**
     * What is missing, with what is known of each number or day so far, in the order of the
     * conditions.
     */
    Map<Gap, Range> gaps() {
        if (!stepwise) {
            return Gaps.ranges(verdict, evaluator.book(), facts, today);
        }
        Map<Gap, Range> all = new LinkedHashMap<>();
        for (int i = 0; i < parts.size(); i++) {
            boolean counts = parts.get(i).kind() == Plan.Kind.HERE || eligible == Truth.UNKNOWN;
            if (counts && now.get(i).truth() == Truth.UNKNOWN) {
                gaps(i).forEach(all::putIfAbsent);
            }
        }
        return all;
    }

    private Map<Gap, Range> gaps(int part) {
        Map<Gap, Range> known = gaps.get(part);
        if (known == null) {
            Scope here = scope;
            if (here == null) {
                here = scope(facts);
                scope = here;
            }
            known = Gaps.of(now.get(part), here);
            gaps.set(part, known);
        }
        return known;
    }

    private PathwayVerdict again(Facts changed) {
        return evaluator.pathway(verdict.pathway(), verdict.destination(), changed, today);
    }

    private Scope scope(Facts person) {
        Scope made = new Scope(evaluator.book(), person, today, verdict.destination());
        made.lawDay = verdict.lawDay();
        return made;
    }

    private static Truth counts(Plan.Part part, Explanation e) {
        return switch (part.kind()) {
            case HERE -> Truth.TRUE;
            case REQUIRED -> e.truth();
            case EXCEPTION -> e.truth().not();
        };
    }
}
