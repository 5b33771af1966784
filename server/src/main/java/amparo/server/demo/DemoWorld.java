package amparo.server.demo;

import amparo.server.access.Acting;
import amparo.server.access.Actor;
import amparo.server.access.OrganisationKind;
import amparo.server.access.Role;
import amparo.server.access.Room;
import amparo.server.access.Scope;
import amparo.server.accounts.SyntheticAccounts;
import amparo.server.accounts.SyntheticAccounts.House;
import amparo.server.accounts.SyntheticAccounts.Member;
import amparo.server.registry.AnswerListener;
import amparo.server.registry.PersonFiles;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Fills an empty database with an invented world: the same seed makes the same world, but for the
 * codes of persons, which the database makes. Persons are entered by those who work there, through
 * the walls.
 */
@Service
public class DemoWorld {

    /** Of this world. */
    static final long SEED = 20261122L;

    /** The password of every account: public, and so never beside real ones. */
    public static final String PASSWORD = "amparo de demostracion";

    private final SyntheticAccounts accounts;
    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final ObjectProvider<AnswerListener> listeners;

    DemoWorld(
            SyntheticAccounts accounts,
            JdbcClient jdbc,
            TransactionTemplate transactions,
            ObjectProvider<AnswerListener> listeners) {
        this.accounts = accounts;
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.listeners = listeners;
    }

    /**
     * Somebody to sign in as: a line of what is printed.
     *
     * @param roles their codes
     */
    public record Guest(String email, List<String> roles, String organisation) {
        public Guest {
            roles = List.copyOf(roles);
        }
    }

    /** Makes the world if nobody has an account yet, and tells as whom one can sign in. */
    public List<Guest> fill() {
        Cast cast = new Cast(new Random(SEED));
        if (accounts.none()) {
            accounts.make(cast.houses());
            accounts.join(
                    cast.members().stream().filter(DemoWorld::administers).toList(), PASSWORD);
            cast.sites().forEach(this::site);
            accounts.join(
                    cast.members().stream().filter(member -> !administers(member)).toList(),
                    PASSWORD);
            persons(cast);
        }
        return cast.members().stream()
                .sorted(
                        Comparator.comparing((Member member) ->
                                cast.houses().indexOf(cast.house(member.organisation()))))
                .map(member ->
                        new Guest(
                                member.email(),
                                member.roles().stream().map(Role::code).toList(),
                                cast.house(member.organisation()).name()))
                .toList();
    }

    private static boolean administers(Member member) {
        return member.roles().contains(Role.ADMINISTRATOR);
    }

    private void site(Cast.Site site) {
        as(
                site.by(),
                site.house(),
                Room.ADMINISTRATION,
                () ->
                        jdbc.sql(
                                        """
                                        insert into site (id, organisation, name, country, place)
                                        values (:id, :organisation, :name, :country, :place)
                                        """)
                                .param("id", site.id())
                                .param("organisation", site.house().id())
                                .param("name", site.name())
                                .param("country", site.country())
                                .param("place", site.place())
                                .update());
    }

    private void persons(Cast cast) {
        Families families = new Families(new Random(SEED + 1));
        Map<UUID, List<Member>> workers = workers(cast);
        List<UUID> places = new ArrayList<>(workers.keySet());
        int at = 0;
        while (families.made() < 60) {
            UUID place = places.get(at % places.size());
            House house = cast.house(place);
            List<Member> team = Objects.requireNonNull(workers.get(place));
            Member by = team.get(at / places.size() % team.size());
            enter(families.next(house.country()), house, by, team, cast);
            at++;
        }
    }

    /** Who enters persons, by organisation. */
    private static Map<UUID, List<Member>> workers(Cast cast) {
        Map<UUID, List<Member>> result = new TreeMap<>();
        for (Member member : cast.members()) {
            if (member.roles().stream()
                    .anyMatch(EnumSet.of(Role.REGISTRAR, Role.CASE_WORKER)::contains)) {
                result.computeIfAbsent(member.organisation(), any -> new ArrayList<>()).add(member);
            }
        }
        return result;
    }

