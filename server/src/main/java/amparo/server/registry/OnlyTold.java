package amparo.server.registry;

import java.util.Set;

/**
 * What nobody can see in a person: where they are from and whom they belong to. It is told, or
 * stands in a paper, and is never written down from looks, an accent or a name.
 */
public final class OnlyTold {

    private static final Set<String> FACTS = Set.of("nationality", "indigenous");

    private OnlyTold() {}

    /** Whether an officer would write this down from what they see or think. */
    public static boolean isGuess(String fact, String source) {
        return source.equals("officer") && FACTS.contains(fact);
    }
}
