package amparo.server.referral;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a kind of service needs to begin with, and no more: ticked when the form opens. Everything
 * else is ticked one by one.
 */
final class Least {

    /** How to speak with somebody without doing harm. */
    private static final List<String> ALWAYS = List.of("languages", "safe_contact", "safe_times");

    private static final Map<String, List<String>> MORE =
            Map.ofEntries(
                    Map.entry("asylum-legal", List.of("nationality")),
                    Map.entry("child-protection", List.of("age", "sex", "accompanied_by")),
                    Map.entry("medical", List.of("age", "sex")),
                    Map.entry("shelter", List.of("age", "sex")),
                    Map.entry("food-nfi", List.of("age")),
                    Map.entry("family-tracing", List.of("name", "nationality")),
                    Map.entry("disability", List.of("age", "difficulties")),
                    Map.entry("documentation", List.of("nationality")),
                    Map.entry("regularisation", List.of("nationality")),
                    Map.entry("education", List.of("age")),
                    Map.entry("consular", List.of("nationality")),
                    Map.entry("avrr", List.of("nationality")));

    private Least() {}

    /** The facts that are ticked, of those that may leave the organisation. */
    static Set<String> of(String sector, List<String> sharable) {
        Set<String> ticked = new LinkedHashSet<>(ALWAYS);
        ticked.addAll(MORE.getOrDefault(sector, List.of()));
        if (ticked.contains("age") && !sharable.contains("age")) {
            ticked.add("birth_date");
        }
        ticked.retainAll(sharable);
        return ticked;
    }
}
