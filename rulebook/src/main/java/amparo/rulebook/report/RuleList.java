package amparo.rulebook.report;

import amparo.engine.evaluate.Availability;
import amparo.engine.rule.Category;
import amparo.engine.rule.Pathway;
import amparo.engine.rule.Rulebook;
import amparo.engine.rule.Screen;
import amparo.engine.rule.Version;
import amparo.engine.value.Truth;
import org.jspecify.annotations.Nullable;

/** The rules of a rulebook, one a line. */
public final class RuleList {
    private RuleList() {}

    /**
     * Which rules to list.
     *
     * @param destination ISO 3166-1 alpha-3, or null for all
     * @param category or null for all
     * @param openOn only what takes applications on that day (from 1970-01-01), or null
     */
    public record Filter(
            @Nullable String destination, @Nullable Category category, @Nullable Integer openOn) {
        /** Everything. */
        public static final Filter ALL = new Filter(null, null, null);

        private boolean lets(Pathway pathway, int day) {
            boolean wanted =
                    (destination == null || pathway.destinations().contains(destination))
                            && (category == null || category == pathway.category());
            return wanted && (openOn == null || isOpen(pathway, day));
        }

        private boolean isAll() {
            return destination == null && category == null && openOn == null;
        }
    }

    /**
     * The list as text; screens are listed only where nothing is filtered.
     *
     * @param today the day on which availability is told
     * @param language of the titles
     */
    public static String text(Rulebook book, Filter filter, int today, String language) {
        int day = filter.openOn() == null ? today : filter.openOn();
        StringBuilder out = new StringBuilder();
        int count = 0;
        for (Pathway pathway : book.pathways()) {
            if (filter.lets(pathway, day)) {
                Availability.State state =
                        Availability.of(pathway, versionOn(pathway, day), day).state();
                line(
                        out,
                        pathway.id(),
                        String.join(",", pathway.destinations()),
                        pathway.category().word(),
                        state.word(),
                        pathway.title().in(language));
                count++;
            }
        }
        if (filter.isAll()) {
            for (Screen screen : book.screens()) {
                line(
                        out,
                        screen.id(),
                        "",
                        "screen",
                        screen.urgency().word(),
                        screen.title().in(language));
                count++;
            }
        }
        return out.append(count).append(count == 1 ? " rule\n" : " rules\n").toString();
    }

    private static void line(
            StringBuilder out, String id, String where, String kind, String state, String title) {
        pad(out, id, 34);
        pad(out, where.length() > 11 ? where.substring(0, 8) + "..." : where, 12);
        pad(out, kind, 20);
        pad(out, state, 13);
        out.append(title).append('\n');
    }

    static void pad(StringBuilder out, String text, int width) {
        out.append(text).repeat(' ', Math.max(1, width - text.length()));
    }

    /** True where applications are taken, as far as is known. */
    static boolean isOpen(Pathway pathway, int day) {
        return switch (Availability.of(pathway, versionOn(pathway, day), day).state()) {
            case OPEN, UNCONFIRMED, UNKNOWN -> true;
            case CLOSED, SUSPENDED, NOT_YET -> false;
        };
    }

    /** The version in force on a day; before the first one the first. */
    static Version versionOn(Pathway pathway, int day) {
        Version chosen = pathway.versions().get(0);
        for (Version version : pathway.versions()) {
            if (version.law().begun(day) != Truth.FALSE) {
                chosen = version;
            }
        }
        return chosen;
    }
}
