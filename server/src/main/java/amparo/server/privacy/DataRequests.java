package amparo.server.privacy;

import amparo.server.access.Acting;
import amparo.server.access.Actor;
import amparo.server.access.Room;
import amparo.server.audit.AuditLog;
import amparo.server.platform.Ids;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What persons asked for: a copy of their data, or that it be erased. */
@Service
public class DataRequests {

    /**
     * Days until a request has to be answered; policy, the shortest term of the laws we know of.
     */
    static final int DAYS = 15;

    static final List<String> KINDS = List.of("access", "erasure");
    static final List<String> ASKED_BY = List.of("person", "guardian", "lawyer", "relative");
    static final List<String> CHANNELS =
            List.of("in-person", "telephone", "letter", "email", "other-organisation");
    static final List<String> CHECKS =
            List.of("known-to-staff", "document", "questions", "call-back", "power-of-attorney");

    /** SQLSTATE of erase_values when a legal hold stands. */
    private static final String HELD = "55006";

    private final JdbcClient jdbc;
    private final AuditLog audit;
    private final Clock clock;

    DataRequests(JdbcClient jdbc, AuditLog audit, Clock clock) {
        this.jdbc = jdbc;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * A request.
     *
     * @param code of the person; none once it is closed: then the person is out of reach again
     * @param status open, granted or refused
     */
    public record Request(
            UUID id,
            UUID person,
            @Nullable String code,
            String kind,
            String askedBy,
            String channel,
            String identityCheck,
            Instant recordedAt,
            LocalDate due,
            String status,
            @Nullable String decisionReason,
            boolean told,
            List<UUID> receivers) {

        /** Whether it waits for a decision. */
        public boolean open() {
            return status.equals("open");
        }
    }

    /** What a person asks for, as the form has it. */
    public record Asked(
            String code, String kind, String askedBy, String channel, String identityCheck) {

        /** Whether every choice is one that is offered. */
        public boolean complete() {
            return KINDS.contains(kind)
                    && ASKED_BY.contains(askedBy)
                    && CHANNELS.contains(channel)
                    && CHECKS.contains(identityCheck);
        }
    }

    /**
     * What an erasure means.
     *
     * @param receivers organisations that received data and are to be told
     * @param authorities those that keep what they wrote themselves, under their own law
     * @param heldUntil a legal hold that forbids it until then
     */
    public record Preview(
            List<String> receivers, List<String> authorities, @Nullable LocalDate heldUntil) {}

    /** How a decision ended. */
    public enum Outcome {
        DONE,
        /** No such open request in this organisation. */
        GONE,
        /** A legal hold stands. */
        HELD
    }

    /**
     * Records what a person asks for. Asking twice gives the request that is open already.
     *
     * @return its id; empty if no person of this organisation with that code is in reach
     */
    @Transactional
    public Optional<UUID> open(Asked asked) {
        if (!asked.complete()) {
            throw new IllegalArgumentException("an incomplete request");
        }
        Actor actor = Acting.now();
        Optional<UUID> person = person(actor, asked.code());
        if (person.isEmpty()) {
            // Codes that were tried are told too: somebody may be guessing.
            audit.record("search", "person", List.of(), null, "code unknown for a data request");
            return Optional.empty();
        }
        Optional<UUID> known =
                jdbc.sql(
                                "select id from data_request where person = :person and kind = :kind and status = 'open'")
                        .param("person", person.get())
                        .param("kind", asked.kind())
                        .query(UUID.class)
                        .optional();
        if (known.isPresent()) {
            return known;
        }
        UUID id = Ids.next();
        jdbc.sql(
                        """
                        insert into data_request (id, person, organisation, kind, asked_by, channel, identity_check,
                            recorded_by, due)
                        values (:id, :person, :organisation, :kind, :askedBy, :channel, :check, :by, :due)
                        """)
                .param("id", id)
                .param("person", person.get())
                .param("organisation", actor.requireOrganisation())
                .param("kind", asked.kind())
                .param("askedBy", asked.askedBy())
                .param("channel", asked.channel())
                .param("check", asked.identityCheck())
                .param("by", actor.requireAccount())
                .param("due", LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).plusDays(DAYS))
                .update();
        audit.record(
                "request", asked.kind(), List.of(person.get()), null, "channel=" + asked.channel());
        return Optional.of(id);
    }

    private Optional<UUID> person(Actor actor, String code) {
        String sql =
                actor.room() == Room.OVERSIGHT
                        ? "select id from (select find_person_for_request(:code) as id) as found where id is not null"
                        : "select id from person where code = :code and organisation = acting_organisation()"
                                + " and erased_at is null";
        return jdbc.sql(sql).param("code", code).query(UUID.class).optional();
    }

    private static final String REQUESTS =
            """
            select d.id, d.person, p.code, d.kind, d.asked_by, d.channel, d.identity_check, d.recorded_at, d.due,
                   d.status, d.decision_reason, d.told_at is not null, d.receivers
            from data_request d left join person p on p.id = d.person and d.status = 'open'
            """;

