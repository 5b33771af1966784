package amparo.engine.rule;

import amparo.engine.fact.Wording;
import java.util.List;

/**
 * Sees a protection need. A screen never closes anything.
 *
 * @param neutral the name that may be shown where others can see the screen
 * @param urgency how fast to act
 * @param refer kinds of services, from the pick list of the inter-agency referral form
 * @param actions what to do
 * @param never what not to do
 * @param indicates any of these is an indication
 */
public record Screen(
        String id,
        Wording title,
        Wording neutral,
        Urgency urgency,
        List<String> refer,
        List<Wording> actions,
        List<Wording> never,
        Citation cite,
        List<Node> indicates)
        implements Rule {
    public Screen {
        refer = List.copyOf(refer);
        actions = List.copyOf(actions);
        never = List.copyOf(never);
        indicates = List.copyOf(indicates);
    }

    /** How fast to act. Within how many hours is a dated table of the content, one for each. */
    public enum Urgency {
        EMERGENCY("emergency"),
        HIGH("high"),
        MEDIUM("medium"),
        ROUTINE("routine");

        private final String word;

        Urgency(String word) {
            this.word = word;
        }

        /** The word in files and JSON. */
        public String word() {
            return word;
        }

        /** The name of the dated table that holds the hours within which to act. */
        public String clock() {
            return "clock-" + word;
        }
    }
}
