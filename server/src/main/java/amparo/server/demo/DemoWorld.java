package amparo.server.demo;

import amparo.server.access.Role;
import amparo.server.access.Room;
import amparo.server.accounts.SyntheticAccounts;
import amparo.server.accounts.SyntheticAccounts.House;
import amparo.server.accounts.SyntheticAccounts.Member;
import amparo.server.demo.Families.Family;
import amparo.server.demo.Settlement.Load;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/**
 * Fills an empty database with an invented world: the same seed makes the same world, but for the
 * codes of persons, which the database makes. Persons are entered by those who work there, through
 * the walls, load by load: one that was begun and not ended is not there at all, and the next start
 * goes on with it.
 */
@Service
public class DemoWorld {

    /** Of this world. */
    static final long SEED = 20261122L;

    /** The password of every account: public, and so never beside real ones. */
    public static final String PASSWORD = "amparo de demostracion";

    /** Persons, a few more or less. */
    static final int PERSONS = 2000;

    /**
     * Families that one colleague enters together: at first few, so that everybody has some soon.
     */
    private static final int FIRST = 3;

    private static final int MORE = 12;

    private final SyntheticAccounts accounts;
    private final Settlement settlement;
    private final ServiceWork services;
    private final JdbcClient jdbc;

    /** How long the end of the server waits for a load. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private volatile @Nullable Thread background;
    private final AtomicBoolean ended = new AtomicBoolean();

    DemoWorld(
            SyntheticAccounts accounts,
            Settlement settlement,
            ServiceWork services,
            JdbcClient jdbc) {
        this.accounts = accounts;
        this.settlement = settlement;
        this.services = services;
        this.jdbc = jdbc;
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

    /** Makes the whole world, or what is missing of it, and tells as whom one can sign in. */
    public List<Guest> fill() {
        Cast cast = cast();
        persons(cast, Integer.MAX_VALUE);
        return guests(cast);
    }

    /**
     * Makes the accounts and a few persons of everybody, and the rest in the background: one can
     * sign in at once.
     */
    public List<Guest> open() {
        Cast cast = cast();
        persons(cast, 1);
        background = Thread.ofPlatform().name("demo-world").daemon().start(() -> rest(cast));
        return guests(cast);
    }

    private void rest(Cast cast) {
        try {
            persons(cast, Integer.MAX_VALUE);
        } catch (RuntimeException failed) {
            // The server ended in the middle of a load: nothing of it is there.
            if (!ended.get()) {
                throw failed;
            }
        }
    }

    /** Ends with the load that is being entered; the next start goes on. */
    @EventListener(ContextClosedEvent.class)
    void closed() throws InterruptedException {
        ended.set(true);
        Thread running = background;
        if (running != null) {
            running.join(PATIENCE);
        }
    }

    private Cast cast() {
        Cast cast = new Cast(new Random(SEED));
        accounts.make(cast.houses());
        accounts.join(cast.members().stream().filter(DemoWorld::administers).toList(), PASSWORD);
        cast.sites().forEach(this::site);
        accounts.join(
                cast.members().stream().filter(member -> !administers(member)).toList(), PASSWORD);
        services.fill(cast);
        return cast;
    }

    private static List<Guest> guests(Cast cast) {
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
        settlement.as(
                site.by(),
                site.house(),
                Room.ADMINISTRATION,
                Set.of(),
                () ->
                        jdbc.sql(
                                        """
                                        insert into site (id, organisation, name, country, place)
                                        values (:id, :organisation, :name, :country, :place) on conflict do nothing
                                        """)
                                .param("id", site.id())
                                .param("organisation", site.house().id())
                                .param("name", site.name())
                                .param("country", site.country())
                                .param("place", site.place())
                                .update());
    }

    /**
     * @param rounds how many loads of each colleague, at most
     */
    private void persons(Cast cast, int rounds) {
        List<List<Load>> all = loads(cast);
        for (int round = 0; round < Math.min(rounds, all.size()); round++) {
            for (Load load : all.get(round)) {
                if (ended.get()) {
                    return;
                }
                settlement.enter(load);
            }
        }
    }

    /** The same loads at every start, in rounds: one of each colleague in each. */
    private static List<List<Load>> loads(Cast cast) {
        Families families = new Families(new Random(SEED + 1));
        Map<UUID, List<Member>> workers = workers(cast);
        List<List<Load>> rounds = new ArrayList<>();
        while (families.made() < PERSONS) {
            List<Load> round = new ArrayList<>();
            for (Map.Entry<UUID, List<Member>> team : workers.entrySet()) {
                House house = cast.house(team.getKey());
                for (Member by : team.getValue()) {
                    List<Family> together = new ArrayList<>();
                    int count = rounds.isEmpty() ? FIRST : MORE;
                    for (int i = 0; i < count && families.made() < PERSONS; i++) {
                        together.add(families.next(house.country()));
                    }
                    if (!together.isEmpty()) {
                        round.add(load(cast, house, by, team.getValue(), rounds.size(), together));
                    }
                }
            }
            rounds.add(round);
        }
        return rounds;
    }

    private static Load load(
            Cast cast,
            House house,
            Member by,
            List<Member> team,
            int round,
            List<Family> together) {
        List<UUID> sites = by.sites().isEmpty() ? cast.sitesOf(house.id()) : by.sites();
        return new Load(
                house,
                by,
                sites.get(round % sites.size()),
                team.stream()
                        .filter(other -> !other.account().equals(by.account()))
                        .findFirst()
                        .orElse(null),
                Settlement.receiver(cast.houses(), house, round),
                together);
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

    /** The same id for the same words, always. */
    static UUID named(String words) {
        return UUID.nameUUIDFromBytes(words.getBytes(StandardCharsets.UTF_8));
    }
}
