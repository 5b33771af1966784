package amparo.engine.evaluate;

import amparo.engine.fact.Facts;
import amparo.engine.rule.Rule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What became of one rule for one person; everything is worked out when it is asked for, once. */
public abstract sealed class Finding permits DoorFinding, ScreenFinding {
    /** All of the answers that are tried would settle the rule. */
    public static final int ALL = 1000;

    private final Evaluator evaluator;
    private final Facts facts;
    private final int today;
    private final Map<Gap, Integer> settledBy = new LinkedHashMap<>();
    private final Map<String, String> texts = new LinkedHashMap<>();
    private @Nullable List<Gap> missing;

    Finding(Evaluator evaluator, Facts facts, int today) {
        this.evaluator = evaluator;
        this.facts = facts;
        this.today = today;
    }

    final Evaluator evaluator() {
        return evaluator;
    }

    /** The person, as far as this rule can read them. */
    public final Facts facts() {
        return facts;
    }

    /** The day. */
    public final int today() {
        return today;
    }

    /** The rule. */
    public abstract Rule rule();

    /** The answers that keep it open. */
    public final List<Gap> missing() {
        List<Gap> known = missing;
        if (known == null) {
            known = List.copyOf(findMissing());
            missing = known;
        }
        return known;
    }

    /**
     * How many of some typical answers to a question would settle the rule, of {@link #ALL}; 0
     * where no answers can be tried.
     */
    public final int settledBy(Gap gap) {
        Integer known = settledBy.get(gap);
        if (known == null) {
            known = trySettling(gap);
            settledBy.put(gap, known);
        }
        return known;
    }

    private int trySettling(Gap gap) {
        List<Facts> answers = CodeProbe.answers(gap, facts, evaluator.plan(rule()).named());
        if (answers.isEmpty()) {
            return 0;
        }
        int settled = 0;
        for (Facts answer : answers) {
            settled += isSettled(answer) ? ALL : 0;
        }
        return settled / answers.size();
    }

    /**
     * A text that says it; it must follow from the rule, what {@link #facts} say of the facts that
     * the rule reads, the day and the name alone.
     */
    public final String text(String name, Supplier<String> make) {
        String known = texts.get(name);
        if (known == null) {
            known = make.get();
            texts.put(name, known);
        }
        return known;
    }

    abstract Iterable<Gap> unknown();

    abstract boolean isSettled(Facts answered);

    private List<Gap> findMissing() {
        List<Gap> found = new ArrayList<>();
        unknown().forEach(found::add);
        return found;
    }
}
