package amparo.server.accounts;

import amparo.server.access.Acting;
import amparo.server.access.Role;
import amparo.server.audit.AuditLog;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Changes what people do, and lets them go. Work that they hold goes to a colleague in the same
 * transaction: nothing is ever without an owner.
 */
@Service
public class Leaving {

    private final JdbcClient jdbc;
    private final AtTheGate gate;
    private final Colleagues colleagues;
    private final MembershipWrites writes;
    private final ObjectProvider<OpenWork> work;
    private final AuditLog audit;
    private final TransactionTemplate transactions;

    Leaving(
            JdbcClient jdbc,
            AtTheGate gate,
            Colleagues colleagues,
            MembershipWrites writes,
            ObjectProvider<OpenWork> work,
            AuditLog audit,
            TransactionTemplate transactions) {
        this.jdbc = jdbc;
        this.gate = gate;
        this.colleagues = colleagues;
        this.writes = writes;
        this.work = work;
        this.audit = audit;
        this.transactions = transactions;
    }

    /**
     * Work of one kind that somebody holds.
     *
     * @param receivers who could take it over
     */
    public record Held(String kind, long count, List<Colleague> receivers) {}

    /** All that somebody holds; empty if nothing. */
    List<Held> held(UUID account) {
        return transactions.execute(status -> {
            return open(colleagues.find(account).orElseThrow(NotThere::new).account());
        });
    }

    private List<Held> open(UUID account) {
        List<Held> result = new ArrayList<>();
        List<Colleague> working = colleagues.working();
        for (OpenWork kind : work.orderedStream().toList()) {
            long count = kind.count(account);
            if (count > 0) {
                result.add(new Held(kind.kind(), count, receivers(kind, account, working)));
            }
        }
        return result;
    }

    private static List<Colleague> receivers(OpenWork kind, UUID account, List<Colleague> working) {
        return working.stream()
                .filter(one ->
                        !one.account().equals(account)
                                && one.roles().stream().anyMatch(kind.receivers()::contains))
                .toList();
    }

    /**
     * Gives other roles or another scope.
     *
     * @throws Refused if they are one's own, if nobody would be left to administer, or if work
     *     would be left to somebody who may not do it any more
     */
    void change(UUID account, Duties duties) {
        UUID organisation = Acting.now().requireOrganisation();
        if (account.equals(Acting.now().account())) {
            throw new Refused(DutiesForm.ROLES, "people.own-roles");
        }
        transactions.executeWithoutResult(status -> {
            writes.lock(organisation);
            Colleague before = colleagues.find(account).orElseThrow(NotThere::new);
            if (before.status() == Colleague.Status.LEFT) {
                throw new NotThere();
            }
            boolean sameReach =
                    before.memberships().stream()
                            .allMatch(one ->
                                    one.scope() == duties.scope()
                                            && one.sites().equals(duties.sites())
                                            && java.util.Objects.equals(
                                                    one.country(), duties.country()));
            List<UUID> ended =
                    before.memberships().stream()
                            .filter(one -> !sameReach || !duties.roles().contains(one.role()))
                            .map(Colleague.Held::membership)
                            .toList();
            Set<Role> given = EnumSet.copyOf(duties.roles());
            if (sameReach) {
                before.roles().forEach(given::remove);
            }
            writes.end(ended, "changed");
            writes.give(account, organisation, duties, given);
            writes.requireAdministrator(DutiesForm.ROLES);
            work.orderedStream()
                    .filter(kind ->
                            duties.roles().stream().noneMatch(kind.receivers()::contains)
                                    && kind.count(account) > 0)
                    .findFirst()
                    .ifPresent(kind -> {
                        throw new Refused(DutiesForm.ROLES, "people.roles.open-work");
                    });
            audit.record(
                    "change-roles", "account", List.of(account), null, Invitations.detail(duties));
        });
    }

    /**
     * Gives the work of somebody to colleagues.
     *
     * @param receivers who takes it, by kind
     * @param leaving whether all roles in the acting organisation end as well
     * @throws Refused if a receiver is missing or does not fit, if it is oneself who would leave,
     *     or the last administrator
     */
    void handOver(UUID account, Map<String, UUID> receivers, boolean leaving, String reason) {
        UUID organisation = Acting.now().requireOrganisation();
        if (leaving && account.equals(Acting.now().account())) {
            throw new Refused("reason", "people.leave.own");
        }
        Boolean closed =
                transactions.execute(status -> {
                    writes.lock(organisation);
                    Colleague before = colleagues.find(account).orElseThrow(NotThere::new);
                    // Roles that nobody confirmed ended by themselves, and may have left work
                    // behind.
                    if (leaving && before.status() == Colleague.Status.LEFT) {
                        throw new NotThere();
                    }
                    Map<String, Long> given = giveAway(account, receivers);
                    if (!given.isEmpty()) {
                        audit.record(
                                "hand-over",
                                "account",
                                taking(account, receivers),
                                reason,
                                given.toString());
                    }
                    return leaving && end(before, reason);
                });
        if (Boolean.TRUE.equals(closed)) {
            gate.run(() ->
                    jdbc.sql("update credential set sessions_from = now() where account = :account")
                            .param("account", account)
                            .update());
        }
    }

    private static List<UUID> taking(UUID account, Map<String, UUID> receivers) {
        List<UUID> all = new ArrayList<>(List.of(account));
        receivers.values().stream().distinct().forEach(all::add);
        return all;
    }

    private Map<String, Long> giveAway(UUID account, Map<String, UUID> receivers) {
        Map<String, Long> given = new TreeMap<>();
        List<Colleague> working = colleagues.working();
        for (OpenWork kind : work.orderedStream().toList()) {
            long count = kind.count(account);
            if (count == 0) {
                continue;
            }
            @Nullable UUID to = receivers.get(kind.kind());
            if (to == null
                    || receivers(kind, account, working).stream()
                            .noneMatch(one -> one.account().equals(to))) {
                throw new Refused("to-" + kind.kind(), "people.leave.receiver");
            }
            kind.handOver(account, to);
            if (kind.count(account) > 0) {
                throw new IllegalStateException("work of kind " + kind.kind() + " was left");
            }
            given.put(kind.kind(), count);
        }
        return given;
    }

    /** Whether the account closed with it; it goes on where it works for another organisation. */
    private boolean end(Colleague colleague, String reason) {
        UUID account = colleague.account();
        writes.end(
                colleague.memberships().stream().map(Colleague.Held::membership).toList(), "left");
        writes.requireAdministrator("reason");
        jdbc.sql(
                        """
                        update invitation set used_at = now()
                        where account = :account and organisation = :organisation and used_at is null
                        """)
                .param("account", account)
                .param("organisation", Acting.now().requireOrganisation())
                .update();
        int closed =
                jdbc.sql(
                                """
                                update account set status = 'deactivated', deactivated_at = now()
                                where id = :account and acting_runs_account(id)
                                """)
                        .param("account", account)
                        .update();
        audit.record("deactivate", "account", List.of(account), reason, "");
        return closed == 1;
    }
}
