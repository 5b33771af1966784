package amparo.server.accounts;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Says in a word or two what a browser calls itself. Not to be relied on: they say what they like.
 */
final class Browsers {

    // The first that fits: nearly all claim to be several.
    private static final Map<String, String> NAMES = new LinkedHashMap<>();
    private static final Map<String, String> SYSTEMS = new LinkedHashMap<>();

    static {
        NAMES.put("Edg", "Edge");
        NAMES.put("OPR/", "Opera");
        NAMES.put("SamsungBrowser", "Samsung Internet");
        NAMES.put("Firefox/", "Firefox");
        NAMES.put("FxiOS", "Firefox");
        NAMES.put("CriOS", "Chrome");
        NAMES.put("Chrome/", "Chrome");
        NAMES.put("Safari/", "Safari");
        SYSTEMS.put("Android", "Android");
        SYSTEMS.put("iPhone", "iPhone");
        SYSTEMS.put("iPad", "iPad");
        SYSTEMS.put("Windows", "Windows");
        SYSTEMS.put("Mac OS X", "Mac");
        SYSTEMS.put("CrOS", "ChromeOS");
        SYSTEMS.put("Linux", "Linux");
    }

    private Browsers() {}

    /** "Firefox, Android"; a part that is not known is left out. */
    static String describe(String agent) {
        String name = first(NAMES, agent);
        String system = first(SYSTEMS, agent);
        return name.isEmpty() || system.isEmpty() ? name + system : name + ", " + system;
    }

    private static String first(Map<String, String> signs, String agent) {
        return signs.entrySet().stream()
                .filter(sign -> agent.contains(sign.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("");
    }
}
