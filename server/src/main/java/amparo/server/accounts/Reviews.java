package amparo.server.accounts;

import amparo.server.access.Acting;
import amparo.server.access.Actor;
import amparo.server.access.OrganisationKind;
import amparo.server.access.Role;
import amparo.server.access.Room;
import amparo.server.access.Scope;
import amparo.server.audit.AuditLog;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The access review: every role is confirmed from time to time by an administrator, or ends by
 * itself.
 */
@Service
public class Reviews {

    private final JdbcClient jdbc;
    private final Colleagues colleagues;
    private final MembershipWrites writes;
    private final ObjectProvider<OpenWork> work;
    private final AuditLog audit;
    private final Clock clock;
    private final TransactionTemplate transactions;
    private final int days;
    private final int grace;

    Reviews(
            JdbcClient jdbc,
            Colleagues colleagues,
            MembershipWrites writes,
            ObjectProvider<OpenWork> work,
            AuditLog audit,
            Clock clock,
            TransactionTemplate transactions,
            @Value("${amparo.review.days:90}") int days,
            @Value("${amparo.review.grace-days:30}") int grace) {
        if (days < 1 || grace < 1 || days + grace <= 30) {
            throw new IllegalArgumentException(
                    "amparo.review.days and amparo.review.grace-days are at least 1, and together more than 30");
        }
        this.jdbc = jdbc;
        this.colleagues = colleagues;
        this.writes = writes;
        this.work = work;
        this.audit = audit;
        this.clock = clock;
        this.transactions = transactions;
        this.days = days;
        this.grace = grace;
    }

    /**
     * One role of somebody, as the review shows it.
     *
     * @param lastSignIn none if never
     * @param due by when it must be confirmed
     * @param stops when it ends by itself
     * @param own whether it is of whoever reviews, which somebody else must confirm
     */
    public record Line(
            UUID membership,
            UUID account,
            String displayName,
            Role role,
            Scope scope,
            Instant since,
            Instant reviewedAt,
            @Nullable Instant lastSignIn,
            Instant due,
            Instant stops,
            boolean own) {}

    /** How long a confirmation holds, in days. */
    int days() {
        return days;
    }

    /** How long an overdue role goes on working, in days. */
    int grace() {
        return grace;
    }

    /** The roles that wait for a confirmation, the oldest first. */
    List<Line> due() {
        Instant now = clock.instant();
        return all("list").stream().filter(line -> !line.due().isAfter(now)).toList();
    }

    /** Every role of the acting organisation, the one that is due first in front. */
    List<Line> all(String action) {
        return transactions.execute(status -> {
            List<Colleague> working = colleagues.working();
            Map<UUID, Instant> signIns = colleagues.lastSignIns(working);
            List<Line> lines = new ArrayList<>();
            for (Colleague one : working) {
                for (Colleague.Held held : one.memberships()) {
                    Instant due = held.reviewedAt().plus(days, ChronoUnit.DAYS);
                    lines.add(
                            new Line(
                                    held.membership(),
                                    one.account(),
                                    one.displayName(),
                                    held.role(),
                                    held.scope(),
                                    held.since(),
                                    held.reviewedAt(),
                                    signIns.get(one.account()),
                                    due,
                                    due.plus(grace, ChronoUnit.DAYS),
                                    one.account().equals(Acting.now().account())));
                }
            }
            lines.sort(
                    Comparator.comparing(Line::due)
                            .thenComparing(Line::displayName)
                            .thenComparing(Line::role));
            audit.record(
                    action,
                    "access-review",
                    working.stream().map(Colleague::account).toList(),
                    null,
                    "");
            return lines;
        });
    }

    /** How many roles wait for a confirmation, and when the first of them stops. */
    record Waiting(long count, @Nullable Instant firstStops) {}

    Waiting waiting() {
        return transactions.execute(status ->
                jdbc.sql(
                                """
                                select count(*) as number, min(m.reviewed_at) as oldest
                                from membership m join account a on a.id = m.account and a.status = 'active'
                                where m.organisation = :organisation and m.until is null and m.reviewed_at <= :before
                                """)
                        .param("organisation", Acting.now().requireOrganisation())
                        .param("before", before(days))
                        .query((row, number) -> {
                            OffsetDateTime oldest = row.getObject("oldest", OffsetDateTime.class);
                            return new Waiting(
                                    row.getLong("number"),
                                    oldest == null
                                            ? null
                                            : oldest.toInstant()
                                                    .plus(days + grace, ChronoUnit.DAYS));
                        })
                        .single());
    }

