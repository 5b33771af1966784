package amparo.server.profiling;

import java.util.List;
import java.util.Optional;

/** What the templates of an interview show. */
public final class InterviewView {

    private InterviewView() {}

    /** A section. */
    public record PartLine(String title, int answered, List<ItemLine> items) {}

    /** A question of a section, with what became of it. */
    public record ItemLine(String fact, String label, String state) {}

    /** What was seen so far, in words that may be read from afar. */
    public record Live(String neutral, String href) {}

    /**
     * The doors as they stand.
     *
     * @param asylum what there is to say of asylum here, always first
     * @param named those that seem open where the person is, without those that tell of somebody
     * @param counts how many there are of each kind
     */
    public record DoorsNow(List<String> asylum, List<String> named, List<String> counts) {}

    /** What there is to see after an answer; no doors at a border post. */
    public record Seen(List<Live> needs, Optional<DoorsNow> doors) {}

    /** An interview before this one. */
    public record Earlier(String when, String machine, boolean open, String href, String by) {}
}
