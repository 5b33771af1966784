package amparo.server.privacy;

import amparo.server.access.Acting;
import amparo.server.access.Actor;
import amparo.server.audit.AuditLog;
import amparo.server.platform.Ids;
import amparo.server.privacy.RetentionRules.Rule;
import amparo.server.privacy.RetentionRules.Then;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAmount;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** Takes away what is older than the rules say. Works as the system, which sees no values. */
@Service
public class Retention {

    private static final Logger LOG = LoggerFactory.getLogger(Retention.class);
    private static final int BATCH = 50;
    private static final long ONE_AT_A_TIME = 7249340;

    private final JdbcClient jdbc;
    private final AuditLog audit;
    private final TransactionTemplate transactions;
    private final Clock clock;
    private final RetentionRules rules = RetentionRules.bundled();

    Retention(JdbcClient jdbc, AuditLog audit, TransactionTemplate transactions, Clock clock) {
        this.jdbc = jdbc;
        this.audit = audit;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** The rules. */
    public RetentionRules rules() {
        return rules;
    }

    /**
     * When a rule was last applied.
     *
     * @param affected how many records went
     */
    public record Run(String rule, Instant at, long affected) {}

    /** The last application of each rule that ever was. */
    public Map<String, Run> lastRuns() {
        return system(() -> {
            Map<String, Run> last = new LinkedHashMap<>();
            jdbc.sql(
                            "select distinct on (rule) rule, ran_at, affected from retention_run order by rule, ran_at desc")
                    .query((row, index) ->
                            new Run(
                                    row.getString(1),
                                    row.getObject(2, OffsetDateTime.class).toInstant(),
                                    row.getLong(3)))
                    .list()
                    .forEach(run -> last.put(run.rule(), run));
            return last;
        });
    }

    /** How many records would go now, rule by rule; nothing is taken away. */
    public Map<String, Long> dryRun() {
        Map<String, Long> counts = new LinkedHashMap<>();
        for (Rule rule : rules.rules()) {
            if (rule.then() == Then.KEEP) {
                continue;
            }
            counts.put(rule.kind(), system(() -> count(rule)));
        }
        return counts;
    }

    private long count(Rule rule) {
        return rule.then() == Then.ERASE
                ? jdbc.sql("select count(*) from retention_due_persons(:kind, :before, null)")
                        .param("kind", rule.kind())
                        .param("before", before(rule))
                        .query(Long.class)
                        .single()
                : apply(rule, true);
    }

    /**
     * Applies every rule. One that fails does not stop the others.
     *
     * @return how many records went, rule by rule; a rule that failed is missing
     */
    public Map<String, Long> applyAll() {
        Map<String, Long> gone = new LinkedHashMap<>();
        for (Rule rule : rules.rules()) {
            if (rule.then() == Then.KEEP) {
                continue;
            }
            try {
                gone.put(rule.kind(), rule.then() == Then.ERASE ? erase(rule) : delete(rule));
            } catch (RuntimeException failed) {
                // The class alone: messages of the database can quote values.
                LOG.error("retention of {} failed: {}", rule.kind(), failed.getClass().getName());
            }
        }
        return gone;
    }

    private long delete(Rule rule) {
        return system(() -> {
            if (!alone()) {
                return 0L;
            }
            long count = apply(rule, false);
            remember(rule, count);
            if (count > 0) {
                audit.record(
                        "delete",
                        rule.kind(),
                        List.of(),
                        null,
                        "rule=" + rule.kind() + " count=" + count);
            }
            return count;
        });
    }

    /** In small transactions, so that nobody waits for long, each with its own entry. */
    private long erase(Rule rule) {
        long all = 0;
        UUID last = new UUID(0, 0);
        Some some;
        do {
            UUID after = last;
            some = system(() -> alone() ? eraseSome(rule, after) : new Some(0, null));
            all += some.erased();
            last = some.last() == null ? last : some.last();
        } while (some.last() != null);
        long count = all;
        system(() -> {
            remember(rule, count);
            return count;
        });
        return count;
    }

    /**
     * A batch.
     *
     * @param last behind whom the next one begins; none: there is none
     */
    private record Some(int erased, @Nullable UUID last) {}

    private Some eraseSome(Rule rule, UUID after) {
        List<UUID> due =
                jdbc.sql("select * from retention_due_after(:kind, :before, :after, :most)")
                        .param("kind", rule.kind())
                        .param("before", before(rule))
                        .param("after", after)
                        .param("most", BATCH)
                        .query((row, index) -> row.getObject(1, UUID.class))
                        .list();
        List<UUID> erased = new ArrayList<>();
        for (UUID person : due) {
            boolean gone =
                    jdbc.sql("select retention_erase(:kind, :before, :person)")
                            .param("kind", rule.kind())
                            .param("before", before(rule))
                            .param("person", person)
                            .query(Boolean.class)
                            .single();
            if (gone) {
                erased.add(person);
            }
        }
        if (!erased.isEmpty()) {
            audit.record(
                    "erase",
                    "person",
                    erased,
                    null,
                    "rule=" + rule.kind() + " count=" + erased.size());
        }
        return new Some(erased.size(), due.isEmpty() ? null : due.getLast());
    }

    private long apply(Rule rule, boolean onlyCount) {
        return jdbc.sql("select retention_apply(:kind, :before, :count)")
                .param("kind", rule.kind())
                .param("before", before(rule))
                .param("count", onlyCount)
                .query(Long.class)
                .single();
    }

    private void remember(Rule rule, long count) {
        jdbc.sql(
                        "insert into retention_run (id, rule, before, affected) values (:id, :rule, :before, :count)")
                .param("id", Ids.next())
                .param("rule", rule.kind())
                .param("before", before(rule))
                .param("count", count)
                .update();
    }

    /** Two servers on one database: the second leaves it to the first. */
    private boolean alone() {
        return jdbc.sql("select pg_try_advisory_xact_lock(" + ONE_AT_A_TIME + ")")
                .query(Boolean.class)
                .single();
    }

    private OffsetDateTime before(Rule rule) {
        return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC)
                .minus(Objects.requireNonNull(rule.after()));
    }

    /**
     * When a person's data goes by itself if nothing happens any more.
     *
     * @param border whether a border authority entered the person
     */
    LocalDate ends(LocalDate lastActivity, boolean border) {
        @Nullable TemporalAmount after = rules.of(border ? "person-at-border" : "person").after();
        return lastActivity.plus(Objects.requireNonNull(after));
    }

    private <T> T system(java.util.function.Supplier<T> work) {
        return Objects.requireNonNull(
                Acting.as(
                        Actor.system("retention"),
                        () -> transactions.execute(status -> work.get())));
    }
}
