package amparo.server.cases;

import amparo.server.access.Actor;
import amparo.server.platform.Rows;
import java.sql.Types;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Cases, whose they are, and what happened. What the walls hide does not come back. */
@Repository
class CaseStore {

    private static final String COLUMNS =
            """
            select c.id, c.organisation, c.person, %s as code, %s as name, c.owner, o.display_name as owner_name, c.status,
                   c.waiting_for, c.waiting_until, c.closed_reason, c.opened_at, c.changed_at, c.version,
                   c.person = any ((select acting_emergencies())::uuid[]) as emergency,
                   (select min(t.due) from case_task t where t.file = c.id and t.status = 'open') as due
            """
                    .formatted(code("p"), nameOf("p"));

    private final JdbcClient jdbc;

    CaseStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * The file that stands for this one, as a table of one row: asked for once and then found by
     * its key. Compared in a condition, the policy would be asked of every row before it.
     */
    private static String stands(String file) {
        return "(select standing_file(" + file + ".id) as id offset 0) as stands";
    }

    /** The code under which a person is found, as an expression over the row of their file. */
    static String code(String file) {
        return "case when %1$s.merged_into is null then %1$s.code else (select k.code from %2$s join person k on k.id = stands.id) end"
                .formatted(file, stands(file));
    }

    /** The newest name under which a person is found; of a file that stands for others, its own. */
    private static String nameOf(String file) {
        return "coalesce(case when %1$s.merged_into is not null then %2$s end, %3$s)"
                .formatted(
                        file,
                        newest(stands(file) + " join answer a on a.person = stands.id", "true"),
                        name(file + ".id"));
    }

    /** The newest name that the actor may read, as an expression. */
    static String name(String person) {
        return newest("answer a", "a.person = " + person);
    }

    private static String newest(String from, String where) {
        return "(select a.value ->> 0 from "
                + from
                + " where "
                + where
                + " and a.fact = 'name' order by a.told_at desc, a.id desc limit 1)";
    }

    /**
     * A case.
     *
     * @param code of the person it is of
     * @param emergency whether that person is open for an emergency only
     * @param due the next open task
     */
    record File(
            UUID id,
            UUID organisation,
            UUID person,
            String code,
            @Nullable String name,
            @Nullable UUID owner,
            @Nullable String ownerName,
            String status,
            @Nullable String waitingFor,
            @Nullable LocalDate waitingUntil,
            @Nullable String closedReason,
            OffsetDateTime openedAt,
            OffsetDateTime changedAt,
            int version,
            boolean emergency,
            @Nullable LocalDate due) {

        boolean closed() {
            return status.equals("closed");
        }
    }

    /** Somebody whose case it is. */
    record Member(UUID person, String code, @Nullable String name, UUID organisation) {}

    /** Something that happened; of colleagues the name. */
    record Event(
            UUID id,
            String kind,
            @Nullable UUID subject,
            @Nullable String before,
            @Nullable String after,
            @Nullable LocalDate onDay,
            @Nullable String reason,
            int version,
            @Nullable String byName,
            OffsetDateTime at) {}

    /** Who works on cases here. */
    record Colleague(UUID id, String name) {}

    /** Which cases a list shows. */
    enum Which {
        MINE("owner = :me and organisation = :organisation and status <> 'closed'"),
        TEAM(
                "person = any ((select acting_assigned())::uuid[]) and organisation = :organisation"
                        + " and status <> 'closed'"),
        UNOWNED("owner is null and organisation = :organisation and status <> 'closed'"),
        OPEN("organisation = :organisation and status <> 'closed'"),
        CLOSED("organisation = :organisation and status = 'closed'");

        private final String condition;

        Which(String condition) {
            this.condition = condition;
        }

        /** Its name in addresses and texts. */
        String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    Optional<File> find(UUID id) {
        return jdbc.sql(
                        COLUMNS
                                + """
                                from case_file c join person p on p.id = c.person left join account o on o.id = c.owner
                                where c.id = :id
                                """)
                .param("id", id)
                .query(File.class)
                .optional();
    }

    List<File> list(Actor actor, Which which, @Nullable UUID before, int limit) {
        return Rows.of(
                jdbc.sql(
                                COLUMNS
                                        + """
                                        from (select * from case_file where %s and id < :before order by id desc
                                              limit :limit) c
                                             join person p on p.id = c.person left join account o on o.id = c.owner
                                        order by c.id desc
                                        """
                                                .formatted(which.condition))
                        .param("organisation", actor.requireOrganisation())
                        .param("me", actor.requireAccount())
                        .param("before", before == null ? new UUID(-1, -1) : before)
                        .param("limit", limit),
                File.class);
    }

