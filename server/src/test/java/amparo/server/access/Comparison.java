package amparo.server.access;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Lets everybody in a world try everything with the tables of persons, and compares what PostgreSQL
 * did with what {@link Policy} says. All in the running transaction, with nothing left behind.
 */
final class Comparison {

    /** Refused by a wall or by a missing grant. */
    private static final String REFUSED = "42501";

    private final Connection connection;
    private final World world;
    private final Seal seal;
    private final Random random;
    private final List<String> differences = new ArrayList<>();

    /**
     * What was tried, so that a comparison of nothing cannot pass: "insert share yes" and so on.
     */
    final TreeMap<String, Integer> tried = new TreeMap<>();

    Comparison(Connection connection, World world, Seal seal) {
        this.connection = connection;
        this.world = world;
        this.seal = seal;
        this.random = world.random;
    }

    /** The differences of the first actor for whom there are any; empty if all agree. */
    List<String> run() throws SQLException {
        for (Actor actor : world.actors) {
            WalledTransactions.bind(connection, actor, seal);
            reads(actor);
            ties(actor);
            blindUpdates(actor);
            for (int i = 0; i < 6; i++) {
                insertPerson(actor);
                insertAnswer(actor);
                insertAssignment(actor);
                insertShare(actor);
            }
            if (!differences.isEmpty()) {
                return differences;
            }
        }
        return differences;
    }

    private void reads(Actor actor) throws SQLException {
        read(
                actor,
                "person",
                world.persons,
                World.Person::id,
                one -> Policy.seesFile(actor, one.file(), world.ties(actor, one.id())));
        read(actor, "answer", world.answers, World.Answer::id, one -> world.seesAnswer(actor, one));
        read(
                actor,
                "assignment",
                world.assignments,
                World.Assignment::id,
                one ->
                        Policy.seesAssignment(
                                actor,
                                world.file(one.person()),
                                world.ties(actor, one.person()),
                                assignment(one)));
        read(
                actor,
                "share",
                world.shares,
                World.Share::id,
                one ->
                        Policy.seesSharing(
                                actor,
                                world.file(one.person()),
                                world.ties(actor, one.person()),
                                one.from(),
                                one.to()));
        read(
                actor,
                "emergency_access",
                world.emergencies,
                World.Emergency::id,
                one -> Policy.seesEmergency(actor, one.account(), one.organisation()));
        read(
                actor,
                "notice",
                world.notices,
                World.Notice::id,
                one -> Policy.seesNotice(actor, one.organisation(), one.by()));
    }

