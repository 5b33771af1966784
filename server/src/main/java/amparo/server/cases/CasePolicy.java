package amparo.server.cases;

import amparo.server.access.Actor;
import amparo.server.access.Role;
import amparo.server.access.Room;
import amparo.server.access.Scope;
import java.util.EnumSet;
import java.util.Set;

/**
 * Who may do what with cases. The row conditions of {@code access/matrix.yaml} decide the same
 * again.
 */
final class CasePolicy {

    /** Who works on cases; a registrar reads them, writes notes and ends own tasks. */
    static final Set<Role> WORKERS =
            EnumSet.of(
                    Role.CASE_WORKER,
                    Role.PROTECTION_SPECIALIST,
                    Role.SUPERVISOR,
                    Role.REFERRAL_FOCAL_POINT,
                    Role.ASYLUM_OFFICER);

    private CasePolicy() {}

    /** Whether there are cases at all for this actor. */
    static boolean reads(Actor actor) {
        return actor.room() == Room.FRONTLINE;
    }

    static boolean works(Actor actor) {
        return reads(actor) && actor.roles().stream().anyMatch(WORKERS::contains);
    }

    /** Whether the actor may give a case to a colleague. */
    static boolean handsOut(Actor actor) {
        return reads(actor) && (actor.has(Role.SUPERVISOR) || actor.has(Role.CASE_WORKER));
    }

    /** Whether the actor may answer what other organisations offer. */
    static boolean answersOffers(Actor actor) {
        return works(actor)
                && (actor.scope() == Scope.ORGANISATION
                        || actor.has(Role.SUPERVISOR)
                        || actor.has(Role.REFERRAL_FOCAL_POINT));
    }
}
