package amparo.engine.interview;

import amparo.engine.evaluate.Availability;
import amparo.engine.evaluate.CodeProbe;
import amparo.engine.evaluate.DoorFinding;
import amparo.engine.evaluate.Evaluator;
import amparo.engine.evaluate.Finding;
import amparo.engine.evaluate.Findings;
import amparo.engine.evaluate.Gap;
import amparo.engine.evaluate.Outcome;
import amparo.engine.evaluate.ScreenFinding;
import amparo.engine.fact.Fact;
import amparo.engine.fact.Facts;
import amparo.engine.fact.Sensitivity;
import amparo.engine.value.Value;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Plans the next question over all doors and screens at once.
 *
 * <ul>
 *   <li>Facts marked {@code ask_first} (fear of return) come before everything else.
 *   <li>Then the answer that is expected to settle most, divided by what it costs to be asked.
 *   <li>A sensitive fact is asked only where a rule needs nothing cheaper any more, never because
 *       it splits well.
 *   <li>A survivor's facts are planned only for a protection specialist; elsewhere a screen that
 *       refers ends the digging.
 *   <li>A fact that waits for another ({@code ask_after}) is asked only once that one is yes.
 *   <li>Nothing is asked for a door that is closed or suspended, nor for a rule that is already
 *       settled.
 * </ul>
 */
public final class Interview {
    private static final int RELEVANCE_PROTECTION = 3;
    private static final int RELEVANCE_OPEN = 2;
    private static final int RELEVANCE_OTHER = 1;

    private final Evaluator evaluator;
    private final Setting setting;
    private final Set<String> destinations;

    /**
     * @param destinations the countries that the person asks about; empty for all
     */
    public Interview(Evaluator evaluator, Setting setting, Set<String> destinations) {
        this.evaluator = evaluator;
        this.setting = setting;
        this.destinations = Set.copyOf(destinations);
    }

    /**
     * The next question, or null if there is none left.
     *
     * @param skipped questions that the person would not or could not answer
     */
    public @Nullable Question next(Facts facts, int today, Set<Gap> skipped) {
        return next(new Findings(evaluator, facts, today), skipped);
    }

    /** The same with what was already found out about the person. */
    public @Nullable Question next(Findings findings, Set<Gap> skipped) {
        Facts facts = findings.facts();
        List<Goal> goals = goals(findings);
        Map<Gap, List<Goal>> wanted = wanted(goals, facts, skipped);
        for (Fact fact : evaluator.book().vocabulary().facts()) {
            Gap gap = Gap.of(fact);
            if (fact.askFirst() && !skipped.contains(gap) && !answered(fact, facts)) {
                wanted.remove(gap);
                return new Question(gap, needing(fact, goals), wanted.size());
            }
        }
        Gap best = null;
        int bestScore = -1;
        for (Map.Entry<Gap, List<Goal>> entry : wanted.entrySet()) {
            int score = score(entry.getKey(), entry.getValue());
            if (score > bestScore) {
                best = entry.getKey();
                bestScore = score;
            }
        }
        if (best == null) {
            return null;
        }
        return new Question(best, ids(wanted.getOrDefault(best, List.of())), wanted.size() - 1);
    }

    /** "Why do you ask this?": the ids of the doors and screens that still need the fact. */
    public List<String> why(Fact fact, Facts facts, int today) {
        return why(fact, new Findings(evaluator, facts, today));
    }

    /** The same with what was already found out about the person. */
    public List<String> why(Fact fact, Findings findings) {
        return needing(fact, goals(findings));
    }

    private static List<String> needing(Fact fact, List<Goal> goals) {
        return ids(
                goals.stream()
                        .filter(g -> g.gaps().stream().anyMatch(gap -> gap.fact().equals(fact)))
                        .toList());
    }

    private static List<String> ids(List<Goal> goals) {
        return goals.stream()
                .sorted(Comparator.comparingInt((Goal goal) -> -goal.relevance()))
                .map(Goal::id)
                .distinct()
                .toList();
    }

