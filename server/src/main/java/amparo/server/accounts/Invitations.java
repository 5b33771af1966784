package amparo.server.accounts;

import amparo.server.access.Acting;
import amparo.server.access.OrganisationKind;
import amparo.server.audit.AuditLog;
import amparo.server.platform.Ids;
import amparo.server.platform.Installation;
import amparo.server.platform.Language;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes the links by which people come in. Whether somebody elsewhere has an account with the same
 * address stays unsaid: the account that an invitation makes is joined to the known one by whoever
 * takes it up, with the password of that one.
 */
@Service
class Invitations {

    private static final Duration INVITATION = Duration.ofDays(7);
    private static final Duration LOST_ACCESS = Duration.ofDays(1);

    private final JdbcClient jdbc;
    private final AtTheGate gate;
    private final MembershipWrites writes;
    private final Colleagues colleagues;
    private final Organisations organisations;
    private final AuditLog audit;
    private final Installation installation;
    private final ObjectProvider<Notices> notices;
    private final TransactionTemplate transactions;

    Invitations(
            JdbcClient jdbc,
            AtTheGate gate,
            MembershipWrites writes,
            Colleagues colleagues,
            Organisations organisations,
            AuditLog audit,
            Installation installation,
            ObjectProvider<Notices> notices,
            TransactionTemplate transactions) {
        this.jdbc = jdbc;
        this.gate = gate;
        this.writes = writes;
        this.colleagues = colleagues;
        this.organisations = organisations;
        this.audit = audit;
        this.installation = installation;
        this.notices = notices;
        this.transactions = transactions;
    }

    /** Who is invited. */
    record Guest(String displayName, String email, Language language) {
        Guest {
            email = email.strip().toLowerCase(Locale.ROOT);
            displayName = displayName.strip();
        }
    }

    /**
     * A link to hand over; it can be read only now.
     *
     * @param sent whether it was sent as well
     */
    record Made(UUID account, String link, boolean sent) {}

    /**
     * Invites somebody into the acting organisation.
     *
     * @throws Refused if they belong or belonged to it already, or were invited
     */
    Made invite(Guest guest, Duties duties) {
        UUID organisation = Acting.now().requireOrganisation();
        UUID account = Ids.next();
        String token = FirstSteps.newToken();
        UUID known = byEmail(guest.email());
        transactions.executeWithoutResult(status -> {
            writes.lock(organisation);
            refuseKnown(guest, known);
            open(account, guest, organisation, duties, token);
            audit.record("invite", "account", List.of(account), null, detail(duties));
        });
        return made(account, token, Notices.Purpose.INVITATION, guest.email(), guest.language());
    }

    /**
     * The steward makes an organisation and invites its first administrator.
     *
     * @throws Refused if the country has an organisation of that name
     * @throws NotThere unless the steward acts
     */
    Made found(OrganisationKind kind, String name, String country, Guest guest) {
        if (!organisations.actsForSteward()) {
            throw new NotThere();
        }
        UUID account = Ids.next();
        String token = FirstSteps.newToken();
        transactions.executeWithoutResult(status -> {
            UUID organisation = organisations.create(kind, name, country, false);
            open(account, guest, organisation, Duties.administrator(), token);
            audit.record("create", "organisation", List.of(organisation), null, kind.code());
            audit.record(
                    "invite", "account", List.of(account), null, detail(Duties.administrator()));
        });
        return made(account, token, Notices.Purpose.INVITATION, guest.email(), guest.language());
    }

    /**
     * Another first administrator for an organisation that nobody runs yet: the link was lost, or
     * the wrong person was asked.
     *
     * @throws NotThere unless the steward acts, on an organisation without an administrator
     */
    Made foundAgain(UUID organisation, Guest guest) {
        Organisations.Organisation known = organisations.get(organisation);
        if (known.run() || !organisations.actsForSteward()) {
            throw new NotThere();
        }
        UUID account = Ids.next();
        String token = FirstSteps.newToken();
        transactions.executeWithoutResult(status -> {
            open(account, guest, organisation, Duties.administrator(), token);
            audit.record(
                    "invite", "account", List.of(account), null, detail(Duties.administrator()));
        });
        return made(account, token, Notices.Purpose.INVITATION, guest.email(), guest.language());
    }

    /**
     * Invites again: somebody who left, or whose link ran out. Earlier links end.
     *
     * @throws NotThere unless the account belonged to the acting organisation
     * @throws Refused if another organisation runs the account, or it works already
     */
    Made again(UUID account, Duties duties) {
        UUID organisation = Acting.now().requireOrganisation();
        Colleague before = colleagues.get(account);
        String email = colleagues.access(before).email();
        Language language = Language.of(before.language()).orElse(Language.ES);
        if (email == null || !before.run() || account.equals(Acting.now().account())) {
            throw new Refused("roles", "people.not-run-here");
        }
        String token = FirstSteps.newToken();
        transactions.executeWithoutResult(status -> {
            writes.lock(organisation);
            Colleague now = colleagues.find(account).orElseThrow(NotThere::new);
            if (now.status() == Colleague.Status.ACTIVE) {
                throw new Refused("roles", "people.works-already");
            }
            writes.end(
                    now.memberships().stream().map(Colleague.Held::membership).toList(), "changed");
            jdbc.sql(
                            "update account set status = 'invited', deactivated_at = null where id = :account")
                    .param("account", account)
                    .update();
            jdbc.sql(
                            """
                            update invitation set used_at = now()
                            where account = :account and organisation = :organisation and used_at is null
                            """)
                    .param("account", account)
                    .param("organisation", organisation)
                    .update();
            writes.give(account, organisation, duties, duties.roles());
            link(account, organisation, email, "invitation", null, token, INVITATION);
            audit.record("invite-again", "account", List.of(account), null, detail(duties));
        });
        return made(account, token, Notices.Purpose.INVITATION, email, language);
    }

