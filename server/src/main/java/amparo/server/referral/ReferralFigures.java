package amparo.server.referral;

import amparo.server.audit.AuditLog;
import java.time.OffsetDateTime;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** How referrals go, by service: counts alone, no word about persons. */
@Component
@Transactional
class ReferralFigures {

    private final JdbcClient jdbc;
    private final AuditLog audit;

    ReferralFigures(JdbcClient jdbc, AuditLog audit) {
        this.jdbc = jdbc;
        this.audit = audit;
    }

    /**
     * A service.
     *
     * @param mine whether it is of the acting organisation
     * @param due those that are due or were answered
     */
    record Figure(
            String organisation,
            String service,
            String sector,
            boolean mine,
            long sent,
            long due,
            long inTime,
            long accepted,
            long completed,
            long silent) {}

    /** Of the own organisation; for whoever coordinates, of all. Audited. */
    List<Figure> since(OffsetDateTime since, int days) {
        audit.record("read", "referral-figures", List.of(), null, "days " + days);
        return jdbc.sql("select * from referral_figures(:since)")
                .param("since", since)
                .query((row, number) ->
                        new Figure(
                                row.getString("organisation"),
                                row.getString("service"),
                                row.getString("sector"),
                                row.getBoolean("mine"),
                                row.getLong("sent"),
                                row.getLong("due"),
                                row.getLong("in_time"),
                                row.getLong("accepted"),
                                row.getLong("completed"),
                                row.getLong("silent")))
                .list();
    }
}
