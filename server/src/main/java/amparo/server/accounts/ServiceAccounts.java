package amparo.server.accounts;

import amparo.server.access.Actor;
import amparo.server.access.Role;
import amparo.server.access.Scope;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Service;

/** Who acts when a program calls: its account, with the roles of this very moment. */
@Service
public class ServiceAccounts {

    private final Memberships memberships;

    ServiceAccounts(Memberships memberships) {
        this.memberships = memberships;
    }

    /**
     * The account in that organisation; empty when it has no role there now. Called at the gate, in
     * a transaction.
     *
     * @param origin from where, for the audit
     */
    public Optional<Actor> actor(UUID account, UUID organisation, String origin) {
        List<Memberships.Membership> here =
                memberships.of(account).stream()
                        .filter(one -> one.organisation().equals(organisation))
                        .toList();
        return here.stream().findFirst().map(first -> actor(account, first, here, origin));
    }

    private static Actor actor(
            UUID account,
            Memberships.Membership first,
            List<Memberships.Membership> here,
            String origin) {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        Set<UUID> sites = new HashSet<>();
        boolean everywhere = false;
        for (Memberships.Membership one : here) {
            if (one.room() == first.room()) {
                roles.add(one.role());
                sites.addAll(one.sites());
                everywhere |= one.scope() == Scope.ORGANISATION;
            }
        }
        return new Actor(
                account,
                first.organisation(),
                first.kind(),
                first.room(),
                roles,
                everywhere ? Scope.ORGANISATION : sites.isEmpty() ? Scope.OWN : Scope.SITE,
                everywhere ? Set.of() : sites,
                origin);
    }
}
