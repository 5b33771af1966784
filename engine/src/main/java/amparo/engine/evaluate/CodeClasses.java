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
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * For the codes of a fact: which of them a rule cannot tell apart. One code of each class stands
 * for the class, so that trying the representatives is as good as trying all codes.
 */
final class CodeClasses {
    private static final int MAX_RULES = 6;

    private final Rulebook book;
    private final String host;
    private final int lawDay;
    private final Map<Fact, List<CodeSet>> tests;
    private final Map<Fact, List<String>> representatives = new LinkedHashMap<>();

    CodeClasses(Rule rule, Rulebook book, String host, int lawDay) {
        this(tests(rule, book), book, host, lawDay);
    }

    CodeClasses(Map<Fact, List<CodeSet>> tests, Rulebook book, String host, int lawDay) {
        this.tests = tests;
        this.book = book;
        this.host = host;
        this.lawDay = lawDay;
    }

    /** With what the codes of each fact are compared, in a rule and those that it names. */
    static Map<Fact, List<CodeSet>> tests(Rule rule, Rulebook book) {
        Tests tests = new Tests(book);
        tests.follow(rule);
        return tests.found;
    }

    private static final class Tests {
        private final Rulebook book;
        private final Map<Fact, List<CodeSet>> found = new LinkedHashMap<>();
        private final Set<String> followed = new HashSet<>();

        Tests(Rulebook book) {
            this.book = book;
        }

        void follow(Rule rule) {
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
            found.computeIfAbsent(fact, _ -> new ArrayList<>()).add(set);
        }
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
        List<Collection<String>> sets = new ArrayList<>();
        for (CodeSet set : tests.getOrDefault(fact, List.of())) {
            Collection<String> codes = codes(set);
            if (codes == null) {
                // Compared with another answer: every code is a class of its own.
                return list.answers();
            }
            sets.add(codes);
        }
        // Only the codes that a set names need to be told apart from all others.
        Map<String, String> signatures = new HashMap<>();
        for (int i = 0; i < sets.size(); i++) {
            String mark = "," + i;
            for (String code : sets.get(i)) {
                signatures.merge(code, mark, String::concat);
            }
        }
        Set<String> seen = new HashSet<>();
        List<String> first = new ArrayList<>();
        for (String code : list.codes().keySet()) {
            if (!list.unknown().contains(code) && seen.add(signatures.getOrDefault(code, ""))) {
                first.add(code);
            }
        }
        return first;
    }

    /** The codes of a set, or null if they are those of an answer. */
    private @Nullable Collection<String> codes(CodeSet set) {
        return switch (set) {
            case CodeSet.Literal literal -> literal.codes();
            case CodeSet.Named named -> {
                NamedSet known = book.set(named.name());
                yield known == null ? Set.of() : known.on(lawDay);
            }
            case CodeSet.Just just ->
                    switch (just.term()) {
                        case CodeTerm.Host _ -> Set.of(host);
                        case CodeTerm.OfFact _ -> null;
                    };
            case CodeSet.OfFact _ -> null;
        };
    }
}
