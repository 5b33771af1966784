package amparo.server.cases;

import amparo.server.access.Acting;
import amparo.server.access.Actor;
import amparo.server.audit.AuditLog;
import amparo.server.platform.Rows;
import amparo.server.platform.Sealer;
import java.nio.charset.StandardCharsets;
import java.sql.Types;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Notes of a case, sealed in the database. Never changed: a newer one corrects. A survivor-level
 * note is read by protection specialists who are assigned to the person, by nobody else, not even
 * by whoever wrote it.
 */
@Service
@Transactional(noRollbackFor = NoSuchCase.class)
class Notes {

    static final List<String> SENSITIVITIES = List.of("ordinary", "sensitive", "survivor");
    static final int LONGEST = 8000;

    private final Cases cases;
    private final JdbcClient jdbc;
    private final Sealer sealer;
    private final AuditLog audit;

    Notes(Cases cases, JdbcClient jdbc, Sealer sealer, AuditLog audit) {
        this.cases = cases;
        this.jdbc = jdbc;
        this.sealer = sealer;
        this.audit = audit;
    }

    /**
     * A note.
     *
     * @param code of the person it speaks of
     * @param corrected whether a newer one corrects it
     */
    record Note(
            UUID id,
            String code,
            String sensitivity,
            String words,
            @Nullable String byName,
            OffsetDateTime recordedAt,
            boolean corrected) {}

    private record Row(
            UUID id,
            String code,
            String sensitivity,
            byte[] words,
            @Nullable String byName,
            OffsetDateTime recordedAt,
            boolean corrected) {}

    /** The notes that the actor may read, the newest first. */
    List<Note> of(UUID file) {
        CaseStore.File of = cases.reach(file);
        List<Note> notes =
                Rows.of(
                                jdbc.sql(
                                                """
                                                select n.id, %s as code, n.sensitivity, n.words, a.display_name as by_name, n.recorded_at,
                                                       exists (select 1 from case_note newer where newer.corrects = n.id) as corrected
                                                from case_note n join person p on p.id = n.person
                                                     left join account a on a.id = n.recorded_by
                                                where n.file = :file order by n.recorded_at desc, n.id desc limit 500
                                                """
                                                        .formatted(CaseStore.code("p")))
                                        .param("file", file),
                                Row.class)
                        .stream()
                        .map(row ->
                                new Note(
                                        row.id(),
                                        row.code(),
                                        row.sensitivity(),
                                        open(row.id(), row.words()),
                                        row.byName(),
                                        row.recordedAt(),
                                        row.corrected()))
                        .toList();
        long survivor = notes.stream().filter(one -> one.sensitivity().equals("survivor")).count();
        audit.record(
                "read",
                "case-note",
                List.of(of.person()),
                null,
                notes.size() + " notes, survivor-level " + survivor + ", case " + file);
        return notes;
    }

    /**
     * Writes one down.
     *
     * @param code of the person it speaks of; none for the one whose case it is
     * @param corrects the note that this one replaces
     * @throws org.springframework.dao.DuplicateKeyException if a note with this id is there
     */
    void write(
            UUID file,
            UUID id,
            @Nullable String code,
            String sensitivity,
            String words,
            @Nullable UUID corrects) {
        if (!SENSITIVITIES.contains(sensitivity) || words.isBlank() || words.length() > LONGEST) {
            throw new IllegalArgumentException("no note");
        }
        Actor actor = Acting.now();
        cases.reach(file);
        UUID person = cases.member(file, code).person();
        // No "on conflict": a survivor-level note is hidden from whoever wrote it down.
        jdbc.sql(
                        """
                        insert into case_note (id, file, organisation, person, sensitivity, words, corrects, recorded_by)
                        values (:id, :file, :organisation, :person, :sensitivity, :words, :corrects, :me)
                        """)
                .param("id", id)
                .param("file", file)
                .param("organisation", actor.requireOrganisation())
                .param("person", person)
                .param("sensitivity", sensitivity)
                .param(
                        "words",
                        sealer.seal(words.strip().getBytes(StandardCharsets.UTF_8), purpose(id)))
                .param("corrects", corrects, Types.OTHER)
                .param("me", actor.requireAccount())
                .update();
        audit.record(
                "record", "case-note", List.of(person), null, sensitivity + " note, case " + file);
    }

    private String open(UUID id, byte[] sealed) {
        return new String(sealer.open(sealed, purpose(id)), StandardCharsets.UTF_8);
    }

    private static String purpose(UUID id) {
        return "case-note:" + id;
    }
}
