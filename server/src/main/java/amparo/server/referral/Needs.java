package amparo.server.referral;

import amparo.server.registry.PersonFiles;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;

/**
 * What a person needs, as far as whoever acts may know of it: the front of whatever raises flags.
 */
public interface Needs {

    /**
     * A need.
     *
     * @param flag its id where it is kept
     * @param screen id of the rulebook's screen
     * @param urgency emergency, high, medium or routine
     * @param sectors kinds of services to refer to, the first ones first
     * @param raisedAt from when the clock runs
     * @param guarded whether its name must never leave the organisation
     */
    record Need(
            UUID flag,
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

    /** Lets the receiver of a referral see the needs that were ticked for it. */
    void share(
            PersonFiles.Ref person, List<String> screens, UUID organisation, OffsetDateTime until);
}