    /** How many there are, counted no further than this. */
    long count(Actor actor, Which which, int most) {
        return jdbc.sql(
                        "select count(*) from (select 1 from case_file where %s limit :most) as counted"
                                .formatted(which.condition))
                .param("organisation", actor.requireOrganisation())
                .param("me", actor.requireAccount())
                .param("most", most)
                .query(Long.class)
                .single();
    }

    /** Cases of a person, the newest first. */
    List<File> of(UUID[] files) {
        return Rows.of(
                jdbc.sql(
                                COLUMNS
                                        + """
                                        from (select distinct cp.file from case_person cp where cp.person = any (:persons)) cp
                                             join case_file c on c.id = cp.file
                                             join person p on p.id = c.person left join account o on o.id = c.owner
                                        order by c.id desc limit 50
                                        """)
                        .param("persons", files),
                File.class);
    }

    void insert(UUID id, UUID person, @Nullable UUID owner, @Nullable UUID site, Actor actor) {
        jdbc.sql(
                        """
                        insert into case_file (id, organisation, site, person, owner, opened_by)
                        values (:id, :organisation, :site, :person, :owner, :me)
                        """)
                .param("id", id)
                .param("organisation", actor.requireOrganisation())
                .param("site", site, Types.OTHER)
                .param("person", person)
                .param("owner", owner, Types.OTHER)
                .param("me", actor.requireAccount())
                .update();
    }

    /** Changes what was seen in this version; whether it was still so. */
    boolean change(
            UUID id,
            int version,
            String status,
            @Nullable String waitingFor,
            @Nullable LocalDate waitingUntil,
            @Nullable String closedReason) {
        return jdbc.sql(
                                """
                                update case_file set status = :status, waiting_for = :waitingFor, waiting_until = :waitingUntil,
                                       closed_reason = :closedReason,
                                       closed_at = case when :status = 'closed' then now() end, changed_at = now(),
                                       version = version + 1
                                where id = :id and version = :version
                                """)
                        .param("status", status)
                        .param("waitingFor", waitingFor, Types.VARCHAR)
                        .param("waitingUntil", waitingUntil, Types.DATE)
                        .param("closedReason", closedReason, Types.VARCHAR)
                        .param("id", id)
                        .param("version", version)
                        .update()
                == 1;
    }

    boolean give(UUID id, int version, UUID owner) {
        return jdbc.sql(
                                """
                                update case_file set owner = :owner, changed_at = now(), version = version + 1
                                where id = :id and version = :version
                                """)
                        .param("owner", owner)
                        .param("id", id)
                        .param("version", version)
                        .update()
                == 1;
    }

    /** Colleagues who are named for somebody of the case. */
    List<String> team(UUID file, Actor actor) {
        return Rows.of(
                jdbc.sql(
                                """
                                select distinct a.display_name
                                from case_person cp join assignment s on s.person = cp.person
                                     join account a on a.id = s.account
                                where cp.file = :file and s.organisation = :organisation
                                  and (s.until is null or s.until > now())
                                order by 1 limit 20
                                """)
                        .param("file", file)
                        .param("organisation", actor.requireOrganisation()),
                String.class);
    }

    /** Each person once, also if two of their files are in the case. */
    List<Member> members(UUID file) {
        Map<String, Member> once = new LinkedHashMap<>();
        files(file).forEach(one -> once.putIfAbsent(one.code(), one));
        return List.copyOf(once.values());
    }

    /** Each file that is in the case; two of one person have the same code. */
    List<Member> files(UUID file) {
        return Rows.of(
                jdbc.sql(
                                """
                                select cp.person, %s as code, %s as name, p.organisation
                                from case_person cp join person p on p.id = cp.person join case_file c on c.id = cp.file
                                where cp.file = :file order by cp.person <> c.person, cp.added_at, cp.person
                                """
                                        .formatted(code("p"), nameOf("p")))
                        .param("file", file),
                Member.class);
    }

    /** Whether the person was not there before. */
    boolean add(UUID file, UUID person, Actor actor) {
        return jdbc.sql(
                                """
                                insert into case_person (file, person, organisation, added_by)
                                values (:file, :person, :organisation, :me) on conflict do nothing
                                """)
                        .param("file", file)
                        .param("person", person)
                        .param("organisation", actor.requireOrganisation())
                        .param("me", actor.requireAccount())
                        .update()
                == 1;
    }

