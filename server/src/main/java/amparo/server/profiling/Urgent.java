package amparo.server.profiling;

import amparo.server.access.Acting;
import amparo.server.access.Actor;
import amparo.server.access.Role;
import amparo.server.access.Room;
import amparo.server.audit.AuditLog;
import amparo.server.platform.Rows;
import amparo.server.registry.PersonFiles.Ref;
import java.nio.charset.StandardCharsets;
import java.sql.Types;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What cannot wait for the end of an interview: a nurse, food, safety, somebody for the children;
 * and the notice of the same day for a child alone. Colleagues see codes, never a reason that
 * others could read.
 */
@Service
@Transactional
public class Urgent {

    /** The kinds of immediate needs. */
    public static final List<String> KINDS = List.of("medical", "food", "safety", "child-care");

    /** The fact with what a person needs today. */
    static final String NEEDS = "needs_now";

    private static final Map<String, String> KIND_OF_NEED =
            Map.of(
                    "medical", "medical",
                    "food", "food",
                    "water", "food",
                    "safety", "safety",
                    "child_care", "child-care");

    /** The ways in which an authority can be told. */
    static final List<String> WAYS = List.of("telephone", "in-person", "written");

    static final int MOST = 200;

    private final JdbcClient jdbc;
    private final AuditLog audit;

    Urgent(JdbcClient jdbc, AuditLog audit) {
        this.jdbc = jdbc;
        this.audit = audit;
    }

    /** One tap. The second tap of the same kind finds the first. */
    public void raise(Ref person, UUID id, String kind) {
        Actor actor = Acting.now();
        int raised =
                jdbc.sql(
                                """
                                insert into immediate_alert (id, person, organisation, site, kind, raised_by, raised_room)
                                values (:id, :person, :organisation, :site, :kind, :account, :room)
                                on conflict do nothing
                                """)
                        .param("id", id)
                        .param("person", person.id())
                        .param("organisation", actor.requireOrganisation())
                        .param("site", Interviews.site(actor))
                        .param("kind", kind)
                        .param("account", actor.requireAccount())
                        .param("room", actor.room().code())
                        .update();
        if (raised == 1) {
            audit.record("alert", "person", List.of(person.id()), null, kind);
        }
    }

    /**
     * What a person asks for in an interview reaches the colleagues as if it had been tapped, also
     * when it was said on a device without a line.
     *
     * @param from the answer: the same one raises the same
     * @param value codes of the rulebook, as they are in the answer
     */
    public void asked(Ref person, UUID from, String value) {
        KIND_OF_NEED.forEach((need, kind) -> {
            if (value.contains("\"" + need + "\"")) {
                raise(
                        person,
                        UUID.nameUUIDFromBytes((kind + from).getBytes(StandardCharsets.UTF_8)),
                        kind);
            }
        });
    }

    /** That somebody has taken care of it. */
    void done(Ref person, UUID id) {
        int done =
                jdbc.sql(
                                """
                                update immediate_alert set done_at = now(), done_by = :account
                                where id = :id and person = any (:persons) and done_at is null
                                """)
                        .param("id", id)
                        .param("persons", person.files())
                        .param("account", Acting.now().requireAccount())
                        .update();
        if (done == 1) {
            audit.record("alert-done", "person", List.of(person.id()), null, "taken care of");
        }
    }

    /** The same of all of one kind. */
    void done(Ref person, String kind) {
        int done =
                jdbc.sql(
                                """
                                update immediate_alert set done_at = now(), done_by = :account
                                where person = any (:persons) and organisation = :organisation and kind = :kind
                                  and done_at is null
                                """)
                        .param("persons", person.files())
                        .param("organisation", Acting.now().requireOrganisation())
                        .param("kind", kind)
                        .param("account", Acting.now().requireAccount())
                        .update();
        if (done > 0) {
            audit.record("alert-done", "person", List.of(person.id()), null, "taken care of");
        }
    }

    /** One that is open, or was answered today. */
    record Alert(UUID id, String code, String kind, OffsetDateTime at, @Nullable String by) {}

    List<Alert> open(@Nullable Ref person) {
        List<Alert> all =
                Rows.of(
                        jdbc.sql(
                                        """
                                                       select l.id, coalesce(k.code, p.code) as code, l.kind, l.raised_at as at, a.display_name as by
                                                       from immediate_alert l join person p on p.id = l.person
                                                            left join lateral (select standing_file(p.id) as id
                                                             where p.merged_into is not null offset 0) as stands on true
                                        left join person k on k.id = stands.id
                                                            left join account a on a.id = l.raised_by
                                                       where l.organisation = :organisation and l.done_at is null
                                                         and (:persons::uuid[] is null or l.person = any (:persons))
                                                       order by l.raised_at, l.id limit :most
                                        """)
                                .param("organisation", Acting.now().requireOrganisation())
                                .param(
                                        "persons",
                                        person == null ? null : person.files(),
                                        Types.ARRAY)
                                .param("most", MOST),
                        Alert.class);
        audit.record(
                "list",
                "person",
                person == null ? List.of() : List.of(person.id()),
                null,
                all.size() + " immediate needs");
        return all;
    }

