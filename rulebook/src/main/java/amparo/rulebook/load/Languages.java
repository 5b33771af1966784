package amparo.rulebook.load;

import amparo.rulebook.source.Report;
import amparo.rulebook.source.Severity;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counts in how many texts each language is missing, and in which file most. */
final class Languages {
    static final List<String> NEEDED = List.of("es", "en");

    private final Map<String, Map<String, Integer>> missing = new HashMap<>();
    private int texts;

    void seen() {
        texts++;
    }

    void missing(String language, String file) {
        missing.computeIfAbsent(language, _ -> new HashMap<>()).merge(file, 1, Integer::sum);
    }

    void report(Report report) {
        for (String language : Keys.LANGUAGES) {
            Map<String, Integer> files = missing.getOrDefault(language, Map.of());
            if (files.isEmpty() || NEEDED.contains(language)) {
                continue;
            }
            int sum = files.values().stream().mapToInt(Integer::intValue).sum();
            String most =
                    files.entrySet().stream()
                            .sorted(
                                    Map.Entry.<String, Integer>comparingByValue()
                                            .reversed()
                                            .thenComparing(Map.Entry.comparingByKey()))
                            .map(Map.Entry::getKey)
                            .findFirst()
                            .orElse("");
            report.general(
                    Severity.WARNING,
                    sum + " of " + texts + " texts are missing in '" + language + "'",
                    "most of them in " + most + " (" + files.get(most) + ")");
        }
    }
}
