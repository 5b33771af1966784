package amparo.server.referral;

import amparo.server.access.Acting;
import amparo.server.access.Actor;
import amparo.server.audit.AuditLog;
import amparo.server.platform.Sealer;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Complaints: written by anybody who works with people, read by monitors alone. Writing one leaves
 * no trace in the audit of the organisation in whose name it is done, which may be the one
 * complained of.
 */
@Service
@Transactional
class Complaints {

    static final List<String> KINDS =
            List.of("treatment", "abuse", "money", "refused", "data", "other");

    private final JdbcClient jdbc;
    private final Sealer sealer;
    private final AuditLog audit;

    Complaints(JdbcClient jdbc, Sealer sealer, AuditLog audit) {
        this.jdbc = jdbc;
        this.sealer = sealer;
        this.audit = audit;
    }

    /** One of them. */
    record Complaint(
            UUID id,
            String about,
            String kind,
            boolean danger,
            OffsetDateTime madeAt,
            String state) {}

    /** An organisation that can be complained of. */
    record About(UUID id, String name) {}

    List<About> organisations() {
        return jdbc.sql("select id, name from organisation where active order by name")
                .query((row, number) -> new About(row.getObject(1, UUID.class), row.getString(2)))
                .list();
    }

    /** Whether somebody is there to read it. */
    boolean anyMonitor(UUID about) {
        return jdbc.sql(
                        "select exists (select 1 from organisation where active and kind = 'monitor' and id <> :about)")
                .param("about", about)
                .query(Boolean.class)
                .single();
    }

    /**
     * Writes it down.
     *
     * @throws org.springframework.dao.DuplicateKeyException if it is there already
     */
    void make(
            UUID id,
            UUID about,
            String kind,
            boolean danger,
            String words,
            @Nullable String contact) {
        jdbc.sql(
                        """
                        insert into complaint (id, about, kind, danger, words, contact)
                        values (:id, :about, :kind, :danger, :words, :contact)
                        """)
                .param("id", id)
                .param("about", about)
                .param("kind", kind)
                .param("danger", danger)
                .param("words", seal(words, id))
                .param(
                        "contact",
                        contact == null || contact.isBlank() ? null : seal(contact, id),
                        java.sql.Types.BINARY)
                .update();
    }

    List<Complaint> list(boolean closed) {
        List<Complaint> found =
                jdbc.sql(
                                """
                                select c.id, o.name, c.kind, c.danger, c.made_at, c.state
                                from complaint c join organisation o on o.id = c.about
                                where (c.state = 'closed') = :closed order by c.danger desc, c.made_at limit 200
                                """)
                        .param("closed", closed)
                        .query((row, number) ->
                                new Complaint(
                                        row.getObject(1, UUID.class),
                                        row.getString(2),
                                        row.getString(3),
                                        row.getBoolean(4),
                                        row.getObject(5, OffsetDateTime.class),
                                        row.getString(6)))
                        .list();
        audit.record("list", "complaint", List.of(), null, "complaints " + found.size());
        return found;
    }

    /** With its words and, if there is one, the safe way to answer. */
    record Opened(Complaint complaint, String words, String contact) {}

    Optional<Opened> open(UUID id) {
        Optional<Opened> found =
                jdbc.sql(
                                """
                                select c.id, o.name, c.kind, c.danger, c.made_at, c.state, c.words, c.contact
                                from complaint c join organisation o on o.id = c.about where c.id = :id
                                """)
                        .param("id", id)
                        .query((row, number) ->
                                new Opened(
                                        new Complaint(
                                                row.getObject(1, UUID.class),
                                                row.getString(2),
                                                row.getString(3),
                                                row.getBoolean(4),
                                                row.getObject(5, OffsetDateTime.class),
                                                row.getString(6)),
                                        unseal(row.getBytes(7), id),
                                        row.getBytes(8) == null ? "" : unseal(row.getBytes(8), id)))
                        .optional();
        audit.record(
                found.isPresent() ? "read" : "refused",
                "complaint",
                List.of(),
                null,
                "complaint " + id);
        return found;
    }

    boolean move(UUID id, String state) {
        Actor actor = Acting.now();
        boolean moved =
                jdbc.sql(
                                        """
                                        update complaint set state = :state, taken_by = :me, taken_in = :us, changed_at = now()
                                        where id = :id and state <> 'closed'
                                        """)
                                .param("state", state)
                                .param("me", actor.requireAccount())
                                .param("us", actor.requireOrganisation())
                                .param("id", id)
                                .update()
                        == 1;
        audit.record(state, "complaint", List.of(), null, "complaint " + id);
        return moved;
    }

    private byte[] seal(String text, UUID id) {
        return sealer.seal(text.strip().getBytes(StandardCharsets.UTF_8), "complaint:" + id);
    }

    private String unseal(byte[] sealed, UUID id) {
        return new String(sealer.open(sealed, "complaint:" + id), StandardCharsets.UTF_8);
    }
}
