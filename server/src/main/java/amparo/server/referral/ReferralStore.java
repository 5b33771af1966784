package amparo.server.referral;

import amparo.server.access.Acting;
import amparo.server.access.Room;
import amparo.server.platform.Sealer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Referrals as rows, as far as the walls let whoever acts see them. */
@Repository
class ReferralStore {

    private static final String COLUMNS =
            """
            select r.id, r.code, r.person, coalesce(k.code, p.code) as person_code, r.from_organisation, f.name as from_name, r.organisation,
                   o.name as to_name, r.service, s.name as service_name, s.country, r.sector, r.urgency, r.basis, r.facts,
                   r.screens, r.state, r.because, r.words, r.waiting_until, r.made_by, r.made_at, r.due_at, r.due_by,
                   r.law_until, r.leaves_at, r.sent_at, r.seen_at, r.answered_at, r.ended_at, r.news, r.tell, r.step, r.moved_at
            from referral r join organisation f on f.id = r.from_organisation join organisation o on o.id = r.organisation
                 join service s on s.id = r.service left join person p on p.id = r.person
                 left join lateral (select standing_file(p.id) as id
                                              where p.merged_into is not null offset 0) as stands on true
                         left join person k on k.id = stands.id
            """;

    private final JdbcClient jdbc;
    private final Sealer sealer;

    ReferralStore(JdbcClient jdbc, Sealer sealer) {
        this.jdbc = jdbc;
        this.sealer = sealer;
    }

    /**
     * A referral.
     *
     * @param personCode none where the file is not in reach
     * @param step how far the clock has called: 1 a reminder, 2 supervisors, 3 and more whoever
     *     coordinates
     */
    record Referral(
            UUID id,
            String code,
            UUID person,
            @Nullable String personCode,
            UUID fromOrganisation,
            String fromName,
            UUID organisation,
            String toName,
            UUID service,
            String serviceName,
            String country,
            String sector,
            String urgency,
            String basis,
            List<String> facts,
            List<String> screens,
            String state,
            @Nullable String because,
            @Nullable String words,
            @Nullable LocalDate waitingUntil,
            UUID madeBy,
            OffsetDateTime dueAt,
            String dueBy,
            @Nullable OffsetDateTime lawUntil,
            @Nullable OffsetDateTime leavesAt,
            @Nullable OffsetDateTime sentAt,
            @Nullable OffsetDateTime seenAt,
            @Nullable OffsetDateTime answeredAt,
            @Nullable OffsetDateTime endedAt,
            boolean news,
            boolean tell,
            int step,
            @Nullable OffsetDateTime movedAt) {

        boolean incoming() {
            return organisation.equals(Acting.now().organisation());
        }

        boolean drafted() {
            return state.equals("drafted");
        }

        /** Whether nobody has answered it yet. */
        boolean unanswered() {
            return state.equals("sent") || state.equals("seen");
        }

        boolean open() {
            return unanswered()
                    || state.equals("accepted")
                    || state.equals("waiting")
                    || state.equals("in-progress");
        }

        /** Whether the person has moved on before anybody accepted them. */
        boolean left(OffsetDateTime now) {
            return (unanswered() || state.equals("waiting"))
                    && (movedAt != null || (leavesAt != null && leavesAt.isBefore(now)));
        }

        boolean late(OffsetDateTime now) {
            return unanswered() && dueAt.isBefore(now);
        }
    }

    /** What is to be written. */
    record NewReferral(
            UUID id,
            UUID person,
            UUID organisation,
            UUID service,
            String sector,
            String urgency,
            String basis,
            List<String> facts,
            List<String> screens,
            OffsetDateTime since,
            @Nullable OffsetDateTime lawUntil,
            @Nullable OffsetDateTime leavesAt,
            OffsetDateTime dueAt,
            String dueBy,
            int followHours,
            @Nullable UUID insteadOf) {}

    /** What the person said, or why they were not asked. */
    record Consented(
            String basis,
            @Nullable String language,
            @Nullable String way,
            boolean interpreter,
            @Nullable String witness,
            @Nullable String text,
            @Nullable String reason,
            @Nullable String by,
            OffsetDateTime recordedAt) {}

