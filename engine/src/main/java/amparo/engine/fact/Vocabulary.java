package amparo.engine.fact;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All declared facts in the order of their slots, and the code lists that they draw on. */
public final class Vocabulary {
    private final List<Fact> facts;
    private final Map<String, Fact> byName = new LinkedHashMap<>();
    private final Map<String, CodeList> codeLists = new LinkedHashMap<>();

    /** The facts must have the slots 0, 1, 2 ... in order. */
    public Vocabulary(List<Fact> facts, List<CodeList> codeLists) {
        this.facts = List.copyOf(facts);
        for (int slot = 0; slot < facts.size(); slot++) {
            Fact fact = facts.get(slot);
            if (fact.slot() != slot) {
                throw new IllegalArgumentException(
                        "fact " + fact.name() + " has slot " + fact.slot() + ", not " + slot);
            }
            byName.put(fact.name(), fact);
        }
        for (CodeList list : codeLists) {
            this.codeLists.put(list.name(), list);
        }
    }

    /** All facts by slot. */
    public List<Fact> facts() {
        return facts;
    }

    /** Number of facts. */
    public int size() {
        return facts.size();
    }

    /** The fact of a name, or null. */
    public @Nullable Fact find(String name) {
        return byName.get(name);
    }

    /**
     * The fact of a name that must exist.
     *
     * @throws IllegalArgumentException if there is none
     */
    public Fact get(String name) {
        Fact fact = byName.get(name);
        if (fact == null) {
            throw new IllegalArgumentException("no fact is called " + name);
        }
        return fact;
    }

    /** The code list of a name, or null. */
    public @Nullable CodeList codeList(String name) {
        return codeLists.get(name);
    }

    /** All code lists. */
    public List<CodeList> codeLists() {
        return new ArrayList<>(codeLists.values());
    }

    /** All names that are near to a misspelt one, the nearest first, at most three. */
    public static List<String> near(String word, Iterable<String> names) {
        List<String> found = new ArrayList<>();
        int limit = Math.max(1, word.length() / 3);
        for (int distance = 1; distance <= limit && found.size() < 3; distance++) {
            for (String name : names) {
                if (found.size() < 3 && !found.contains(name) && distance(word, name) == distance) {
                    found.add(name);
                }
            }
        }
        return found;
    }

    /** Names of all facts. */
    public Iterable<String> names() {
        return byName.keySet();
    }

    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int above = row[j];
                int same = a.charAt(i - 1) == b.charAt(j - 1) ? diagonal : diagonal + 1;
                row[j] = Math.min(same, Math.min(above, row[j - 1]) + 1);
                diagonal = above;
            }
        }
        return row[b.length()];
    }
}
