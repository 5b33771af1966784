package amparo.server.matching;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Names that are one name: short forms, spellings of other languages, transcriptions. Read from
 * {@code matching/equal-names.txt}; each line is the name that stands for all, a colon, the others.
 */
final class EqualNames {

    private static final Map<String, Set<String>> FORMS = read();

    /** Beginnings that are often written together with the next word. */
    private static final String[] JOINED = {
        "delos", "delas", "dela", "santa", "saint", "jean", "maria", "marie", "abdel", "abdul",
        "rose", "jose"
    };

    private static final int SHORTEST_REST = 4;

    private EqualNames() {}

    /** What a folded word stands for: itself, if no line has it. */
    static Set<String> forms(String word) {
        Set<String> known = FORMS.get(word);
        if (known != null) {
            return known;
        }
        Set<String> forms = new LinkedHashSet<>();
        forms.add(word);
        for (String beginning : JOINED) {
            if (word.startsWith(beginning) && word.length() >= beginning.length() + SHORTEST_REST) {
                String rest = word.substring(beginning.length());
                forms.addAll(FORMS.getOrDefault(rest, Set.of(rest)));
                break;
            }
        }
        return forms;
    }

    /** Whether a line has both. */
    static boolean equal(String one, String other) {
        Set<String> mine = FORMS.get(one);
        Set<String> theirs = FORMS.get(other);
        return mine != null && theirs != null && mine.stream().anyMatch(theirs::contains);
    }

    private static Map<String, Set<String>> read() {
        Map<String, Set<String>> forms = new LinkedHashMap<>();
        try (InputStream file =
                Objects.requireNonNull(
                        EqualNames.class.getResourceAsStream("/matching/equal-names.txt"))) {
            new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.replaceFirst("#.*", "").strip())
                    .filter(line -> !line.isEmpty())
                    .forEach(line -> {
                        int colon = line.indexOf(':');
                        String stands = line.substring(0, colon).strip();
                        forms.computeIfAbsent(stands, any -> new LinkedHashSet<>()).add(stands);
                        for (String other : line.substring(colon + 1).strip().split(" +")) {
                            forms.computeIfAbsent(other, any -> new LinkedHashSet<>()).add(stands);
                        }
                    });
        } catch (IOException failed) {
            throw new IllegalStateException("matching/equal-names.txt cannot be read", failed);
        }
        return forms;
    }
}
