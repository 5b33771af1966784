package amparo.engine.report;

import amparo.engine.evaluate.Walk;
import amparo.engine.fact.Fact;
import amparo.engine.language.Formula;
import amparo.engine.language.Ref;
import amparo.engine.rule.Node;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which facts a condition reads, and which fields of the records of each list. Remembers it of the
 * conditions that were looked at: they are the same for everybody. For one thread.
 */
public final class Reads {
    private final Map<Node, Map<Fact, Set<String>>> known = new IdentityHashMap<>();

    /** Facts with the names of the fields that are read; empty for facts without fields. */
    Map<Fact, Set<String>> of(Node node, List<Node.ForRecords> around) {
        if (!around.isEmpty()) {
            return find(node, around);
        }
        Map<Fact, Set<String>> reads = known.get(node);
        if (reads == null) {
            reads = find(node, around);
            known.put(node, reads);
        }
        return reads;
    }

    private static Map<Fact, Set<String>> find(Node node, List<Node.ForRecords> around) {
        Map<Fact, Set<String>> reads = new LinkedHashMap<>();
        List<Fact> bound = new ArrayList<>();
        around.forEach(records -> bound.add(records.list().fact()));
        if (node instanceof Node.ForRecords records) {
            reads.put(records.list().fact(), new LinkedHashSet<>());
            bound.add(records.list().fact());
        }
        Walk.formulas(node, formula -> formula(formula, bound, reads));
        return reads;
    }

    private static void formula(Formula formula, List<Fact> bound, Map<Fact, Set<String>> reads) {
        Map<String, Fact> binders = new LinkedHashMap<>();
        binders(formula, binders);
        Walk.refs(formula, ref -> add(ref, bound, binders, reads));
    }

    private static void add(
            Ref ref, List<Fact> bound, Map<String, Fact> binders, Map<Fact, Set<String>> reads) {
        if (ref.depth() < 0) {
            reads.computeIfAbsent(ref.fact(), _ -> new LinkedHashSet<>());
            return;
        }
        Fact list = binders.get(ref.binder());
        if (list == null && ref.depth() < bound.size()) {
            list = bound.get(ref.depth());
        }
        if (list != null) {
            reads.computeIfAbsent(list, _ -> new LinkedHashSet<>()).add(ref.fact().name());
        }
    }

    /**
     * The lists that the quantifiers inside a formula bind, by the name they give to the record.
     */
    private static void binders(@Nullable Formula formula, Map<String, Fact> binders) {
        switch (formula) {
            case Formula.Quantified q -> {
                binders.put(q.binder(), q.list().fact());
                binders(q.with(), binders);
                binders(q.has(), binders);
            }
            case Formula.And and -> and.parts().forEach(part -> binders(part, binders));
            case Formula.Or or -> or.parts().forEach(part -> binders(part, binders));
            case Formula.Not not -> binders(not.part(), binders);
            case Formula.Numbers numbers -> {
                Terms.binders(numbers.left(), binders, Reads::binders);
                Terms.binders(numbers.right(), binders, Reads::binders);
            }
            case null, default -> {}
        }
    }
}
