package amparo.server.accounts;

import amparo.server.access.OrganisationKind;
import amparo.server.access.Role;
import amparo.server.access.Room;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Whoever looks at the page: signed in wholly, or half (the second factor is missing).
 *
 * @param account who
 * @param displayName their own name
 * @param language of the account, by code
 * @param wholly whether every proof was given that their roles ask for
 * @param here in whose name and room they act now; none while signed in half, or without any
 *     membership
 * @param places all organisations and rooms where they can work
 */
public record Visitor(
        UUID account,
        String displayName,
        String language,
        boolean wholly,
        @Nullable Place here,
        List<Place> places) {

    private static final String ATTRIBUTE = Visitor.class.getName();

    /** An organisation and a side of the walls, with the roles that the account has there. */
    public record Place(
            UUID organisation, String name, OrganisationKind kind, Room room, Set<Role> roles) {}

    public Visitor {
        places = List.copyOf(places);
    }

    /** The visitor of a request, if anybody is signed in. */
    public static Optional<Visitor> of(HttpServletRequest request) {
        return Optional.ofNullable((Visitor) request.getAttribute(ATTRIBUTE));
    }

    void attach(HttpServletRequest request) {
        request.setAttribute(ATTRIBUTE, this);
    }
}
