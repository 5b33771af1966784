package amparo.server.lists;

import amparo.server.access.Actor;
import amparo.server.access.Room;
import amparo.server.access.Scope;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Who stands in a list. One index is walked in the order of the list, whichever promises to be the
 * shortest way; the other filters are asked of each row, and after so many rows the walk stops and
 * says where it stands: no filter, however odd, reads a whole table.
 */
@Repository
class ListStore {

    /** Rows of the walk that are looked at, one round after the other. */
    private static final List<Integer> ROUNDS = List.of(150, 1_500, 15_000);

    /** How far the rows of a key are counted to find the shortest way. */
    private static final int SHORT = 1_000;

    /** Not a file for which another one in reach stands. */
    private static final String STANDS =
            "(p.merged_into is null or not exists (select 1 from person k where k.id = p.merged_into offset 0))";

    private final JdbcClient jdbc;
    private final Clock clock;

    ListStore(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * A part of a list.
     *
     * @param next after whom it goes on; none at the end
     * @param cut whether the walk stopped before the page was full
     */
    record Part(List<UUID> persons, @Nullable UUID next, boolean cut) {}

    /** One filter as keys of which one is enough. */
    private record Keyed(List<String> keys) {}

    /**
     * The first of a list.
     *
     * @param after the last person of the page before
     * @param found only these; none: no search was made
     */
    Part list(
            Actor actor,
            Wanted wanted,
            @Nullable UUID after,
            int limit,
            @Nullable List<UUID> found) {
        List<Keyed> keyed = new ArrayList<>(keyed(wanted));
        Driver driver = driver(actor, wanted, keyed, found);
        List<UUID> persons = new ArrayList<>();
        UUID cursor = after;
        // One row more than a page tells that there is another; without filters a page is a walk.
        boolean filtered = wanted.narrows() || found != null;
        for (int round : filtered ? ROUNDS : List.of(limit + 1)) {
            Round done =
                    walk(
                            actor,
                            wanted,
                            keyed,
                            driver,
                            cursor,
                            round,
                            limit + 1 - persons.size(),
                            found);
            persons.addAll(done.persons());
            if (persons.size() > limit) {
                return new Part(
                        List.copyOf(persons.subList(0, limit)), persons.get(limit - 1), false);
            }
            if (done.walked() < round) {
                return new Part(List.copyOf(persons), null, false);
            }
            cursor = done.last();
        }
        return new Part(List.copyOf(persons), cursor, true);
    }

    /** How many there are, counted no further than this and never walked further than a page. */
    int count(Actor actor, Wanted wanted, int most) {
        return list(actor, wanted, null, most, null).persons().size();
    }

    /** What is walked: a query of ids with the place for the order. */
    private record Driver(String sql, @Nullable Keyed by) {}

    private record Round(List<UUID> persons, int walked, @Nullable UUID last) {}

    private Driver driver(
            Actor actor, Wanted wanted, List<Keyed> keyed, @Nullable List<UUID> found) {
        if (found != null) {
            return new Driver("select unnest(:found::uuid[]) as id", null);
        }
        if (wanted.who().equals(Wanted.ME)) {
            return new Driver("select unnest(acting_assigned()) as id", null);
        }
        if (!wanted.who().isEmpty() && !wanted.who().equals(Wanted.NOBODY)) {
            return new Driver(
                    "select person as id from assignment where account = :colleague"
                            + " and organisation = :organisation and until is null",
                    null);
        }
        if (wanted.from().equals("shared")) {
            return new Driver("select unnest(acting_shared()) as id", null);
        }
        boolean wide = actor.room() == Room.FRONTLINE && actor.scope() == Scope.ORGANISATION;
        if (wide && !keyed.isEmpty()) {
            Keyed shortest = shortest(actor, keyed);
            return new Driver(
                    """
                    select found.person as id from unnest(:driving::text[]) as of (key), lateral (
                        select k.person from list_key k where k.organisation = :organisation and k.key = of.key
                          and k.person %1$s :cursor order by k.person %2$s limit :scan) as found
                    """,
                    shortest);
        }
        if (wanted.site() != null) {
            return new Driver(
                    "select id from person where site = :site and id %1$s :cursor"
                            + " order by id %2$s limit :scan",
                    null);
        }
        String shared =
                """
                union
                select id from unnest(acting_assigned() || acting_shared() || acting_emergencies()) as tied (id)
                """;
        String own =
                wide
                        ? """
                        (select id from person where organisation = :organisation and id %1$s :cursor
                         order by id %2$s limit :scan)
                        """
                        : """
                        (select id from person where entered_by = :account and id %1$s :cursor
                         order by id %2$s limit :scan)
                        union
                        (select found.id from unnest(:sites::uuid[]) as of (site), lateral (
                            select id from person where site = of.site and id %1$s :cursor
                            order by id %2$s limit :scan) as found)
                        """;
        return new Driver(own + shared, null);
    }

    private Keyed shortest(Actor actor, List<Keyed> keyed) {
        return keyed.size() == 1
                ? keyed.getFirst()
                : keyed.stream()
                        .min(Comparator.comparingInt(one -> length(actor, one)))
                        .orElseThrow();
    }

    private int length(Actor actor, Keyed one) {
        return jdbc.sql(
                        """
                        select count(*) from unnest(:keys::text[]) as of (key), lateral (
                            select 1 from list_key k where k.organisation = :organisation and k.key = of.key
                            limit :most) as counted
                        """)
                .param("keys", one.keys().toArray(String[]::new))
                .param("organisation", actor.requireOrganisation())
                .param("most", SHORT)
                .query(Integer.class)
                .single();
    }

    private Round walk(
            Actor actor,
            Wanted wanted,
            List<Keyed> keyed,
            Driver driver,
            @Nullable UUID cursor,
            int scan,
            int limit,
            @Nullable List<UUID> found) {
        String beyond = wanted.oldest() ? ">" : "<";
        String order = wanted.oldest() ? "asc" : "desc";
        StringBuilder conditions = new StringBuilder(STANDS);
        for (int i = 0; i < keyed.size(); i++) {
            if (!keyed.get(i).equals(driver.by())) {
                conditions
                        .append(" and exists (select 1 from list_key k where k.person = p.id")
                        .append(" and k.organisation = :organisation and k.key = any (:keys")
                        .append(i)
                        .append("::text[]))");
            }
        }
        if (wanted.who().equals(Wanted.ME)) {
            conditions.append(" and p.id = any (acting_assigned())");
        } else if (!wanted.who().isEmpty() && !wanted.who().equals(Wanted.NOBODY)) {
            conditions.append(
                    " and exists (select 1 from assignment s where s.account = :colleague"
                            + " and s.organisation = :organisation and s.person = p.id and s.until is null)");
        }
        if (wanted.site() != null) {
            conditions.append(" and p.site = :site");
        }
        if (wanted.days() > 0) {
            conditions.append(" and p.entered_at >= :since");
        }
        if (wanted.from().equals("ours")) {
            conditions.append(" and p.organisation = :organisation");
        } else if (wanted.from().equals("shared")) {
            conditions.append(
                    " and p.organisation <> :organisation and p.id = any (acting_shared())");
        }
        String sql =
                ("""
                with walked as materialized (
                    select distinct near.id from (%3$s) as near where near.id %1$s :cursor
                    order by near.id %2$s limit :scan
                ), kept as (
                    select p.id from walked w join person p on p.id = w.id where %4$s
                    order by p.id %2$s limit :limit
                )
                select array(select id from kept order by id %2$s) as persons,
                       (select count(*) from walked) as walked,
                       (select id from walked order by id %5$s limit 1) as last
                """)
                        .formatted(
                                beyond,
                                order,
                                driver.sql().formatted(beyond, order),
                                conditions,
                                wanted.oldest() ? "desc" : "asc");
        JdbcClient.StatementSpec statement =
                jdbc.sql(sql)
                        .param("organisation", actor.requireOrganisation())
                        .param("account", actor.requireAccount())
                        .param("sites", actor.sites().toArray(UUID[]::new))
                        .param(
                                "cursor",
                                cursor != null
                                        ? cursor
                                        : wanted.oldest() ? new UUID(0, 0) : new UUID(-1, -1))
                        .param("scan", scan)
                        .param("limit", limit)
                        .param("site", wanted.site())
                        .param("colleague", colleague(wanted).orElse(null))
                        .param("found", found == null ? null : found.toArray(UUID[]::new))
                        .param(
                                "since",
                                OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC)
                                        .minus(Duration.ofDays(wanted.days())));
        if (driver.by() != null) {
            statement = statement.param("driving", driver.by().keys().toArray(String[]::new));
        }
        for (int i = 0; i < keyed.size(); i++) {
            statement = statement.param("keys" + i, keyed.get(i).keys().toArray(String[]::new));
        }
        return statement
                .query((row, number) ->
                        new Round(
                                List.of((UUID[]) row.getArray("persons").getArray()),
                                row.getInt("walked"),
                                row.getObject("last", UUID.class)))
                .single();
    }

    private static Optional<UUID> colleague(Wanted wanted) {
        return wanted.who().isEmpty() || Set.of(Wanted.ME, Wanted.NOBODY).contains(wanted.who())
                ? Optional.empty()
                : Optional.of(UUID.fromString(wanted.who()));
    }

    private List<Keyed> keyed(Wanted wanted) {
        List<Keyed> keyed = new ArrayList<>();
        if (wanted.who().equals(Wanted.NOBODY)) {
            keyed.add(new Keyed(List.of(Wanted.NOBODY)));
        }
        wanted.facts()
                .forEach((name, codes) ->
                        keyed.add(
                                new Keyed(codes.stream().map(code -> name + ":" + code).toList())));
        if (wanted.child()) {
            int year = clock.instant().atZone(ZoneOffset.UTC).getYear();
            List<String> years = new ArrayList<>(List.of("age-doubt"));
            for (int back = 0; back <= 18; back++) {
                years.add("born:" + (year - back));
            }
            keyed.add(new Keyed(years));
        }
        return keyed;
    }
}
