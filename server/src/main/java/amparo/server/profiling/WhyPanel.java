package amparo.server.profiling;

import amparo.server.platform.Pill;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A flag with why it is there, in the words of whoever reads it.
 *
 * @param neutral what may be read from afar
 * @param title what it is, for whoever opened the panel
 * @param pills how urgent it is, and what was made of it
 * @param deadline until when somebody must have acted
 * @param notes what must not be misread: in doubt, no longer indicated, only the person ends it
 * @param rule the rule and its version
 * @param source where the rule comes from
 * @param refer to which kinds of services
 * @param mayDisagree false for a fear of return, which nobody but the person ends
 * @param draft whether the words are a translation that nobody has signed
 */
public record WhyPanel(
        String id,
        String neutral,
        String title,
        List<Pill> pills,
        @Nullable String deadline,
        List<String> notes,
        List<Reason> reasons,
        List<Read> read,
        String rule,
        String source,
        @Nullable String sourceUrl,
        List<String> actions,
        List<String> never,
        List<String> refer,
        List<Said> history,
        boolean mayDisagree,
        boolean mayClose,
        boolean closed,
        boolean draft) {

    /** One reason that holds. */
    public record Reason(String text) {}

    /** An answer that was read; none to show: it is behind a wall of its own. */
    public record Read(String label, String value) {}

    /** An opinion or an event. */
    public record Said(String what, @Nullable String reason, String when, String by) {}
}
