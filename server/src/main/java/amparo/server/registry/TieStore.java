package amparo.server.registry;

import amparo.server.access.Actor;
import amparo.server.access.OrganisationKind;
import amparo.server.access.Policy;
import amparo.server.platform.Rows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What ties people and organisations to persons: assignments, shares, emergencies, notices. */
@Repository
class TieStore {

    private final JdbcClient jdbc;

    TieStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Somebody of this organisation who can be given a person. */
    record Colleague(UUID id, String name) {}

    /** An organisation with which something can be shared. */
    record Receiver(UUID id, String name, OrganisationKind kind) {}

    record Assigned(UUID id, UUID account, String name, UUID organisation, UUID assignedBy) {
        Policy.Assignment forPolicy() {
            return new Policy.Assignment(account, organisation, assignedBy);
        }

        /** Whether it is of this colleague, whichever file of the person it is to. */
        boolean isOf(UUID colleague, UUID of) {
            return account.equals(colleague) && organisation.equals(of);
        }
    }

    record Shared(
            UUID id,
            UUID fromOrganisation,
            String fromName,
            UUID organisation,
            String toName,
            List<String> facts,
            OffsetDateTime until) {}

    record Notice(
            UUID id,
            String code,
            String reason,
            String opener,
            UUID organisation,
            UUID openedBy,
            OffsetDateTime createdAt,
            @Nullable UUID seenBy,
            @Nullable String verdict) {}

    List<Colleague> colleagues(Actor actor) {
        return Rows.of(
                jdbc.sql(
                                """
                                select distinct a.id, a.display_name as name
                                from membership m join account a on a.id = m.account and a.status = 'active' and not a.program
                                where m.organisation = :organisation and m.since <= now() and (m.until is null or m.until > now())
                                  and m.role in ('registrar', 'case-worker', 'protection-specialist', 'supervisor',
                                                 'referral-focal-point', 'asylum-officer')
                                order by a.display_name, a.id
                                """)
                        .param("organisation", actor.requireOrganisation()),
                Colleague.class);
    }

    List<Assigned> assigned(UUID[] files) {
        return Rows.of(
                jdbc.sql(
                                """
                                select s.id, s.account, a.display_name as name, s.organisation, s.assigned_by
                                from assignment s join account a on a.id = s.account
                                where s.person = any (:persons) and (s.until is null or s.until > now())
                                order by a.display_name, s.id
                                """)
                        .param("persons", files),
                Assigned.class);
    }

    /** Once: who is named already stays so. */
    void assign(UUID id, UUID person, UUID account, Actor actor) {
        jdbc.sql(
                        """
                        insert into assignment (id, person, account, organisation, assigned_by)
                        values (:id, :person, :account, :organisation, :by) on conflict do nothing
                        """)
                .param("id", id)
                .param("person", person)
                .param("account", account)
                .param("organisation", actor.requireOrganisation())
                .param("by", actor.requireAccount())
                .update();
    }

    int endAssignment(UUID id, UUID[] files) {
        return jdbc.sql(
                        "update assignment set until = now() where id = :id and person = any (:persons) and until is null")
                .param("id", id)
                .param("persons", files)
                .update();
    }

    List<Receiver> receivers(Actor actor) {
        return jdbc
                .sql(
                        "select id, name, kind from organisation where active and id <> :organisation order by name")
                .param("organisation", actor.requireOrganisation())
                .query((row, number) ->
                        new Receiver(
                                row.getObject("id", UUID.class),
                                row.getString("name"),
                                OrganisationKind.of(row.getString("kind"))))
                .list()
                .stream()
                .filter(one -> Policy.mayReceive(one.kind()))
                .toList();
    }

    List<Shared> shares(UUID[] files) {
        return jdbc.sql(
                        """
                        select s.id, s.from_organisation, f.name as from_name, s.organisation, t.name as to_name, s.facts,
                               s.until
                        from share s join organisation f on f.id = s.from_organisation
                             join organisation t on t.id = s.organisation
                        where s.person = any (:persons) and s.until > now() order by s.until, s.id
                        """)
                .param("persons", files)
                .query((row, number) -> shared(row))
                .list();
    }

