package amparo.server.accounts;

import amparo.server.access.OrganisationKind;
import amparo.server.access.Role;
import amparo.server.access.Room;
import amparo.server.access.Scope;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What somebody does in an organisation, and how much of its work they reach. The scope is the same
 * for all roles.
 *
 * @param country for the scope of a country
 * @param sites for the scope of sites
 */
public record Duties(Set<Role> roles, Scope scope, @Nullable String country, Set<UUID> sites) {

    public Duties {
        roles = Set.copyOf(roles);
        sites = Set.copyOf(sites);
    }

    static Duties administrator() {
        return new Duties(Set.of(Role.ADMINISTRATOR), Scope.ORGANISATION, null, Set.of());
    }

    /**
     * What these roles let somebody see, as keys of texts, one sentence each. Each takes the name
     * of the organisation as {0} and the places of the scope as {1}.
     */
    public List<String> sees(OrganisationKind kind) {
        List<Role> sorted = new ArrayList<>(roles);
        sorted.sort(Comparator.naturalOrder());
        Set<String> keys = new LinkedHashSet<>();
        for (Role role : sorted) {
            Room room = role.room(kind);
            switch (room) {
                case FRONTLINE -> keys.add("people.sees.frontline." + scope.code());
                case BORDER, RETURNS -> keys.add("people.sees.own-entries");
                case OVERSIGHT ->
                        keys.add(
                                role == Role.MONITOR
                                        ? "people.sees.monitor"
                                        : "people.sees.data-protection");
                case DESK -> keys.add("people.sees.desk");
                case ADMINISTRATION -> keys.add("people.sees.administration");
                case GATE, SYSTEM -> throw new IllegalStateException("nobody has a role there");
            }
        }
        if (roles.stream().anyMatch(role -> role.room(kind) == Room.FRONTLINE)) {
            keys.add(
                    roles.contains(Role.PROTECTION_SPECIALIST)
                            ? "people.sees.survivors"
                            : "people.sees.no-survivors");
        }
        return List.copyOf(keys);
    }
}
