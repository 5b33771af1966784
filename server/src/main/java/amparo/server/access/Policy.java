package amparo.server.access;

import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who may see and do what with a person's file: the one decision in Java. Services ask it, and
 * PostgreSQL decides the same by the row conditions of {@code access/matrix.yaml}; a test with
 * random worlds holds the two together. What is not plainly allowed is refused.
 *
 * <p>The decision is about this moment: the caller brings what ties the actor to the file now.
 */
public final class Policy {

    private static final Set<Role> MAY_SHARE =
            Set.of(
                    Role.CASE_WORKER,
                    Role.PROTECTION_SPECIALIST,
                    Role.SUPERVISOR,
                    Role.REFERRAL_FOCAL_POINT,
                    Role.ASYLUM_OFFICER);

    private static final Set<Role> MAY_BREAK_GLASS =
            Set.of(
                    Role.CASE_WORKER,
                    Role.PROTECTION_SPECIALIST,
                    Role.SUPERVISOR,
                    Role.ASYLUM_OFFICER);

    private Policy() {}

    /** A person's file: who holds it, and who made it where. */
    public record File(UUID organisation, @Nullable UUID site, UUID enteredBy, Room enteredIn) {}

    /**
     * What ties the actor to a file now, in the organisation in whose name they act.
     *
     * @param assigned an assignment of the actor runs
     * @param shared something of the file is shared with the actor's organisation
     * @param emergency the actor opened it for an emergency, and the hour is not over
     */
    public record Ties(boolean assigned, boolean shared, boolean emergency) {
        /** None. */
        public static final Ties NONE = new Ties(false, false, false);
    }

    /**
     * One answer in a file.
     *
     * @param organisation to which it was told
     * @param survivor whether it is survivor-level
     * @param factShared whether that organisation shares this fact with the actor's one now
     */
    public record Answer(
            UUID organisation,
            UUID recordedBy,
            Room recordedIn,
            boolean survivor,
            boolean factShared) {}

    /** A colleague who works with a person. */
    public record Assignment(UUID account, UUID organisation, UUID assignedBy) {}

    /**
     * What one organisation lets another see.
     *
     * @param seesEveryFact whether whoever shares sees, for each fact, an answer of the own
     *     organisation that is not survivor-level
     * @param receiverKind of the receiving organisation; none if it is not active
     */
    public record Sharing(
            UUID from,
            UUID to,
            @Nullable OrganisationKind receiverKind,
            boolean seesEveryFact,
            boolean endsInTime) {}

    /** Whether the file exists for this actor. */
    public static boolean seesFile(Actor actor, File file, Ties ties) {
        return switch (actor.room()) {
            case FRONTLINE ->
                    isOurs(actor, file) && inScope(actor, file, ties)
                            || ties.shared() && sharedReaches(actor, ties)
                            || ties.emergency();
            case BORDER, RETURNS ->
                    isMe(actor, file.enteredBy())
                            && isOurs(actor, file)
                            && file.enteredIn() == actor.room();
            case OVERSIGHT -> actor.has(Role.MONITOR) && ties.shared();
            case GATE, DESK, ADMINISTRATION, SYSTEM -> false;
        };
    }

    /** Whether the actor may read this answer. */
    public static boolean seesAnswer(Actor actor, File file, Ties ties, Answer answer) {
        boolean ours = answer.organisation().equals(actor.organisation());
        return switch (actor.room()) {
            case FRONTLINE -> {
                if (!seesFile(actor, file, ties)) {
                    yield false;
                }
                if (answer.survivor()) {
                    yield ours && actor.has(Role.PROTECTION_SPECIALIST) && ties.assigned();
                }
                yield ours
                        || answer.factShared()
                        || ties.emergency() && answer.organisation().equals(file.organisation());
            }
            case BORDER, RETURNS ->
                    isMe(actor, answer.recordedBy())
                            && ours
                            && answer.recordedIn() == actor.room()
                            && !answer.survivor();
            case OVERSIGHT -> actor.has(Role.MONITOR) && answer.factShared() && !answer.survivor();
            case GATE, DESK, ADMINISTRATION, SYSTEM -> false;
        };
    }

    /** Whether the actor may make new files. */
    public static boolean mayEnter(Actor actor) {
        return actor.account() != null && meetsPersons(actor);
    }

    /** Whether the actor may write down an answer in this file. */
    public static boolean mayRecord(Actor actor, File file, Ties ties) {
        return mayEnter(actor) && seesFile(actor, file, ties);
    }

    /** Whether the actor may know who works with the person, or did. */
    public static boolean seesAssignment(Actor actor, File file, Ties ties, Assignment assignment) {
        return actor.room() == Room.FRONTLINE
                && assignment.organisation().equals(actor.organisation())
                && seesFile(actor, file, ties);
    }

