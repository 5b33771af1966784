package amparo.server.accounts;

import amparo.server.access.Acting;
import amparo.server.access.Actor;
import amparo.server.access.OrganisationKind;
import amparo.server.access.Role;
import amparo.server.access.Room;
import amparo.server.access.Scope;
import amparo.server.audit.AuditLog;
import amparo.server.platform.Ids;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes up links that were handed over. Each is good once; one that is wrong, used or too old does
 * not exist.
 */
@Service
public class Links {

    private final JdbcClient jdbc;
    private final AtTheGate gate;
    private final Attempts attempts;
    private final Credentials credentials;
    private final Passwords passwords;
    private final Organisations organisations;
    private final AuditLog audit;
    private final Clock clock;
    private final TransactionTemplate transactions;

    Links(
            JdbcClient jdbc,
            AtTheGate gate,
            Attempts attempts,
            Credentials credentials,
            Passwords passwords,
            Organisations organisations,
            AuditLog audit,
            Clock clock,
            TransactionTemplate transactions) {
        this.jdbc = jdbc;
        this.gate = gate;
        this.attempts = attempts;
        this.credentials = credentials;
        this.passwords = passwords;
        this.organisations = organisations;
        this.audit = audit;
        this.clock = clock;
        this.transactions = transactions;
    }

    /** What a link is for. */
    public enum Purpose {
        INSTALLATION("installation"),
        INVITATION("invitation"),
        PASSWORD("password"),
        SECOND_FACTOR("second-factor");

        private final String code;

        Purpose(String code) {
            this.code = code;
        }

        /** The code in the database and in keys of texts. */
        public String code() {
            return code;
        }

        static Purpose of(String code) {
            for (Purpose purpose : values()) {
                if (purpose.code.equals(code)) {
                    return purpose;
                }
            }
            throw new IllegalArgumentException("unknown purpose of a link: " + code);
        }
    }

    /**
     * A link that is good now.
     *
     * @param account for whom; none for the first administrator
     * @param email of the account or guest; none for the first administrator
     * @param roles that wait for the guest
     */
    public record Link(
            UUID id,
            Purpose purpose,
            @Nullable UUID organisation,
            @Nullable String organisationName,
            @Nullable OrganisationKind kind,
            @Nullable UUID account,
            @Nullable String displayName,
            @Nullable String email,
            List<Role> roles) {

        public Link {
            roles = List.copyOf(roles);
        }
    }

    /** Until when this address must wait, if it guessed too often. */
    Optional<Instant> waitUntil(String origin) {
        return gate.call(() -> attempts.waitUntil(Attempts.Kind.LINK, origin));
    }

    /**
     * @throws NotThere if the token opens nothing; that is counted
     */
    Link find(String token, String origin) {
        return gate.call(() -> read(token))
                .orElseThrow(() -> {
                    gate.run(() -> attempts.failed(Attempts.Kind.LINK, origin));
                    return new NotThere();
                });
    }

    private Optional<Link> read(String token) {
        return jdbc.sql(
                        """
                        select i.id, i.purpose, i.organisation, o.name, o.kind, i.account, a.display_name,
                               coalesce(c.email, i.email) as email,
                               array(select m.role from membership m where m.account = i.account
                                     and m.organisation = i.organisation and m.until is null) as roles
                        from invitation i left join organisation o on o.id = i.organisation
                             left join account a on a.id = i.account left join credential c on c.account = i.account
                        where i.token_hash = :hash and i.used_at is null and i.expires_at > :now
                          and case i.purpose
                              when 'installation' then not exists (select 1 from account)
                              when 'invitation' then o.active and a.status = 'invited' and exists
                                  (select 1 from membership m where m.account = i.account
                                   and m.organisation = i.organisation and m.until is null)
                              else a.status = 'active' end
                        """)
                .param("hash", FirstSteps.hash(token))
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .query((row, number) -> link(row))
                .optional();
    }

