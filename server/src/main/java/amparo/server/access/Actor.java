package amparo.server.access;

import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who acts, on which side of the walls. Bound to every request and job; every transaction starts by
 * telling the database.
 *
 * @param account who it is; none before sign-in and for the system
 * @param organisation in whose name; none before sign-in and for the system
 * @param kind of that organisation
 * @param room the side of the walls
 * @param roles what the account does there: those of its roles that belong to this room
 * @param scope how much of the organisation's work is in reach; COUNTRY has become SITE with the
 *     sites of the country
 * @param sites which sites, when the scope is SITE; otherwise empty
 * @param origin from where, for the audit: the address of the caller, or the name of a job
 */
public record Actor(
        @Nullable UUID account,
        @Nullable UUID organisation,
        @Nullable OrganisationKind kind,
        Room room,
        Set<Role> roles,
        Scope scope,
        Set<UUID> sites,
        String origin) {

    public Actor {
        roles = Set.copyOf(roles);
        sites = Set.copyOf(sites);
    }

    /** Nobody yet: at the door, signing in. */
    public static Actor atTheGate(String origin) {
        return new Actor(null, null, null, Room.GATE, Set.of(), Scope.OWN, Set.of(), origin);
    }

    /** The system itself. */
    public static Actor system(String job) {
        return new Actor(null, null, null, Room.SYSTEM, Set.of(), Scope.OWN, Set.of(), job);
    }

    /** Whether the account acts in this role now. */
    public boolean has(Role role) {
        return roles.contains(role);
    }

    /**
     * Who it is.
     *
     * @throws IllegalStateException before sign-in and for the system
     */
    public UUID requireAccount() {
        if (account == null) {
            throw new IllegalStateException("nobody is signed in");
        }
        return account;
    }

    /**
     * In whose name.
     *
     * @throws IllegalStateException before sign-in and for the system
     */
    public UUID requireOrganisation() {
        if (organisation == null) {
            throw new IllegalStateException("nobody is signed in");
        }
        return organisation;
    }
}
