package amparo.server.profiling;

import amparo.engine.evaluate.Walk;
import amparo.engine.fact.Fact;
import amparo.engine.fact.Sensitivity;
import amparo.engine.language.Ref;
import amparo.engine.rule.Node;
import amparo.engine.rule.Rulebook;
import amparo.engine.rule.Screen;
import amparo.server.registry.LoadedRulebook;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What the screens of the rulebook read, and what follows from it for how closely a flag is
 * guarded. Nothing here names a screen but the one that calls for the same-day notice.
 */
@Component
class Screens {

    /** The one of children without parents or guardian. */
    static final String CHILD_ALONE = "child-alone";

    private final LoadedRulebook rulebook;

    private @Nullable Map<String, Known> known;

    Screens(LoadedRulebook rulebook) {
        this.rulebook = rulebook;
    }

    /**
     * A screen.
     *
     * @param survivor whether one of its reasons may be what a survivor told: then the flag itself
     *     tells of it, and is read by assigned protection specialists alone
     * @param fear whether the fear of return alone is a reason: then it is about that fear
     * @param reads names of the facts that each reason reads, by the id of the reason
     */
    record Known(Screen screen, boolean survivor, boolean fear, Map<String, Set<String>> reads) {

        /** Whether it speaks of fear of return, as far as these reasons hold. */
        boolean fear(List<String> holding, Rulebook book) {
            return fear
                    || holding.stream()
                            .flatMap(one -> reads.getOrDefault(one, Set.of()).stream())
                            .anyMatch(name -> isAskedFirst(book, name));
        }

        String sensitivity() {
            return survivor ? "survivor" : "personal";
        }
    }

    Rulebook book() {
        return rulebook.book();
    }

    Optional<Known> find(String id) {
        return Optional.ofNullable(all().get(id));
    }

    /**
     * @throws IllegalArgumentException if the rulebook has no such screen
     */
    Known get(String id) {
        return find(id).orElseThrow(() -> new IllegalArgumentException("no screen " + id));
    }

    /** By id, in the order of the rulebook. */
    synchronized Map<String, Known> all() {
        Map<String, Known> all = known;
        if (all == null) {
            all = new LinkedHashMap<>();
            for (Screen screen : book().screens()) {
                all.put(screen.id(), of(screen));
            }
            known = all;
        }
        return all;
    }

    private Known of(Screen screen) {
        Map<String, Set<String>> reads = new LinkedHashMap<>();
        boolean survivor = false;
        boolean fear = false;
        for (Node reason : screen.indicates()) {
            Set<Fact> facts = facts(reason);
            survivor |= facts.stream().anyMatch(one -> one.sensitivity() == Sensitivity.SURVIVOR);
            fear |= !facts.isEmpty() && facts.stream().allMatch(Fact::askFirst);
            Set<String> names = new LinkedHashSet<>();
            facts.stream()
                    .filter(one -> book().vocabulary().find(one.name()) == one)
                    .forEach(one -> names.add(one.name()));
            reads.put(reason.id(), names);
        }
        return new Known(screen, survivor, fear, reads);
    }

    private static Set<Fact> facts(Node reason) {
        Set<Fact> facts = new LinkedHashSet<>();
        Walk.node(
                reason,
                node -> {
                    if (node instanceof Node.ForRecords records) {
                        facts.add(records.list().fact());
                    }
                    Walk.formulas(
                            node,
                            formula -> Walk.refs(formula, (Ref ref) -> facts.add(ref.fact())));
                });
        return facts;
    }

    static boolean isAskedFirst(Rulebook book, String name) {
        Fact fact = book.vocabulary().find(name);
        return fact != null && fact.askFirst();
    }
}