    private static Link link(ResultSet row) throws SQLException {
        String kind = row.getString("kind");
        return new Link(
                row.getObject("id", UUID.class),
                Purpose.of(row.getString("purpose")),
                row.getObject("organisation", UUID.class),
                row.getString("name"),
                kind == null ? null : OrganisationKind.of(kind),
                row.getObject("account", UUID.class),
                row.getString("display_name"),
                row.getString("email"),
                List.of((String[]) row.getArray("roles").getArray()).stream()
                        .map(Role::of)
                        .sorted()
                        .toList());
    }

    /** The organisation that runs the installation, and its first administrator. */
    record First(
            OrganisationKind kind,
            String organisation,
            String country,
            String displayName,
            String email,
            String language) {}

    /**
     * Makes the organisation that runs this installation, and its administrator.
     *
     * @throws NotThere if the link was used meanwhile
     */
    SignedIn first(Link link, First first, String password) {
        String hash = passwords.hash(password);
        UUID account = Ids.next();
        Actor nobody = Actor.atTheGate(Acting.now().origin());
        UUID organisation =
                as(
                        nobody,
                        () -> {
                            use(link);
                            UUID made =
                                    organisations.create(
                                            first.kind(),
                                            first.organisation(),
                                            first.country(),
                                            true);
                            jdbc.sql(
                                            """
                                            insert into account (id, display_name, language, status)
                                            values (:id, :name, :language, 'active')
                                            """)
                                    .param("id", account)
                                    .param("name", first.displayName().strip())
                                    .param("language", first.language())
                                    .update();
                            credentials.create(account, first.email(), hash);
                            jdbc.sql(
                                            """
                                            insert into membership (id, account, organisation, role)
                                            values (:id, :account, :organisation, 'administrator')
                                            """)
                                    .param("id", Ids.next())
                                    .param("account", account)
                                    .param("organisation", made)
                                    .update();
                            audit.record("create", "organisation", List.of(made), null, "steward");
                            return made;
                        });
        as(
                gateOf(account, organisation, first.kind()),
                () -> {
                    audit.record(
                            "create", "account", List.of(account), null, "first administrator");
                    return account;
                });
        return SignedIn.by(account, SignedIn.Factor.PASSWORD, clock.instant());
    }

    /** Whether the person has no account yet, so that a password is chosen and not asked for. */
    boolean needsNewPassword(Link link) {
        String email = Objects.requireNonNull(link.email());
        return gate.call(() -> credential(email))
                .map(known -> known.account().equals(link.account()))
                .orElse(true);
    }

    /**
     * Takes up an invitation: with a new password, or with that of the account which the person has
     * already, to which the roles then move.
     *
     * @param password the new one, which keeps the rules, or that of the known account
     * @throws Refused if the person has an account and the password is not the one of it
     * @throws NotThere if the link was used meanwhile
     */
    SignedIn invited(Link link, String password) {
        UUID guest = Objects.requireNonNull(link.account());
        UUID organisation = Objects.requireNonNull(link.organisation());
        String email = Objects.requireNonNull(link.email());
        Optional<Credentials.Credential> known = gate.call(() -> credential(email));
        boolean other = known.isPresent() && !known.get().account().equals(guest);
        if (other && !passwords.matches(password, known.get().passwordHash())) {
            gate.run(() -> attempts.failed(Attempts.Kind.LINK, Acting.now().origin()));
            throw new Refused("password", "invitation.password.of-account");
        }
        UUID account = other ? known.get().account() : guest;
        String hash = other ? null : passwords.hash(password);
        as(
                gateOf(account, organisation, link.kind()),
                () -> {
                    use(link);
                    if (hash == null) {
                        join(guest, account, organisation);
                    } else {
                        jdbc.sql("update account set status = 'active' where id = :account")
                                .param("account", account)
                                .update();
                        if (known.isPresent()) {
                            credentials.setPassword(account, hash, clock.instant());
                        } else {
                            created(account, email, hash);
                        }
                    }
                    audit.record("take-up-invitation", "account", List.of(account), null, "");
                    return account;
                });
        return SignedIn.by(account, SignedIn.Factor.PASSWORD, clock.instant());
    }

