package amparo.server.lists;

import amparo.server.access.Actor;
import amparo.server.access.Role;
import amparo.server.access.Room;
import amparo.server.platform.Option;
import amparo.server.platform.Question;
import amparo.server.platform.Typed;
import amparo.server.platform.View;
import amparo.server.registry.Teams;
import amparo.server.registry.Teams.Colleague;
import amparo.server.registry.Teams.Member;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Gives many persons to a colleague. */
@Component
class AssignAction implements BulkAction {

    private static final String FIELD = "colleague";

    private final Teams teams;

    AssignAction(Teams teams) {
        this.teams = teams;
    }

    @Override
    public String key() {
        return "assign";
    }

    @Override
    public int position() {
        return 100;
    }

    @Override
    public boolean opensFor(Actor actor) {
        return actor.room() == Room.FRONTLINE
                && (actor.has(Role.SUPERVISOR) || actor.has(Role.CASE_WORKER));
    }

    @Override
    public List<String> fields() {
        return List.of(FIELD);
    }

    @Override
    public List<Question> questions(View view, Typed typed) {
        List<Option> options = new ArrayList<>(List.of(Option.of("", view.text("bulk.choose"))));
        teams.colleagues().forEach(one -> options.add(Option.of(one.id().toString(), one.name())));
        return List.of(
                Question.longChoice(
                        typed.field(view, FIELD, view.text("bulk.assign.colleague")), options));
    }

    @Override
    public Optional<String> read(Typed typed) {
        UUID colleague = typed.id(FIELD);
        if (colleague == null || teams.colleague(colleague).isEmpty()) {
            typed.wrong(FIELD, "bulk.assign.wrong");
            return Optional.empty();
        }
        return Optional.of(colleague.toString());
    }

    @Override
    public Plan plan(String what, List<String> codes) {
        Optional<Colleague> colleague = teams.colleague(UUID.fromString(what));
        List<Member> members = teams.reach(codes);
        if (colleague.isEmpty()) {
            return new Plan(0, List.of("–"), List.of(), List.of());
        }
        int already = 0;
        int may = 0;
        for (Member one : members) {
            if (one.has(colleague.get().id())) {
                already++;
            } else if (teams.mayAssign(one, colleague.get())) {
                may++;
            }
        }
        return new Plan(
                may,
                List.of(colleague.get().name()),
                List.of(
                        new Left("bulk.assign.already", already),
                        new Left("bulk.left.not-you", members.size() - already - may),
                        new Left("bulk.left.gone", codes.size() - members.size())),
                List.of());
    }

    @Override
    public Map<UUID, UUID> run(String what, List<String> codes, UUID batch, Typed typed) {
        return teams.colleague(UUID.fromString(what))
                .map(colleague ->
                        teams.assign(
                                teams.reach(codes),
                                colleague,
                                "to account " + colleague.id() + ", batch " + batch))
                .orElse(Map.of());
    }

    @Override
    public int undo(String what, Map<UUID, UUID> made, UUID batch) {
        return teams.end(made.values(), "undo of batch " + batch).size();
    }
}
