package amparo.server.accounts;

import amparo.server.access.OrganisationKind;
import amparo.server.access.Role;
import amparo.server.access.Scope;
import amparo.server.platform.Installation;
import amparo.server.platform.Sealer;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/**
 * Makes accounts that nobody was invited to, for the demonstration alone: elsewhere every call is
 * refused.
 */
@Service
public class SyntheticAccounts {

    private final JdbcClient jdbc;
    private final AtTheGate gate;
    private final Credentials credentials;
    private final Passwords passwords;
    private final Sealer sealer;
    private final Installation installation;

    SyntheticAccounts(
            JdbcClient jdbc,
            AtTheGate gate,
            Credentials credentials,
            Passwords passwords,
            Sealer sealer,
            Installation installation) {
        this.jdbc = jdbc;
        this.gate = gate;
        this.credentials = credentials;
        this.passwords = passwords;
        this.sealer = sealer;
        this.installation = installation;
    }

    /** An organisation. */
    public record House(
            UUID id, OrganisationKind kind, String name, String country, boolean steward) {}

    /** Somebody with their roles in one organisation. */
    public record Member(
            UUID account,
            String displayName,
            String email,
            String language,
            UUID organisation,
            List<Role> roles,
            Scope scope,
            @Nullable String country,
            List<UUID> sites) {}

    /** Whether nobody has an account yet. */
    public boolean none() {
        return gate.call(() ->
                jdbc.sql("select not exists (select 1 from account)")
                        .query(Boolean.class)
                        .single());
    }

    /** Makes those that are missing: organisations first; people join them with {@link #join}. */
    public void make(Collection<House> houses) {
        requireDemo();
        gate.run(() -> houses.forEach(this::insert));
    }

    /**
     * Gives accounts to people who have none, all with the same password, and a second factor to
     * each.
     */
    public void join(Collection<Member> members, String password) {
        requireDemo();
        List<Member> fresh =
                gate.call(() -> members.stream().filter(member -> !known(member)).toList());
        if (!fresh.isEmpty()) {
            // Slow by design, so not at every start.
            String hash = passwords.hash(password);
            gate.run(() -> fresh.forEach(member -> insert(member, hash)));
        }
    }

    private void insert(House house) {
        jdbc.sql(
                        """
                        insert into organisation (id, kind, name, country, steward)
                        values (:id, :kind, :name, :country, :steward) on conflict (id) do nothing
                        """)
                .param("id", house.id())
                .param("kind", house.kind().code())
                .param("name", house.name())
                .param("country", house.country())
                .param("steward", house.steward())
                .update();
    }

    private boolean known(Member member) {
        return jdbc.sql("select exists (select 1 from account where id = :id)")
                .param("id", member.account())
                .query(Boolean.class)
                .single();
    }

    private void insert(Member member, String hash) {
        jdbc.sql(
                        """
                        insert into account (id, display_name, language, status)
                        values (:id, :name, :language, 'active')
                        """)
                .param("id", member.account())
                .param("name", member.displayName())
                .param("language", member.language())
                .update();
        credentials.create(member.account(), member.email(), hash);
        credentials.setTotp(
                member.account(),
                sealer.seal(Totp.newSecret(), SignIns.purpose(member.account())),
                0);
        for (Role role : member.roles()) {
            jdbc.sql(
                            """
                            insert into membership (id, account, organisation, role, scope, country, sites)
                            values (gen_random_uuid(), :account, :organisation, :role, :scope, :country, :sites)
                            """)
                    .param("account", member.account())
                    .param("organisation", member.organisation())
                    .param("role", role.code())
                    .param("scope", member.scope().code())
                    .param("country", member.country())
                    .param("sites", member.sites().toArray(UUID[]::new))
                    .update();
        }
    }

    private void requireDemo() {
        if (!installation.demo()) {
            throw new IllegalStateException("only the demonstration has invented accounts");
        }
    }
}
