package amparo.engine.evaluate;

import amparo.engine.fact.Fact;
import amparo.engine.language.Formula;
import amparo.engine.language.Ref;
import amparo.engine.rule.Node;
import amparo.engine.rule.Pathway;
import amparo.engine.rule.Rule;
import amparo.engine.rule.Rulebook;
import amparo.engine.rule.Screen;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The facts of a person that a rule or a condition can read, directly or through rules that it
 * names, and those that advice about it reads. An answer to any other fact changes nothing here.
 * Rather too many facts than one too few: what is left out would go stale.
 */
final class Reach {
    /** What decides whether somebody may be sent to the authorities of a country. */
    private static final List<String> CAUTION =
            List.of("fear_of_return", "fears_authorities", "nationality", "last_residence");

    private final Rulebook book;
    private final boolean[] slots;
    private final Set<String> followed = new HashSet<>();

    private Reach(Rulebook book) {
        this.book = book;
        this.slots = new boolean[book.vocabulary().size()];
    }

    /** The reach of a rule with all its versions. */
    static Reach of(Rule rule, Rulebook book) {
        Reach reach = new Reach(book);
        reach.rule(rule);
        return reach;
    }

    /** The reach of a condition with its parts. */
    static Reach of(Node node, Rulebook book) {
        Reach reach = new Reach(book);
        Walk.node(node, reach::node);
        return reach;
    }

    /** True if one of the facts in these slots can be read. */
    boolean touches(int[] changed) {
        for (int slot : changed) {
            if (slots[slot]) {
                return true;
            }
        }
        return false;
    }

    private void rule(Rule rule) {
        if (!followed.add(rule.id())) {
            return;
        }
        switch (rule) {
            case Pathway pathway -> {
                Walk.nodes(pathway, this::node);
                pathway.versions()
                        .forEach(version -> {
                            if (version.lawOf() != null) {
                                Walk.refs(version.lawOf(), this::ref);
                            }
                        });
            }
            case Screen screen -> Walk.nodes(screen, this::node);
        }
    }

    private void node(Node node) {
        if (node instanceof Node.ForRecords records) {
            ref(records.list());
        }
        Walk.formulas(node, this::formula);
    }

    private void formula(Formula formula) {
        Walk.refs(formula, this::ref);
        Walk.codeTests(
                formula,
                (_, _) -> {},
                id -> {
                    Rule other = book.rule(id);
                    if (other != null) {
                        rule(other);
                    }
                });
    }

    private void ref(Ref ref) {
        Fact fact = ref.fact();
        if (ref.depth() < 0) {
            slots[fact.slot()] = true;
        }
        named(fact.noCountsOnlyIf());
        named(fact.inCountry());
        if (fact.issuedBy() != null) {
            named(fact.issuedBy());
            CAUTION.forEach(this::named);
        }
    }

    private void named(@Nullable String name) {
        Fact fact = name == null ? null : book.vocabulary().find(name);
        if (fact != null && !slots[fact.slot()]) {
            slots[fact.slot()] = true;
            named(fact.noCountsOnlyIf());
        }
    }
}
