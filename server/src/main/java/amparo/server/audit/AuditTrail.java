package amparo.server.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The audit of an organisation, for its data protection officer. */
@Service
public class AuditTrail {

    static final int PAGE = 50;
    static final int FILE = 10_000;

    private static final String ENTRIES =
            """
            select e.number, e.at, coalesce(a.display_name, '') as name, e.roles, e.room, e.action, e.kind,
                   cardinality(e.subjects) as persons, e.reason, e.reason_digest is not null as reasoned, e.origin,
                   e.detail
            from audit_entry e left join account a on a.id = e.account
            where e.number < :before
              and (:action = '' or e.action = :action)
              and (:account::uuid is null or e.account = :account::uuid)
              and (:day::date is null or (e.at >= :day::date::timestamp at time zone 'UTC'
                                          and e.at < (:day::date + 1)::timestamp at time zone 'UTC'))
            order by e.number desc
            limit :most
            """;

    private final JdbcClient jdbc;
    private final AuditLog audit;

    AuditTrail(JdbcClient jdbc, AuditLog audit) {
        this.jdbc = jdbc;
        this.audit = audit;
    }

    /**
     * What to show.
     *
     * @param action empty for all
     */
    record Filter(String action, @Nullable UUID account, @Nullable LocalDate day) {}

    /** An entry; persons are counted, not named. */
    public record Entry(
            long number,
            Instant at,
            String name,
            List<String> roles,
            String room,
            String action,
            String kind,
            int persons,
            @Nullable String reason,
            boolean reasoned,
            String origin,
            String detail) {}

    /** A colleague to filter by. */
    public record Colleague(UUID id, String name) {}

    @Transactional
    List<Entry> page(Filter filter, long before) {
        List<Entry> found = read(filter, before, PAGE + 1);
        audit.record("list", "audit", List.of(), null, told(filter, Math.min(PAGE, found.size())));
        return found;
    }

    @Transactional
    List<Entry> file(Filter filter) {
        List<Entry> found = read(filter, Long.MAX_VALUE, FILE);
        audit.record("export", "audit", List.of(), null, told(filter, found.size()));
        return found;
    }

    @Transactional
    List<Colleague> colleagues() {
        return jdbc.sql("select id, display_name as name from account order by display_name, id")
                .query((row, index) ->
                        new Colleague(row.getObject(1, UUID.class), row.getString(2)))
                .list();
    }

    @Transactional
    List<String> actions() {
        return jdbc.sql("select distinct action from audit_entry order by action")
                .query((row, index) -> row.getString(1))
                .list();
    }

    private List<Entry> read(Filter filter, long before, int most) {
        return jdbc.sql(ENTRIES)
                .param("before", before)
                .param("action", filter.action())
                .param("account", filter.account() == null ? null : filter.account().toString())
                .param("day", filter.day() == null ? null : filter.day().toString())
                .param("most", most)
                .query((row, index) -> entry(row))
                .list();
    }

    private static Entry entry(ResultSet row) throws SQLException {
        return new Entry(
                row.getLong("number"),
                StoredEntries.instant(row, 2),
                row.getString("name"),
                List.of((String[]) row.getArray("roles").getArray()),
                row.getString("room"),
                row.getString("action"),
                row.getString("kind"),
                row.getInt("persons"),
                row.getString("reason"),
                row.getBoolean("reasoned"),
                row.getString("origin"),
                row.getString("detail"));
    }

    private static String told(Filter filter, int entries) {
        return "entries="
                + entries
                + (filter.action().isEmpty() ? "" : " filter=action")
                + (filter.account() == null ? "" : " filter=account")
                + (filter.day() == null ? "" : " filter=day");
    }
}