    /** Whether something is open for a person. Not audited: whoever shows the person does that. */
    boolean waits(Ref person) {
        return jdbc.sql(
                        """
                        select exists (select 1 from immediate_alert l
                                       where l.organisation = :organisation and l.done_at is null and l.person = any (:persons))
                        """)
                .param("organisation", Acting.now().requireOrganisation())
                .param("persons", person.files())
                .query(Boolean.class)
                .single();
    }

    /** Whether something of this kind is open for a person. */
    boolean waits(UUID person, String kind) {
        return jdbc.sql(
                        """
                        select exists (select 1 from immediate_alert l where l.organisation = :organisation
                                       and l.done_at is null and l.person = :person and l.kind = :kind)
                        """)
                .param("organisation", Acting.now().requireOrganisation())
                .param("person", person)
                .param("kind", kind)
                .query(Boolean.class)
                .single();
    }

    /** How many are open, no further than a page. */
    int count() {
        return jdbc.sql(
                        """
                        select count(*) from (select 1 from immediate_alert where organisation = :organisation
                            and done_at is null limit :most) l
                        """)
                .param("organisation", Acting.now().requireOrganisation())
                .param("most", MOST)
                .query(Integer.class)
                .single();
    }

    /** A child alone of whom nobody has told the authority yet. */
    record Untold(UUID person, String code, OffsetDateTime since) {}

    /** Children alone whose notice is missing, the longest waiting first. */
    List<Untold> untold(@Nullable Ref person) {
        return Rows.of(
                jdbc.sql(
                                """
                                       select f.person, coalesce(k.code, p.code) as code, f.raised_at as since
                                       from flag f join person p on p.id = f.person
                                            left join lateral (select standing_file(p.id) as id
                                                     where p.merged_into is not null offset 0) as stands on true
                                left join person k on k.id = stands.id
                                       where f.organisation = :organisation and f.screen = :screen and f.closed_at is null
                                         and (:persons::uuid[] is null or f.person = any (:persons))
                                         and not exists (select 1 from child_notice c
                                                         where c.person = any (array[f.person, k.id] || p.merged))
                                       order by f.raised_at, f.id limit :most
                                """)
                        .param("organisation", Acting.now().requireOrganisation())
                        .param("screen", Screens.CHILD_ALONE)
                        .param("persons", person == null ? null : person.files(), Types.ARRAY)
                        .param("most", MOST),
                Untold.class);
    }

    /** A notice as it was given. */
    record Notice(
            String authority,
            String way,
            @Nullable String answeredBy,
            OffsetDateTime at,
            @Nullable String by) {}

    List<Notice> notices(Ref person) {
        return Rows.of(
                jdbc.sql(
                                """
                                select c.authority, c.way, c.answered_by, c.told_at as at, a.display_name as by
                                from child_notice c left join account a on a.id = c.told_by
                                where c.person = any (:persons) order by c.told_at desc, c.id desc
                                """)
                        .param("persons", person.files()),
                Notice.class);
    }

    /** Writes down that the authority was told; sent twice under one id it is there once. */
    void told(Ref person, UUID id, String authority, String way, @Nullable String answeredBy) {
        Actor actor = Acting.now();
        int told =
                jdbc.sql(
                                """
                                insert into child_notice (id, person, organisation, authority, way, answered_by, told_by, told_room)
                                values (:id, :person, :organisation, :authority, :way, :answeredBy, :account, :room)
                                on conflict (id) do nothing
                                """)
                        .param("id", id)
                        .param("person", person.id())
                        .param("organisation", actor.requireOrganisation())
                        .param("authority", authority)
                        .param("way", way)
                        .param("answeredBy", answeredBy)
                        .param("account", actor.requireAccount())
                        .param("room", actor.room().code())
                        .update();
        if (told == 1) {
            audit.record("notify", "person", List.of(person.id()), null, "child protection");
        }
    }

    /** Whether whoever acts looks after the notices: the focal points of children. */
    static boolean looksAfterChildren(Actor actor) {
        return actor.room() == Room.FRONTLINE
                && (actor.has(Role.REFERRAL_FOCAL_POINT)
                        || actor.has(Role.PROTECTION_SPECIALIST)
                        || actor.has(Role.SUPERVISOR));
    }
}
