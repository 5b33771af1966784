package amparo.server.cases;

import amparo.server.access.Acting;
import amparo.server.access.Actor;
import amparo.server.audit.AuditLog;
import amparo.server.cases.CaseStore.Happened;
import amparo.server.platform.Rows;
import amparo.server.registry.PersonFiles;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What is to be done in a case, by whom and until when. */
@Service
@Transactional(noRollbackFor = {NoSuchCase.class, Changed.class})
class Tasks {

    private static final String COLUMNS =
            """
            select t.id, t.file, t.person, %s as code, t.what, t.due, t.assignee, a.display_name as assignee_name, t.status,
                   t.ended_at, t.version
            from case_task t join person p on p.id = t.person left join account a on a.id = t.assignee
            """
                    .formatted(CaseStore.code("p"));

    private final Cases cases;
    private final CaseStore store;
    private final PersonFiles persons;
    private final JdbcClient jdbc;
    private final AuditLog audit;

    Tasks(Cases cases, CaseStore store, PersonFiles persons, JdbcClient jdbc, AuditLog audit) {
        this.cases = cases;
        this.store = store;
        this.persons = persons;
        this.jdbc = jdbc;
        this.audit = audit;
    }

    /** A task; of which person the code says. */
    record Task(
            UUID id,
            UUID file,
            UUID person,
            String code,
            String what,
            LocalDate due,
            UUID assignee,
            @Nullable String assigneeName,
            String status,
            @Nullable OffsetDateTime endedAt,
            int version) {

        boolean open() {
            return status.equals("open");
        }
    }

    /** All of a case: open ones first, by the day they are due. */
    List<Task> of(UUID file) {
        CaseStore.File of = cases.reach(file);
        List<Task> found =
                Rows.of(
                        jdbc.sql(
                                        COLUMNS
                                                + " where t.file = :file order by t.status <> 'open', t.due, t.id limit 300")
                                .param("file", file),
                        Task.class);
        audit.record(
                "read",
                "case-task",
                List.of(of.person()),
                null,
                found.size() + " tasks, case " + file);
        return found;
    }

    /** What whoever acts has to do, the most urgent first. */
    List<Task> mine(@Nullable LocalDate after, @Nullable UUID afterId, int limit) {
        Actor actor = Acting.now();
        NoSuchCase.unless(CasePolicy.reads(actor));
        List<Task> found =
                Rows.of(
                        jdbc.sql(
                                        COLUMNS
                                                + """
                                                where t.assignee = :me and t.organisation = :organisation and t.status = 'open'
                                                  and (t.due, t.id) > (:after, :afterId) order by t.due, t.id limit :limit
                                                """)
                                .param("me", actor.requireAccount())
                                .param("organisation", actor.requireOrganisation())
                                .param("after", after == null ? LocalDate.of(1900, 1, 1) : after)
                                .param("afterId", afterId == null ? new UUID(0, 0) : afterId)
                                .param("limit", limit),
                        Task.class);
        audit.record(
                "list",
                "case-task",
                found.stream().map(Task::person).distinct().toList(),
                null,
                "own tasks");
        return found;
    }

    /** How many of the own are due until that day, counted no further than this. */
    long due(LocalDate until, int most) {
        Actor actor = Acting.now();
        return jdbc.sql(
                        """
                        select count(*) from (select 1 from case_task t where t.assignee = :me
                            and t.organisation = :organisation and t.status = 'open' and t.due <= :until limit :most) as counted
                        """)
                .param("me", actor.requireAccount())
                .param("organisation", actor.requireOrganisation())
                .param("until", until)
                .param("most", most)
                .query(Long.class)
                .single();
    }

    Task find(UUID file, UUID id) {
        cases.reach(file);
        return task(id).filter(one -> one.file().equals(file)).orElseThrow(NoSuchCase::new);
    }

    Optional<Task> task(UUID id) {
        return jdbc.sql(COLUMNS + " where t.id = :id").param("id", id).query(Task.class).optional();
    }

