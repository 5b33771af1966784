package amparo.server.audit;

import amparo.server.access.Acting;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Writes the audit. An entry belongs to the transaction that it tells of: both are there, or
 * neither. The chain is held only for the last moment before the commit, so that long work of one
 * person does not make colleagues wait.
 */
@Component
public class AuditLog {

    private final JdbcClient jdbc;

    AuditLog(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Tells that personal data is read or written in the running transaction. Call it before the
     * data leaves the service.
     *
     * @param action what is done, for example {@code read}, {@code list}, {@code create}
     * @param kind what it is done to, for example {@code person}
     * @param subjects ids of those whom it concerns; one call for a whole list
     * @param reason in the words of whoever acts, where a reason was asked for
     * @param detail names of facts, filters, counts: never personal data itself
     * @throws IllegalStateException outside of a transaction
     */
    public void record(
            String action,
            String kind,
            Collection<UUID> subjects,
            @Nullable String reason,
            String detail) {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            throw new IllegalStateException("the audit needs the transaction that it tells of");
        }
        pending().entries.add(new Entry(action, kind, List.copyOf(subjects), reason, detail));
    }

    private record Entry(
            String action,
            String kind,
            List<UUID> subjects,
            @Nullable String reason,
            String detail) {}

    private Pending pending() {
        for (TransactionSynchronization known :
                TransactionSynchronizationManager.getSynchronizations()) {
            if (known instanceof Pending pending && pending.log.equals(this)) {
                return pending;
            }
        }
        Pending pending = new Pending(this);
        TransactionSynchronizationManager.registerSynchronization(pending);
        return pending;
    }

    private void append(Entry entry) {
        jdbc.sql("select audit_append(:action, :kind, :subjects, :reason, :origin, :detail)")
                .param("action", entry.action())
                .param("kind", entry.kind())
                .param("subjects", entry.subjects().toArray(UUID[]::new))
                .param("reason", entry.reason())
                .param("origin", Acting.now().origin())
                .param("detail", entry.detail())
                .query(Long.class)
                .single();
    }

    private static final class Pending implements TransactionSynchronization {

        private final AuditLog log;
        private final List<Entry> entries = new ArrayList<>();

        Pending(AuditLog log) {
            this.log = log;
        }

        @Override
        public void beforeCommit(boolean readOnly) {
            entries.forEach(log::append);
            entries.clear();
        }
    }
}
