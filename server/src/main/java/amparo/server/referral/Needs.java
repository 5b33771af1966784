package amparo.server.referral;

import amparo.server.registry.PersonFiles;
import java.time.OffsetDateTime;
import java.util.List;

/**
 * What a person needs, as far as whoever acts may know of it: the front of whatever raises flags.
 */
public interface Needs {

    /**
     * A need.
     *
     * @param screen id of the rulebook's screen
     * @param urgency emergency, high, medium or routine
     * @param sectors kinds of services to refer to, the first ones first
     * @param raisedAt from when the clock runs
     * @param guarded whether its name must never leave the organisation
     */
    record Need(
            String screen,
            String urgency,
            List<String> sectors,
            OffsetDateTime raisedAt,
            boolean guarded) {
        public Need {
            sectors = List.copyOf(sectors);
        }
    }

    /** The open needs of a person, the most urgent first. */
    List<Need> of(PersonFiles.Ref person);
}
