package amparo.server.accounts;

import amparo.server.access.Role;
import amparo.server.access.Scope;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who works, worked or is invited to work in the acting organisation.
 *
 * @param memberships those that are open there
 * @param run whether the acting organisation runs the account
 */
public record Colleague(
        UUID account,
        String displayName,
        String language,
        Status status,
        boolean run,
        List<Held> memberships) {

    /** Where somebody stands in the acting organisation. */
    public enum Status {
        /** The link was not used yet. */
        INVITED("invited"),
        ACTIVE("active"),
        /** Holds no role there any more. */
        LEFT("left");

        private final String code;

        Status(String code) {
            this.code = code;
        }

        /** The end of the key of its text. */
        public String code() {
            return code;
        }
    }

    /**
     * One role that is held.
     *
     * @param membership its id
     * @param reviewedAt when it was given or last confirmed
     */
    public record Held(
            UUID membership,
            Role role,
            Scope scope,
            @Nullable String country,
            Set<UUID> sites,
            Instant since,
            Instant reviewedAt) {

        public Held {
            sites = Set.copyOf(sites);
        }
    }

    public Colleague {
        memberships = List.copyOf(memberships);
    }

    /** The roles that are held, in their order. */
    public List<Role> roles() {
        return memberships.stream().map(Held::role).sorted().toList();
    }

    /** What the roles come to; of a colleague who left, nothing. */
    public Duties duties() {
        if (memberships.isEmpty()) {
            return new Duties(Set.of(), Scope.OWN, null, Set.of());
        }
        Held one = memberships.getFirst();
        return new Duties(
                memberships.stream()
                        .map(Held::role)
                        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Role.class))),
                one.scope(),
                one.country(),
                one.sites());
    }
}