    /** The requests of the organisation, open ones first, the most urgent on top. */
    @Transactional
    public List<Request> list() {
        List<Request> found =
                jdbc.sql(REQUESTS + " order by (d.status = 'open') desc, d.due, d.id limit 200")
                        .query((row, index) -> request(row))
                        .list();
        audit.record(
                "list",
                "data-request",
                found.stream().map(Request::person).distinct().toList(),
                null,
                "count=" + found.size());
        return found;
    }

    /** A request of the organisation. */
    @Transactional
    public Optional<Request> find(UUID id) {
        Optional<Request> found = read(id);
        found.ifPresent(request ->
                audit.record("read", "data-request", List.of(request.person()), null, ""));
        return found;
    }

    private Optional<Request> read(UUID id) {
        return jdbc.sql(REQUESTS + " where d.id = :id")
                .param("id", id)
                .query((row, index) -> request(row))
                .optional();
    }

    /** What erasing would mean, or meant: for a request that find gave. */
    @Transactional
    public Preview preview(Request request) {
        List<String> receivers =
                request.open()
                        ? jdbc.sql(
                                        "select distinct o.name from share s join organisation o on o.id ="
                                                + " s.organisation where s.person = :person order by o.name")
                                .param("person", request.person())
                                .query((row, index) -> row.getString(1))
                                .list()
                        : names(request.receivers());
        List<String> authorities =
                jdbc.sql(
                                "select name from organisation where id = any (erasure_leaves(:id)) order by name")
                        .param("id", request.id())
                        .query((row, index) -> row.getString(1))
                        .list();
        LocalDate held =
                jdbc.sql(
                                "select max(until) from legal_hold where person = :person and lifted_at is null"
                                        + " and until >= current_date")
                        .param("person", request.person())
                        .query(LocalDate.class)
                        .optional()
                        .orElse(null);
        return new Preview(receivers, authorities, held);
    }

    private List<String> names(List<UUID> organisations) {
        return jdbc.sql("select name from organisation where id = any (:ids) order by name")
                .param("ids", organisations.toArray(UUID[]::new))
                .query((row, index) -> row.getString(1))
                .list();
    }

    /**
     * Erases, wholly or not at all.
     *
     * @param reason of the decision, at least ten letters
     */
    @Transactional
    public Outcome erase(UUID id, String reason) {
        Optional<Request> request = read(id).filter(Request::open);
        if (request.isEmpty() || !request.get().kind().equals("erasure")) {
            return Outcome.GONE;
        }
        if (preview(request.get()).heldUntil() != null) {
            return Outcome.HELD;
        }
        try {
            jdbc.sql("select erase_on_request(:id, :reason)::text")
                    .param("id", id)
                    .param("reason", reason)
                    .query(String.class)
                    .single();
        } catch (DataAccessException refused) {
            // A hold that was set a moment ago.
            if (refused.getRootCause() instanceof SQLException sql
                    && HELD.equals(sql.getSQLState())) {
                throw new HeldException(refused);
            }
            throw refused;
        }
        audit.record("erase", "person", List.of(request.get().person()), null, "on request");
        return Outcome.DONE;
    }

    /** A hold came between looking and erasing; everything is as it was. */
    static final class HeldException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        HeldException(Throwable cause) {
            super(cause);
        }
    }

    /** Says no, with the reason that the person is told. */
    @Transactional
    public Outcome refuse(UUID id, String reason) {
        return decide(id, "refused", reason);
    }

    /** Says that the person got the copy. */
    @Transactional
    public Outcome granted(UUID id, String reason) {
        return decide(id, "granted", reason);
    }

    private Outcome decide(UUID id, String status, String reason) {
        Optional<Request> request = read(id).filter(Request::open);
        if (request.isEmpty()
                || (status.equals("granted") && request.get().kind().equals("erasure"))) {
            return Outcome.GONE;
        }
        int changed =
                jdbc.sql(
                                "update data_request set status = :status, decided_by = acting_account(),"
                                        + " decided_at = now(), decision_reason = :reason"
                                        + " where id = :id and status = 'open'")
                        .param("status", status)
                        .param("reason", reason)
                        .param("id", id)
                        .update();
        if (changed == 0) {
            return Outcome.GONE;
        }
        audit.record(
                "decide",
                "data-request",
                List.of(request.get().person()),
                reason,
                "decision=" + status);
        return Outcome.DONE;
    }

    /** Notes that all who had received data were told of the erasure. */
    @Transactional
    public Outcome told(UUID id) {
        int changed =
                jdbc.sql(
                                "update data_request set told_at = now(), told_by = acting_account()"
                                        + " where id = :id and status = 'granted' and kind = 'erasure' and told_at is null")
                        .param("id", id)
                        .update();
        if (changed == 0) {
            return Outcome.GONE;
        }
        audit.record("update", "data-request", List.of(), null, "receivers told");
        return Outcome.DONE;
    }

    private static Request request(ResultSet row) throws SQLException {
        return new Request(
                row.getObject(1, UUID.class),
                row.getObject(2, UUID.class),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getString(7),
                row.getObject(8, OffsetDateTime.class).toInstant(),
                row.getObject(9, LocalDate.class),
                row.getString(10),
                row.getString(11),
                row.getBoolean(12),
                List.of((UUID[]) row.getArray(13).getArray()));
    }
}
