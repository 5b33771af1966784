package amparo.server.audit;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The hash of an entry, computed in Java: what {@code audit_digest} of migration V020 computes in
 * the database. Two programs that agree are worth more than one that checks itself.
 */
final class AuditHash {

    /** What stands before the first entry. */
    static final byte[] NONE = new byte[0];

    private AuditHash() {}

    /** An entry as it is stored. */
    record Stored(
            UUID chain,
            long number,
            Instant at,
            @Nullable UUID account,
            List<String> roles,
            String room,
            String action,
            String kind,
            List<UUID> subjects,
            @Nullable String reason,
            byte @Nullable [] salt,
            byte @Nullable [] reasonDigest,
            String origin,
            String detail,
            byte[] hash) {

        /** Whether the reason is the one that was given; a forgotten one is. */
        boolean reasonSound() {
            if (reason == null || salt == null) {
                return reason == null && salt == null;
            }
            MessageDigest sha = sha256();
            sha.update(salt);
            return MessageDigest.isEqual(
                    sha.digest(reason.getBytes(StandardCharsets.UTF_8)), reasonDigest);
        }

        /** Whether a reason was given whose words are gone. */
        boolean forgotten() {
            return reason == null && reasonDigest != null;
        }

        /** Whether the stored hash is right for this place in the chain. */
        boolean follows(byte[] previous, long place) {
            return MessageDigest.isEqual(hash, of(previous, place));
        }

        /** The hash that belongs to this place in the chain. */
        byte[] of(byte[] previous, long place) {
            ByteArrayOutputStream text = new ByteArrayOutputStream(400);
            text.writeBytes("amparo-audit-1|".getBytes(StandardCharsets.US_ASCII));
            part(text, chain.toString());
            part(text, Long.toString(place));
            part(text, Long.toString(ChronoUnit.MICROS.between(Instant.EPOCH, at)));
            part(text, account == null ? null : account.toString());
            part(text, String.join(",", roles));
            part(text, room);
            part(text, action);
            part(text, kind);
            part(text, String.join(",", subjects.stream().map(UUID::toString).toList()));
            part(text, reasonDigest == null ? null : HexFormat.of().formatHex(reasonDigest));
            part(text, origin);
            part(text, detail);
            MessageDigest sha = sha256();
            sha.update(previous);
            return sha.digest(text.toByteArray());
        }
    }

    private static void part(ByteArrayOutputStream text, @Nullable String part) {
        if (part == null) {
            text.write('~');
            return;
        }
        byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
        text.writeBytes(Integer.toString(bytes.length).getBytes(StandardCharsets.US_ASCII));
        text.write(':');
        text.writeBytes(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