    /** Something that happened. */
    record Event(
            String kind,
            @Nullable String because,
            @Nullable String words,
            @Nullable String organisation,
            @Nullable String by,
            OffsetDateTime at) {}

    /** Which of them. */
    enum Which {
        IN(
                "r.organisation = :me and r.state in ('sent', 'seen', 'accepted', 'waiting', 'in-progress')",
                "r.due_at, r.id"),
        OUT("r.from_organisation = :me", "r.id desc"),
        LATE(
                "(r.organisation = :me or r.from_organisation = :me) and r.step >= 2",
                "r.due_at, r.id"),
        LEFT(
                "r.from_organisation = :me and r.state in ('sent', 'seen', 'waiting')"
                        + " and (r.moved_at is not null or (r.leaves_at is not null and r.leaves_at < now()))",
                "r.id desc"),
        NEWS("r.from_organisation = :me and r.news", "r.id desc"),
        TELL("r.from_organisation = :me and r.tell", "r.id desc"),
        DONE(
                "r.organisation = :me and r.state in ('declined', 'completed', 'not-reached', 'withdrawn')",
                "r.id desc");

        private final String where;
        private final String order;

        Which(String where, String order) {
            this.where = where;
            this.order = order;
        }
    }

    List<Referral> list(Which which, int from, int limit) {
        return jdbc.sql(
                        COLUMNS
                                + " where "
                                + which.where
                                + " order by "
                                + which.order
                                + " offset :from limit :limit")
                .param("me", Acting.now().requireOrganisation())
                .param("from", from)
                .param("limit", limit)
                .query((row, number) -> referral(row))
                .list();
    }

    /** After one of them, the newest first. */
    List<Referral> after(Which which, @Nullable UUID after, int limit) {
        return jdbc.sql(
                        COLUMNS
                                + " where ("
                                + which.where
                                + ") and (:after::uuid is null or r.id < :after)"
                                + " order by r.id desc limit :limit")
                .param("me", Acting.now().requireOrganisation())
                .param("after", after, Types.OTHER)
                .param("limit", limit)
                .query((row, number) -> referral(row))
                .list();
    }

    /** Counted no further than this. */
    long count(Which which, int most) {
        return jdbc.sql(
                        "select count(*) from (select 1 from referral r where "
                                + which.where
                                + (which == Which.IN ? " and r.state in ('sent', 'seen')" : "")
                                + " limit :most) as counted")
                .param("me", Acting.now().requireOrganisation())
                .param("most", most)
                .query(Long.class)
                .single();
    }

    Optional<Referral> find(UUID id) {
        return rows(COLUMNS + " where r.id = :id", Map.of("id", id)).stream().findFirst();
    }

    Optional<Referral> byCode(String code) {
        return rows(COLUMNS + " where r.code = :code", Map.of("code", code)).stream().findFirst();
    }

    List<Referral> ofPerson(UUID[] files) {
        return rows(
                COLUMNS + " where r.person = any (:persons) order by r.id desc limit 100",
                Map.of("persons", files));
    }

    private List<Referral> rows(String sql, Map<String, Object> parameters) {
        return jdbc.sql(sql).params(parameters).query((row, number) -> referral(row)).list();
    }

    private static Referral referral(ResultSet row) throws SQLException {
        return new Referral(
                row.getObject("id", UUID.class),
                row.getString("code"),
                row.getObject("person", UUID.class),
                row.getString("person_code"),
                row.getObject("from_organisation", UUID.class),
                row.getString("from_name"),
                row.getObject("organisation", UUID.class),
                row.getString("to_name"),
                row.getObject("service", UUID.class),
                row.getString("service_name"),
                row.getString("country"),
                row.getString("sector"),
                row.getString("urgency"),
                row.getString("basis"),
                List.of((String[]) row.getArray("facts").getArray()),
                List.of((String[]) row.getArray("screens").getArray()),
                row.getString("state"),
                row.getString("because"),
                row.getString("words"),
                row.getObject("waiting_until", LocalDate.class),
                row.getObject("made_by", UUID.class),
                row.getObject("due_at", OffsetDateTime.class),
                row.getString("due_by"),
                row.getObject("law_until", OffsetDateTime.class),
                row.getObject("leaves_at", OffsetDateTime.class),
                row.getObject("sent_at", OffsetDateTime.class),
                row.getObject("seen_at", OffsetDateTime.class),
                row.getObject("answered_at", OffsetDateTime.class),
                row.getObject("ended_at", OffsetDateTime.class),
                row.getBoolean("news"),
                row.getBoolean("tell"),
                row.getInt("step"),
                row.getObject("moved_at", OffsetDateTime.class));
    }

