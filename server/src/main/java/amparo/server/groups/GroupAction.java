package amparo.server.groups;

import amparo.server.access.Acting;
import amparo.server.access.Actor;
import amparo.server.access.Room;
import amparo.server.lists.BulkAction;
import amparo.server.platform.Question;
import amparo.server.platform.Typed;
import amparo.server.platform.View;
import amparo.server.registry.PersonFiles.Ref;
import amparo.server.registry.Teams;
import amparo.server.registry.Teams.Member;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Adds many persons to a group at once. Nothing here tells of a separation. */
@Component
class GroupAction implements BulkAction {

    private static final String FIELD = "group";

    private final TravelGroups groups;
    private final Teams teams;

    GroupAction(TravelGroups groups, Teams teams) {
        this.groups = groups;
        this.teams = teams;
    }

    @Override
    public String key() {
        return "group";
    }

    @Override
    public int position() {
        return 200;
    }

    @Override
    public boolean opensFor(Actor actor) {
        return actor.room() == Room.FRONTLINE;
    }

    @Override
    public List<String> fields() {
        return List.of(FIELD);
    }

    @Override
    public List<Question> questions(View view, Typed typed) {
        return List.of(
                Question.text(
                        typed.field(view, FIELD, view.text("bulk.group.code"))
                                .hint(view.text("bulk.group.code-hint"))
                                .autocomplete("off")
                                .width(10)));
    }

    @Override
    public Optional<String> read(Typed typed) {
        String code = typed.one(FIELD).toUpperCase(Locale.ROOT).replace(" ", "");
        if (groups.now(code).isEmpty()) {
            typed.wrong(FIELD, "bulk.group.wrong");
            return Optional.empty();
        }
        return Optional.of(code);
    }

    @Override
    public Plan plan(String what, List<String> codes) {
        Set<UUID> now = groups.now(what).orElse(Set.of());
        List<Member> members = teams.reach(codes);
        List<Ref> ours = ours(members);
        int already = Math.toIntExact(ours.stream().filter(one -> now.contains(one.id())).count());
        return new Plan(
                ours.size() - already,
                List.of(what),
                List.of(
                        new Left("bulk.group.already", already),
                        new Left("bulk.group.not-ours", members.size() - ours.size()),
                        new Left("bulk.left.gone", codes.size() - members.size())),
                List.of());
    }

    @Override
    public Map<UUID, UUID> run(String what, List<String> codes, UUID batch, Typed typed) {
        return groups.addAll(what, ours(teams.reach(codes)));
    }

    @Override
    public int undo(String what, Map<UUID, UUID> made, UUID batch) {
        return groups.endAll(made.values()).size();
    }

    /** Of the own organisation, and not open for an emergency only. */
    private static List<Ref> ours(List<Member> members) {
        UUID organisation = Acting.now().requireOrganisation();
        return members.stream()
                .filter(one -> !one.emergency())
                .map(Member::person)
                .filter(one -> one.organisation().equals(organisation))
                .toList();
    }
}
