package amparo.engine.evaluate;

import amparo.engine.fact.CodeList;
import amparo.engine.fact.Fact;
import amparo.engine.language.CodeSet;
import amparo.engine.language.CodeTerm;
import amparo.engine.rule.NamedSet;
import amparo.engine.rule.Node;
import amparo.engine.rule.Pathway;
import amparo.engine.rule.Rule;
import amparo.engine.rule.Rulebook;
import amparo.engine.rule.Screen;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * For the codes of a fact: which of them a rule cannot tell apart. One code of each class stands
 * for the class, so that trying the representatives is as good as trying all codes.
 */
final class CodeClasses {
    private static final int MAX_RULES = 6;

    private final Rulebook book;
    private final String host;
    private final int lawDay;
    private final Map<Fact, List<CodeSet>> tests = new LinkedHashMap<>();
    private final Map<Fact, List<String>> representatives = new LinkedHashMap<>();
    private final Set<String> followed = new HashSet<>();

    CodeClasses(Rule rule, Rulebook book, String host, int lawDay) {
        this.book = book;
        this.host = host;
        this.lawDay = lawDay;
        follow(rule);
    }

    private void follow(Rule rule) {
        if (followed.size() >= MAX_RULES || !followed.add(rule.id())) {
            return;
        }
        switch (rule) {
            case Pathway pathway -> {
                Walk.nodes(pathway, this::node);
                LawDays.codeTests(pathway, book, this::test);
            }
            case Screen screen -> Walk.nodes(screen, this::node);
        }
    }

    private void node(Node node) {
        Walk.formulas(
                node,
                formula ->
                        Walk.codeTests(
                                formula,
                                this::test,
                                id -> {
                                    Rule other = book.rule(id);
                                    if (other != null) {
                                        follow(other);
                                    }
                                }));
    }

    private void test(Fact fact, CodeSet set) {
        tests.computeIfAbsent(fact, _ -> new ArrayList<>()).add(set);
    }

    /** One code of each class, in the order of the list. */
    List<String> of(Fact fact) {
        return representatives.computeIfAbsent(fact, this::compute);
    }

    private List<String> compute(Fact fact) {
        CodeList list = fact.codes();
        if (list == null) {
            return List.of();
        }
        List<CodeSet> sets = tests.getOrDefault(fact, List.of());
        Map<String, String> bySignature = new LinkedHashMap<>();
        for (String code : list.answers()) {
            StringBuilder signature = new StringBuilder();
            for (CodeSet set : sets) {
                signature.append(mark(set, code));
            }
            bySignature.putIfAbsent(signature.toString(), code);
        }
        return new ArrayList<>(bySignature.values());
    }

    private String mark(CodeSet set, String code) {
        return switch (set) {
            case CodeSet.Literal literal -> literal.codes().contains(code) ? "1" : "0";
            case CodeSet.Named named -> {
                NamedSet known = book.set(named.name());
                yield known != null && known.on(lawDay).contains(code) ? "1" : "0";
            }
            case CodeSet.Just just ->
                    switch (just.term()) {
                        case CodeTerm.Host _ -> host.equals(code) ? "1" : "0";
                        case CodeTerm.OfFact _ -> "=" + code + ";";
                    };
            case CodeSet.OfFact _ -> "=" + code + ";";
        };
    }
}
