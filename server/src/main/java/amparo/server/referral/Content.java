package amparo.server.referral;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the receiver reads, as it was when it was written: a later answer does not reach them by
 * itself.
 *
 * @param need in a sentence or two, no story
 * @param limits what the receiver must keep to; codes of {@link #LIMITS}
 * @param items the answers that were ticked, JSON as in the file
 * @param screens the flags that were ticked
 */
record Content(String need, List<String> limits, List<Item> items, List<String> screens) {

    static final List<String> LIMITS =
            List.of(
                    "no-call",
                    "alone",
                    "no-man",
                    "no-woman",
                    "interpreter",
                    "step-free",
                    "no-authority");

    private static final JsonMapper JSON = JsonMapper.builder().build();

    Content {
        limits = List.copyOf(limits);
        items = List.copyOf(items);
        screens = List.copyOf(screens);
    }

    /** An answer; a list has one for each of its records. */
    record Item(String fact, String value) {}

    byte[] bytes() {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("need", need);
        ArrayNode keep = root.putArray("limits");
        limits.forEach(keep::add);
        ArrayNode all = root.putArray("items");
        items.forEach(one -> all.addObject().put("fact", one.fact()).put("value", one.value()));
        ArrayNode flags = root.putArray("screens");
        screens.forEach(flags::add);
        return JSON.writeValueAsString(root).getBytes(StandardCharsets.UTF_8);
    }

    static Content of(byte[] bytes) {
        JsonNode root = JSON.readTree(new String(bytes, StandardCharsets.UTF_8));
        List<Item> items = new ArrayList<>();
        root.path("items")
                .forEach(one ->
                        items.add(
                                new Item(
                                        one.path("fact").stringValue(""),
                                        one.path("value").stringValue(""))));
        return new Content(
                root.path("need").stringValue(""),
                words(root.path("limits")),
                items,
                words(root.path("screens")));
    }

    private static List<String> words(JsonNode list) {
        List<String> all = new ArrayList<>();
        list.forEach(one -> all.add(one.stringValue("")));
        return all;
    }
}
