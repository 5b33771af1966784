package amparo.server.matching;

import amparo.server.access.Actor;
import amparo.server.platform.Rows;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Which files stand for which, and which two were said to be of two people. */
@Repository
class MergeStore {

    private final JdbcClient jdbc;

    MergeStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A file that stands, or stood, for another. */
    record Merge(
            UUID id,
            String kept,
            String merged,
            UUID keptId,
            UUID mergedId,
            String reason,
            @Nullable String by,
            OffsetDateTime mergedAt,
            @Nullable OffsetDateTime undoneAt,
            @Nullable String undoneReason) {}

    /** All of a person, the newest first. */
    List<Merge> of(UUID person) {
        return Rows.of(
                jdbc.sql(
                                """
                                select m.id, k.code as kept, d.code as merged, m.kept as kept_id, m.merged as merged_id,
                                       m.reason, a.display_name as by, m.merged_at, m.undone_at, m.undone_reason
                                from person_merge m join person k on k.id = m.kept join person d on d.id = m.merged
                                     left join account a on a.id = m.merged_by
                                where m.kept = :person or m.merged = :person
                                   or m.kept = any ((select p.merged from person p where p.id = :person)::uuid[])
                                order by m.merged_at desc, m.id desc
                                """)
                        .param("person", person),
                Merge.class);
    }

    Optional<Merge> running(UUID id) {
        return jdbc.sql(
                        """
                        select m.id, k.code as kept, d.code as merged, m.kept as kept_id, m.merged as merged_id,
                               m.reason, null as by, m.merged_at, m.undone_at, m.undone_reason
                        from person_merge m join person k on k.id = m.kept join person d on d.id = m.merged
                        where m.id = :id
                        """)
                .param("id", id)
                .query(Merge.class)
                .optional();
    }

    boolean may(UUID one, UUID other) {
        return jdbc.sql("select may_merge(:one, :other)")
                .param("one", one)
                .param("other", other)
                .query(Boolean.class)
                .single();
    }

    /** Whether it stands for it now; no if one of them is merged with a third. */
    boolean merge(UUID id, UUID kept, UUID merged, String reason) {
        return jdbc.sql("select merge_persons(:id, :kept, :merged, :reason)")
                .param("id", id)
                .param("kept", kept)
                .param("merged", merged)
                .param("reason", reason)
                .query(Boolean.class)
                .single();
    }

    boolean unmerge(UUID id, String reason) {
        return jdbc.sql("select unmerge_persons(:id, :reason)")
                .param("id", id)
                .param("reason", reason)
                .query(Boolean.class)
                .single();
    }

    /** Who was said to be somebody else than this person. */
    Set<UUID> notSame(UUID person) {
        return new HashSet<>(
                jdbc.sql(
                                """
                                select other as id from not_same where one = :person
                                union all select one from not_same where other = :person
                                """)
                        .param("person", person)
                        .query((row, number) -> row.getObject("id", UUID.class))
                        .list());
    }

    void mark(UUID person, UUID other, Actor actor) {
        // As PostgreSQL orders them: Java's own order of UUIDs is by signed numbers.
        boolean inOrder = person.toString().compareTo(other.toString()) < 0;
        jdbc.sql(
                        """
                        insert into not_same (organisation, one, other, marked_by)
                        values (:organisation, :one, :other, :account) on conflict do nothing
                        """)
                .param("organisation", actor.requireOrganisation())
                .param("one", inOrder ? person : other)
                .param("other", inOrder ? other : person)
                .param("account", actor.requireAccount())
                .update();
    }
}
