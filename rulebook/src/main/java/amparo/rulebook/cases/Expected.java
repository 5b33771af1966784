package amparo.rulebook.cases;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What must come out for one person. Doors are named by id, with {@code @ISO3} where a pathway
 * leads to several countries.
 *
 * @param exactly for each of these words the whole set: {@code met}, {@code can-ask-here}, {@code
 *     advice-first}, {@code touches}, {@code refer}; a word that is not given is not checked
 * @param among for each of these words some that must be among them: {@code open}, {@code not-met},
 *     {@code on-reaching}, {@code does-not-touch}, {@code not-known}
 * @param next the fact of the next question, or null if not stated
 */
public record Expected(
        Map<String, Set<String>> exactly, Map<String, Set<String>> among, @Nullable String next) {
    public Expected {
        exactly = Map.copyOf(exactly);
        among = Map.copyOf(among);
    }
}