    /**
     * Two people with one address took up their links at the same moment: the second tries again.
     */
    private void created(UUID account, String email, String hash) {
        try {
            credentials.create(account, email, hash);
        } catch (DuplicateKeyException meanwhile) {
            throw new Refused("password", "invitation.password.of-account");
        }
    }

    /** Moves the roles of the guest to the account that the person has. */
    private void join(UUID guest, UUID account, UUID organisation) {
        jdbc.sql(
                        """
                        update membership g set until = now(), ended_why = 'changed'
                        where g.account = :guest and g.organisation = :organisation and g.until is null
                          and exists (select 1 from membership m where m.account = :account and m.role = g.role
                                      and m.organisation = g.organisation and m.until is null)
                        """)
                .param("guest", guest)
                .param("account", account)
                .param("organisation", organisation)
                .update();
        jdbc.sql(
                        """
                        update membership set account = :account, since = now()
                        where account = :guest and organisation = :organisation
                        """)
                .param("guest", guest)
                .param("account", account)
                .param("organisation", organisation)
                .update();
        jdbc.sql(
                        """
                        update account set status = case id when :guest then 'deactivated' else 'active' end,
                            deactivated_at = case id when :guest then now() end
                        where id in (:guest, :account)
                        """)
                .param("guest", guest)
                .param("account", account)
                .update();
    }

    /** Sets the password that was lost. Sessions that began earlier end. */
    SignedIn newPassword(Link link, String password) {
        UUID account = Objects.requireNonNull(link.account());
        String hash = passwords.hash(password);
        Instant now = clock.instant();
        as(
                gateOf(account, link.organisation(), link.kind()),
                () -> {
                    use(link);
                    credentials.setPassword(account, hash, now);
                    audit.record("new-password", "account", List.of(account), null, "");
                    return account;
                });
        return SignedIn.by(account, SignedIn.Factor.PASSWORD, now);
    }

    /**
     * Forgets the second factor that was lost; the next page sets up a new one.
     *
     * @throws Refused if the password is wrong: whoever found the link alone opens nothing
     */
    SignedIn newSecondFactor(Link link, String password) {
        UUID account = Objects.requireNonNull(link.account());
        String hash = gate.call(() -> credentials.passwordHash(account)).orElse(null);
        if (!passwords.matches(password, hash)) {
            gate.run(() -> attempts.failed(Attempts.Kind.LINK, Acting.now().origin()));
            throw new Refused("password", "invitation.password.wrong");
        }
        as(
                gateOf(account, link.organisation(), link.kind()),
                () -> {
                    use(link);
                    jdbc.sql(
                                    """
                                    update credential set totp_sealed = null, totp_last_step = 0, sessions_from = :now
                                    where account = :account
                                    """)
                            .param("account", account)
                            .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                            .update();
                    credentials.setRecovery(account, List.of());
                    credentials.forgetDevices(account);
                    audit.record("forget-second-factor", "account", List.of(account), null, "");
                    return account;
                });
        return SignedIn.by(account, SignedIn.Factor.PASSWORD, clock.instant());
    }

    private Optional<Credentials.Credential> credential(String email) {
        return jdbc.sql("select account, password_hash from credential where email = :email")
                .param("email", email)
                .query(Credentials.Credential.class)
                .optional();
    }

    /** The update itself makes sure that a link is good once. */
    private void use(Link link) {
        int used =
                jdbc.sql("update invitation set used_at = now() where id = :id and used_at is null")
                        .param("id", link.id())
                        .update();
        if (used != 1) {
            throw new NotThere();
        }
    }

    /** At the gate, with the audit of the organisation. */
    private static Actor gateOf(
            UUID account, @Nullable UUID organisation, @Nullable OrganisationKind kind) {
        return new Actor(
                account,
                organisation,
                kind,
                Room.GATE,
                Set.of(),
                Scope.OWN,
                Set.of(),
                Acting.now().origin());
    }

    private <T> T as(Actor actor, Supplier<T> work) {
        return Acting.as(actor, () -> transactions.execute(status -> work.get()));
    }
}
