package amparo.server.audit;

import amparo.server.access.Acting;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
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

    private static final Pattern IDS = Pattern.compile("[0-9a-f]{8}-[0-9a-f-]{27}");

    /** An e-mail address, a telephone number, a letter of a name: detail is written by programs. */
    private static final Pattern PERSONAL =
            Pattern.compile("@|[0-9]([ ./()-]?[0-9]){6}|[^\\p{ASCII}]|\\R");

    /** An entry, with its number in place of the sign. */
    private static final String CALL =
            "audit_append(:action#, :kind#, :subjects#, :reason#, :origin, :detail#)";

    /** At most so many in one statement: few different statements, which the database knows. */
    private static final int TOGETHER = 4;

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
     * @param reason in the words of whoever acts, where a reason was asked for; it is forgotten
     *     when the person is erased
     * @param detail names of facts, filters, counts: never personal data itself
     * @throws IllegalStateException outside of a transaction, or in one that only reads
     * @throws IllegalArgumentException if the detail looks like personal data
     */
    public void record(
            String action,
            String kind,
            Collection<UUID> subjects,
            @Nullable String reason,
            String detail) {
        if (!TransactionSynchronizationManager.isSynchronizationActive()
                || !TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("the audit needs the transaction that it tells of");
        }
        if (TransactionSynchronizationManager.isCurrentTransactionReadOnly()) {
            throw new IllegalStateException(
                    "a transaction that touches personal data writes the audit, so it is not"
                            + " read-only");
        }
        if (PERSONAL.matcher(IDS.matcher(detail).replaceAll("")).find()) {
            // The detail itself is not told: this goes to a log.
            throw new IllegalArgumentException(
                    "the audit of " + action + " " + kind + " was given personal data as detail");
        }
        pending().add(new Entry(action, kind, List.copyOf(subjects), reason, detail));
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

    /** In their order; as few round trips as there can be, as the chain is held meanwhile. */
    private void append(List<Entry> entries) {
        for (int from = 0; from < entries.size(); from += TOGETHER) {
            some(entries.subList(from, Math.min(entries.size(), from + TOGETHER)));
        }
    }

    private void some(List<Entry> entries) {
        StringJoiner calls = new StringJoiner(", ", "select ", "");
        Map<String, @Nullable Object> parameters = new HashMap<>();
        parameters.put("origin", Acting.now().origin());
        for (int i = 0; i < entries.size(); i++) {
            Entry entry = entries.get(i);
            calls.add(CALL.replace("#", Integer.toString(i)));
            parameters.put("action" + i, entry.action());
            parameters.put("kind" + i, entry.kind());
            parameters.put("subjects" + i, entry.subjects().toArray(UUID[]::new));
            parameters.put("reason" + i, entry.reason());
            parameters.put("detail" + i, entry.detail());
        }
        jdbc.sql(calls.toString()).params(parameters).query(row -> {});
    }

    /** Comes after all others that act before the commit, so that it can tell of them too. */
    private static final class Pending implements TransactionSynchronization {

        private final AuditLog log;
        private final List<Entry> entries = new ArrayList<>();
        private boolean written;

        Pending(AuditLog log) {
            this.log = log;
        }

        void add(Entry entry) {
            if (written) {
                log.append(List.of(entry));
            } else {
                entries.add(entry);
            }
        }

        @Override
        public int getOrder() {
            return Ordered.LOWEST_PRECEDENCE;
        }

        @Override
        public void beforeCommit(boolean readOnly) {
            log.append(entries);
            written = true;
        }
    }
}
