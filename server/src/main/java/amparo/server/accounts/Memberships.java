package amparo.server.accounts;

import amparo.server.access.OrganisationKind;
import amparo.server.access.Role;
import amparo.server.access.Room;
import amparo.server.access.Scope;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Who works where, as what. */
@Repository
class Memberships {

    private final JdbcClient jdbc;

    Memberships(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * One role of an account.
     *
     * @param sites those of the scope; for a whole country, its active sites
     */
    record Membership(
            UUID organisation,
            String organisationName,
            OrganisationKind kind,
            Role role,
            Scope scope,
            Set<UUID> sites) {

        Room room() {
            return role.room(kind);
        }
    }

    /** The roles that an active account has now in active organisations. Empty for anybody else. */
    List<Membership> of(UUID account) {
        return jdbc.sql(
                        """
                        select m.organisation, o.name, o.kind, m.role, m.scope,
                               case m.scope when 'country' then array(select s.id from site s
                                        where s.organisation = m.organisation and s.country = m.country and s.active)
                                    else m.sites end as sites
                        from membership m join organisation o on o.id = m.organisation and o.active
                             join account a on a.id = m.account and a.status = 'active'
                        where m.account = :account and m.since <= now() and (m.until is null or m.until > now())
                        order by o.name, m.role
                        """)
                .param("account", account)
                .query((row, number) -> membership(row))
                .list();
    }

    static Membership membership(ResultSet row) throws SQLException {
        return new Membership(
                row.getObject("organisation", UUID.class),
                row.getString("name"),
                OrganisationKind.of(row.getString("kind")),
                Role.of(row.getString("role")),
                Scope.of(row.getString("scope")),
                uuids(row.getArray("sites")));
    }

    private static Set<UUID> uuids(Array array) throws SQLException {
        return Set.of((UUID[]) array.getArray());
    }
}
