package amparo.server.accounts;

import amparo.server.access.Acting;
import amparo.server.audit.AuditLog;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Links for lost access, which a second administrator looks at afterwards: whoever gives one could
 * use it.
 */
@Service
public class LostLinks {

    private final JdbcClient jdbc;
    private final AuditLog audit;
    private final TransactionTemplate transactions;

    LostLinks(JdbcClient jdbc, AuditLog audit, TransactionTemplate transactions) {
        this.jdbc = jdbc;
        this.audit = audit;
        this.transactions = transactions;
    }

    /** A link that somebody else gave. */
    public record Given(
            UUID id, String purpose, String forWhom, String byWhom, String reason, Instant at) {}

    private static final String WAITING =
            """
            from invitation i
            where i.organisation = :organisation and i.purpose in ('password', 'second-factor')
              and i.seen_by is null and i.invited_by <> :me
            """;

    /** How many wait for whoever acts. */
    long waiting() {
        return transactions.execute(status ->
                jdbc.sql("select count(*) " + WAITING)
                        .param("organisation", Acting.now().requireOrganisation())
                        .param("me", Acting.now().requireAccount())
                        .query(Long.class)
                        .single());
    }

    /** Those that wait for whoever acts, the newest first. */
    List<Given> list() {
        return transactions.execute(status ->
                jdbc.sql(
                                """
                                select i.id, i.purpose, i.reason, i.created_at,
                                       (select display_name from account a where a.id = i.account) as for_whom,
                                       (select display_name from account a where a.id = i.invited_by) as by_whom
                                """
                                        + WAITING
                                        + " order by i.created_at desc limit 100")
                        .param("organisation", Acting.now().requireOrganisation())
                        .param("me", Acting.now().requireAccount())
                        .query((row, number) ->
                                new Given(
                                        row.getObject("id", UUID.class),
                                        row.getString("purpose"),
                                        row.getString("for_whom"),
                                        row.getString("by_whom"),
                                        row.getString("reason"),
                                        row.getObject("created_at", OffsetDateTime.class)
                                                .toInstant()))
                        .list());
    }

    /** Whoever acts has looked at these. One's own are left as they are. */
    int seen(List<UUID> ids) {
        return transactions.execute(status -> {
            int done =
                    jdbc.sql(
                                    """
                                    update invitation set seen_by = :me, seen_at = now()
                                    where id = any (:ids) and organisation = :organisation and invited_by <> :me
                                      and seen_by is null and purpose in ('password', 'second-factor')
                                    """)
                            .param("me", Acting.now().requireAccount())
                            .param("ids", ids.toArray(UUID[]::new))
                            .param("organisation", Acting.now().requireOrganisation())
                            .update();
            audit.record("look-at", "invitation", ids, null, String.valueOf(done));
            return done;
        });
    }
}
