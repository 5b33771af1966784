package amparo.server.api;

import amparo.server.access.OrganisationKind;
import amparo.server.access.Role;
import amparo.server.access.Room;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What an administrator wrote about a new program.
 *
 * @param roles codes, as they came
 * @param scopes codes, as they came
 * @param months as it came
 */
public record ClientForm(String name, List<String> roles, List<String> scopes, String months) {

    private static final int SHORTEST_NAME = 2;
    private static final int LONGEST_NAME = 120;

    /** Keeps what came; browsers send an empty entry where nothing was ticked. */
    public ClientForm {
        roles = roles.stream().filter(one -> !one.isBlank()).toList();
        scopes = scopes.stream().filter(one -> !one.isBlank()).toList();
    }

    /** Keys of what is wrong, in the order of the fields. */
    List<String> mistakes(OrganisationKind kind, Set<Integer> allowedMonths) {
        List<String> wrong = new ArrayList<>();
        if (name.length() < SHORTEST_NAME
                || name.length() > LONGEST_NAME
                || name.codePoints().anyMatch(Character::isISOControl)) {
            wrong.add("api.clients.wrong-name");
        }
        Set<Role> chosen = knownRoles();
        if (chosen.isEmpty() || chosen.size() < Set.copyOf(roles).size()) {
            wrong.add("api.clients.wrong-roles");
        }
        Set<Room> rooms = chosen.stream().map(role -> role.room(kind)).collect(Collectors.toSet());
        if (rooms.size() > 1) {
            wrong.add("api.clients.wrong-rooms");
        }
        if (knownScopes().isEmpty() || knownScopes().size() < Set.copyOf(scopes).size()) {
            wrong.add("api.clients.wrong-scopes");
        }
        if (allowedMonths.stream().noneMatch(number -> number.toString().equals(months))) {
            wrong.add("api.clients.wrong-months");
        }
        return wrong;
    }

    Set<Role> knownRoles() {
        return ApiClients.ROLES.stream()
                .filter(role -> roles.contains(role.code()))
                .collect(Collectors.toSet());
    }

    Set<ApiScope> knownScopes() {
        return scopes.stream()
                .map(ApiScope::of)
                .flatMap(Optional::stream)
                .collect(Collectors.toSet());
    }
}
