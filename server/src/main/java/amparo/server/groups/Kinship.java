package amparo.server.groups;

import amparo.server.groups.TravelGroups.Traveller;
import amparo.server.registry.PersonFiles.Told;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes what people of a group are to each other into the answers of each: everybody travels with
 * everybody else, and relatives are relatives in both files. Only what was said: what two others
 * are to each other is not concluded from what each is to the first.
 *
 * <p>The record of a list bears the id of the other person's file, so that a graph can be drawn and
 * nothing of the other file is copied.
 */
final class Kinship {

    private static final int ADULT = 18;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** What the first is to somebody who is this to the first. */
    private static final Map<String, String> INVERSE =
            Map.ofEntries(
                    Map.entry("spouse", "spouse"),
                    Map.entry("partner", "partner"),
                    Map.entry("child", "parent"),
                    Map.entry("parent", "child"),
                    Map.entry("sibling", "sibling"),
                    Map.entry("grandparent", "grandchild"),
                    Map.entry("grandchild", "grandparent"),
                    Map.entry("aunt_uncle", "niece_nephew"),
                    Map.entry("niece_nephew", "aunt_uncle"),
                    Map.entry("cousin", "cousin"),
                    Map.entry("guardian", "ward"),
                    Map.entry("ward", "guardian"),
                    Map.entry("in_law", "in_law"),
                    Map.entry("unrelated", "unrelated"));

    /** In the order in which they are offered: the most usual first. */
    static final List<String> CODES =
            List.of(
                    "child",
                    "partner",
                    "spouse",
                    "parent",
                    "sibling",
                    "grandchild",
                    "grandparent",
                    "niece_nephew",
                    "aunt_uncle",
                    "cousin",
                    "in_law",
                    "guardian",
                    "ward",
                    "unrelated");

    private static final Set<String> NO_RELATIVES = Set.of("unrelated", "guardian", "ward");

    private Kinship() {}

    static boolean isKnown(String relation) {
        return INVERSE.containsKey(relation);
    }

    /**
     * What to write into the file of one of them.
     *
     * @param of its place among all
     */
    static List<Told> of(List<Traveller> all, int of, LocalDate today) {
        List<Told> told = new ArrayList<>();
        for (int other = 0; other < all.size(); other++) {
            if (other == of) {
                continue;
            }
            String relation = relation(all, of, other);
            UUID record = all.get(other).id();
            ObjectNode companion = JSON.createObjectNode();
            if (relation != null) {
                companion.put("relation", relation);
            }
            adult(all.get(other), today).ifPresent(adult -> companion.put("adult", adult));
            told.add(Told.ofRecord("companion", record, companion.toString(), "person"));
            if (relation != null && !NO_RELATIVES.contains(relation)) {
                ObjectNode relative = JSON.createObjectNode();
                relative.put("relation", relation);
                relative.put("together", true);
                told.add(Told.ofRecord("relative", record, relative.toString(), "person"));
            }
        }
        return told;
    }

    /** What the other is to this one; none if nobody said. */
    private static @Nullable String relation(List<Traveller> all, int of, int other) {
        if (of == 0) {
            return all.get(other).relation();
        }
        String own = all.get(of).relation();
        return other == 0 && own != null ? INVERSE.get(own) : null;
    }

    /** Whether somebody is of age; empty if what was said leaves it open. */
    static Optional<Boolean> adult(Traveller one, LocalDate today) {
        Optional<JsonNode> born = said(one, "birth_date");
        if (born.isPresent() && born.get().isString()) {
            String date = born.get().stringValue();
            try {
                LocalDate earliest = LocalDate.parse((date + "-01-01").substring(0, 10));
                LocalDate latest =
                        date.length() == 10
                                ? earliest
                                : date.length() == 7
                                        ? earliest.plusMonths(1).minusDays(1)
                                        : earliest.plusYears(1).minusDays(1);
                boolean surely = !latest.plusYears(ADULT).isAfter(today);
                boolean perhaps = !earliest.plusYears(ADULT).isAfter(today);
                return surely == perhaps ? Optional.of(surely) : Optional.empty();
            } catch (DateTimeException none) {
                return Optional.empty();
            }
        }
        return said(one, "age").filter(JsonNode::isInt).map(age -> age.intValue() >= ADULT);
    }

    private static Optional<JsonNode> said(Traveller one, String fact) {
        return one.told().stream()
                .filter(told -> told.fact().equals(fact))
                .findFirst()
                .map(told -> JSON.readTree(told.value()));
    }
}
