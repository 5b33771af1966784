package amparo.engine.evaluate;

import amparo.engine.fact.CodeList;
import amparo.engine.fact.Fact;
import amparo.engine.fact.FactType;
import amparo.engine.fact.Facts;
import amparo.engine.language.CodeSet;
import amparo.engine.language.CodeTerm;
import amparo.engine.rule.Node;
import amparo.engine.rule.Pathway;
import amparo.engine.rule.Rule;
import amparo.engine.rule.Rulebook;
import amparo.engine.rule.Screen;
import amparo.engine.value.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A few answers that a missing fact could get, to see how much they would settle. Cheap, not
 * complete.
 */
public final class CodeProbe {
    private static final int MOST = 3;

    private CodeProbe() {}

    /** True if the fact has an answer that counts. */
    public static boolean isAnswered(Fact fact, Facts facts) {
        Value value = facts.get(fact);
        if (value instanceof Value.Flag flag && !flag.yes() && fact.noCountsOnlyIf() != null) {
            Fact gate = facts.vocabulary().find(fact.noCountsOnlyIf());
            return gate != null && facts.get(gate) instanceof Value.Flag open && open.yes();
        }
        return value != null;
    }

    /**
     * True if the person has told a number or a day as well as they could, or that they do not know
     * a code: it is not asked again.
     */
    public static boolean isVague(Gap gap, Facts facts) {
        Value value = facts.get(gap.fact());
        if (gap.field() != null) {
            value =
                    value instanceof Value.Records records
                            ? records.items().get(gap.item()).get(gap.field().slot())
                            : null;
        }
        return value instanceof Value.Whole
                || value instanceof Value.Day
                || !Objects.equals(value, gap.asked().known(value));
    }

    /**
     * The person with the gap answered in some typical ways: yes and no; a code that the rule names
     * and one that it does not; an empty list. Empty for numbers and days.
     */
    public static List<Facts> answers(Gap gap, Facts facts, Rule rule, Rulebook book) {
        return answers(gap, facts, named(rule, book));
    }

    /** The same with the codes that the rule names. */
    static List<Facts> answers(Gap gap, Facts facts, Map<Fact, Set<String>> named) {
        Fact fact = gap.asked();
        List<Value> values =
                switch (fact.type()) {
                    case BOOLEAN -> List.of(new Value.Flag(true), new Value.Flag(false));
                    case CODE, CODES -> codes(fact, named);
                    case RECORDS ->
                            facts.get(fact) == null
                                    ? List.of(new Value.Records(List.of(), true))
                                    : List.of();
                    case WHOLE, DATE -> List.of();
                };
        List<Facts> answers = new ArrayList<>();
        for (Value value : values) {
            answers.add(Completions.set(gap, value, facts));
        }
        return answers;
    }

    private static List<Value> codes(Fact fact, Map<Fact, Set<String>> byFact) {
        Set<String> named = byFact.getOrDefault(fact, Set.of());
        List<String> some = new ArrayList<>();
        for (String code : named) {
            if (some.size() == MOST - 1) {
                break;
            }
            some.add(code);
        }
        CodeList list = fact.codes();
        if (list != null) {
            for (String code : list.codes().keySet()) {
                if (!named.contains(code) && !list.unknown().contains(code)) {
                    some.add(code);
                    break;
                }
            }
        }
        List<Value> values = new ArrayList<>();
        for (String code : some) {
            values.add(
                    fact.type() == FactType.CODE
                            ? new Value.Code(code)
                            : new Value.Codes(Set.of(code), true));
        }
        return values;
    }

    /** The codes that a rule names, for each fact that it compares with them. */
    static Map<Fact, Set<String>> named(Rule rule, Rulebook book) {
        Map<Fact, Set<String>> named = new HashMap<>();
        Consumer<Node> visit =
                node ->
                        Walk.formulas(
                                node,
                                formula ->
                                        Walk.codeTests(
                                                formula,
                                                (fact, set) ->
                                                        collect(
                                                                set,
                                                                rule,
                                                                book,
                                                                named.computeIfAbsent(
                                                                        fact,
                                                                        _ ->
                                                                                new LinkedHashSet<>())),
                                                _ -> {}));
        switch (rule) {
            case Pathway pathway -> Walk.nodes(pathway, visit);
            case Screen screen -> Walk.nodes(screen, visit);
        }
        return named;
    }

    private static void collect(CodeSet set, Rule rule, Rulebook book, Set<String> named) {
        switch (set) {
            case CodeSet.Literal literal -> named.addAll(literal.codes());
            case CodeSet.Named name -> {
                var known = book.set(name.name());
                if (known != null && !known.steps().isEmpty()) {
                    known.steps().get(known.steps().size() - 1).codes().stream()
                            .sorted()
                            .forEach(named::add);
                }
            }
            case CodeSet.Just just -> {
                if (just.term() instanceof CodeTerm.Host && rule instanceof Pathway pathway) {
                    named.addAll(pathway.destinations());
                }
            }
            case CodeSet.OfFact _ -> {}
        }
    }
}
