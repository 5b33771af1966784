package amparo.server.platform;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What every page says while a session practises: that nothing of it is real work, which story it
 * is, how to end, and what the invented persons say.
 *
 * @param exercise its id: every form of the page says so, and is refused elsewhere
 * @param title of the story, in the language of the page; none if it could not be told
 * @param end address of the page on which the exercise is ended
 * @param heard what the persons have said so far, one entry for each; may be empty
 * @param here what is answered to the question of this very page; empty on other pages
 */
public record PracticeNote(
        String exercise, @Nullable String title, String end, List<Heard> heard, List<Heard> here) {

    /** What one invented person says: a sentence each. */
    public record Heard(String who, List<String> sentences) {
        public Heard {
            sentences = List.copyOf(sentences);
        }
    }

    public PracticeNote {
        heard = List.copyOf(heard);
        here = List.copyOf(here);
    }
}
