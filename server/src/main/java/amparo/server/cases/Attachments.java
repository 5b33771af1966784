package amparo.server.cases;

import amparo.server.access.Acting;
import amparo.server.access.Actor;
import amparo.server.audit.AuditLog;
import amparo.server.cases.CaseStore.Happened;
import amparo.server.platform.Rows;
import amparo.server.platform.Sealer;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Files of a case, sealed in the database, behind the same walls as notes. */
@Service
@Transactional(noRollbackFor = NoSuchCase.class)
class Attachments {

    /** The most bytes of a file. */
    static final int LARGEST = 10 * 1024 * 1024;

    private final Cases cases;
    private final CaseStore store;
    private final JdbcClient jdbc;
    private final Sealer sealer;
    private final AuditLog audit;

    Attachments(Cases cases, CaseStore store, JdbcClient jdbc, Sealer sealer, AuditLog audit) {
        this.cases = cases;
        this.store = store;
        this.jdbc = jdbc;
        this.sealer = sealer;
        this.audit = audit;
    }

    /** A file without its content. */
    record Attached(
            UUID id,
            UUID file,
            UUID person,
            String code,
            String sensitivity,
            String name,
            String kind,
            int size,
            @Nullable String byName,
            OffsetDateTime addedAt,
            @Nullable OffsetDateTime removedAt) {}

    /** A file to take along. */
    record Content(String name, String kind, byte[] bytes) {}

    private static final String COLUMNS =
            """
            select t.id, t.file, t.person, %s as code, t.sensitivity, t.name, t.kind, t.size, a.display_name as by_name,
                   t.added_at, t.removed_at
            from case_attachment t join person p on p.id = t.person left join account a on a.id = t.added_by
            """
                    .formatted(CaseStore.code("p"));

    List<Attached> of(UUID file) {
        CaseStore.File of = cases.reach(file);
        List<Attached> found =
                Rows.of(
                        jdbc.sql(COLUMNS + " where t.file = :file order by t.id desc limit 200")
                                .param("file", file),
                        Attached.class);
        audit.record(
                "read",
                "case-file",
                List.of(of.person()),
                null,
                found.size() + " files named, case " + file);
        return found;
    }

    /**
     * Keeps a file.
     *
     * @param kind as {@link FileKinds} tells it
     * @throws org.springframework.dao.DuplicateKeyException if one with this id is there
     */
    void add(
            UUID file,
            UUID id,
            @Nullable String code,
            String sensitivity,
            String name,
            String kind,
            byte[] bytes) {
        Actor actor = Acting.now();
        CaseStore.File of = cases.reach(file);
        CaseStore.Member member = cases.member(file, code);
        jdbc.sql(
                        """
                        insert into case_attachment (id, file, organisation, person, sensitivity, name, kind, size, content,
                            added_by)
                        values (:id, :file, :organisation, :person, :sensitivity, :name, :kind, :size, :content, :me)
                        """)
                .param("id", id)
                .param("file", file)
                .param("organisation", actor.requireOrganisation())
                .param("person", member.person())
                .param("sensitivity", sensitivity)
                .param("name", FileKinds.name(name, kind))
                .param("kind", kind)
                .param("size", bytes.length)
                .param("content", sealer.seal(bytes, purpose(id)))
                .param("me", actor.requireAccount())
                .update();
        store.remember(Happened.of(file, "file-added", id, of.version()), actor);
        audit.record(
                "create", "case-file", List.of(member.person()), null, sensitivity + " file " + id);
    }

    /** The content of a file that is there and in reach. */
    Content open(UUID file, UUID id) {
        cases.reach(file);
        Optional<Attached> found =
                jdbc.sql(COLUMNS + " where t.id = :id and t.file = :file and t.removed_at is null")
                        .param("id", id)
                        .param("file", file)
                        .query(Attached.class)
                        .optional();
        if (found.isEmpty()) {
            audit.record("refused", "case-file", List.of(), null, "no such file in reach");
        }
        Attached of = found.orElseThrow(NoSuchCase::new);
        byte[] sealed =
                jdbc.sql("select content from case_attachment where id = :id")
                        .param("id", id)
                        .query((row, number) -> row.getBytes(1))
                        .single();
        audit.record("read", "case-file", List.of(of.person()), null, "content of file " + id);
        return new Content(of.name(), of.kind(), sealer.open(sealed, purpose(id)));
    }

    /** Takes the content away for good; that there was a file stays. */
    void remove(UUID file, UUID id) {
        Actor actor = Acting.now();
        CaseStore.File of = cases.reach(file);
        int removed =
                jdbc.sql(
                                """
                                update case_attachment set content = null, removed_by = :me, removed_at = now()
                                where id = :id and file = :file and removed_at is null
                                """)
                        .param("me", actor.requireAccount())
                        .param("id", id)
                        .param("file", file)
                        .update();
        if (removed == 1) {
            store.remember(Happened.of(file, "file-removed", id, of.version()), actor);
        }
        audit.record("erase", "case-file", List.of(of.person()), null, "content of file " + id);
    }

    private static String purpose(UUID id) {
        return "case-file:" + id;
    }
}
