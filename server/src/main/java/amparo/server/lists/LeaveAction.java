package amparo.server.lists;

import amparo.server.access.Acting;
import amparo.server.access.Actor;
import amparo.server.access.Room;
import amparo.server.platform.Typed;
import amparo.server.registry.Teams;
import amparo.server.registry.Teams.Member;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Ends the own assignments to many persons. */
@Component
class LeaveAction implements BulkAction {

    private final Teams teams;
    private final JdbcClient jdbc;

    LeaveAction(Teams teams, JdbcClient jdbc) {
        this.teams = teams;
        this.jdbc = jdbc;
    }

    @Override
    public String key() {
        return "leave";
    }

    @Override
    public int position() {
        return 400;
    }

    @Override
    public boolean opensFor(Actor actor) {
        return actor.room() == Room.FRONTLINE;
    }

    @Override
    public Optional<String> read(Typed typed) {
        return Optional.of("mine");
    }

    @Override
    public Plan plan(String what, List<String> codes) {
        UUID me = Acting.now().requireAccount();
        List<Member> members = teams.reach(codes);
        List<Member> mine = members.stream().filter(one -> one.has(me)).toList();
        int alone = Math.toIntExact(mine.stream().filter(one -> one.size() == 1).count());
        return new Plan(
                mine.size(),
                List.of(),
                List.of(
                        new Left("bulk.leave.not-mine", members.size() - mine.size()),
                        new Left("bulk.left.gone", codes.size() - members.size())),
                List.of(new Left("bulk.leave.alone", alone)));
    }

    @Override
    public Map<UUID, UUID> run(String what, List<String> codes, UUID batch, Typed typed) {
        return teams.leave(teams.reach(codes), "own, batch " + batch);
    }

    @Override
    public int undo(String what, Map<UUID, UUID> made, UUID batch) {
        return jdbc.sql("select bulk_resume(:batch)")
                .param("batch", batch)
                .query(UUID.class)
                .list()
                .size();
    }
}
