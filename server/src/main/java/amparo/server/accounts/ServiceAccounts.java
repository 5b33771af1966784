package amparo.server.accounts;

import amparo.server.access.Actor;
import amparo.server.access.Role;
import amparo.server.access.Scope;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Who acts when a program calls: its account, with the roles of this very moment. */
public final class ServiceAccounts {

    private ServiceAccounts() {}

    /**
     * The account in its organisation, with the roles of this moment.
     *
     * @param rows at the first one, with the columns of the database's {@code api_caller}
     * @param origin from where, for the audit
     */
    public static Actor actor(ResultSet rows, String origin) throws SQLException {
        List<Memberships.Membership> here = new ArrayList<>();
        UUID account = rows.getObject("account", UUID.class);
        do {
            here.add(Memberships.membership(rows));
        } while (rows.next());
        return actor(account, here.getFirst(), here, origin);
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