    /** Writes a draft; false if there is one under this id already. */
    boolean insert(NewReferral one) {
        return jdbc.sql(
                                """
                                insert into referral (id, code, person, from_organisation, organisation, service, sector, urgency,
                                    basis, facts, screens, made_by, since, law_until, leaves_at, due_at, due_by, follow_hours,
                                    instead_of)
                                values (:id, '0000000000', :person, :from, :to, :service, :sector, :urgency, :basis, :facts,
                                    :screens, :me, :since, :law, :leaves, :due, :by, :follow, :instead)
                                on conflict (id) do nothing
                                """)
                        .param("id", one.id())
                        .param("person", one.person())
                        .param("from", Acting.now().requireOrganisation())
                        .param("to", one.organisation())
                        .param("service", one.service())
                        .param("sector", one.sector())
                        .param("urgency", one.urgency())
                        .param("basis", one.basis())
                        .param("facts", one.facts().toArray(String[]::new))
                        .param("screens", one.screens().toArray(String[]::new))
                        .param("me", Acting.now().requireAccount())
                        .param("since", one.since())
                        .param("law", one.lawUntil(), Types.TIMESTAMP_WITH_TIMEZONE)
                        .param("leaves", one.leavesAt(), Types.TIMESTAMP_WITH_TIMEZONE)
                        .param("due", one.dueAt())
                        .param("by", one.dueBy())
                        .param("follow", one.followHours())
                        .param("instead", one.insteadOf(), Types.OTHER)
                        .update()
                == 1;
    }

    void write(UUID id, Content content) {
        jdbc.sql(
                        "insert into referral_content (referral, from_organisation, content) values (:id, :from, :content)")
                .param("id", id)
                .param("from", Acting.now().requireOrganisation())
                .param("content", sealer.seal(content.bytes(), purpose(id)))
                .update();
    }

    /** What the receiver reads; gone after a withdrawal. */
    Optional<Content> content(UUID id) {
        return jdbc.sql("select content from referral_content where referral = :id")
                .param("id", id)
                .query((row, number) -> row.getBytes(1))
                .optional()
                .map(sealed -> Content.of(sealer.open(sealed, purpose(id))));
    }

    void consented(UUID id, UUID person, Consented one) {
        jdbc.sql(
                        """
                        insert into referral_consent (referral, from_organisation, person, basis, language, way, interpreter,
                            witness, text, reason, recorded_by)
                        values (:id, :from, :person, :basis, :language, :way, :interpreter, :witness, :text, :reason, :me)
                        """)
                .param("id", id)
                .param("from", Acting.now().requireOrganisation())
                .param("person", person)
                .param("basis", one.basis())
                .param("language", one.language(), Types.VARCHAR)
                .param("way", one.way(), Types.VARCHAR)
                .param("interpreter", one.interpreter())
                .param("witness", one.witness(), Types.VARCHAR)
                .param("text", one.text(), Types.VARCHAR)
                .param("reason", one.reason(), Types.VARCHAR)
                .param("me", Acting.now().requireAccount())
                .update();
    }

    Optional<Consented> consent(UUID id) {
        return jdbc.sql(
                        """
                        select c.basis, c.language, c.way, c.interpreter, c.witness, c.text, c.reason, a.display_name as by,
                               c.recorded_at
                        from referral_consent c left join account a on a.id = c.recorded_by where c.referral = :id
                        """)
                .param("id", id)
                .query((row, number) ->
                        new Consented(
                                row.getString("basis"),
                                row.getString("language"),
                                row.getString("way"),
                                row.getBoolean("interpreter"),
                                row.getString("witness"),
                                row.getString("text"),
                                row.getString("reason"),
                                row.getString("by"),
                                row.getObject("recorded_at", OffsetDateTime.class)))
                .optional();
    }