    private <T> void read(
            Actor actor,
            String table,
            List<T> rows,
            java.util.function.Function<T, UUID> id,
            Predicate<T> sees)
            throws SQLException {
        Set<UUID> expected =
                rows.stream().filter(sees).map(id).collect(Collectors.toCollection(HashSet::new));
        Set<UUID> found = new HashSet<>();
        Savepoint before = connection.setSavepoint();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("select id from " + table)) {
            while (result.next()) {
                found.add(result.getObject(1, UUID.class));
            }
        } catch (SQLException refused) {
            requireRefused(refused);
        }
        connection.rollback(before);
        count("read " + table, !expected.isEmpty());
        if (!expected.equals(found)) {
            Set<UUID> more = new HashSet<>(found);
            more.removeAll(expected);
            Set<UUID> less = new HashSet<>(expected);
            less.removeAll(found);
            differences.add(
                    actor
                            + " reads "
                            + table
                            + ": the database shows "
                            + more
                            + " that the"
                            + " policy hides, and hides "
                            + less);
        }
    }

    /** One look at one person tells the same as the sets of all persons. */
    private void ties(Actor actor) throws SQLException {
        Savepoint before = connection.setSavepoint();
        try (Statement statement = connection.createStatement();
                ResultSet other =
                        statement.executeQuery(
                                """
                                select id from person
                                where acting_ties(id) <> array[id = any (acting_assigned()), id = any (acting_shared()),
                                                               id = any (acting_emergencies())]
                                """)) {
            while (other.next()) {
                differences.add(actor + " is tied otherwise to " + other.getObject(1));
            }
        } catch (SQLException refused) {
            requireRefused(refused);
        }
        connection.rollback(before);
    }

    /** Updates that read nothing: only the condition of the update itself stands in their way. */
    private void blindUpdates(Actor actor) throws SQLException {
        blindUpdate(
                actor,
                "update assignment set until = '2000-01-01'",
                world.assignments.stream()
                        .filter(one ->
                                Policy.mayEndAssignment(
                                        actor,
                                        world.file(one.person()),
                                        world.ties(actor, one.person()),
                                        assignment(one)))
                        .count());
        blindUpdate(
                actor,
                "update share set until = '2000-01-01'",
                world.shares.stream()
                        .filter(one ->
                                Policy.mayEndSharing(
                                        actor,
                                        world.file(one.person()),
                                        world.ties(actor, one.person()),
                                        one.from()))
                        .count());
        blindUpdate(
                actor,
                "update emergency_access set ends_at = '2000-01-01'",
                world.emergencies.stream()
                        .filter(one ->
                                Policy.seesEmergency(actor, one.account(), one.organisation()))
                        .count());
        blindUpdate(
                actor,
                "update notice set seen_by = '"
                        + actor.account()
                        + "', seen_at = now(), verdict = 'justified'",
                world.notices.stream()
                        .filter(one ->
                                Policy.mayJudge(actor, one.organisation(), one.by(), one.seenBy()))
                        .count());
    }

    private void blindUpdate(Actor actor, String sql, long expected) throws SQLException {
        Savepoint before = connection.setSavepoint();
        long updated = 0;
        try (Statement statement = connection.createStatement()) {
            updated = statement.executeUpdate(sql);
        } catch (SQLException refused) {
            requireRefused(refused);
        }
        connection.rollback(before);
        count(sql.substring(0, 12), expected > 0);
        if (updated != expected) {
            differences.add(actor + ": " + sql + ": " + updated + " rows, not " + expected);
        }
    }

    private void insertPerson(Actor actor) throws SQLException {
        UUID organisation = mostly(organisationOf(actor), other(world.organisations).id());
        UUID by = mostly(accountOf(actor), world.pick(world.accounts));
        Room room = mostly(actor.room(), world.pick(List.of(Room.values())));
        UUID site =
                switch (random.nextInt(3)) {
                    case 0 -> null;
                    case 1 -> world.pick(world.organisation(organisation).sites());
                    default -> world.pick(other(world.organisations).sites());
                };
        Object at = mostly("now", "then");
        boolean erased = random.nextInt(8) == 0;
        boolean expected =
                Policy.mayEnter(actor)
                        && organisation.equals(actor.organisation())
                        && by.equals(actor.account())
                        && room == actor.room()
                        && (site == null || world.organisation(organisation).sites().contains(site))
                        && at.equals("now")
                        && !erased;
        tryInsert(
                actor,
                expected,
                "person (id, organisation, site, entered_by, entered_room, entered_at, erased_at, code)",
                world.id(),
                organisation,
                site,
                by,
                room.code(),
                at.equals("now") ? transactionTime() : world.now.minusDays(1),
                erased ? world.now : null,
                "chosen");
    }

    private void insertAnswer(Actor actor) throws SQLException {
        World.Person person = world.pick(world.persons);
        UUID organisation = mostly(organisationOf(actor), other(world.organisations).id());
        UUID by = mostly(accountOf(actor), world.pick(world.accounts));
        Room room = mostly(actor.room(), world.pick(List.of(Room.values())));
        boolean now = random.nextInt(8) > 0;
        boolean expected =
                Policy.mayRecord(actor, person.file(), world.ties(actor, person.id()))
                        && organisation.equals(actor.organisation())
                        && by.equals(actor.account())
                        && room == actor.room()
                        && now;
        tryInsert(
                actor,
                expected,
                "answer (id, person, fact, value, sensitivity, source, organisation, recorded_by,"
                        + " recorded_room, recorded_at)",
                world.id(),
                person.id(),
                world.pick(World.FACTS),
                "\"y\"",
                random.nextBoolean() ? "survivor" : "personal",
                "officer",
                organisation,
                by,
                room.code(),
                now ? transactionTime() : world.now.plusDays(1));
    }

    private void insertAssignment(Actor actor) throws SQLException {
        World.Person person = world.pick(world.persons);
        UUID organisation = mostly(organisationOf(actor), other(world.organisations).id());
        UUID by = mostly(accountOf(actor), world.pick(world.accounts));
        List<UUID> colleagues =
                Stream.concat(
                                Stream.of(accountOf(actor)),
                                world.memberships.stream()
                                        .filter(one ->
                                                one.organisation()
                                                        .id()
                                                        .equals(actor.organisation()))
                                        .map(World.Membership::account))
                        .toList();
        UUID colleague = mostly(world.pick(colleagues), world.pick(world.accounts));
        boolean now = random.nextInt(8) > 0;
        boolean expected =
                Policy.mayAssign(
                                actor,
                                person.file(),
                                world.ties(actor, person.id()),
                                colleague,
                                world.worksInFrontlineRole(colleague, organisationOf(actor)))
                        && organisation.equals(actor.organisation())
                        && by.equals(actor.account())
                        && now;
        tryInsert(
                actor,
                expected,
                "assignment (id, person, account, organisation, assigned_by, since)",
                world.id(),
                person.id(),
                colleague,
                organisation,
                by,
                now ? transactionTime() : world.now.minusDays(1));
    }

    private void insertShare(Actor actor) throws SQLException {
        World.Person person = world.pick(world.persons);
        UUID from = mostly(organisationOf(actor), other(world.organisations).id());
        World.Organisation to = world.pick(world.organisations);
        UUID by = mostly(accountOf(actor), world.pick(world.accounts));
        List<String> seen =
                world.answers.stream()
                        .filter(one ->
                                one.person().equals(person.id())
                                        && one.organisation().equals(actor.organisation())
                                        && !one.survivor())
                        .map(World.Answer::fact)
                        .distinct()
                        .toList();
        Set<String> facts =
                seen.isEmpty() || random.nextInt(4) == 0
                        ? world.some(World.FACTS)
                        : world.some(seen);
        int days = mostly(30, world.pick(List.of(-1, 500)));
        boolean now = random.nextInt(8) > 0;
        boolean expected =
                Policy.mayShare(
                                actor,
                                person.file(),
                                world.ties(actor, person.id()),
                                new Policy.Sharing(
                                        from,
                                        to.id(),
                                        to.active() ? to.kind() : null,
                                        seen.containsAll(facts),
                                        days == 30))
                        && by.equals(actor.account())
                        && now;
        tryInsert(
                actor,
                expected,
                "share (id, person, organisation, from_organisation, shared_by, facts, basis,"
                        + " consented_at, since, until)",
                world.id(),
                person.id(),
                to.id(),
                from,
                by,
                facts,
                "consent",
                world.now,
                now ? transactionTime() : world.now.minusDays(1),
                world.now.plusDays(days));
    }

    private void tryInsert(Actor actor, boolean expected, String into, @Nullable Object... values)
            throws SQLException {
        Savepoint before = connection.setSavepoint();
        boolean done;
        try {
            done = World.insert(connection, into, values) == 1;
        } catch (SQLException refused) {
            // A row that is there already was not refused by a wall.
            done = "23505".equals(refused.getSQLState());
            if (!done) {
                requireRefused(refused);
            }
        }
        connection.rollback(before);
        count("insert " + into.substring(0, into.indexOf(' ')), expected);
        if (done != expected) {
            differences.add(
                    actor
                            + " inserts into "
                            + into
                            + " "
                            + Arrays.asList(values)
                            + ": "
                            + done
                            + ", not "
                            + expected);
        }
    }

    private java.time.OffsetDateTime transactionTime() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select now()")) {
            row.next();
            return row.getObject(1, java.time.OffsetDateTime.class);
        }
    }

    private void count(String what, boolean allowed) {
        tried.merge(what + (allowed ? " yes" : " no"), 1, Integer::sum);
    }

    private static void requireRefused(SQLException failed) throws SQLException {
        if (!REFUSED.equals(failed.getSQLState())) {
            throw failed;
        }
    }

    private static Policy.Assignment assignment(World.Assignment one) {
        return new Policy.Assignment(one.account(), one.organisation(), one.by());
    }

    private static UUID organisationOf(Actor actor) {
        return actor.requireOrganisation();
    }

    private static UUID accountOf(Actor actor) {
        return actor.requireAccount();
    }

    private <T> T other(List<T> from) {
        return world.pick(from);
    }

    private <T> T mostly(T usual, T odd) {
        return random.nextInt(10) == 0 ? odd : usual;
    }
}
