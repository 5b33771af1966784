package amparo.server.cases;

import amparo.server.access.Acting;
import amparo.server.access.Actor;
import amparo.server.audit.AuditLog;
import amparo.server.cases.CaseStore.Happened;
import amparo.server.platform.Ids;
import amparo.server.platform.Rows;
import java.sql.Types;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The doors that a person tries, step by step: papers, handing in, what came of it, renewal. */
@Service
@Transactional(noRollbackFor = {NoSuchCase.class, Changed.class})
class Accompaniment {

    /** What can follow. Nothing is an end: whoever was refused can try again or appeal. */
    static final Map<String, List<String>> NEXT =
            Map.of(
                    "preparing", List.of("submitted", "withdrawn"),
                    "submitted", List.of("granted", "refused", "preparing", "withdrawn"),
                    "granted", List.of("renewing", "expired", "withdrawn"),
                    "renewing", List.of("granted", "refused", "expired"),
                    "refused", List.of("preparing", "submitted", "granted"),
                    "withdrawn", List.of("preparing"),
                    "expired", List.of("preparing", "renewing"));

    static final List<String> PAPER_STATES = List.of("needed", "asked", "have", "not-needed");

    /** Warned of this many days before something ends. */
    static final int WARNING = 60;

    private static final Set<String> HOLDS = Set.of("granted", "renewing");

    private static final String COLUMNS =
            """
            select d.id, d.file, d.person, %s as code, d.door, d.state, d.state_on, d.reference, d.submitted_on, d.decided_on,
                   d.valid_until, d.version
            from case_door d join person p on p.id = d.person
            """
                    .formatted(CaseStore.code("p"));

    private final Cases cases;
    private final CaseStore store;
    private final Doors doors;
    private final JdbcClient jdbc;
    private final AuditLog audit;

    Accompaniment(Cases cases, CaseStore store, Doors doors, JdbcClient jdbc, AuditLog audit) {
        this.cases = cases;
        this.store = store;
        this.doors = doors;
        this.jdbc = jdbc;
        this.audit = audit;
    }

    /** A door that a person tries. */
    record Tried(
            UUID id,
            UUID file,
            UUID person,
            String code,
            String door,
            String state,
            LocalDate stateOn,
            @Nullable String reference,
            @Nullable LocalDate submittedOn,
            @Nullable LocalDate decidedOn,
            @Nullable LocalDate validUntil,
            int version) {

        /** Whether something holds now that will end. */
        boolean ends() {
            return HOLDS.contains(state) && validUntil != null;
        }
    }

    /**
     * A paper to get or a step to take.
     *
     * @param node of the rulebook; none for one that was added here
     */
    record Paper(
            UUID id,
            String kind,
            @Nullable String node,
            String label,
            String status,
            @Nullable String byName,
            int version) {}

    /** What is known of a door: the form and the page. */
    record Way(
            CaseStore.File file,
            Tried tried,
            List<Paper> papers,
            List<CaseStore.Event> events,
            boolean works) {}

    List<Tried> of(UUID file) {
        CaseStore.File of = cases.reach(file);
        List<Tried> found =
                Rows.of(
                        jdbc.sql(COLUMNS + " where d.file = :file order by d.id limit 100")
                                .param("file", file),
                        Tried.class);
        audit.record(
                "read",
                "case-door",
                List.of(of.person()),
                null,
                found.size() + " doors, case " + file);
        return found;
    }

