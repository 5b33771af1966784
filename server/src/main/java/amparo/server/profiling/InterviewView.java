package amparo.server.profiling;

import java.util.List;

/** What the templates of an interview show. */
public final class InterviewView {

    private InterviewView() {}

    /** A section. */
    public record PartLine(String title, int answered, List<ItemLine> items) {}

    /** A question of a section, with what became of it. */
    public record ItemLine(String fact, String label, String state) {}

    /** What was seen so far, in words that may be read from afar. */
    public record Live(String neutral, String href) {}

    /** An interview before this one. */
    public record Earlier(String when, String machine, boolean open, String href, String by) {}
}
