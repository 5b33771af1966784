package amparo.server.audit;

import amparo.server.audit.AuditHash.Stored;
import amparo.server.audit.AuditReport.Break;
import amparo.server.audit.AuditReport.Kind;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Proves the chains of the audit, or names the first broken link of each. Every hash is computed
 * anew in Java; entries stream past, so memory does not grow with them.
 */
public final class AuditVerifier {

    private static final UUID SYSTEM = new UUID(0, 0);

    private final AuditHeads kept;
    private final Map<UUID, Head> heads = new HashMap<>();
    private final Map<UUID, String> organisations = new HashMap<>();
    private final List<AuditReport.Chain> found = new ArrayList<>();

    private AuditVerifier(AuditHeads kept) {
        this.kept = kept;
    }

    /**
     * Verifies.
     *
     * @param owner a connection of the owner, in no transaction; it is left as it was
     * @param kept heads that were kept earlier, or {@link AuditHeads#none()}
     */
    public static AuditReport verify(Connection owner, AuditHeads kept) throws SQLException {
        boolean automatic = owner.getAutoCommit();
        int isolation = owner.getTransactionIsolation();
        // One moment for all: entries may be written while we read.
        owner.setAutoCommit(false);
        owner.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        try {
            return new AuditVerifier(kept).run(owner);
        } finally {
            owner.rollback();
            owner.setTransactionIsolation(isolation);
            owner.setAutoCommit(automatic);
        }
    }

    private record Head(long number, byte[] hash) {}

    private AuditReport run(Connection owner) throws SQLException {
        try (Statement statement = owner.createStatement()) {
            try (ResultSet rows =
                    statement.executeQuery("select id, name from amparo.organisation")) {
                while (rows.next()) {
                    organisations.put(rows.getObject(1, UUID.class), rows.getString(2));
                }
            }
            try (ResultSet rows =
                    statement.executeQuery(
                            "select chain, last_number, last_hash from amparo.audit_chain")) {
                while (rows.next()) {
                    heads.put(
                            rows.getObject(1, UUID.class),
                            new Head(rows.getLong(2), rows.getBytes(3)));
                }
            }
        }
        Map<UUID, Break> unexplained = unexplained(owner);
        try (StoredEntries entries = new StoredEntries(owner)) {
            for (Stored next = entries.peek(); next != null; next = entries.peek()) {
                chain(next.chain(), entries, unexplained);
            }
        }
        // What is left has a head, or is kept in the file, and has no entry.
        for (UUID chain : List.copyOf(heads.keySet())) {
            chain(chain, null, unexplained);
        }
        for (UUID chain : kept.heads().keySet()) {
            if (found.stream().noneMatch(one -> one.chain().equals(chain))) {
                chain(chain, null, unexplained);
            }
        }
        found.sort((a, b) -> name(a).compareTo(name(b)));
        return new AuditReport(found);
    }

    private static String name(AuditReport.Chain chain) {
        return (chain.organisation() == null ? "" : chain.organisation()) + " " + chain.chain();
    }

    private void chain(UUID chain, @Nullable StoredEntries entries, Map<UUID, Break> unexplained)
            throws SQLException {
        Head head = heads.remove(chain);
        Walk walk = new Walk(chain, head, kept.of(chain), unexplained.get(chain));
        if (!chain.equals(SYSTEM) && !organisations.containsKey(chain)
                || head == null && entries != null) {
            Stored first = entries == null ? null : entries.peek();
            walk.broken =
                    new Break(
                            Kind.UNKNOWN_CHAIN,
                            first == null ? 1 : first.number(),
                            first == null ? null : first.at());
        }
        if (entries != null) {
            walk.through(entries);
        }
        walk.end();
        found.add(
                new AuditReport.Chain(
                        chain,
                        organisations.get(chain),
                        walk.proven,
                        walk.forgotten,
                        HexFormat.of().formatHex(walk.previous),
                        walk.broken));
    }

