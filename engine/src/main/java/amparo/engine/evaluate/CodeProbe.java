package amparo.engine.evaluate;

import amparo.engine.fact.Fact;
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
import java.util.LinkedHashSet;
import java.util.List;
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
        Fact fact = gap.asked();
        List<Value> values =
                switch (fact.type()) {
                    case BOOLEAN -> List.of(new Value.Flag(true), new Value.Flag(false));
                    case CODE ->
                            codes(fact, rule, book).stream().<Value>map(Value.Code::new).toList();
                    case CODES ->
                            codes(fact, rule, book).stream()
                                    .<Value>map(code -> new Value.Codes(Set.of(code), true))
                                    .toList();
                    case RECORDS ->
                            facts.get(fact) == null
                                    ? List.of(new Value.Records(List.of(), true))
                                    : List.of();
                    case WHOLE, DATE -> List.of();
                };
        return values.stream().map(value -> Completions.set(gap, value, facts)).toList();
    }

    private static List<String> codes(Fact fact, Rule rule, Rulebook book) {
        Set<String> named = new LinkedHashSet<>();
        Consumer<Node> visit =
                node ->
                        Walk.formulas(
                                node,
                                formula ->
                                        Walk.codeTests(
                                                formula,
                                                (tested, set) -> {
                                                    if (tested.equals(fact)) {
                                                        collect(set, rule, book, named);
                                                    }
                                                },
                                                _ -> {}));
        switch (rule) {
            case Pathway pathway -> Walk.nodes(pathway, visit);
            case Screen screen -> Walk.nodes(screen, visit);
        }
        List<String> some = new ArrayList<>();
        for (String code : named) {
            if (some.size() < MOST - 1) {
                some.add(code);
            }
        }
        if (fact.codes() != null) {
            for (String code : fact.codes().answers()) {
                if (!named.contains(code)) {
                    some.add(code);
                    break;
                }
            }
        }
        return some;
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