    /** What ends soon, or has ended and nobody said so. */
    List<Tried> expiring(
            LocalDate until, @Nullable LocalDate after, @Nullable UUID afterId, int limit) {
        Actor actor = Acting.now();
        NoSuchCase.unless(CasePolicy.reads(actor));
        List<Tried> found =
                Rows.of(
                        jdbc.sql(
                                        COLUMNS
                                                + """
                                                where d.organisation = :organisation and d.valid_until is not null
                                                  and d.valid_until <= :until and d.state in ('granted', 'renewing')
                                                  and (d.valid_until, d.id) > (:after, :afterId)
                                                order by d.valid_until, d.id limit :limit
                                                """)
                                .param("organisation", actor.requireOrganisation())
                                .param("until", until)
                                .param("after", after == null ? LocalDate.of(1900, 1, 1) : after)
                                .param("afterId", afterId == null ? new UUID(0, 0) : afterId)
                                .param("limit", limit),
                        Tried.class);
        audit.record(
                "list",
                "case-door",
                found.stream().map(Tried::person).distinct().toList(),
                null,
                "permits that end soon");
        return found;
    }

    long expiring(LocalDate until, int most) {
        return jdbc.sql(
                        """
                        select count(*) from (select 1 from case_door d where d.organisation = :organisation
                            and d.valid_until is not null and d.valid_until <= :until
                            and d.state in ('granted', 'renewing') limit :most) as counted
                        """)
                .param("organisation", Acting.now().requireOrganisation())
                .param("until", until)
                .param("most", most)
                .query(Long.class)
                .single();
    }

    /** A door with its papers; it belongs to this case. */
    Way open(UUID file, UUID id) {
        CaseStore.File of = cases.reach(file);
        Tried tried = tried(id).filter(one -> one.file().equals(file)).orElseThrow(NoSuchCase::new);
        List<Paper> papers = papers(id);
        audit.record(
                "read",
                "case-door",
                List.of(tried.person()),
                null,
                "door with " + papers.size() + " papers, case " + file);
        return new Way(of, tried, papers, store.lastOf(file, id), Cases.may(of));
    }

    Optional<Tried> tried(UUID id) {
        return jdbc.sql(COLUMNS + " where d.id = :id")
                .param("id", id)
                .query(Tried.class)
                .optional();
    }

    private List<Paper> papers(UUID door) {
        return Rows.of(
                jdbc.sql(
                                """
                                select r.id, r.kind, r.node, r.label, r.status, a.display_name as by_name, r.version
                                from case_paper r left join account a on a.id = r.changed_by
                                where r.door = :door order by r.kind, r.id
                                """)
                        .param("door", door),
                Paper.class);
    }

    /** Begins with a door and makes the list of what it asks for. Twice the same id: once. */
    void start(UUID file, UUID id, @Nullable String code, Doors.Door door, LocalDate on) {
        Actor actor = Acting.now();
        CaseStore.File of = cases.work(file);
        CaseStore.Member member = cases.member(file, code);
        int made =
                jdbc.sql(
                                """
                                insert into case_door (id, file, organisation, person, door, country, state_on, started_by)
                                values (:id, :file, :organisation, :person, :door, :country, :on, :me)
                                on conflict (id) do nothing
                                """)
                        .param("id", id)
                        .param("file", file)
                        .param("organisation", actor.requireOrganisation())
                        .param("person", member.person())
                        .param("door", door.id())
                        .param(
                                "country",
                                door.countries().size() == 1 ? door.countries().getFirst() : null,
                                Types.VARCHAR)
                        .param("on", on)
                        .param("me", actor.requireAccount())
                        .update();
        if (made == 0) {
            return;
        }
        for (Doors.Need need : door.needs()) {
            paper(
                    Ids.next(),
                    id,
                    file,
                    member.person(),
                    need.kind(),
                    need.node(),
                    cut(need.text().in("es")),
                    actor);
        }
        store.remember(
                Happened.of(file, "door-started", id, of.version()).to(null, "preparing").on(on),
                actor);
        audit.record("create", "case-door", List.of(member.person()), null, "door, case " + file);
    }

