package amparo.server.audit;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What {@link AuditVerifier} found, chain by chain. */
public record AuditReport(List<Chain> chains) {

    public AuditReport {
        chains = List.copyOf(chains);
    }

    /** Whether every chain is whole. */
    public boolean proven() {
        return chains.stream().allMatch(chain -> chain.broken() == null);
    }

    /**
     * One chain.
     *
     * @param chain the organisation, or all zeros for the system
     * @param organisation its name; none for the system and for a chain that belongs to nobody
     * @param entries how many entries were proven, up to the first broken link
     * @param forgotten how many of them gave a reason whose words were erased with the person
     * @param head hash of the last proven entry, in hexadecimal digits; empty for a chain without
     *     entries
     * @param broken the first broken link, none if the chain is whole
     */
    public record Chain(
            UUID chain,
            @Nullable String organisation,
            long entries,
            long forgotten,
            String head,
            @Nullable Break broken) {}

    /**
     * The first broken link.
     *
     * @param number of the entry, or of the first that is not there
     * @param at time of that entry; of its neighbour if it is not there; none if there is no entry
     *     at all
     */
    public record Break(Kind kind, long number, @Nullable Instant at) {}

    /** What is wrong. */
    public enum Kind {
        /**
         * The entry is not what was written, or some before it were taken out and the rest
         * renumbered.
         */
        ALTERED("altered"),
        /** Entries are not there though later ones are. */
        MISSING("missing"),
        /** The entry was not written by the audit. */
        INSERTED("inserted"),
        /** The last entries are not there. */
        CUT_OFF("cut-off"),
        /** A chain that belongs to no organisation, or that has entries and no head. */
        UNKNOWN_CHAIN("unknown-chain"),
        /** Whole in itself, but not the chain whose head was kept: it was computed anew. */
        REWRITTEN("rewritten"),
        /** The words of a reason are gone and no erasure explains it. */
        REASON_GONE("reason-gone");

        private final String code;

        Kind(String code) {
            this.code = code;
        }

        /** The end of its text key. */
        public String code() {
            return code;
        }
    }
}
