package amparo.server.registry;

import amparo.engine.fact.Fact;
import amparo.engine.fact.FactType;
import amparo.server.registry.AnswerStore.Said;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * How answers are read that were told differently on two devices: where nobody knows what was told
 * last, the engine hears what both have in common; and for protection each is tried by itself
 * (decision 0038).
 */
final class Readings {

    /** So many ways to read a person at most: two devices that agree on nothing are rare. */
    private static final int MOST = 24;

    private static final String OTHERS = "UNKNOWN";

    private Readings() {}

    /** What several answers have in common; none: nothing that is certain. */
    static @Nullable JsonNode common(Fact fact, List<JsonNode> told) {
        if (fact.type() == FactType.WHOLE) {
            return span(told);
        }
        if (fact.type() == FactType.CODES && told.stream().allMatch(JsonNode::isArray)) {
            TreeSet<String> codes = new TreeSet<>();
            told.forEach(one -> one.forEach(code -> codes.add(code.asString())));
            codes.add(OTHERS);
            ArrayNode all = JsonNodeFactory.instance.arrayNode();
            codes.forEach(all::add);
            return all;
        }
        return null;
    }

    private static @Nullable JsonNode span(List<JsonNode> told) {
        int low = Integer.MAX_VALUE;
        int high = Integer.MIN_VALUE;
        for (JsonNode one : told) {
            int[] span = PersonFacts.span(one);
            if (span == null) {
                return null;
            }
            low = Math.min(low, span[0]);
            high = Math.max(high, span[1]);
        }
        return JsonNodeFactory.instance.stringNode(low + ".." + high);
    }

    /** The fields of which all say the same, or that have something in common. */
    static ObjectNode commonRecord(
            Fact list, Standing.Held held, BiFunction<Said, JsonNode, ObjectNode> read) {
        ObjectNode common = read.apply(held.said(), held.value());
        for (Said tie : held.ties()) {
            JsonNode value = Values.tree(tie.value());
            if (!value.isObject() || Values.removes(value)) {
                continue;
            }
            ObjectNode other = read.apply(tie, value);
            for (Map.Entry<String, JsonNode> field : List.copyOf(common.properties())) {
                JsonNode said = other.get(field.getKey());
                if (field.getValue().equals(said)) {
                    continue;
                }
                Fact type = list.record() == null ? null : list.record().field(field.getKey());
                JsonNode both =
                        type == null || said == null
                                ? null
                                : common(type, List.of(field.getValue(), said));
                if (both == null) {
                    common.remove(field.getKey());
                } else {
                    common.set(field.getKey(), both);
                }
            }
        }
        return common;
    }

    /** The person with each of the answers by itself, with all that stand, and with all others. */
    static List<Standing> of(Standing standing) {
        List<Choice> choices = new ArrayList<>();
        standing.differently()
                .forEach((fact, others) -> {
                    if (standing.fact(fact) instanceof Said last) {
                        choices.add(new Choice(fact, null, told(last, others)));
                    }
                });
        standing.lists()
                .forEach((list, all) ->
                        all.stream()
                                .filter(one -> !one.differently().isEmpty())
                                .forEach(one ->
                                        choices.add(
                                                new Choice(
                                                        list,
                                                        one,
                                                        told(one.said(), one.differently())))));
        List<Standing> readings = new ArrayList<>();
        if (choices.size() > 1) {
            readings.add(all(standing, choices, 0));
            readings.add(all(standing, choices, 1));
        }
        for (Choice choice : choices) {
            choice.told().forEach(one -> readings.add(choose(standing, choice, one)));
        }
        return readings.stream().limit(MOST).toList();
    }

    private record Choice(String fact, Standing.@Nullable Held record, List<Said> told) {}

    private static List<Said> told(Said last, List<Said> others) {
        return Stream.concat(Stream.of(last), others.stream()).distinct().toList();
    }

    private static Standing all(Standing standing, List<Choice> choices, int which) {
        Standing chosen = standing;
        for (Choice one : choices) {
            chosen = choose(chosen, one, one.told().get(Math.min(which, one.told().size() - 1)));
        }
        return chosen;
    }

    private static Standing choose(Standing standing, Choice choice, Said one) {
        Map<String, Said> facts = new LinkedHashMap<>(standing.facts());
        Map<String, List<Said>> ties = new HashMap<>(standing.ties());
        Map<String, List<Standing.Held>> lists = new LinkedHashMap<>(standing.lists());
        if (choice.record() == null) {
            facts.put(choice.fact(), one);
            ties.remove(choice.fact());
        } else {
            lists.put(
                    choice.fact(),
                    standing.list(choice.fact()).stream()
                            .flatMap(held ->
                                    held.record().equals(choice.record().record())
                                            ? record(held, one)
                                            : Stream.of(held))
                            .toList());
        }
        return new Standing(facts, lists, standing.complete(), ties, Map.of(), standing.believed());
    }

    private static Stream<Standing.Held> record(Standing.Held held, Said one) {
        JsonNode value = Values.tree(one.value());
        return value.isObject() && !Values.removes(value)
                ? Stream.of(new Standing.Held(held.record(), one, value, List.of(), List.of()))
                : Stream.empty();
    }
}
