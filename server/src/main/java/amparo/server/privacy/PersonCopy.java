package amparo.server.privacy;

import amparo.server.audit.AccessLog;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Everything about a person that whoever makes the copy may see. The shape of {@code data.json} is
 * written down in {@code docs/person-copy.md}.
 *
 * @param photo a JPEG; none if none is kept
 * @param parts what other modules hold
 * @param erasedAfter when it goes by itself if nothing happens
 * @param heldUntil a legal hold that keeps it longer
 */
public record PersonCopy(
        String code,
        String language,
        LocalDate made,
        List<Answer> answers,
        List<Share> shares,
        List<Group> groups,
        List<Consent> consents,
        byte @Nullable [] photo,
        List<CopyPart.Part> parts,
        List<AccessLog.Access> accesses,
        LocalDate erasedAfter,
        @Nullable LocalDate heldUntil) {

    public PersonCopy {
        answers = List.copyOf(answers);
        shares = List.copyOf(shares);
        groups = List.copyOf(groups);
        consents = List.copyOf(consents);
        parts = List.copyOf(parts);
        accesses = List.copyOf(accesses);
    }

    /**
     * An answer, also one that was corrected later.
     *
     * @param text for reading
     * @param current whether no newer one corrects it
     */
    public record Answer(
            String fact,
            String label,
            JsonNode value,
            String text,
            String source,
            @Nullable LocalDate trueAsOf,
            Instant recordedAt,
            boolean current) {}

    /** A time with a group who travel together; only its code, nobody else of it. */
    public record Group(String code, Instant since, @Nullable Instant until) {}

    /** What the person agreed to, or did not, in the words that were read to them. */
    public record Consent(
            String purpose,
            boolean given,
            String text,
            String language,
            Instant recordedAt,
            @Nullable Instant withdrawnAt) {}

    /** What another organisation may see or could see. */
    public record Share(
            UUID organisation,
            String name,
            List<String> facts,
            String basis,
            Instant since,
            @Nullable Instant until) {
        public Share {
            facts = List.copyOf(facts);
        }
    }
}