    private static boolean answered(Fact fact, Facts facts) {
        return CodeProbe.isAnswered(fact, facts);
    }

    /** Every rule that is not settled and could still matter, with what it misses. */
    private List<Goal> goals(Findings findings) {
        List<Goal> goals = new ArrayList<>();
        for (ScreenFinding screen : findings.screens()) {
            if (screen.verdict().outcome() == Outcome.NOT_ENOUGH_KNOWN) {
                goals.add(new Goal(screen, RELEVANCE_PROTECTION));
            }
        }
        for (DoorFinding door : findings.doors()) {
            if (destinations.isEmpty() || destinations.contains(door.destination())) {
                addGoal(door, goals);
            }
        }
        return goals;
    }

    private static void addGoal(DoorFinding door, List<Goal> goals) {
        Availability.State state = door.verdict().availability().state();
        if (state == Availability.State.CLOSED
                || state == Availability.State.SUSPENDED
                || door.missing().isEmpty()) {
            return;
        }
        int relevance =
                door.rule().isAsylum() || door.rule().isBarrier()
                        ? RELEVANCE_PROTECTION
                        : switch (state) {
                            case OPEN, UNCONFIRMED -> RELEVANCE_OPEN;
                            default -> RELEVANCE_OTHER;
                        };
        goals.add(new Goal(door, relevance));
    }

    /** The gaps that may be asked in this setting, with the goals that want them. */
    private Map<Gap, List<Goal>> wanted(List<Goal> goals, Facts facts, Set<Gap> skipped) {
        Map<Gap, List<Goal>> wanted = new LinkedHashMap<>();
        for (Goal goal : goals) {
            boolean cheaperLeft =
                    goal.gaps().stream()
                            .anyMatch(gap -> mayAsk(gap, facts, skipped) && !isSensitive(gap));
            for (Gap gap : goal.gaps()) {
                if (mayAsk(gap, facts, skipped) && !(cheaperLeft && isSensitive(gap))) {
                    wanted.computeIfAbsent(gap, _ -> new ArrayList<>()).add(goal);
                }
            }
        }
        return wanted;
    }

    private boolean mayAsk(Gap gap, Facts facts, Set<Gap> skipped) {
        boolean asked = gap.fact().asked() && gap.asked().asked();
        return asked
                && isTime(gap.asked(), facts)
                && !skipped.contains(gap)
                && !CodeProbe.isVague(gap, facts)
                && sensitivity(gap).compareTo(setting.most()) <= 0;
    }

    /** False while the answer that a question waits for is not yes. */
    private static boolean isTime(Fact fact, Facts facts) {
        Fact before = fact.askAfter() == null ? null : facts.vocabulary().find(fact.askAfter());
        return before == null || facts.get(before) instanceof Value.Flag flag && flag.yes();
    }

    private static boolean isSensitive(Gap gap) {
        return sensitivity(gap).compareTo(Sensitivity.SENSITIVE) >= 0;
    }

    private static Sensitivity sensitivity(Gap gap) {
        Sensitivity list = gap.fact().sensitivity();
        Sensitivity field = gap.asked().sensitivity();
        return list.compareTo(field) > 0 ? list : field;
    }

    /**
     * Expected number of goals settled, weighted by relevance, a thousandfold, divided by the cost
     * of asking.
     */
    private static int score(Gap gap, List<Goal> goals) {
        int benefit = 0;
        for (Goal goal : goals) {
            int progress = Finding.ALL / (2 * goal.gaps().size());
            benefit += goal.relevance() * (progress + goal.finding().settledBy(gap));
        }
        return benefit / sensitivity(gap).cost();
    }

    /** A rule that is not settled. */
    private record Goal(Finding finding, int relevance) {
        String id() {
            return finding.rule().id();
        }

        List<Gap> gaps() {
            return finding.missing();
        }
    }
}