    /**
     * Confirms roles: they hold for another period. One's own are left as they are.
     *
     * @return how many
     */
    int confirm(Collection<UUID> memberships) {
        return transactions.execute(status -> {
            List<Line> chosen = chosen(memberships);
            int done =
                    jdbc.sql(
                                    """
                                    update membership set reviewed_at = :now, reviewed_by = :by
                                    where id = any (:ids) and organisation = :organisation and until is null
                                    """)
                            .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                            .param("by", Acting.now().account())
                            .param("ids", ids(chosen))
                            .param("organisation", Acting.now().requireOrganisation())
                            .update();
            audit.record("confirm", "membership", List.of(ids(chosen)), null, "");
            return done;
        });
    }

    /**
     * Ends roles. One's own are left as they are.
     *
     * @return how many
     * @throws Refused if somebody holds open work and would have no role left for it
     */
    int end(Collection<UUID> memberships) {
        return transactions.execute(status -> {
            writes.lock(Acting.now().requireOrganisation());
            List<Line> chosen = chosen(memberships);
            int done = writes.end(List.of(ids(chosen)), "review");
            writes.requireAdministrator("membership");
            for (Line line : chosen) {
                Set<Role> left =
                        colleagues
                                .find(line.account())
                                .map(one -> Set.copyOf(one.roles()))
                                .orElse(Set.of());
                boolean stranded =
                        work.orderedStream()
                                .anyMatch(kind ->
                                        left.stream().noneMatch(kind.receivers()::contains)
                                                && kind.count(line.account()) > 0);
                if (stranded) {
                    throw new Refused("membership", "people.review.open-work", line.displayName());
                }
            }
            audit.record("end", "membership", List.of(ids(chosen)), null, "");
            return done;
        });
    }

    /** Those of the given that are roles of others in the acting organisation. */
    List<Line> chosen(Collection<UUID> memberships) {
        return all("list").stream()
                .filter(line -> memberships.contains(line.membership()) && !line.own())
                .toList();
    }

    private static UUID[] ids(List<Line> lines) {
        return lines.stream().map(Line::membership).toArray(UUID[]::new);
    }

    /**
     * Ends what nobody confirmed in time, in every organisation, as the system. The last
     * administrator stays: otherwise nobody could ever confirm anything again.
     *
     * @return how many roles ended
     */
    int endUnconfirmed() {
        record Place(UUID id, String kind) {}
        Actor system = Actor.system("access-review");
        List<Place> places =
                Acting.as(
                        system,
                        () ->
                                transactions.execute(status ->
                                        jdbc.sql(
                                                        """
                                                        select distinct o.id, o.kind
                                                        from membership m join organisation o on o.id = m.organisation
                                                        where m.until is null and m.reviewed_at <= :before
                                                        """)
                                                .param("before", before(days + grace))
                                                .query(Place.class)
                                                .list()));
        int ended = 0;
        for (Place place : places) {
            // The entry belongs into the chain of the organisation.
            Actor there =
                    new Actor(
                            null,
                            place.id(),
                            OrganisationKind.of(place.kind()),
                            Room.SYSTEM,
                            Set.of(),
                            Scope.OWN,
                            Set.of(),
                            "access-review");
            ended += Acting.as(there, () -> endIn(place.id()));
        }
        return ended;
    }

    private int endIn(UUID organisation) {
        return transactions.execute(status -> {
            writes.lock(organisation);
            List<UUID> gone =
                    jdbc.sql(
                                    """
                                    update membership m set until = now(), ended_why = 'not-confirmed'
                                    where m.organisation = :organisation and m.until is null and m.reviewed_at <= :before
                                      and (m.role <> 'administrator' or exists
                                          (select 1 from membership other join account a on a.id = other.account
                                           where other.organisation = m.organisation and other.role = 'administrator'
                                             and other.until is null and other.reviewed_at > :before
                                             and a.status = 'active'))
                                    returning m.account
                                    """)
                            .param("organisation", organisation)
                            .param("before", before(days + grace))
                            .query((row, number) -> row.getObject("account", UUID.class))
                            .list();
            if (!gone.isEmpty()) {
                audit.record(
                        "end-unconfirmed",
                        "membership",
                        gone.stream().distinct().collect(Collectors.toList()),
                        null,
                        days + "+" + grace + " days");
            }
            return gone.size();
        });
    }

    private OffsetDateTime before(int age) {
        return clock.instant().minus(age, ChronoUnit.DAYS).atOffset(ZoneOffset.UTC);
    }
}
