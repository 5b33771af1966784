package amparo.server.lists;

import amparo.server.platform.Tone;
import amparo.server.platform.View;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a module has to say when one shift takes over from another (urgent things, transfers that
 * nobody answered, who waits): implement it as a bean. Called in the transaction of the page; it
 * audits what it reads, and counts no further than it shows.
 */
public interface ShiftPart {

    /** The order on the page: urgent things stand before 100, offers 200, waiting 300. */
    int position();

    /** What is open now; none if whoever acts has no such work. */
    List<Section> sections(View view);

    /**
     * A part of the page.
     *
     * @param count in words: exact, or "100+"
     * @param href the list of all of it
     * @param lines the first of them
     */
    record Section(String title, String count, Tone tone, @Nullable String href, List<Line> lines) {
        public Section {
            lines = List.copyOf(lines);
        }
    }

    /**
     * One thing.
     *
     * @param name what it is called: a code, never more than may lie on a table
     * @param words why it stands here, in neutral words
     */
    record Line(String name, String href, String words) {}
}