    List<Event> events(UUID id) {
        return jdbc.sql(
                        """
                        select e.kind, e.because, e.words, o.name as organisation, a.display_name as by, e.at
                        from referral_event e left join organisation o on o.id = e.by_organisation
                             left join account a on a.id = e.account
                        where e.referral = :id order by e.at, e.id limit 200
                        """)
                .param("id", id)
                .query((row, number) ->
                        new Event(
                                row.getString("kind"),
                                row.getString("because"),
                                row.getString("words"),
                                row.getString("organisation"),
                                row.getString("by"),
                                row.getObject("at", OffsetDateTime.class)))
                .list();
    }

    boolean discard(UUID id) {
        return jdbc.sql("delete from referral where id = :id and state = 'drafted'")
                        .param("id", id)
                        .update()
                == 1;
    }

    /** The state that holds now; empty if there is none for the actor. */
    Optional<String> send(UUID id) {
        return jdbc.sql("select referral_send(:id)")
                .param("id", id)
                .query((row, number) -> Optional.ofNullable(row.getString(1)))
                .single();
    }

    boolean seen(UUID id) {
        return jdbc.sql("select referral_seen(:id)").param("id", id).query(Boolean.class).single();
    }

    /** The state that holds now; empty if there is none for the actor. */
    Optional<String> move(
            UUID id,
            String to,
            @Nullable String because,
            @Nullable String words,
            @Nullable LocalDate until) {
        return jdbc.sql("select referral_move(:id, :to, :because, :words, :until)")
                .param("id", id)
                .param("to", to)
                .param("because", because, Types.VARCHAR)
                .param("words", words, Types.VARCHAR)
                .param("until", until, Types.DATE)
                .query((row, number) -> Optional.ofNullable(row.getString(1)))
                .single();
    }

    boolean note(UUID id, String kind, @Nullable String because, @Nullable String words) {
        return jdbc.sql("select referral_note(:id, :kind, :because, :words)")
                .param("id", id)
                .param("kind", kind)
                .param("because", because, Types.VARCHAR)
                .param("words", words, Types.VARCHAR)
                .query(Boolean.class)
                .single();
    }

    /** Services that were asked for this person and did not take them. */
    List<UUID> asked(UUID[] files) {
        if (Acting.now().room() != Room.FRONTLINE) {
            return List.of();
        }
        return jdbc.sql(
                        """
                        select distinct service from referral
                        where person = any (:persons) and state in ('sent', 'seen', 'accepted', 'declined', 'waiting', 'in-progress')
                          and made_at > now() - interval '30 days'
                        """)
                .param("persons", files)
                .query((row, number) -> row.getObject(1, UUID.class))
                .list();
    }

    /** Where the person was met, in words; none if that is not known. */
    Optional<String> place(UUID person) {
        return jdbc.sql(
                        "select s.place from person p join site s on s.id = p.site where p.id = :id")
                .param("id", person)
                .query((row, number) -> Optional.ofNullable(row.getString(1)))
                .optional()
                .flatMap(one -> one);
    }

    /** Hours within which services answered, in the middle. */
    Map<UUID, Double> answerHours(List<UUID> services) {
        Map<UUID, Double> hours = new java.util.HashMap<>();
        if (Acting.now().room() != Room.FRONTLINE) {
            return hours;
        }
        jdbc.sql("select service, hours from referral_answer_hours(:services)")
                .param("services", services.toArray(UUID[]::new))
                .query(row -> {
                    hours.put(row.getObject(1, UUID.class), row.getDouble(2));
                });
        return hours;
    }

    /** The country of the acting organisation. */
    String ourCountry() {
        return jdbc.sql("select country from organisation where id = :me")
                .param("me", Acting.now().requireOrganisation())
                .query(String.class)
                .single();
    }

    static String purpose(UUID id) {
        return "referral:" + id;
    }
}
