package amparo.server.referral;

import amparo.server.access.Actor;
import amparo.server.access.Role;
import amparo.server.access.Room;
import java.util.EnumSet;
import java.util.Set;

/**
 * Who may do what with referrals. The row conditions and functions of the database decide the same
 * again.
 */
final class ReferralPolicy {

    private static final Set<Role> WORKERS =
            EnumSet.of(
                    Role.CASE_WORKER,
                    Role.PROTECTION_SPECIALIST,
                    Role.SUPERVISOR,
                    Role.REFERRAL_FOCAL_POINT,
                    Role.ASYLUM_OFFICER);

    private ReferralPolicy() {}

    static boolean reads(Actor actor) {
        return actor.room() == Room.FRONTLINE;
    }

    /** Whether the actor sends and answers. */
    static boolean works(Actor actor) {
        return reads(actor) && actor.roles().stream().anyMatch(WORKERS::contains);
    }

    /** Whether what nobody answered comes to the actor. */
    static boolean supervises(Actor actor) {
        return reads(actor) && (actor.has(Role.SUPERVISOR) || actor.has(Role.REFERRAL_FOCAL_POINT));
    }
}
