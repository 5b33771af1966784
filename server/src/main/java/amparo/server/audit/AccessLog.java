package amparo.server.audit;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Who saw a person's data, in every organisation. The walls decide who may ask. */
@Service
public class AccessLog {

    /** Entries on a page. */
    static final int PAGE = 50;

    /** Entries on a sheet for the person. */
    static final int SHEET = 1000;

    private final JdbcClient jdbc;
    private final AuditLog audit;

    AccessLog(JdbcClient jdbc, AuditLog audit) {
        this.jdbc = jdbc;
        this.audit = audit;
    }

    /**
     * One access.
     *
     * @param organisation none for the system
     * @param account name of whoever it was; none for the system
     * @param reason where one was asked for and is not erased
     */
    public record Access(
            Instant at,
            UUID chain,
            long number,
            @Nullable String organisation,
            @Nullable String account,
            List<String> roles,
            String action,
            String kind,
            @Nullable String reason) {}

    /**
     * Some accesses, newest first.
     *
     * @param older where the next page begins; none if there is none
     */
    public record Accesses(UUID person, List<Access> accesses, @Nullable String older) {}

    /**
     * The accesses to a person in reach.
     *
     * @param from where an earlier page ended, or null
     * @param sheet whether it is for the person: more at once
     * @return empty for a person who is not in reach, as for one who does not exist
     */
    @Transactional
    public Optional<Accesses> of(String code, @Nullable String from, boolean sheet) {
        Optional<UUID> person =
                jdbc.sql("select id from person where code = :code")
                        .param("code", code)
                        .query(UUID.class)
                        .optional();
        if (person.isEmpty()) {
            return Optional.empty();
        }
        int most = sheet ? SHEET : PAGE;
        List<Access> found = read(person.get(), Cursor.of(from), most + 1);
        if (found.isEmpty() && from == null) {
            // Who is in reach has at least the entry of whoever entered them, or is not ours.
            return Optional.empty();
        }
        audit.record(
                sheet ? "print" : "read",
                "access-log",
                List.of(person.get()),
                null,
                "entries=" + Math.min(found.size(), most));
        List<Access> shown = found.subList(0, Math.min(found.size(), most));
        String older = found.size() > most ? Cursor.after(shown.getLast()) : null;
        return Optional.of(new Accesses(person.get(), List.copyOf(shown), older));
    }

    /** The newest accesses for an export; it is audited by whoever exports. */
    @Transactional
    public List<Access> newest(UUID person) {
        return read(person, null, SHEET);
    }

    private List<Access> read(UUID person, @Nullable Cursor from, int most) {
        return jdbc.sql("select * from access_log_of(:person, :at, :chain, :number, :most)")
                .param("person", person)
                .param(
                        "at",
                        from == null ? null : OffsetDateTime.ofInstant(from.at(), ZoneOffset.UTC),
                        java.sql.Types.TIMESTAMP_WITH_TIMEZONE)
                .param("chain", from == null ? null : from.chain(), java.sql.Types.OTHER)
                .param("number", from == null ? null : from.number(), java.sql.Types.BIGINT)
                .param("most", most)
                .query((row, index) ->
                        new Access(
                                StoredEntries.instant(row, 1),
                                row.getObject(2, UUID.class),
                                row.getLong(3),
                                row.getString(4),
                                row.getString(5),
                                List.of((String[]) row.getArray(6).getArray()),
                                row.getString(7),
                                row.getString(8),
                                row.getString(9)))
                .list();
    }

    /** Where a page ended. */
    private record Cursor(Instant at, UUID chain, long number) {

        static String after(Access last) {
            return last.at() + "_" + last.chain() + "_" + last.number();
        }

        /** A malformed one begins at the beginning. */
        static @Nullable Cursor of(@Nullable String text) {
            String[] parts = text == null ? new String[0] : text.split("_", -1);
            if (parts.length != 3) {
                return null;
            }
            try {
                return new Cursor(
                        Instant.parse(parts[0]),
                        UUID.fromString(parts[1]),
                        Long.parseLong(parts[2]));
            } catch (DateTimeParseException | IllegalArgumentException malformed) {
                return null;
            }
        }
    }
}
