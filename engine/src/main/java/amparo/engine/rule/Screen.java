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

    /** How fast to act; the hours are defaults that a protection officer may change. */
    public enum Urgency {
        EMERGENCY("emergency", 4),
        HIGH("high", 24),
        MEDIUM("medium", 72),
        ROUTINE("routine", 168);

        private final String word;
        private final int hours;

        Urgency(String word, int hours) {
            this.word = word;
            this.hours = hours;
        }

        /** The word in files and JSON. */
        public String word() {
            return word;
        }

        /** Hours within which to act, by default. */
        public int hours() {
            return hours;
        }
    }
}
