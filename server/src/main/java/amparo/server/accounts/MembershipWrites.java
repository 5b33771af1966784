package amparo.server.accounts;

import amparo.server.access.Acting;
import amparo.server.access.Role;
import amparo.server.platform.Ids;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Gives and ends roles, in the running transaction of an administrator. */
@Repository
class MembershipWrites {

    private final JdbcClient jdbc;

    MembershipWrites(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Makes administrators of one organisation wait for each other, so that two of them cannot do
     * together what neither may do alone.
     */
    void lock(UUID organisation) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(cast(:id as text), 15))")
                .param("id", organisation)
                .query((row, number) -> number)
                .list();
    }

    /** Gives roles from now on. */
    void give(UUID account, UUID organisation, Duties duties, Set<Role> roles) {
        for (Role role : roles) {
            jdbc.sql(
                            """
                            insert into membership (id, account, organisation, role, scope, country, sites, granted_by)
                            values (:id, :account, :organisation, :role, :scope, :country, :sites, :by)
                            """)
                    .param("id", Ids.next())
                    .param("account", account)
                    .param("organisation", organisation)
                    .param("role", role.code())
                    .param("scope", duties.scope().code())
                    .param("country", duties.country())
                    .param("sites", duties.sites().toArray(UUID[]::new))
                    .param("by", Acting.now().account())
                    .update();
        }
    }

    /** Ends memberships of the acting organisation; those that ended before stay as they are. */
    int end(Collection<UUID> memberships, String why) {
        return jdbc.sql(
                        """
                        update membership set until = now(), ended_by = :by, ended_why = :why
                        where id = any (:ids) and organisation = :organisation and until is null
                        """)
                .param("by", Acting.now().account())
                .param("why", why)
                .param("ids", memberships.toArray(UUID[]::new))
                .param("organisation", Acting.now().requireOrganisation())
                .update();
    }

    /**
     * @throws Refused if nobody would be left to administer the acting organisation
     */
    void requireAdministrator(String field) {
        boolean left =
                jdbc.sql(
                                """
                                select exists (select 1 from membership m join account a on a.id = m.account
                                    where m.organisation = :organisation and m.role = 'administrator'
                                      and m.until is null and a.status = 'active')
                                """)
                        .param("organisation", Acting.now().requireOrganisation())
                        .query(Boolean.class)
                        .single();
        if (!left) {
            throw new Refused(field, "people.last-administrator");
        }
    }
}
