package amparo.server.directory;

import java.util.List;
import java.util.Set;

/** Kinds of services: the words by which the screens of the rulebook say where somebody goes. */
public final class Sectors {

    /** All of them, in the order in which they are offered. */
    public static final List<String> ALL =
            List.of(
                    "asylum-legal",
                    "child-protection",
                    "medical",
                    "mhpss",
                    "gbv",
                    "trafficking",
                    "shelter",
                    "food-nfi",
                    "family-tracing",
                    "disability",
                    "documentation",
                    "regularisation",
                    "cash",
                    "education",
                    "livelihoods",
                    "transport",
                    "consular",
                    "avrr");

    /** Those whose name alone tells what must not be read over somebody's shoulder. */
    private static final Set<String> GUARDED = Set.of("gbv", "trafficking");

    private Sectors() {}

    /** Whether lists say "protection" instead of its name. */
    public static boolean isGuarded(String sector) {
        return GUARDED.contains(sector);
    }
}