    /** The other list: what no rule asks for and is needed all the same. */
    void addPaper(UUID file, UUID door, UUID id, String kind, String label) {
        Actor actor = Acting.now();
        cases.work(file);
        Tried tried =
                tried(door).filter(one -> one.file().equals(file)).orElseThrow(NoSuchCase::new);
        paper(id, door, file, tried.person(), kind, null, label.strip(), actor);
        audit.record("create", "case-paper", List.of(tried.person()), null, "paper, case " + file);
    }

    private void paper(
            UUID id,
            UUID door,
            UUID file,
            UUID person,
            String kind,
            @Nullable String node,
            String label,
            Actor actor) {
        jdbc.sql(
                        """
                        insert into case_paper (id, door, file, organisation, person, kind, node, label, changed_by)
                        values (:id, :door, :file, :organisation, :person, :kind, :node, :label, :me)
                        on conflict (id) do nothing
                        """)
                .param("id", id)
                .param("door", door)
                .param("file", file)
                .param("organisation", actor.requireOrganisation())
                .param("person", person)
                .param("kind", kind)
                .param("node", node, Types.VARCHAR)
                .param("label", label)
                .param("me", actor.requireAccount())
                .update();
    }

    /** What was chosen for a paper: what was seen, and what it is now. */
    record Choice(UUID paper, String seen, String now) {}

    /**
     * Notes how far each paper is. What somebody else changed meanwhile stays as they left it, if
     * it is not the same.
     *
     * @return the papers that were left
     */
    List<Paper> papers(UUID file, UUID door, List<Choice> choices) {
        Actor actor = Acting.now();
        CaseStore.File of = cases.work(file);
        Tried tried =
                tried(door).filter(one -> one.file().equals(file)).orElseThrow(NoSuchCase::new);
        List<Paper> left = new java.util.ArrayList<>();
        for (Paper paper : papers(door)) {
            for (Choice choice : choices) {
                if (!choice.paper().equals(paper.id())
                        || choice.now().equals(choice.seen())
                        || choice.now().equals(paper.status())
                        || !PAPER_STATES.contains(choice.now())) {
                    continue;
                }
                int changed =
                        jdbc.sql(
                                        """
                                        update case_paper set status = :now, changed_by = :me, changed_at = now(),
                                               version = version + 1
                                        where id = :id and status = :seen
                                        """)
                                .param("now", choice.now())
                                .param("me", actor.requireAccount())
                                .param("id", paper.id())
                                .param("seen", choice.seen())
                                .update();
                if (changed == 1) {
                    store.remember(
                            Happened.of(file, "paper", paper.id(), of.version())
                                    .to(choice.seen(), choice.now()),
                            actor);
                } else {
                    left.add(paper);
                }
            }
        }
        audit.record("update", "case-paper", List.of(tried.person()), null, "papers, case " + file);
        return left;
    }

    /**
     * What happened with a door.
     *
     * @param on the day on which it really happened
     * @param until how long what was granted holds; none: no end is known
     */
    record Step(
            String state,
            LocalDate on,
            @Nullable String reference,
            @Nullable LocalDate until,
            @Nullable String words) {}

    void step(UUID file, UUID door, UUID form, int seen, Step step) {
        Actor actor = Acting.now();
        CaseStore.File of = cases.work(file);
        Tried tried =
                tried(door).filter(one -> one.file().equals(file)).orElseThrow(NoSuchCase::new);
        if (store.knows(form)) {
            return;
        }
        boolean fits = NEXT.getOrDefault(tried.state(), List.of()).contains(step.state());
        if (tried.version() != seen || !fits || !write(tried, seen, step)) {
            if (store.knows(form)) {
                return;
            }
            throw new Changed(store.lastOf(file, door));
        }
        store.remember(
                Happened.of(file, "door", door, of.version())
                        .as(form)
                        .to(tried.state(), step.state())
                        .on(step.on())
                        .because(step.words()),
                actor);
        audit.record(
                "update",
                "case-door",
                List.of(tried.person()),
                null,
                "door " + step.state() + ", case " + file);
    }