    /**
     * Whether the actor may give a colleague the file.
     *
     * @param worksHere whether the colleague has a frontline role in the actor's organisation now
     */
    public static boolean mayAssign(
            Actor actor, File file, Ties ties, UUID colleague, boolean worksHere) {
        boolean self = isMe(actor, colleague);
        return actor.room() == Room.FRONTLINE
                && seesFile(actor, file, ties)
                && !ties.emergency()
                && worksHere
                && (actor.has(Role.SUPERVISOR)
                        || actor.has(Role.CASE_WORKER) && !self
                        || self && isOurs(actor, file) && isMe(actor, file.enteredBy()));
    }

    /** Whether the actor may end an assignment. */
    public static boolean mayEndAssignment(
            Actor actor, File file, Ties ties, Assignment assignment) {
        return seesAssignment(actor, file, ties, assignment)
                && (isMe(actor, assignment.account())
                        || isMe(actor, assignment.assignedBy())
                        || actor.has(Role.SUPERVISOR));
    }

    /** Whether the actor may know that something was shared. */
    public static boolean seesSharing(Actor actor, File file, Ties ties, UUID from, UUID to) {
        return actor.room() == Room.FRONTLINE
                && seesFile(actor, file, ties)
                && (from.equals(actor.organisation()) || to.equals(actor.organisation()));
    }

    /** Whether the actor may share anything of this file at all. */
    public static boolean mayShare(Actor actor, File file, Ties ties) {
        return actor.room() == Room.FRONTLINE
                && seesFile(actor, file, ties)
                && isOurs(actor, file)
                && !ties.emergency()
                && hasOneOf(actor, MAY_SHARE);
    }

    /** Whether the actor may share exactly this. */
    public static boolean mayShare(Actor actor, File file, Ties ties, Sharing sharing) {
        return mayShare(actor, file, ties)
                && sharing.from().equals(actor.organisation())
                && !sharing.to().equals(actor.organisation())
                && mayReceive(sharing.receiverKind())
                && sharing.seesEveryFact()
                && sharing.endsInTime();
    }

    /** Whether anything may be shared with an organisation of this kind; none: not active. */
    public static boolean mayReceive(@Nullable OrganisationKind kind) {
        return kind != null && kind != OrganisationKind.BORDER_AUTHORITY;
    }

    /** Whether the actor may end what was shared. */
    public static boolean mayEndSharing(Actor actor, File file, Ties ties, UUID from) {
        return actor.room() == Room.FRONTLINE
                && seesFile(actor, file, ties)
                && from.equals(actor.organisation())
                && hasOneOf(actor, MAY_SHARE);
    }

    /** Whether the actor may open a file that is not theirs, for an hour and with a reason. */
    public static boolean mayBreakGlass(Actor actor) {
        return actor.room() == Room.FRONTLINE && hasOneOf(actor, MAY_BREAK_GLASS);
    }

    /** Whether the actor may see and end this emergency access. */
    public static boolean seesEmergency(Actor actor, UUID account, UUID organisation) {
        return actor.room() == Room.FRONTLINE
                && isMe(actor, account)
                && organisation.equals(actor.organisation());
    }

    /** Whether the actor is told of an emergency access. Nobody judges what they did themselves. */
    public static boolean seesNotice(Actor actor, UUID organisation, UUID openedBy) {
        return (actor.room() == Room.FRONTLINE || actor.room() == Room.OVERSIGHT)
                && organisation.equals(actor.organisation())
                && !isMe(actor, openedBy)
                && (actor.has(Role.SUPERVISOR) || actor.has(Role.DATA_PROTECTION_OFFICER));
    }

    /** Whether the actor may say if it was justified: the first who does, and again. */
    public static boolean mayJudge(
            Actor actor, UUID organisation, UUID openedBy, @Nullable UUID seenBy) {
        return seesNotice(actor, organisation, openedBy) && (seenBy == null || isMe(actor, seenBy));
    }

    private static boolean meetsPersons(Actor actor) {
        return switch (actor.room()) {
            case FRONTLINE, BORDER, RETURNS -> true;
            case GATE, OVERSIGHT, DESK, ADMINISTRATION, SYSTEM -> false;
        };
    }

    private static boolean isOurs(Actor actor, File file) {
        return file.organisation().equals(actor.organisation());
    }

    private static boolean inScope(Actor actor, File file, Ties ties) {
        UUID site = file.site();
        return actor.scope() == Scope.ORGANISATION
                || site != null && actor.sites().contains(site)
                || isMe(actor, file.enteredBy())
                || ties.assigned();
    }

    /** What comes from outside reaches those who hand out work, and then those who were named. */
    private static boolean sharedReaches(Actor actor, Ties ties) {
        return actor.scope() == Scope.ORGANISATION
                || actor.has(Role.SUPERVISOR)
                || actor.has(Role.REFERRAL_FOCAL_POINT)
                || ties.assigned();
    }

    private static boolean isMe(Actor actor, UUID account) {
        return account.equals(actor.account());
    }

    private static boolean hasOneOf(Actor actor, Set<Role> wanted) {
        return actor.roles().stream().anyMatch(wanted::contains);
    }
}
