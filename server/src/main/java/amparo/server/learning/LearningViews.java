package amparo.server.learning;

import amparo.server.platform.Field;
import amparo.server.platform.Option;
import amparo.server.platform.SummaryRow;
import amparo.server.platform.Tone;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the templates of learning show, in the language of whoever reads. */
public final class LearningViews {

    private LearningViews() {}

    /**
     * A story in the list.
     *
     * @param open the exercise that is under way; none if there is none
     * @param inScreens whether that one is worked in the real screens
     * @param last the last one that was finished; none if there is none
     * @param outcome how it went
     * @param fresh an id for a new one
     */
    public record Story(
            String id,
            String title,
            @Nullable String open,
            boolean inScreens,
            @Nullable String last,
            String outcome,
            Tone tone,
            String fresh) {}

    /** A rule and something said of it. */
    public record Seen(String title, String words) {}

    /**
     * A person of a story being heard.
     *
     * @param then what they say alone; "" before
     * @param known answers so far
     * @param silent names of what was asked without an answer
     * @param next the question that the interview would put; none if there is none left
     */
    public record Hearing(
            String id,
            String who,
            String first,
            String then,
            boolean alone,
            List<SummaryRow> known,
            List<String> silent,
            @Nullable String next,
            String question,
            Field field,
            List<Option> others) {
        public Hearing {
            known = List.copyOf(known);
            silent = List.copyOf(silent);
            others = List.copyOf(others);
        }
    }

    /** What was right and wrong. */
    public record Feedback(
            boolean flawless, List<OfPerson> persons, List<Act> acts, List<Seen> more) {
        public Feedback {
            persons = List.copyOf(persons);
            acts = List.copyOf(acts);
            more = List.copyOf(more);
        }
    }

    /**
     * For a person of the story.
     *
     * @param alone whether they were heard alone
     * @param unheard names of answers that nobody asked for there
     * @param unseen names of what could be seen, or was told unasked, and was not written down
     */
    public record OfPerson(
            String who,
            List<OfScreen> screens,
            boolean alone,
            List<String> unheard,
            List<String> unseen) {
        public OfPerson {
            screens = List.copyOf(screens);
            unheard = List.copyOf(unheard);
            unseen = List.copyOf(unseen);
        }
    }

    /** A screen with what became of it, what there is to learn, and what the rule says. */
    public record OfScreen(
            String title,
            String verdict,
            Tone tone,
            String urgency,
            String teach,
            List<String> reasons,
            List<String> actions,
            List<String> never) {
        public OfScreen {
            reasons = List.copyOf(reasons);
            actions = List.copyOf(actions);
            never = List.copyOf(never);
        }
    }

    /**
     * An act.
     *
     * @param screen whose rule asks for it or forbids it; "" if none does
     * @param rule what the rule says, or why
     */
    public record Act(String text, String verdict, Tone tone, String screen, String rule) {}

    /**
     * What stands on a person at the end of an exercise in the real screens.
     *
     * @param href of the page of their needs; none if the exercise is not open in this session
     */
    public record Stands(
            String who, @Nullable String code, @Nullable String href, List<String> screens) {
        public Stands {
            screens = List.copyOf(screens);
        }
    }
}
