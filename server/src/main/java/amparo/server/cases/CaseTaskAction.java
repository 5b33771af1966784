package amparo.server.cases;

import amparo.server.access.Acting;
import amparo.server.access.Actor;
import amparo.server.lists.BulkAction;
import amparo.server.platform.Ids;
import amparo.server.platform.Question;
import amparo.server.platform.Typed;
import amparo.server.platform.View;
import amparo.server.registry.Teams;
import amparo.server.registry.Teams.Member;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** The same task for many persons, each in their newest case that is not closed. */
@Component
class CaseTaskAction implements BulkAction {

    private static final String WHAT = "what";
    private static final String DUE = "due";
    private static final String WHO = "assignee";
    private static final int SHORTEST = 2;
    private static final int LONGEST = 200;

    private final Cases cases;
    private final CaseStore store;
    private final Tasks tasks;
    private final Teams teams;
    private final Clock clock;

    CaseTaskAction(Cases cases, CaseStore store, Tasks tasks, Teams teams, Clock clock) {
        this.cases = cases;
        this.store = store;
        this.tasks = tasks;
        this.teams = teams;
        this.clock = clock;
    }

    @Override
    public String key() {
        return "task";
    }

    @Override
    public int position() {
        return 150;
    }

    @Override
    public boolean opensFor(Actor actor) {
        return CasePolicy.works(actor);
    }

    @Override
    public List<String> fields() {
        return List.of(WHAT, DUE + "-day", DUE + "-month", DUE + "-year", WHO);
    }

    @Override
    public List<Question> questions(View view, Typed typed) {
        return List.of(
                Question.text(
                        typed.field(view, WHAT, view.text("cases.task-what"))
                                .hint(view.text("cases.task-hint"))),
                Question.date(typed.field(view, DUE, view.text("cases.due")), typed.date(DUE)),
                FormReading.who(view, typed, WHO, view.text("cases.task-who"), cases.colleagues()));
    }

    @Override
    public Optional<String> read(Typed typed) {
        String what = typed.one(WHAT);
        if (what.length() < SHORTEST || what.length() > LONGEST) {
            typed.wrong(WHAT, "cases.wrong.task");
        }
        LocalDate due = FormReading.day(typed, DUE);
        if (due == null || due.isBefore(CasePages.today(clock))) {
            typed.wrong(DUE, "cases.wrong.until-day");
        }
        UUID who = typed.id(WHO);
        if (cases.colleagues().stream().noneMatch(one -> one.id().equals(who))) {
            typed.wrong(WHO, "cases.wrong.colleague");
        }
        return typed.hasMistakes() || due == null || who == null
                ? Optional.empty()
                : Optional.of(who + " " + due);
    }

    @Override
    public Plan plan(String what, List<String> codes) {
        List<Member> members = teams.reach(codes);
        int will = files(members).size();
        return new Plan(
                will,
                List.of(),
                List.of(
                        new Left("bulk.task.no-case", members.size() - will),
                        new Left("bulk.left.gone", codes.size() - members.size())),
                List.of());
    }

    @Override
    public Map<UUID, UUID> run(String what, List<String> codes, UUID batch, Typed typed) {
        String[] parts = what.split(" ", -1);
        UUID who = UUID.fromString(parts[0]);
        LocalDate due = LocalDate.parse(parts[1]);
        Map<UUID, UUID> made = new HashMap<>();
        files(teams.reach(codes))
                .forEach((member, file) -> {
                    UUID id = Ids.next();
                    tasks.make(file, id, member.person().code(), typed.one(WHAT), due, who);
                    made.put(member.person().id(), id);
                });
        return made;
    }

    /** Drops those that nobody touched since. */
    @Override
    public int undo(String what, Map<UUID, UUID> made, UUID batch) {
        int dropped = 0;
        for (UUID id : made.values()) {
            Optional<Tasks.Task> task =
                    tasks.task(id).filter(one -> one.open() && one.version() == 1);
            if (task.isPresent()) {
                tasks.end(task.get().file(), id, "dropped");
                dropped++;
            }
        }
        return dropped;
    }

    /**
     * In which case of each; who has none that is open, or is open for an emergency, is left out.
     */
    private Map<Member, UUID> files(List<Member> members) {
        UUID ours = Acting.now().requireOrganisation();
        Map<Member, UUID> files = new LinkedHashMap<>();
        for (Member member : members) {
            if (member.emergency()) {
                continue;
            }
            store.of(member.person().files()).stream()
                    .filter(one -> one.organisation().equals(ours) && !one.closed())
                    .filter(Cases::may)
                    .findFirst()
                    .ifPresent(one -> files.put(member, one.id()));
        }
        return files;
    }
}