    /** Entries whose reason was emptied although nobody whom they concern was erased. */
    private static Map<UUID, Break> unexplained(Connection owner) throws SQLException {
        Map<UUID, Break> first = new HashMap<>();
        try (Statement statement = owner.createStatement();
                ResultSet rows =
                        statement.executeQuery(
                                """
                                select distinct on (e.chain) e.chain, e.number, e.at from amparo.audit_entry e
                                where e.reason is null and e.reason_digest is not null
                                  and not exists (select 1 from amparo.audit_entry x where x.subjects && e.subjects
                                                  and x.action = 'erase' and x.kind = 'person')
                                order by e.chain, e.number
                                """)) {
            while (rows.next()) {
                first.put(
                        rows.getObject(1, UUID.class),
                        new Break(
                                Kind.REASON_GONE, rows.getLong(2), StoredEntries.instant(rows, 3)));
            }
        }
        return first;
    }

    /** One chain from its first entry to its last. */
    private static final class Walk {
        private final UUID chain;
        private final @Nullable Head head;
        private final NavigableMap<Long, String> kept;
        private final @Nullable Break unexplained;
        private byte[] previous = AuditHash.NONE;
        private byte @Nullable [] beforePrevious;
        private @Nullable Stored last;
        private long proven;
        private long forgotten;
        private @Nullable Break broken;

        Walk(
                UUID chain,
                @Nullable Head head,
                NavigableMap<Long, String> kept,
                @Nullable Break unexplained) {
            this.chain = chain;
            this.head = head;
            this.kept = kept;
            this.unexplained = unexplained;
        }

        void through(StoredEntries entries) throws SQLException {
            for (Stored next = entries.peek();
                    next != null && next.chain().equals(chain);
                    next = entries.peek()) {
                Stored entry = entries.next();
                if (broken == null) {
                    broken = look(entry, entries.peek());
                }
                if (broken == null) {
                    beforePrevious = previous;
                    previous = entry.hash();
                    last = entry;
                    proven = entry.number();
                    forgotten += entry.forgotten() ? 1 : 0;
                }
            }
        }

        private @Nullable Break look(Stored entry, @Nullable Stored next) {
            long expected = proven + 1;
            if (entry.number() < expected) {
                return new Break(Kind.INSERTED, entry.number(), entry.at());
            }
            if (head != null && entry.number() > head.number() && expected > head.number()) {
                return new Break(Kind.INSERTED, entry.number(), entry.at());
            }
            if (entry.number() > expected) {
                return new Break(Kind.MISSING, expected, entry.at());
            }
            if (!entry.follows(previous, expected)) {
                return guess(entry, next, expected);
            }
            if (!entry.reasonSound()) {
                return new Break(Kind.ALTERED, expected, entry.at());
            }
            if (unexplained != null && unexplained.number() == expected) {
                return unexplained;
            }
            String wanted = kept.get(expected);
            if (wanted != null && !wanted.equals(HexFormat.of().formatHex(entry.hash()))) {
                return new Break(Kind.REWRITTEN, expected, entry.at());
            }
            return null;
        }

        /** Does the next one stand where this one should, or this one where the last one does? */
        private Break guess(Stored entry, @Nullable Stored next, long expected) {
            if (next != null && next.chain().equals(chain) && next.follows(previous, expected)) {
                return new Break(Kind.INSERTED, expected, entry.at());
            }
            if (last != null
                    && beforePrevious != null
                    && entry.follows(beforePrevious, expected - 1)) {
                return new Break(Kind.INSERTED, expected - 1, last.at());
            }
            return new Break(Kind.ALTERED, expected, entry.at());
        }

        void end() {
            if (broken != null) {
                return;
            }
            long wanted =
                    Math.max(head == null ? 0 : head.number(), kept.isEmpty() ? 0 : kept.lastKey());
            if (wanted > proven) {
                broken = new Break(Kind.CUT_OFF, proven + 1, last == null ? null : last.at());
            } else if (head != null && !java.util.Arrays.equals(head.hash(), previous)) {
                // The last entry hangs together with the ones before, but it is not the one that
                // the head saw.
                broken = new Break(Kind.ALTERED, proven, last == null ? null : last.at());
            }
        }
    }
}