    boolean takeOut(UUID file, UUID person) {
        return jdbc.sql("delete from case_person where file = :file and person = :person")
                        .param("file", file)
                        .param("person", person)
                        .update()
                == 1;
    }

    /** What is to be remembered of a change. */
    record Happened(
            UUID id,
            UUID file,
            String kind,
            @Nullable UUID subject,
            @Nullable String before,
            @Nullable String after,
            @Nullable LocalDate onDay,
            @Nullable String reason,
            int version) {

        static Happened of(UUID file, String kind, @Nullable UUID subject, int version) {
            return new Happened(
                    amparo.server.platform.Ids.next(),
                    file,
                    kind,
                    subject,
                    null,
                    null,
                    null,
                    null,
                    version);
        }

        Happened to(@Nullable String from, @Nullable String to) {
            return new Happened(id, file, kind, subject, from, to, onDay, reason, version);
        }

        Happened on(@Nullable LocalDate day) {
            return new Happened(id, file, kind, subject, before, after, day, reason, version);
        }

        Happened because(@Nullable String words) {
            return new Happened(
                    id,
                    file,
                    kind,
                    subject,
                    before,
                    after,
                    onDay,
                    words == null || words.isBlank() ? null : words.strip(),
                    version);
        }

        /** Under the id that a form brought: the form counts once. */
        Happened as(UUID form) {
            return new Happened(form, file, kind, subject, before, after, onDay, reason, version);
        }
    }

    void remember(Happened what, Actor actor) {
        jdbc.sql(
                        """
                        insert into case_event (id, file, organisation, kind, subject, before, after, on_day, reason, version,
                            account)
                        values (:id, :file, :organisation, :kind, :subject, :before, :after, :onDay, :reason, :version, :me)
                        """)
                .param("id", what.id())
                .param("file", what.file())
                .param("organisation", actor.requireOrganisation())
                .param("kind", what.kind())
                .param("subject", what.subject(), Types.OTHER)
                .param("before", what.before(), Types.VARCHAR)
                .param("after", what.after(), Types.VARCHAR)
                .param("onDay", what.onDay(), Types.DATE)
                .param("reason", what.reason(), Types.VARCHAR)
                .param("version", what.version())
                .param("me", actor.requireAccount())
                .update();
    }

    /** Whether this form was counted already. */
    boolean knows(UUID event) {
        return jdbc.sql("select exists (select 1 from case_event where id = :id)")
                .param("id", event)
                .query(Boolean.class)
                .single();
    }

    /** What happened, the newest first. */
    List<Event> events(UUID file) {
        return events(file, "true", 0, null);
    }

    /** What happened to the case itself after a version. */
    List<Event> since(UUID file, int version) {
        return events(file, "e.version > :version and e.subject is null", version, null);
    }

    /** What happened last to a part of it. */
    List<Event> lastOf(UUID file, UUID subject) {
        return events(file, "e.subject = :subject", 0, subject).stream().limit(3).toList();
    }

    private List<Event> events(UUID file, String condition, int version, @Nullable UUID subject) {
        return Rows.of(
                jdbc.sql(
                                """
                                select e.id, e.kind, e.subject, e.before, e.after, e.on_day, e.reason, e.version,
                                       a.display_name as by_name, e.at
                                from case_event e left join account a on a.id = e.account
                                where e.file = :file and (%s) order by e.at desc, e.id desc limit 200
                                """
                                        .formatted(condition))
                        .param("file", file)
                        .param("version", version)
                        .param("subject", subject, Types.OTHER),
                Event.class);
    }

    /** Who can own a case of the acting organisation. */
    List<Colleague> colleagues(Actor actor) {
        return Rows.of(
                jdbc.sql(
                                """
                                select distinct a.id, a.display_name as name
                                from membership m join account a on a.id = m.account and a.status = 'active'
                                where m.organisation = :organisation and m.since <= now()
                                  and (m.until is null or m.until > now())
                                  and m.role in ('case-worker', 'protection-specialist', 'supervisor',
                                                 'referral-focal-point', 'asylum-officer')
                                order by a.display_name, a.id
                                """)
                        .param("organisation", actor.requireOrganisation()),
                Colleague.class);
    }

    /** The name of a colleague, for what happened long ago too. */
    Optional<String> colleague(UUID account) {
        return jdbc.sql("select display_name from account where id = :id")
                .param("id", account)
                .query(String.class)
                .optional();
    }

    /** The language that an account reads and writes; empty if it is unknown here. */
    Optional<String> language(UUID account) {
        return jdbc.sql("select language from account where id = :id")
                .param("id", account)
                .query(String.class)
                .optional();
    }
}
