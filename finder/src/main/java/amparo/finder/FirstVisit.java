package amparo.finder;

import java.util.Map;
import java.util.TreeMap;

/** What a phone must load before an interview can be finished in one language. */
public final class FirstVisit {
    private FirstVisit() {}

    /** The files by path: start, questions, scripts, engine, rules and the worker itself. */
    public static Map<String, byte[]> files(Folder folder, String language) {
        Map<String, byte[]> files = new TreeMap<>();
        folder.files()
                .forEach((path, bytes) -> {
                    if (isNeeded(path, language)) {
                        files.put(path, bytes);
                    }
                });
        return files;
    }

    /** The files by path that come in the background, one whole language at a time. */
    public static Map<String, byte[]> later(Folder folder, String language) {
        Map<String, byte[]> files = new TreeMap<>();
        folder.files()
                .forEach((path, bytes) -> {
                    if (isLater(path, language)) {
                        files.put(path, bytes);
                    }
                });
        return files;
    }

    private static boolean isLater(String path, String language) {
        return path.startsWith("data/")
                        && (path.endsWith("/details." + language + ".json")
                                || path.endsWith("/pages." + language + ".json"))
                || path.equals("app/catalogue.js")
                || path.equals(language + "/doors/index.html")
                || path.equals(language + "/doors/compare.html")
                || path.equals(language + "/countries/index.html");
    }

    private static boolean isNeeded(String path, String language) {
        return path.equals("index.html")
                || path.equals("sw.js")
                || path.equals("icons/icon.svg")
                || path.equals("manifest." + language + ".webmanifest")
                || path.equals(language + "/index.html")
                || path.equals(language + "/interview.html")
                || path.equals(language + "/privacy.html")
                || path.equals("app/texts/" + language + ".json")
                || path.startsWith("app/")
                        && !path.startsWith("app/texts/")
                        && !path.equals("app/catalogue.js")
                || path.startsWith("data/")
                        && (path.endsWith("/core." + language + ".json")
                                || path.endsWith("/words." + language + ".json"));
    }
}