    private void enter(
            List<Families.Person> family, House house, Member by, List<Member> team, Cast cast) {
        Room room = Role.REGISTRAR.room(house.kind());
        List<UUID> sites = cast.sitesOf(house.id());
        UUID site = by.sites().isEmpty() ? sites.getFirst() : by.sites().getFirst();
        as(
                by,
                house,
                room,
                () -> {
                    for (Families.Person person : family) {
                        jdbc.sql(
                                        """
                                        insert into person (id, organisation, site, entered_by, entered_room)
                                        values (:id, :organisation, :site, :account, :room)
                                        """)
                                .param("id", person.id())
                                .param("organisation", house.id())
                                .param("site", site)
                                .param("account", by.account())
                                .param("room", room.code())
                                .update();
                        person.said().forEach(said -> answer(said, person.id(), house, by, room));
                        if (room == Room.FRONTLINE) {
                            assign(person.id(), by.account(), by, house);
                            team.stream()
                                    .filter(other ->
                                            !other.account().equals(by.account())
                                                    && by.roles().contains(Role.CASE_WORKER))
                                    .findFirst()
                                    .ifPresent(other ->
                                            assign(person.id(), other.account(), by, house));
                        }
                    }
                });
        // Registrars share nothing: the walls would refuse it.
        if (room == Room.FRONTLINE && by.roles().contains(Role.CASE_WORKER)) {
            share(family.getFirst(), house, by, room, cast);
        }
    }

    private void answer(Families.Said said, UUID person, House house, Member by, Room room) {
        jdbc.sql(
                        """
                        insert into answer (id, person, fact, value, sensitivity, source, organisation, recorded_by,
                            recorded_room)
                        values (:id, :person, :fact, :value::jsonb, :sensitivity, 'person', :organisation, :account, :room)
                        """)
                .param("id", named(person + said.fact()))
                .param("person", person)
                .param("fact", said.fact())
                .param("value", said.value())
                .param("sensitivity", said.sensitivity())
                .param("organisation", house.id())
                .param("account", by.account())
                .param("room", room.code())
                .update();
        PersonFiles.Ref told = new PersonFiles.Ref(person, "", house.id());
        listeners
                .orderedStream()
                .forEach(one ->
                        one.recorded(
                                told, PersonFiles.Told.of(said.fact(), said.value(), "person")));
    }

    private void assign(UUID person, UUID account, Member by, House house) {
        jdbc.sql(
                        """
                        insert into assignment (id, person, account, organisation, assigned_by)
                        values (:id, :person, :account, :organisation, :by)
                        """)
                .param("id", named("assignment" + person + account))
                .param("person", person)
                .param("account", account)
                .param("organisation", house.id())
                .param("by", by.account())
                .update();
    }

    /** The next organisation that is no border authority learns name and nationality. */
    private void share(Families.Person person, House house, Member by, Room room, Cast cast) {
        House receiver =
                cast.houses().stream()
                        .filter(one ->
                                !one.id().equals(house.id())
                                        && one.kind() != OrganisationKind.BORDER_AUTHORITY)
                        .skip(Math.floorMod(person.id().hashCode(), 7))
                        .findFirst()
                        .orElseThrow();
        as(
                by,
                house,
                room,
                () ->
                        jdbc.sql(
                                        """
                                        insert into share (id, person, organisation, from_organisation, shared_by, facts, basis,
                                            consented_at, until)
                                        values (:id, :person, :receiver, :organisation, :by, :facts, 'consent', now(),
                                            now() + interval '90 days')
                                        """)
                                .param("id", named("share" + person.id()))
                                .param("person", person.id())
                                .param("receiver", receiver.id())
                                .param("organisation", house.id())
                                .param("by", by.account())
                                .param("facts", new String[] {"name", "nationality"})
                                .update());
    }

    private void as(Member member, House house, Room room, Runnable work) {
        EnumSet<Role> roles = EnumSet.noneOf(Role.class);
        member.roles().stream().filter(role -> role.room(house.kind()) == room).forEach(roles::add);
        Actor actor =
                new Actor(
                        member.account(),
                        house.id(),
                        house.kind(),
                        room,
                        roles,
                        Scope.ORGANISATION,
                        Set.of(),
                        "demo");
        Acting.as(
                actor,
                () -> {
                    transactions.executeWithoutResult(status -> work.run());
                    return actor;
                });
    }

    /** The same id for the same words, always. */
    static UUID named(String words) {
        return UUID.nameUUIDFromBytes(words.getBytes(StandardCharsets.UTF_8));
    }
}