    private boolean write(Tried tried, int seen, Step step) {
        boolean submitted = step.state().equals("submitted") || step.state().equals("renewing");
        boolean decided = step.state().equals("granted") || step.state().equals("refused");
        return jdbc.sql(
                                """
                                update case_door set state = :state, state_on = :on,
                                       reference = coalesce(:reference, reference),
                                       submitted_on = case when :submitted then cast(:on as date) else submitted_on end,
                                       decided_on = case when :decided then cast(:on as date) else decided_on end,
                                       valid_until = case when :state = 'granted' then cast(:until as date) else valid_until end,
                                       version = version + 1
                                where id = :id and version = :seen
                                """)
                        .param("state", step.state())
                        .param("on", step.on())
                        .param("reference", step.reference(), Types.VARCHAR)
                        .param("submitted", submitted)
                        .param("decided", decided)
                        .param("until", step.until(), Types.DATE)
                        .param("id", tried.id())
                        .param("seen", seen)
                        .update()
                == 1;
    }

    /** The title of a door in a language; its id where this rulebook does not know it any more. */
    String title(String door, String language) {
        return doors.find(door).map(one -> one.title().in(language)).orElse(door);
    }

    /** What a paper is called, in the language of the page if the rulebook asks for it. */
    String label(String door, Paper paper, String language) {
        String node = paper.node();
        return node == null
                ? paper.label()
                : doors.find(door).stream()
                        .flatMap(one -> one.needs().stream())
                        .filter(need -> need.node().equals(node))
                        .map(need -> need.text().in(language))
                        .findFirst()
                        .orElse(paper.label());
    }

    private static String cut(String text) {
        return text.length() <= 600 ? text : text.substring(0, 599) + "…";
    }

    /** When somebody appears where. Of the past too. */
    record Appointment(
            UUID id,
            UUID file,
            UUID person,
            String code,
            @Nullable UUID door,
            OffsetDateTime at,
            String zone,
            @Nullable String place,
            String purpose,
            String state,
            int version) {}

    /** Before it is made. */
    record Planned(
            @Nullable String code,
            @Nullable UUID door,
            OffsetDateTime at,
            String zone,
            @Nullable String place,
            String purpose) {}

    static final List<String> PURPOSES =
            List.of(
                    "interview",
                    "hand-in",
                    "fingerprints",
                    "collect",
                    "hearing",
                    "legal",
                    "health",
                    "meeting",
                    "other");

    static final List<String> APPOINTMENT_STATES =
            List.of("planned", "kept", "missed", "moved", "cancelled");

    private static final String APPOINTMENTS =
            """
            select t.id, t.file, t.person, %s as code, t.door, t.at, t.zone, t.place, t.purpose, t.state, t.version
            from case_appointment t join person p on p.id = t.person
            """
                    .formatted(CaseStore.code("p"));

    List<Appointment> appointments(UUID file) {
        CaseStore.File of = cases.reach(file);
        List<Appointment> found =
                Rows.of(
                        jdbc.sql(
                                        APPOINTMENTS
                                                + " where t.file = :file order by t.state <> 'planned', t.at, t.id limit 200")
                                .param("file", file),
                        Appointment.class);
        audit.record(
                "read",
                "case-appointment",
                List.of(of.person()),
                null,
                found.size() + " appointments, case " + file);
        return found;
    }