    /** Makes one. Sent twice under the same id it is made once. */
    void make(
            UUID file, UUID id, @Nullable String code, String what, LocalDate due, UUID assignee) {
        Actor actor = Acting.now();
        CaseStore.File of = cases.work(file);
        CaseStore.Member member = cases.member(file, code);
        worksHere(actor, assignee);
        int made =
                jdbc.sql(
                                """
                                insert into case_task (id, file, organisation, person, what, due, assignee, made_by)
                                values (:id, :file, :organisation, :person, :what, :due, :assignee, :me)
                                on conflict (id) do nothing
                                """)
                        .param("id", id)
                        .param("file", file)
                        .param("organisation", actor.requireOrganisation())
                        .param("person", member.person())
                        .param("what", what.strip())
                        .param("due", due)
                        .param("assignee", assignee)
                        .param("me", actor.requireAccount())
                        .update();
        if (made == 0) {
            return;
        }
        reachable(of, actor, assignee);
        store.remember(
                Happened.of(file, "task-made", id, of.version())
                        .to(null, assignee.toString())
                        .on(due),
                actor);
        audit.record("create", "case-task", List.of(member.person()), null, "task " + id);
    }

    /** Changes words, day or hands; whoever saw an older version is told. */
    void change(UUID file, UUID id, int seen, String what, LocalDate due, UUID assignee) {
        Actor actor = Acting.now();
        CaseStore.File of = cases.work(file);
        Task task = find(file, id);
        if (!assignee.equals(task.assignee())) {
            worksHere(actor, assignee);
        }
        boolean done =
                task.open()
                        && jdbc.sql(
                                                """
                                                update case_task set what = :what, due = :due, assignee = :assignee,
                                                       version = version + 1
                                                where id = :id and version = :seen and status = 'open'
                                                """)
                                        .param("what", what.strip())
                                        .param("due", due)
                                        .param("assignee", assignee)
                                        .param("id", id)
                                        .param("seen", seen)
                                        .update()
                                == 1;
        if (!done) {
            throw new Changed(store.lastOf(file, id));
        }
        if (!assignee.equals(task.assignee())) {
            reachable(of, actor, assignee);
            store.remember(
                    Happened.of(file, "task-given", id, of.version())
                            .to(task.assignee().toString(), assignee.toString()),
                    actor);
        }
        if (!due.equals(task.due())) {
            store.remember(
                    Happened.of(file, "task-moved", id, of.version())
                            .to(task.due().toString(), due.toString()),
                    actor);
        }
        audit.record("update", "case-task", List.of(task.person()), null, "task " + id);
    }

    /**
     * Done, dropped, or open again. The same once more changes nothing.
     *
     * @param status open, done or dropped
     */
    void end(UUID file, UUID id, String status) {
        Actor actor = Acting.now();
        CaseStore.File of = cases.reach(file);
        Task task = find(file, id);
        NoSuchCase.unless(task.assignee().equals(actor.account()) || Cases.may(of));
        int ended =
                jdbc.sql(
                                """
                                update case_task set status = :status,
                                       ended_by = case when :status = 'open' then null else cast(:me as uuid) end,
                                       ended_at = case when :status = 'open' then null else now() end,
                                       version = version + 1
                                where id = :id and status <> :status
                                """)
                        .param("status", status)
                        .param("me", actor.requireAccount())
                        .param("id", id)
                        .update();
        if (ended == 1) {
            store.remember(
                    Happened.of(file, "task-" + status, id, of.version()).to(task.status(), status),
                    actor);
        }
        audit.record("update", "case-task", List.of(task.person()), null, status + " task " + id);
    }

    private void worksHere(Actor actor, UUID colleague) {
        NoSuchCase.unless(
                colleague.equals(actor.account())
                        || store.colleagues(actor).stream()
                                .anyMatch(one -> one.id().equals(colleague)));
    }

    /** Whoever gets a task comes to work with the person, if the actor may say so. */
    private void reachable(CaseStore.File of, Actor actor, UUID colleague) {
        if (!colleague.equals(actor.account()) && CasePolicy.handsOut(actor)) {
            persons.assign(of.code(), colleague);
        }
    }
}