    /**
     * A link for somebody who lost the password or the second factor. Their sessions end now.
     *
     * @param purpose {@code password} or {@code second-factor}
     * @throws NotThere unless the account belongs to the acting organisation
     * @throws Refused if another organisation runs the account, or it is one's own
     */
    Made lost(UUID account, Notices.Purpose purpose, String reason) {
        UUID organisation = Acting.now().requireOrganisation();
        Colleague colleague = colleagues.get(account);
        String email = colleagues.access(colleague).email();
        if (account.equals(Acting.now().account())) {
            throw new Refused("lost", "people.lost.own");
        }
        if (!colleague.run() || email == null) {
            throw new Refused("lost", "people.not-run-here");
        }
        if (colleague.status() != Colleague.Status.ACTIVE) {
            throw new Refused("lost", "people.lost.not-active");
        }
        String token = FirstSteps.newToken();
        String code = purpose == Notices.Purpose.PASSWORD ? "password" : "second-factor";
        transactions.executeWithoutResult(status -> {
            writes.lock(organisation);
            jdbc.sql(
                            """
                            update invitation set used_at = now()
                            where account = :account and organisation = :organisation and purpose = :purpose
                              and used_at is null
                            """)
                    .param("account", account)
                    .param("organisation", organisation)
                    .param("purpose", code)
                    .update();
            link(account, organisation, null, code, reason, token, LOST_ACCESS);
            audit.record("let-in-again", "account", List.of(account), reason, code);
        });
        gate.run(() ->
                jdbc.sql("update credential set sessions_from = now() where account = :account")
                        .param("account", account)
                        .update());
        return made(
                account,
                token,
                purpose,
                email,
                Language.of(colleague.language()).orElse(Language.ES));
    }

    private @Nullable UUID byEmail(String email) {
        return gate.call(() ->
                jdbc.sql("select account from credential where email = :email")
                        .param("email", email)
                        .query(UUID.class)
                        .optional()
                        .orElse(null));
    }

    /** Only what this organisation knows anyway. */
    private void refuseKnown(Guest guest, @Nullable UUID known) {
        if (known != null) {
            Optional<Colleague> colleague = colleagues.find(known);
            if (colleague.isPresent()
                    && (colleague.get().status() != Colleague.Status.LEFT
                            || colleague.get().run())) {
                throw new Refused(
                        "email",
                        colleague.get().status() == Colleague.Status.LEFT
                                ? "people.email.left"
                                : "people.email.known");
            }
        }
        boolean invited =
                jdbc.sql(
                                """
                                select exists (select 1 from invitation i join membership m on m.account = i.account
                                    and m.organisation = i.organisation and m.until is null
                                    where i.organisation = :organisation and i.email = :email and i.used_at is null)
                                """)
                        .param("organisation", Acting.now().requireOrganisation())
                        .param("email", guest.email())
                        .query(Boolean.class)
                        .single();
        if (invited) {
            throw new Refused("email", "people.email.invited");
        }
    }

    private void open(UUID account, Guest guest, UUID organisation, Duties duties, String token) {
        jdbc.sql("insert into account (id, display_name, language) values (:id, :name, :language)")
                .param("id", account)
                .param("name", guest.displayName())
                .param("language", guest.language().code())
                .update();
        writes.give(account, organisation, duties, duties.roles());
        link(account, organisation, guest.email(), "invitation", null, token, INVITATION);
    }

    private void link(
            UUID account,
            UUID organisation,
            @Nullable String email,
            String purpose,
            @Nullable String reason,
            String token,
            Duration life) {
        jdbc.sql(
                        """
                        insert into invitation (id, token_hash, organisation, account, invited_by, email, purpose, reason,
                            expires_at)
                        values (:id, :hash, :organisation, :account, :by, :email, :purpose, :reason,
                            now() + make_interval(secs => :seconds))
                        """)
                .param("id", Ids.next())
                .param("hash", FirstSteps.hash(token))
                .param("organisation", organisation)
                .param("account", account)
                .param("by", Acting.now().requireAccount())
                .param("email", email)
                .param("purpose", purpose)
                .param("reason", reason)
                .param("seconds", (double) life.toSeconds())
                .update();
    }

    private Made made(
            UUID account, String token, Notices.Purpose purpose, String email, Language language) {
        String link = installation.address() + "/invitation/" + token;
        boolean sent =
                notices.orderedStream()
                        .map(way -> way.send(purpose, email, language, link))
                        .reduce(false, Boolean::logicalOr);
        return new Made(account, link, sent);
    }

    /** For the audit: roles and how far they reach. */
    static String detail(Duties duties) {
        return duties.roles().stream()
                        .sorted()
                        .map(role -> role.code())
                        .collect(Collectors.joining(","))
                + " "
                + duties.scope().code();
    }
}
