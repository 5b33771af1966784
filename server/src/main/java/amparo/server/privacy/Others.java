package amparo.server.privacy;

import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Leaves out of a person's copy what tells who other persons are. */
final class Others {

    /** Facts whose words are free: anybody may be named in them. */
    private static final Set<String> FREE = Set.of("note");

    /** Parts of a record about somebody else. */
    private static final Set<String> NAMING =
            Set.of(
                    "name", "names", "surname", "phone", "email", "address", "contact", "note",
                    "code", "person", "called");

    private Others() {}

    static boolean free(String fact) {
        return FREE.contains(fact) || fact.endsWith("_note");
    }

    /**
     * The value without what names others: records and lists are about relatives, stays, papers.
     */
    static JsonNode leaveOut(JsonNode value) {
        if (value instanceof ObjectNode record) {
            ObjectNode kept = JsonNodeFactory.instance.objectNode();
            record.properties().stream()
                    .filter(part -> !NAMING.contains(part.getKey()))
                    .forEach(part -> kept.set(part.getKey(), leaveOut(part.getValue())));
            return kept;
        }
        if (value instanceof ArrayNode list) {
            ArrayNode kept = JsonNodeFactory.instance.arrayNode();
            list.forEach(item -> kept.add(leaveOut(item)));
            return kept;
        }
        return value;
    }

    /** For reading: without the signs of the format. */
    static String text(JsonNode value, String preferred) {
        if (value.isNull()) {
            return preferred;
        }
        return value.isString()
                ? value.stringValue()
                : value.toString()
                        .replaceAll("[{}\\[\\]\"]", "")
                        .replace(":", ": ")
                        .replace(",", ", ");
    }
}
