package amparo.rulebook.lint;

import amparo.engine.evaluate.Evaluator;
import amparo.engine.fact.Fact;
import amparo.engine.fact.Facts;
import amparo.engine.fact.Wording;
import amparo.engine.language.Formula;
import amparo.engine.language.Quantifier;
import amparo.engine.language.Ref;
import amparo.engine.rule.Category;
import amparo.engine.rule.Citation;
import amparo.engine.rule.CitationClass;
import amparo.engine.rule.EffectOnAsylum;
import amparo.engine.rule.Grants;
import amparo.engine.rule.How;
import amparo.engine.rule.Node;
import amparo.engine.rule.Pathway;
import amparo.engine.rule.Role;
import amparo.engine.rule.Rulebook;
import amparo.engine.rule.Version;
import amparo.engine.rule.Window;
import amparo.engine.value.Item;
import amparo.engine.value.Truth;
import amparo.engine.value.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tries a condition on all combinations of answers that it can tell apart, and tells whether all of
 * them agree.
 */
final class Trial {
    /** More combinations are not tried: then nothing is said. */
    static final int MOST = 4096;

    private static final Citation SAID = new Citation("", "", "", CitationClass.SAID, null, "");
    private static final Grants NO_GRANTS =
            new Grants(Wording.NONE, 0, "unknown", "unknown", "unknown", "unknown", Wording.NONE);

    private final Rulebook book;
    private final Evaluator evaluator;
    private final List<Node.ForRecords> around;
    private final Pathway wrapped;
    private final List<Ref> variables;
    private final List<List<@Nullable Value>> answers = new ArrayList<>();
    private int tried;

    private Trial(
            Rulebook book,
            Formula formula,
            List<Node.ForRecords> around,
            List<String> hosts,
            Mentions mentions) {
        this.book = book;
        this.evaluator = new Evaluator(book);
        this.around = around;
        this.variables = List.copyOf(mentions.variables.values());
        this.wrapped = wrap(formula, around, hosts);
    }

    /**
     * What a trial found.
     *
     * @param truth what every combination came to
     * @param combinations how many were tried
     */
    record Settled(Truth truth, int combinations) {}

    /** The truth that all combinations agree on; null if they do not, or there are too many. */
    static @Nullable Settled run(
            Rulebook book,
            Formula formula,
            List<Node.ForRecords> around,
            List<String> hosts,
            List<Integer> days) {
        Mentions mentions = new Mentions(formula);
        Set<String> lists = new HashSet<>();
        boolean repeated = around.stream().anyMatch(r -> !lists.add(r.list().fact().name()));
        if (!mentions.simple || repeated || mentions.namesHost && hosts.isEmpty()) {
            return null;
        }
        Trial trial = new Trial(book, formula, around, hosts, mentions);
        Answers answers = new Answers(book, mentions, hosts, days);
        long combinations = (long) days.size() * Math.max(1, hosts.size());
        for (Ref variable : trial.variables) {
            boolean perhapsUnknown = mentions.askedWhetherKnown.contains(variable.text());
            List<@Nullable Value> some = answers.to(variable.fact(), perhapsUnknown);
            trial.answers.add(some);
            combinations *= some.size();
            if (combinations == 0 || combinations > MOST) {
                return null;
            }
        }
        Truth truth = null;
        for (int day : days) {
            for (String host : hosts.isEmpty() ? List.of("") : hosts) {
                Truth all = trial.all(day, host);
                if (all == Truth.UNKNOWN || truth != null && all != truth) {
                    return null;
                }
                truth = all;
            }
        }
        return truth == null ? null : new Settled(truth, trial.tried);
    }

    /** What all combinations come to on a day; UNKNOWN if they differ. */
    private Truth all(int day, String host) {
        int[] choice = new int[variables.size()];
        Truth truth = null;
        while (true) {
            tried++;
            Truth now = evaluator.pathway(wrapped, host, person(choice), day).eligible();
            if (now == Truth.UNKNOWN || truth != null && now != truth) {
                return Truth.UNKNOWN;
            }
            truth = now;
            int at = 0;
            while (at < choice.length && ++choice[at] == answers.get(at).size()) {
                choice[at++] = 0;
            }
            if (at == choice.length) {
                return truth;
            }
        }
    }

    private Facts person(int[] choice) {
        Facts facts = Facts.none(book.vocabulary());
        List<@Nullable Value[]> records = new ArrayList<>();
        for (Node.ForRecords group : around) {
            records.add(new @Nullable Value[size(group)]);
        }
        for (int i = 0; i < choice.length; i++) {
            Ref variable = variables.get(i);
            Value value = answers.get(i).get(choice[i]);
            if (variable.depth() >= 0) {
                records.get(variable.depth())[variable.fact().slot()] = value;
            } else {
                facts = gated(facts, variable.fact()).with(variable.fact(), value);
            }
        }
        for (int i = 0; i < around.size(); i++) {
            Item record = new Item(records.get(i));
            facts =
                    facts.with(
                            around.get(i).list().fact(), new Value.Records(List.of(record), true));
        }
        return facts;
    }

    private static int size(Node.ForRecords group) {
        var record = group.list().fact().record();
        return record == null ? 0 : record.fields().size();
    }

    /** Every "no" counts. */
    private Facts gated(Facts facts, Fact fact) {
        String gate = fact.noCountsOnlyIf();
        Fact gateFact = gate == null ? null : book.vocabulary().find(gate);
        return gateFact == null || facts.get(gateFact) != null
                ? facts
                : facts.with(gateFact, new Value.Flag(true));
    }

    private static Pathway wrap(Formula formula, List<Node.ForRecords> around, List<String> hosts) {
        Node node = new Node.Condition("c", Role.ELIGIBILITY, Wording.NONE, SAID, null, formula);
        for (Node.ForRecords group : around.reversed()) {
            node =
                    new Node.ForRecords(
                            "r",
                            Role.ELIGIBILITY,
                            Wording.NONE,
                            SAID,
                            null,
                            Quantifier.SOME,
                            1,
                            group.list(),
                            group.binder(),
                            null,
                            List.of(node));
        }
        Version version =
                new Version(
                        Window.ALWAYS,
                        null,
                        List.of(),
                        List.of(),
                        null,
                        null,
                        List.of(node),
                        List.of());
        return new Pathway(
                "trial",
                Wording.NONE,
                hosts.isEmpty() ? List.of("") : hosts,
                Category.HUMANITARIAN,
                How.APPLY,
                Wording.NONE,
                Wording.NONE,
                Wording.NONE,
                Wording.NONE,
                EffectOnAsylum.UNKNOWN,
                Wording.NONE,
                NO_GRANTS,
                List.of(),
                Wording.NONE,
                0,
                false,
                "low",
                List.of(version));
    }
}