    /** Planned ones of own cases, the next first. */
    List<Appointment> coming(
            OffsetDateTime from,
            @Nullable OffsetDateTime after,
            @Nullable UUID afterId,
            int limit) {
        Actor actor = Acting.now();
        NoSuchCase.unless(CasePolicy.reads(actor));
        List<Appointment> found =
                Rows.of(
                        jdbc.sql(
                                        APPOINTMENTS
                                                + """
                                                join case_file c on c.id = t.file
                                                where t.organisation = :organisation and t.state = 'planned' and t.at >= :from
                                                  and (t.at, t.id) > (:after, :afterId)
                                                  and (c.owner = :me or c.person = any ((select acting_assigned())::uuid[]))
                                                order by t.at, t.id limit :limit
                                                """)
                                .param("organisation", actor.requireOrganisation())
                                .param("me", actor.requireAccount())
                                .param("from", from)
                                .param("after", after == null ? from.minusSeconds(1) : after)
                                .param("afterId", afterId == null ? new UUID(0, 0) : afterId)
                                .param("limit", limit),
                        Appointment.class);
        audit.record(
                "list",
                "case-appointment",
                found.stream().map(Appointment::person).distinct().toList(),
                null,
                "coming appointments");
        return found;
    }

    Appointment appointment(UUID file, UUID id) {
        cases.reach(file);
        Appointment found =
                jdbc.sql(APPOINTMENTS + " where t.id = :id and t.file = :file")
                        .param("id", id)
                        .param("file", file)
                        .query(Appointment.class)
                        .optional()
                        .orElseThrow(NoSuchCase::new);
        audit.record(
                "read", "case-appointment", List.of(found.person()), null, "appointment " + id);
        return found;
    }

    void plan(UUID file, UUID id, Planned planned) {
        Actor actor = Acting.now();
        CaseStore.File of = cases.work(file);
        CaseStore.Member member = cases.member(file, planned.code());
        int made =
                jdbc.sql(
                                """
                                insert into case_appointment (id, file, organisation, person, door, at, zone, place, purpose,
                                    made_by)
                                values (:id, :file, :organisation, :person, :door, :at, :zone, :place, :purpose, :me)
                                on conflict (id) do nothing
                                """)
                        .param("id", id)
                        .param("file", file)
                        .param("organisation", actor.requireOrganisation())
                        .param("person", member.person())
                        .param("door", planned.door(), Types.OTHER)
                        .param("at", planned.at())
                        .param("zone", planned.zone())
                        .param("place", planned.place(), Types.VARCHAR)
                        .param("purpose", planned.purpose())
                        .param("me", actor.requireAccount())
                        .update();
        if (made == 1) {
            store.remember(
                    Happened.of(file, "appointment-made", id, of.version())
                            .to(null, "planned")
                            .on(planned.at().toLocalDate()),
                    actor);
            audit.record(
                    "create",
                    "case-appointment",
                    List.of(member.person()),
                    null,
                    "appointment " + id);
        }
    }

    /** Another time or place, or what became of it. */
    void change(UUID file, UUID id, int seen, Planned planned, String state) {
        Actor actor = Acting.now();
        CaseStore.File of = cases.work(file);
        Appointment before = appointment(file, id);
        int changed =
                jdbc.sql(
                                """
                                update case_appointment set at = :at, zone = :zone, place = :place, purpose = :purpose,
                                       state = :state, version = version + 1
                                where id = :id and version = :seen
                                """)
                        .param("at", planned.at())
                        .param("zone", planned.zone())
                        .param("place", planned.place(), Types.VARCHAR)
                        .param("purpose", planned.purpose())
                        .param("state", state)
                        .param("id", id)
                        .param("seen", seen)
                        .update();
        if (changed == 0) {
            throw new Changed(store.lastOf(file, id));
        }
        boolean moved = !before.at().toInstant().equals(planned.at().toInstant());
        store.remember(
                Happened.of(
                                file,
                                moved && state.equals("planned")
                                        ? "appointment-moved"
                                        : "appointment",
                                id,
                                of.version())
                        .to(before.state(), state)
                        .on(planned.at().toLocalDate()),
                actor);
        audit.record(
                "update", "case-appointment", List.of(before.person()), null, "appointment " + id);
    }

    /** The country of the acting organisation: its doors come first, its clock is proposed. */
    String country() {
        return jdbc.sql("select country from organisation where id = :id")
                .param("id", Acting.now().requireOrganisation())
                .query(String.class)
                .single();
    }
}
