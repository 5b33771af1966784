package amparo.server.accounts;

import amparo.server.access.Acting;
import amparo.server.access.Actor;
import amparo.server.access.Role;
import amparo.server.access.Scope;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Turns who signed in into who acts: with the roles of this very moment. */
@Component
class Actors {

    private final JdbcClient jdbc;
    private final Memberships memberships;
    private final TransactionTemplate transactions;

    Actors(JdbcClient jdbc, Memberships memberships, TransactionTemplate transactions) {
        this.jdbc = jdbc;
        this.memberships = memberships;
        this.transactions = transactions;
    }

    /**
     * An account as it is now.
     *
     * @param lastOrganisation where it worked last, by choice
     * @param lastRoom on which side of the walls it worked last, by code
     * @param secondFactor whether it has one; then it is always asked for
     * @param lockAfter minutes without use after which the session is locked, if it wants that
     * @param memberships where it can work, one entry for each role
     */
    record Standing(
            String displayName,
            String language,
            @Nullable UUID lastOrganisation,
            @Nullable String lastRoom,
            boolean secondFactor,
            @Nullable Integer lockAfter,
            List<Memberships.Membership> memberships) {}

    /**
     * The account as it is now; empty when its sessions have ended or it is not active any more.
     */
    Optional<Standing> standing(SignedIn signedIn, String origin) {
        return Acting.as(
                Actor.atTheGate(origin), () -> transactions.execute(status -> read(signedIn)));
    }

    private Optional<Standing> read(SignedIn signedIn) {
        record Found(
                String displayName,
                String language,
                @Nullable UUID lastOrganisation,
                @Nullable String lastRoom,
                boolean secondFactor,
                @Nullable Integer lockAfter) {}
        return jdbc.sql(
                        """
                        select a.display_name, a.language, c.last_organisation, c.last_room,
                               c.totp_sealed is not null
                                   or exists (select 1 from passkey p where p.account = a.id) as second_factor,
                               case when c.pin_hash is not null then c.lock_after_minutes end as lock_after
                        from account a join credential c on c.account = a.id
                        where a.id = :account and a.status = 'active' and c.sessions_from <= :since
                        """)
                .param("account", signedIn.account())
                .param("since", OffsetDateTime.ofInstant(signedIn.since(), ZoneOffset.UTC))
                .query(Found.class)
                .optional()
                .map(found ->
                        new Standing(
                                found.displayName(),
                                found.language(),
                                found.lastOrganisation(),
                                found.lastRoom(),
                                found.secondFactor(),
                                found.lockAfter(),
                                memberships.of(signedIn.account()).stream()
                                        .filter(one ->
                                                signedIn.onlyOrganisation() == null
                                                        || one.organisation()
                                                                .equals(
                                                                        signedIn
                                                                                .onlyOrganisation()))
                                        .toList()));
    }

    /**
     * Who acts: in the organisation and room that the session chose, or that were chosen last time,
     * or in the first that the account has. Empty when it has none (left).
     */
    Optional<Actor> actor(SignedIn signedIn, Standing standing, String origin) {
        List<Memberships.Membership> all = standing.memberships();
        boolean chosenNow = signedIn.organisation() != null;
        UUID organisation = chosenNow ? signedIn.organisation() : standing.lastOrganisation();
        String room = chosenNow ? signedIn.room() : standing.lastRoom();
        return all.stream()
                .filter(one ->
                        one.organisation().equals(organisation) && one.room().code().equals(room))
                .findFirst()
                .or(() -> all.stream().findFirst())
                .map(chosen -> actor(signedIn.account(), chosen, all, origin));
    }

    /** What pages tell about whoever is signed in. */
    Visitor visitor(SignedIn signedIn, Standing standing, Optional<Actor> actor) {
        Map<String, Visitor.Place> places = new LinkedHashMap<>();
        for (Memberships.Membership one : standing.memberships()) {
            places.merge(
                    one.organisation() + " " + one.room(),
                    new Visitor.Place(
                            one.organisation(),
                            one.organisationName(),
                            one.kind(),
                            one.room(),
                            Set.of(one.role())),
                    (known, more) ->
                            new Visitor.Place(
                                    known.organisation(),
                                    known.name(),
                                    known.kind(),
                                    known.room(),
                                    both(known, more)));
        }
        Visitor.Place here =
                actor.map(found -> places.get(found.organisation() + " " + found.room()))
                        .orElse(null);
        return new Visitor(
                signedIn.account(),
                standing.displayName(),
                standing.language(),
                actor.isPresent(),
                here,
                List.copyOf(places.values()));
    }

    private static Set<Role> both(Visitor.Place known, Visitor.Place more) {
        Set<Role> roles = EnumSet.copyOf(known.roles());
        roles.addAll(more.roles());
        return roles;
    }

    private static Actor actor(
            UUID account,
            Memberships.Membership chosen,
            List<Memberships.Membership> all,
            String origin) {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        Set<UUID> sites = new HashSet<>();
        Scope scope = Scope.OWN;
        for (Memberships.Membership one : all) {
            if (!one.organisation().equals(chosen.organisation()) || one.room() != chosen.room()) {
                continue;
            }
            roles.add(one.role());
            switch (one.scope()) {
                case ORGANISATION -> scope = Scope.ORGANISATION;
                case COUNTRY, SITE -> {
                    sites.addAll(one.sites());
                    scope = scope == Scope.ORGANISATION ? scope : Scope.SITE;
                }
                case OWN -> {}
            }
        }
        return new Actor(
                account,
                chosen.organisation(),
                chosen.kind(),
                chosen.room(),
                roles,
                scope,
                scope == Scope.ORGANISATION ? Set.of() : sites,
                origin);
    }
}
