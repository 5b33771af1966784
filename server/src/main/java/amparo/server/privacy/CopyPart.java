package amparo.server.privacy;

import amparo.server.audit.PersonWords;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/**
 * What another module holds about a person, for the person's copy: implement it as a bean. It reads
 * through the walls, in the transaction that makes the copy, so that whoever makes the copy hands
 * out only what they may see.
 */
public interface CopyPart {

    /**
     * A part of the copy.
     *
     * @param key its name in {@code data.json}
     * @param title for reading
     * @param json for programs
     * @param lines for reading, one sentence each
     */
    record Part(String key, String title, JsonNode json, List<String> lines) {
        public Part {
            lines = List.copyOf(lines);
        }
    }

    /** The part about this person, in the words of the person's language. */
    Part of(UUID person, PersonWords words);
}
