package amparo.server.registry;

import amparo.server.access.Acting;
import amparo.server.access.Actor;
import amparo.server.access.Policy;
import amparo.server.access.Room;
import amparo.server.audit.AuditLog;
import amparo.server.platform.Ids;
import amparo.server.registry.PersonStore.Person;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Who works with whom, for many persons at once: the same decisions as on the page of one person,
 * one statement and one line in the audit.
 */
@Service
@Transactional
public class Teams {

    private final PersonStore persons;
    private final TieStore ties;
    private final JdbcClient jdbc;
    private final AuditLog audit;

    Teams(PersonStore persons, TieStore ties, JdbcClient jdbc, AuditLog audit) {
        this.persons = persons;
        this.ties = ties;
        this.jdbc = jdbc;
        this.audit = audit;
    }

    /** Somebody of the own organisation who can be given persons. */
    public record Colleague(UUID id, String name) {}

    /** A person in reach, and who works with them. */
    public static final class Member {

        private final Person person;
        private final Map<UUID, UUID> team;

        Member(Person person, Map<UUID, UUID> team) {
            this.person = person;
            this.team = Map.copyOf(team);
        }

        /** The person. */
        public PersonFiles.Ref person() {
            return person.reference();
        }

        /** Whether the file is open for an emergency only: then nobody hands anything on. */
        public boolean emergency() {
            return person.ties().emergency();
        }

        /** Whether a colleague works with the person now. */
        public boolean has(UUID colleague) {
            return team.containsKey(colleague);
        }

        /** How many colleagues do. */
        public int size() {
            return team.size();
        }

        @Nullable UUID assignment(UUID colleague) {
            return team.get(colleague);
        }
    }

    /** Colleagues who can be given persons, by name. */
    public List<Colleague> colleagues() {
        return ties.colleagues(Acting.now()).stream()
                .map(one -> new Colleague(one.id(), one.name()))
                .toList();
    }

    /** A colleague who can be given persons. */
    public Optional<Colleague> colleague(UUID id) {
        return colleagues().stream().filter(one -> one.id().equals(id)).findFirst();
    }

    /** Those of these persons who are in reach and not erased, in the same order. */
    public List<Member> reach(Collection<String> codes) {
        Actor actor = Acting.now();
        List<Person> found = new ArrayList<>();
        for (String code : codes) {
            persons.find(code)
                    .filter(one -> Policy.seesFile(actor, one.file(), one.ties()))
                    .filter(one -> one.erasedAt() == null)
                    .ifPresent(found::add);
        }
        Map<UUID, Map<UUID, UUID>> teams = new HashMap<>();
        if (actor.room() != Room.FRONTLINE) {
            return found.stream().map(one -> new Member(one, Map.of())).toList();
        }
        jdbc.sql(
                        """
                        select id, person, account from assignment
                        where person = any (:persons) and organisation = :organisation and until is null
                        """)
                .param("persons", found.stream().map(Person::id).toArray(UUID[]::new))
                .param("organisation", actor.requireOrganisation())
                .query(row -> {
                    teams.computeIfAbsent(
                                    row.getObject("person", UUID.class), any -> new HashMap<>())
                            .put(
                                    row.getObject("account", UUID.class),
                                    row.getObject("id", UUID.class));
                });
        return found.stream()
                .map(one -> new Member(one, teams.getOrDefault(one.id(), Map.of())))
                .toList();
    }

    /** Whether the actor may give this person to that colleague. */
    public boolean mayAssign(Member member, Colleague colleague) {
        return Policy.mayAssign(
                Acting.now(), member.person.file(), member.person.ties(), colleague.id(), true);
    }

    /**
     * Gives these persons to a colleague, and says for each the assignment that was made; who may
     * not be given, or works with the person already, is left out.
     *
     * @param why for the audit: names and ids, never words
     */
    public Map<UUID, UUID> assign(Collection<Member> members, Colleague colleague, String why) {
        Actor actor = Acting.now();
        List<UUID> wanted =
                members.stream()
                        .filter(one -> !one.has(colleague.id()) && mayAssign(one, colleague))
                        .map(one -> one.person().id())
                        .toList();
        Map<UUID, UUID> made = new HashMap<>();
        if (wanted.isEmpty()) {
            return made;
        }
        jdbc.sql(
                        """
                        insert into assignment (id, person, account, organisation, assigned_by)
                        select new.id, new.person, :account, :organisation, :me
                        from unnest(:ids::uuid[], :persons::uuid[]) as new (id, person)
                        on conflict do nothing returning id, person
                        """)
                .param("account", colleague.id())
                .param("organisation", actor.requireOrganisation())
                .param("me", actor.requireAccount())
                .param("ids", wanted.stream().map(any -> Ids.next()).toArray(UUID[]::new))
                .param("persons", wanted.toArray(UUID[]::new))
                .query(row -> {
                    made.put(row.getObject("person", UUID.class), row.getObject("id", UUID.class));
                });
        audit.record("assign", "person", made.keySet(), null, why);
        return made;
    }

    /** Ends the own assignments to these persons, and says for each which one it was. */
    public Map<UUID, UUID> leave(Collection<Member> members, String why) {
        UUID me = Acting.now().requireAccount();
        Set<UUID> mine = new HashSet<>();
        for (Member one : members) {
            UUID assignment = one.assignment(me);
            if (assignment != null) {
                mine.add(assignment);
            }
        }
        return end(mine, why);
    }

    /** Ends these assignments as far as the actor may; those that have ended stay as they are. */
    public Map<UUID, UUID> end(Collection<UUID> assignments, String why) {
        Map<UUID, UUID> ended = new HashMap<>();
        if (assignments.isEmpty()) {
            return ended;
        }
        // Not "returning": whoever ends the last tie to a file does not see the row any more.
        jdbc.sql(
                        "select id, person from assignment where id = any (:ids) and until is null for update")
                .param("ids", assignments.toArray(UUID[]::new))
                .query(row -> {
                    ended.put(row.getObject("person", UUID.class), row.getObject("id", UUID.class));
                });
        jdbc.sql("update assignment set until = now() where id = any (:ids) and until is null")
                .param("ids", ended.values().toArray(UUID[]::new))
                .update();
        audit.record("end-assignment", "person", ended.keySet(), null, why);
        return ended;
    }
}
