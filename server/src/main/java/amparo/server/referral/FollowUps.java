package amparo.server.referral;

import amparo.server.access.Acting;
import amparo.server.audit.AuditLog;
import amparo.server.platform.Rows;
import java.sql.Types;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Asking the person how it went, once somebody took them: when, and in which hours and by which way
 * it is safe for them.
 */
@Service
@Transactional
class FollowUps {

    static final List<String> WAYS =
            List.of("in-person", "telephone", "message", "through-somebody");
    static final List<String> RESULTS =
            List.of("well", "needs-more", "not-reached", "does-not-want");

    private static final String COLUMNS =
            """
            select f.referral, r.person, r.code, p.code as person_code, f.due_at, f.way, f.from_hour, f.to_hour, f.done_at,
                   f.result
            from follow_up f join referral r on r.id = f.referral left join person p on p.id = r.person
            where f.from_organisation = :me
            """;

    private final JdbcClient jdbc;
    private final AuditLog audit;

    FollowUps(JdbcClient jdbc, AuditLog audit) {
        this.jdbc = jdbc;
        this.audit = audit;
    }

    /**
     * One of them.
     *
     * @param code of the referral
     * @param way none: as the file says
     * @param fromHour safe hours, where the person is; none: as the file says
     */
    record FollowUp(
            UUID referral,
            UUID person,
            String code,
            @Nullable String personCode,
            OffsetDateTime dueAt,
            @Nullable String way,
            @Nullable Integer fromHour,
            @Nullable Integer toHour,
            @Nullable OffsetDateTime doneAt,
            @Nullable String result) {}

    /** Those that are due until a moment, the earliest first. Audited. */
    List<FollowUp> due(OffsetDateTime until, int most) {
        List<FollowUp> all =
                Rows.of(
                        jdbc.sql(
                                        COLUMNS
                                                + " and f.done_at is null and f.due_at <= :until"
                                                + " order by f.due_at, f.referral limit :most")
                                .param("me", Acting.now().requireOrganisation())
                                .param("until", until)
                                .param("most", most),
                        FollowUp.class);
        audit.record(
                "list",
                "referral",
                all.stream().map(FollowUp::person).distinct().toList(),
                null,
                "follow-ups " + all.size());
        return all;
    }

    /** Counted no further than this. */
    long count(OffsetDateTime until, int most) {
        return jdbc.sql(
                        """
                        select count(*) from (select 1 from follow_up f
                            where f.from_organisation = :me and f.done_at is null and f.due_at <= :until limit :most) as counted
                        """)
                .param("me", Acting.now().requireOrganisation())
                .param("until", until)
                .param("most", most)
                .query(Long.class)
                .single();
    }

    Optional<FollowUp> of(UUID referral) {
        return Rows.of(
                        jdbc.sql(COLUMNS + " and f.referral = :referral")
                                .param("me", Acting.now().requireOrganisation())
                                .param("referral", referral),
                        FollowUp.class)
                .stream()
                .findFirst();
    }

    boolean plan(
            UUID referral,
            int hours,
            @Nullable String way,
            @Nullable Integer fromHour,
            @Nullable Integer toHour) {
        return jdbc.sql("select follow_up_plan(:referral, :hours, :way, :from, :to)")
                .param("referral", referral)
                .param("hours", hours)
                .param("way", way, Types.VARCHAR)
                .param("from", fromHour, Types.INTEGER)
                .param("to", toHour, Types.INTEGER)
                .query(Boolean.class)
                .single();
    }

    boolean done(UUID referral, String result) {
        return jdbc.sql("select follow_up_done(:referral, :result)")
                .param("referral", referral)
                .param("result", result)
                .query(Boolean.class)
                .single();
    }

    /** What the organisation set, by urgency. */
    Map<String, Integer> settings() {
        Map<String, Integer> hours = new HashMap<>();
        jdbc.sql("select urgency, hours from follow_setting where organisation = :me")
                .param("me", Acting.now().requireOrganisation())
                .query(row -> {
                    hours.put(row.getString(1), row.getInt(2));
                });
        return hours;
    }

    void set(String urgency, int hours) {
        jdbc.sql(
                        """
                        insert into follow_setting (organisation, urgency, hours, changed_by)
                        values (:me, :urgency, :hours, :account)
                        on conflict (organisation, urgency) do update set hours = excluded.hours,
                            changed_by = excluded.changed_by, changed_at = now()
                        """)
                .param("me", Acting.now().requireOrganisation())
                .param("urgency", urgency)
                .param("hours", hours)
                .param("account", Acting.now().requireAccount())
                .update();
        audit.record("change", "follow-setting", List.of(), null, urgency + " " + hours);
    }
}
