package amparo.rulebook.cases;

import amparo.engine.evaluate.Evaluator;
import amparo.engine.evaluate.Outcome;
import amparo.engine.evaluate.PathwayVerdict;
import amparo.engine.evaluate.ScreenVerdict;
import amparo.engine.fact.Facts;
import amparo.engine.fact.Household;
import amparo.engine.interview.Interview;
import amparo.engine.interview.Question;
import amparo.engine.interview.Setting;
import amparo.engine.rule.Rulebook;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Runs cases against a rulebook. */
public final class CaseRunner {
    private final Evaluator evaluator;

    public CaseRunner(Rulebook book) {
        this.evaluator = new Evaluator(book);
    }

    /** Everything that did not come out as expected, a sentence each; empty if the case passed. */
    public List<String> run(Case one) {
        List<String> problems = new ArrayList<>();
        for (Household.Member member : one.household().members()) {
            Expected expected = one.expected().get(member.id());
            if (expected != null) {
                check(one, member, expected, problems);
            }
        }
        return problems;
    }

    private void check(
            Case one, Household.Member member, Expected expected, List<String> problems) {
        Map<String, Set<String>> outcomes = outcomes(member.facts(), one.day());
        String who = one.file().path() + ": " + member.id() + ": ";
        expected.exactly()
                .forEach((word, ids) -> {
                    Set<String> got = outcomes.getOrDefault(word, Set.of());
                    missing(ids, got, who + word + " misses ", problems);
                    missing(got, ids, who + word + " should not hold ", problems);
                });
        expected.among()
                .forEach((word, ids) ->
                        missing(
                                ids,
                                outcomes.getOrDefault(word, Set.of()),
                                who + word + " misses ",
                                problems));
        if (expected.next() != null) {
            Question next =
                    new Interview(evaluator, Setting.SELF, Set.of())
                            .next(member.facts(), one.day(), Set.of());
            String name = next == null ? "nothing" : next.gap().name();
            if (!name.equals(expected.next())) {
                problems.add(who + "asks " + name + " next, not " + expected.next());
            }
        }
    }

    private static void missing(
            Set<String> wanted, Set<String> got, String message, List<String> problems) {
        for (String id : wanted) {
            if (!got.contains(id)) {
                problems.add(message + id);
            }
        }
    }

    /** Ids by the word of their outcome. */
    private Map<String, Set<String>> outcomes(Facts facts, int day) {
        Map<String, Set<String>> outcomes = new TreeMap<>();
        for (PathwayVerdict verdict : evaluator.pathways(facts, day)) {
            boolean several = verdict.pathway().destinations().size() > 1;
            String id = verdict.pathway().id() + (several ? "@" + verdict.destination() : "");
            add(outcomes, verdict.outcome(), id);
        }
        for (ScreenVerdict verdict : evaluator.screens(facts, day)) {
            add(outcomes, verdict.outcome(), verdict.screen().id());
        }
        return outcomes;
    }

    private static void add(Map<String, Set<String>> outcomes, Outcome outcome, String id) {
        outcomes.computeIfAbsent(outcome.word(), _ -> new TreeSet<>()).add(id);
    }
}
