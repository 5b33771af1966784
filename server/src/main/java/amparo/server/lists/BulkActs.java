package amparo.server.lists;

import amparo.server.access.Acting;
import amparo.server.access.Actor;
import amparo.server.audit.AuditLog;
import amparo.server.platform.Typed;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What is done to many at once: one transaction for a batch, once however often it is sent, with
 * what is needed to take it back for a day.
 */
@Service
@Transactional
public class BulkActs {

    /** The most persons of a batch. */
    public static final int MOST = 500;

    static final Duration UNDO = Duration.ofHours(24);

    private final ObjectProvider<BulkAction> actions;
    private final JdbcClient jdbc;
    private final AuditLog audit;
    private final Clock clock;

    BulkActs(ObjectProvider<BulkAction> actions, JdbcClient jdbc, AuditLog audit, Clock clock) {
        this.actions = actions;
        this.jdbc = jdbc;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * What was done.
     *
     * @param done to how many
     * @param undone for how many it was taken back; none: it was not
     */
    public record Batch(
            UUID id,
            String action,
            String what,
            int done,
            OffsetDateTime doneAt,
            @Nullable Integer undone) {}

    /** An action of this name that is open to whoever acts. */
    public Optional<BulkAction> action(String key) {
        Actor actor = Acting.now();
        return actions.orderedStream()
                .filter(one -> one.key().equals(key) && one.opensFor(actor))
                .findFirst();
    }

    /** What would happen; nothing does. */
    public BulkAction.Plan plan(BulkAction action, String what, List<String> codes) {
        return action.plan(what, codes);
    }

    /** Does it, once: who sends the same id again is shown what was done. */
    public Batch run(UUID id, BulkAction action, String what, List<String> codes, Typed typed) {
        Actor actor = Acting.now();
        jdbc.sql("select cast(pg_advisory_xact_lock(hashtextextended(:id, 5)) as text)")
                .param("id", "bulk " + id)
                .query(String.class)
                .optional();
        Optional<Batch> before = find(id);
        if (before.isPresent()) {
            return before.get();
        }
        Map<UUID, UUID> made = action.run(what, codes, id, typed);
        jdbc.sql(
                        """
                        insert into bulk_batch (id, organisation, account, action, what, done)
                        values (:id, :organisation, :me, :action, :what, :done)
                        """)
                .param("id", id)
                .param("organisation", actor.requireOrganisation())
                .param("me", actor.requireAccount())
                .param("action", action.key())
                .param("what", what)
                .param("done", made.size())
                .update();
        if (!made.isEmpty()) {
            List<UUID> persons = List.copyOf(made.keySet());
            jdbc.sql(
                            """
                            insert into bulk_item (batch, person, organisation, account, made)
                            select :id, new.person, :organisation, :me, new.made
                            from unnest(:persons::uuid[], :made::uuid[]) as new (person, made)
                            """)
                    .param("id", id)
                    .param("organisation", actor.requireOrganisation())
                    .param("me", actor.requireAccount())
                    .param("persons", persons.toArray(UUID[]::new))
                    .param("made", persons.stream().map(made::get).toArray(UUID[]::new))
                    .update();
        }
        audit.record("bulk", "person", made.keySet(), null, action.key() + ", batch " + id);
        return find(id).orElseThrow();
    }

    /** An own batch. */
    public Optional<Batch> find(UUID id) {
        return jdbc.sql(
                        """
                        select id, action, what, done, done_at, undone from bulk_batch
                        where id = :id and account = :me and organisation = :organisation
                        """)
                .param("id", id)
                .param("me", Acting.now().requireAccount())
                .param("organisation", Acting.now().requireOrganisation())
                .query(Batch.class)
                .optional();
    }

    /** Until when it can be taken back; none: it was, or the time is over, or nothing was done. */
    public Optional<OffsetDateTime> undoUntil(Batch batch) {
        OffsetDateTime until = batch.doneAt().plus(UNDO);
        return batch.undone() == null
                        && batch.done() > 0
                        && until.toInstant().isAfter(clock.instant())
                ? Optional.of(until)
                : Optional.empty();
    }

    /** Takes it back, once; empty if there is no such batch of whoever acts. */
    public Optional<Batch> undo(UUID id) {
        Optional<Batch> found = find(id);
        if (found.isEmpty()) {
            return found;
        }
        jdbc.sql("select 1 from bulk_batch where id = :id for update")
                .param("id", id)
                .query(Integer.class)
                .optional();
        Batch batch = find(id).orElseThrow();
        Optional<BulkAction> action = action(batch.action());
        if (undoUntil(batch).isEmpty() || action.isEmpty()) {
            return Optional.of(batch);
        }
        Map<UUID, UUID> made = new HashMap<>();
        jdbc.sql("select person, made from bulk_item where batch = :id")
                .param("id", id)
                .query(row -> {
                    made.put(
                            row.getObject("person", UUID.class), row.getObject("made", UUID.class));
                });
        int undone = action.get().undo(batch.what(), made, id);
        jdbc.sql("update bulk_batch set undone = :undone, undone_at = now() where id = :id")
                .param("undone", undone)
                .param("id", id)
                .update();
        audit.record("bulk-undo", "person", made.keySet(), null, batch.action() + ", batch " + id);
        return find(id);
    }
}
