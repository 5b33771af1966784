package amparo.engine.change;

import amparo.engine.evaluate.Evaluator;
import amparo.engine.evaluate.Explanation;
import amparo.engine.evaluate.FormulaProbe;
import amparo.engine.evaluate.Outcome;
import amparo.engine.evaluate.PathwayVerdict;
import amparo.engine.evaluate.Trial;
import amparo.engine.fact.Facts;
import amparo.engine.rule.Role;
import amparo.engine.value.Item;
import amparo.engine.value.Truth;
import amparo.engine.value.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Finds the smallest sets of changes that take a refusal away. Every set is tried out on the rule
 * itself before it is given.
 *
 * <p>Deterministic. It never proposes to leave or enter a country, to drop a claim, to change
 * family ties or to turn to the authorities of a country that the person fears or may fear.
 */
public final class WhatIf {
    /** Most changes in a set. */
    public static final int MOST_CHANGES = 3;

    /** Most sets. */
    public static final int MOST_SETS = 5;

    private static final int MOST_CANDIDATES = 16;

    private final Evaluator evaluator;

    public WhatIf(Evaluator evaluator) {
        this.evaluator = evaluator;
    }

    /** What would have to change for a verdict; nothing unless it is "not met". */
    public Changes of(PathwayVerdict verdict, Facts facts, int today) {
        if (verdict.outcome() != Outcome.NOT_MET) {
            return new Changes(List.of(), List.of(), false, false);
        }
        FormulaProbe probe =
                new FormulaProbe(evaluator.book(), facts, verdict.destination(), verdict.lawDay());
        Refusals refusals = new Refusals(probe, facts, today);
        refusals.collect(verdict.requires(), true);
        refusals.collect(verdict.unless(), false);
        List<String> refusing = refusals.refusing;
        List<String> cannotChange = refusals.cannotChange;
        List<Change> candidates = new ArrayList<>(refusals.changes);
        boolean cut = candidates.size() > MOST_CANDIDATES;
        if (cut) {
            candidates = candidates.subList(0, MOST_CANDIDATES);
        }
        Search search = new Search(evaluator, verdict, facts, today, candidates);
        if (cannotChange.isEmpty()) {
            for (int size = 1; size <= MOST_CHANGES; size++) {
                search.choose(size, 0, new ArrayList<>());
            }
        }
        boolean hopeless = search.sets.isEmpty() && cannotChange.isEmpty() && !cut;
        return new Changes(
                search.sets,
                hopeless ? refusing : cannotChange,
                refusals.withheld,
                cut || search.cut);
    }

    /** The conditions that stand against the person, and what could turn them around. */
    private static final class Refusals {
        private final FormulaProbe probe;
        private final Facts facts;
        private final int today;
        private final Set<Change> changes = new LinkedHashSet<>();
        private final List<String> refusing = new ArrayList<>();
        private final List<String> cannotChange = new ArrayList<>();
        private boolean withheld;

        Refusals(FormulaProbe probe, Facts facts, int today) {
            this.probe = probe;
            this.facts = facts;
            this.today = today;
        }

        void collect(List<Explanation> nodes, boolean wanted) {
            for (Explanation node : nodes) {
                boolean refuses =
                        node.node().role() == Role.ELIGIBILITY && node.truth() == Truth.of(!wanted);
                if (!refuses) {
                    continue;
                }
                refusing.add(node.node().id());
                Candidates alone = new Candidates(probe, facts, today);
                alone.node(node, wanted);
                if (alone.found().isEmpty()) {
                    cannotChange.add(node.node().id());
                }
                changes.addAll(alone.found());
                withheld |= alone.withheld();
            }
        }
    }

    private static final class Search {
        private final Evaluator evaluator;
        private final PathwayVerdict verdict;
        private final Facts facts;
        private final int today;
        private final List<Change> candidates;
        private final List<ChangeSet> sets = new ArrayList<>();
        private final Map<Integer, Trial> byDay = new HashMap<>();
        private boolean cut;

        Search(
                Evaluator evaluator,
                PathwayVerdict verdict,
                Facts facts,
                int today,
                List<Change> candidates) {
            this.evaluator = evaluator;
            this.verdict = verdict;
            this.facts = facts;
            this.today = today;
            this.candidates = candidates;
        }

        void choose(int size, int from, List<Change> chosen) {
            if (chosen.size() == size) {
                tryOut(chosen);
                return;
            }
            for (int i = from; i < candidates.size(); i++) {
                Change change = candidates.get(i);
                if (clashes(change, chosen)) {
                    continue;
                }
                chosen.add(change);
                choose(size, i + 1, chosen);
                chosen.remove(chosen.size() - 1);
            }
        }

        /** Two answers to the same question do not go together. */
        private static boolean clashes(Change change, List<Change> chosen) {
            boolean newRecord = change.value() instanceof Value.Records;
            for (Change other : chosen) {
                boolean same =
                        other.fact().equals(change.fact())
                                && other.item() == change.item()
                                && Objects.equals(other.field(), change.field())
                                && other.kind() != Change.Kind.TIME
                                && change.kind() != Change.Kind.TIME;
                if (same && !newRecord) {
                    return true;
                }
            }
            return false;
        }

        private void tryOut(List<Change> chosen) {
            for (ChangeSet smaller : sets) {
                if (chosen.containsAll(smaller.changes())) {
                    return;
                }
            }
            Facts changed = facts;
            int day = today;
            for (Change change : chosen) {
                if (change.kind() == Change.Kind.TIME) {
                    if (change.day() == null) {
                        return;
                    }
                    day = Math.max(day, change.day());
                } else {
                    changed = apply(change, changed);
                }
            }
            Truth then = on(day).eligible(changed);
            if (then == Truth.FALSE) {
                return;
            }
            if (sets.size() >= MOST_SETS) {
                cut = true;
                return;
            }
            sets.add(new ChangeSet(chosen, then));
        }

        /** The pathway on a day, with the answers of now. */
        private Trial on(int day) {
            Trial known = byDay.get(day);
            if (known == null) {
                PathwayVerdict then =
                        day == today
                                ? verdict
                                : evaluator.pathway(
                                        verdict.pathway(), verdict.destination(), facts, day);
                known = Trial.of(evaluator, then, facts, day);
                byDay.put(day, known);
            }
            return known;
        }

        private static Facts apply(Change change, Facts facts) {
            Value now = facts.get(change.fact());
            if (change.field() != null && now instanceof Value.Records records) {
                List<Item> items = new ArrayList<>(records.items());
                Item item = items.get(change.item());
                items.set(change.item(), item.with(change.field().slot(), change.value()));
                return facts.with(change.fact(), new Value.Records(items, records.complete()));
            }
            if (change.value() instanceof Value.Records added) {
                List<Item> items = new ArrayList<>();
                boolean complete = true;
                if (now instanceof Value.Records records) {
                    items.addAll(records.items());
                    complete = records.complete();
                }
                items.addAll(added.items());
                return facts.with(change.fact(), new Value.Records(items, complete));
            }
            return facts.with(change.fact(), change.value());
        }
    }
}