    /** What was ever shared on consent by the actor's organisation, the newest first. */
    List<PersonFiles.Received> received(UUID[] files, Actor actor, OffsetDateTime now) {
        return jdbc.sql(
                        """
                        select t.name, s.facts, s.since, s.until
                        from share s join organisation t on t.id = s.organisation
                        where s.person = any (:persons) and s.from_organisation = :organisation and s.basis = 'consent'
                        order by s.since desc, s.id
                        """)
                .param("persons", files)
                .param("organisation", actor.requireOrganisation())
                .query((row, number) -> {
                    OffsetDateTime until = row.getObject("until", OffsetDateTime.class);
                    return new PersonFiles.Received(
                            row.getString("name"),
                            List.of((String[]) row.getArray("facts").getArray()),
                            row.getObject("since", OffsetDateTime.class),
                            until,
                            until.isAfter(now));
                })
                .list();
    }

    void share(
            UUID id,
            UUID person,
            UUID receiver,
            Collection<String> facts,
            String basis,
            OffsetDateTime until,
            Actor actor) {
        jdbc.sql(
                        """
                        insert into share (id, person, organisation, from_organisation, shared_by, facts, basis,
                                           consented_at, until)
                        values (:id, :person, :receiver, :organisation, :by, :facts, :basis, now(), :until)
                        on conflict (id) do nothing
                        """)
                .param("id", id)
                .param("person", person)
                .param("receiver", receiver)
                .param("organisation", actor.requireOrganisation())
                .param("by", actor.requireAccount())
                .param("facts", facts.toArray(String[]::new))
                .param("basis", basis)
                .param("until", until)
                .update();
    }

    int endShare(UUID id, UUID[] files) {
        return jdbc.sql(
                        "update share set until = now() where id = :id and person = any (:persons) and until > now()")
                .param("id", id)
                .param("persons", files)
                .update();
    }

    /** Opens the file with this code; empty if there is none. The database looks for it. */
    Optional<UUID> openEmergency(String code, String reason) {
        return Optional.ofNullable(
                jdbc.sql("select emergency_open(:code, :reason)")
                        .param("code", code)
                        .param("reason", reason)
                        .query((row, number) -> row.getObject(1, UUID.class))
                        .list()
                        .getFirst());
    }

    int endEmergency(UUID person) {
        return jdbc.sql(
                        "update emergency_access set ends_at = now() where person = :person and ends_at > now()")
                .param("person", person)
                .update();
    }

    List<Notice> notices(@Nullable UUID before, int limit) {
        return Rows.of(
                jdbc.sql(
                                """
                                select id, code, reason, opener, organisation, opened_by, created_at, seen_by, verdict
                                from notice where id < :before order by (seen_by is null) desc, created_at desc limit :limit
                                """)
                        .param("before", before == null ? new UUID(-1, -1) : before)
                        .param("limit", limit),
                Notice.class);
    }

    long unseen() {
        return jdbc.sql("select count(*) from notice where seen_by is null")
                .query(Long.class)
                .single();
    }

    Optional<Notice> notice(UUID id) {
        return jdbc.sql(
                        """
                        select id, code, reason, opener, organisation, opened_by, created_at, seen_by, verdict
                        from notice where id = :id
                        """)
                .param("id", id)
                .query(Notice.class)
                .optional();
    }

    int judge(UUID id, String verdict, Actor actor) {
        return jdbc.sql(
                        "update notice set verdict = :verdict, seen_by = :me, seen_at = now() where id = :id")
                .param("verdict", verdict)
                .param("me", actor.requireAccount())
                .param("id", id)
                .update();
    }

    private static Shared shared(ResultSet row) throws SQLException {
        return new Shared(
                row.getObject("id", UUID.class),
                row.getObject("from_organisation", UUID.class),
                row.getString("from_name"),
                row.getObject("organisation", UUID.class),
                row.getString("to_name"),
                List.of((String[]) row.getArray("facts").getArray()),
                row.getObject("until", OffsetDateTime.class));
    }
}
