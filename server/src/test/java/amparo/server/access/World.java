package amparo.server.access;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A random world: organisations of all kinds, people who work there, persons, what was said, who is
 * assigned, what was shared and which glass was broken, some of it over, some of it still to come.
 */
final class World {

    static final List<String> FACTS = List.of("name", "phone", "nationality", "harm");

    record Organisation(UUID id, OrganisationKind kind, boolean active, List<UUID> sites) {}

    record Membership(UUID account, Organisation organisation, Role role, boolean running) {}

    record Person(UUID id, Policy.File file) {}

    record Answer(
            UUID id,
            UUID person,
            String fact,
            UUID organisation,
            UUID by,
            Room room,
            boolean survivor) {}

    record Assignment(
            UUID id, UUID person, UUID account, UUID organisation, UUID by, boolean running) {}

    record Share(
            UUID id,
            UUID person,
            UUID from,
            UUID to,
            UUID by,
            Set<String> facts,
            boolean running) {}

    record Emergency(UUID id, UUID person, UUID account, UUID organisation, boolean running) {}

    record Notice(UUID id, UUID organisation, UUID emergency, UUID by, @Nullable UUID seenBy) {}

    final Random random;
    final OffsetDateTime now = OffsetDateTime.now(ZoneOffset.UTC);
    final List<Organisation> organisations = new ArrayList<>();
    final List<UUID> accounts = new ArrayList<>();
    final List<Membership> memberships = new ArrayList<>();
    final List<Actor> actors = new ArrayList<>();
    final List<Person> persons = new ArrayList<>();
    final List<Answer> answers = new ArrayList<>();
    final List<Assignment> assignments = new ArrayList<>();
    final List<Share> shares = new ArrayList<>();
    final List<Emergency> emergencies = new ArrayList<>();
    final List<Notice> notices = new ArrayList<>();

    World(long seed) {
        random = new Random(seed);
        people();
        for (int i = 0; i < 14; i++) {
            person();
        }
        for (Person person : persons) {
            tie(person);
        }
    }

    private void people() {
        for (OrganisationKind kind : OrganisationKind.values()) {
            organisations.add(
                    new Organisation(id(), kind, random.nextInt(8) > 0, List.of(id(), id())));
        }
        for (int i = 0; i < 10; i++) {
            accounts.add(id());
        }
        for (Organisation organisation : organisations) {
            for (int i = 0; i < 4; i++) {
                UUID account = pick(accounts);
                Role role = pick(List.of(Role.values()));
                boolean already =
                        memberships.stream()
                                .anyMatch(one ->
                                        one.account().equals(account)
                                                && one.organisation().equals(organisation)
                                                && one.role() == role);
                if (!already) {
                    memberships.add(
                            new Membership(account, organisation, role, random.nextInt(6) > 0));
                }
            }
        }
        for (Membership one : memberships) {
            if (one.running()) {
                actor(one);
            }
        }
    }

    /** Acts in the roles that the account has in that room, in a random scope. */
    private void actor(Membership of) {
        Room room = of.role().room(of.organisation().kind());
        Set<Role> roles = EnumSet.noneOf(Role.class);
        memberships.stream()
                .filter(one ->
                        one.running()
                                && one.account().equals(of.account())
                                && one.organisation().equals(of.organisation())
                                && one.role().room(of.organisation().kind()) == room)
                .forEach(one -> roles.add(one.role()));
        Scope scope = pick(List.of(Scope.ORGANISATION, Scope.SITE, Scope.OWN));
        Set<UUID> sites = scope == Scope.SITE ? Set.of(pick(of.organisation().sites())) : Set.of();
        actors.add(
                new Actor(
                        of.account(),
                        of.organisation().id(),
                        of.organisation().kind(),
                        room,
                        roles,
                        scope,
                        sites,
                        "test"));
    }

    private void person() {
        Membership by = pick(memberships);
        UUID site = random.nextInt(3) == 0 ? null : pick(by.organisation().sites());
        persons.add(
                new Person(
                        id(),
                        new Policy.File(
                                by.organisation().id(),
                                site,
                                by.account(),
                                pick(List.of(Room.FRONTLINE, Room.BORDER, Room.RETURNS)))));
    }

    private void tie(Person person) {
        UUID holder = person.file().organisation();
        for (int i = random.nextInt(3); i > 0; i--) {
            Organisation to = pick(organisations);
            if (!to.id().equals(holder)) {
                shares.add(
                        new Share(
                                id(),
                                person.id(),
                                random.nextInt(4) == 0 ? pick(organisations).id() : holder,
                                to.id(),
                                pick(accounts),
                                some(FACTS),
                                random.nextInt(3) > 0));
            }
        }
        for (int i = random.nextInt(4); i > 0; i--) {
            Membership to = pick(memberships);
            UUID organisation = random.nextInt(3) == 0 ? holder : to.organisation().id();
            if (assignments.stream()
                    .noneMatch(one ->
                            one.person().equals(person.id())
                                    && one.account().equals(to.account())
                                    && one.organisation().equals(organisation))) {
                assignments.add(
                        new Assignment(
                                id(),
                                person.id(),
                                to.account(),
                                organisation,
                                pick(accounts),
                                random.nextInt(3) > 0));
            }
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            Membership by = pick(memberships);
            Emergency emergency =
                    new Emergency(
                            id(),
                            person.id(),
                            by.account(),
                            by.organisation().id(),
                            random.nextInt(3) > 0);
            emergencies.add(emergency);
            for (UUID told : Stream.of(holder, by.organisation().id()).distinct().toList()) {
                notices.add(
                        new Notice(
                                id(),
                                told,
                                emergency.id(),
                                by.account(),
                                random.nextBoolean() ? null : pick(accounts)));
            }
        }
        for (int i = 1 + random.nextInt(5); i > 0; i--) {
            Membership by = pick(memberships);
            answers.add(
                    new Answer(
                            id(),
                            person.id(),
                            pick(FACTS),
                            random.nextInt(3) == 0 ? by.organisation().id() : holder,
                            random.nextInt(3) == 0 ? person.file().enteredBy() : by.account(),
                            pick(List.of(Room.FRONTLINE, Room.BORDER, Room.RETURNS)),
                            random.nextInt(3) == 0));
        }
    }

    /** What ties the actor to the person now. */
    Policy.Ties ties(Actor actor, UUID person) {
        return new Policy.Ties(
                assignments.stream()
                        .anyMatch(one ->
                                one.running()
                                        && one.person().equals(person)
                                        && one.account().equals(actor.account())
                                        && one.organisation().equals(actor.organisation())),
                shares.stream()
                        .anyMatch(one ->
                                one.running()
                                        && one.person().equals(person)
                                        && one.to().equals(actor.organisation())),
                emergencies.stream()
                        .anyMatch(one ->
                                one.running()
                                        && one.person().equals(person)
                                        && one.account().equals(actor.account())
                                        && one.organisation().equals(actor.organisation())));
    }

    Policy.File file(UUID person) {
        return persons.stream()
                .filter(one -> one.id().equals(person))
                .findFirst()
                .orElseThrow()
                .file();
    }

    Policy.Answer answer(Actor actor, Answer answer) {
        return new Policy.Answer(
                answer.organisation(),
                answer.by(),
                answer.room(),
                answer.survivor(),
                shares.stream()
                        .anyMatch(one ->
                                one.running()
                                        && one.person().equals(answer.person())
                                        && one.from().equals(answer.organisation())
                                        && one.to().equals(actor.organisation())
                                        && one.facts().contains(answer.fact())));
    }

    boolean seesAnswer(Actor actor, Answer answer) {
        return Policy.seesAnswer(
                actor, file(answer.person()), ties(actor, answer.person()), answer(actor, answer));
    }

    Organisation organisation(UUID id) {
        return organisations.stream().filter(one -> one.id().equals(id)).findFirst().orElseThrow();
    }

    /** Whether the account has a running frontline role in this organisation. */
    boolean worksInFrontlineRole(UUID account, UUID organisation) {
        return memberships.stream()
                .anyMatch(one ->
                        one.running()
                                && one.account().equals(account)
                                && one.organisation().id().equals(organisation)
                                && one.role().room(OrganisationKind.NGO) == Room.FRONTLINE);
    }

    /** Writes the world as the owner, whom no wall holds. */
    void write(Connection owner) throws SQLException {
        for (Organisation one : organisations) {
            insert(
                    owner,
                    "organisation (id, kind, name, country, active)",
                    one.id(),
                    one.kind().code(),
                    "Organisation " + one.id(),
                    "MEX",
                    one.active());
            for (UUID site : one.sites()) {
                insert(
                        owner,
                        "site (id, organisation, name, country)",
                        site,
                        one.id(),
                        "Site " + site,
                        "MEX");
            }
        }
        for (UUID account : accounts) {
            insert(owner, "account (id, display_name, status)", account, "Colleague", "active");
        }
        for (Membership one : memberships) {
            insert(
                    owner,
                    "membership (id, account, organisation, role, since, until)",
                    id(),
                    one.account(),
                    one.organisation().id(),
                    one.role().code(),
                    now.minusDays(9),
                    one.running() ? null : now.minusDays(1));
        }
        for (Person one : persons) {
            insert(
                    owner,
                    "person (id, organisation, site, entered_by, entered_room)",
                    one.id(),
                    one.file().organisation(),
                    one.file().site(),
                    one.file().enteredBy(),
                    one.file().enteredIn().code());
        }
        for (Answer one : answers) {
            insert(
                    owner,
                    "answer (id, person, fact, value, sensitivity, source, organisation, recorded_by,"
                            + " recorded_room)",
                    one.id(),
                    one.person(),
                    one.fact(),
                    "\"x\"",
                    one.survivor() ? "survivor" : pick(List.of("ordinary", "sensitive")),
                    "person",
                    one.organisation(),
                    one.by(),
                    one.room().code());
        }
        for (Assignment one : assignments) {
            // What does not run is over, or has not begun.
            boolean future = !one.running() && random.nextBoolean();
            insert(
                    owner,
                    "assignment (id, person, account, organisation, assigned_by, since, until)",
                    one.id(),
                    one.person(),
                    one.account(),
                    one.organisation(),
                    one.by(),
                    future ? now.plusDays(1) : now.minusDays(5),
                    one.running()
                            ? random.nextBoolean() ? null : now.plusDays(3)
                            : future ? null : now.minusDays(2));
        }
        for (Share one : shares) {
            boolean future = !one.running() && random.nextBoolean();
            insert(
                    owner,
                    "share (id, person, organisation, from_organisation, shared_by, facts, basis,"
                            + " consented_at, since, until)",
                    one.id(),
                    one.person(),
                    one.to(),
                    one.from(),
                    one.by(),
                    one.facts(),
                    "consent",
                    now,
                    future ? now.plusDays(1) : now.minusDays(5),
                    one.running() || future ? now.plusDays(9) : now.minusDays(2));
        }
        for (Emergency one : emergencies) {
            OffsetDateTime opened =
                    one.running()
                            ? now.minusMinutes(10)
                            : random.nextBoolean() ? now.minusHours(2) : now.plusHours(1);
            insert(
                    owner,
                    "emergency_access (id, person, account, organisation, reason, opened_at, ends_at)",
                    one.id(),
                    one.person(),
                    one.account(),
                    one.organisation(),
                    "Taken to hospital unconscious",
                    opened,
                    opened.plus(Duration.ofMinutes(59)));
        }
        for (Notice one : notices) {
            insert(
                    owner,
                    "notice (id, kind, organisation, emergency, code, reason, opened_by, opener, seen_by,"
                            + " seen_at, verdict)",
                    one.id(),
                    "emergency",
                    one.organisation(),
                    one.emergency(),
                    "AAAAAAAA",
                    "Taken to hospital unconscious",
                    one.by(),
                    "Colleague",
                    one.seenBy(),
                    one.seenBy() == null ? null : now,
                    one.seenBy() == null ? null : "justified");
        }
    }

    /** One row; JSON and lists of words are known by their looks. */
    static int insert(Connection connection, String into, @Nullable Object... values)
            throws SQLException {
        String places =
                String.join(
                        ", ",
                        Stream.of(values)
                                .map(value ->
                                        value instanceof String text && text.startsWith("\"")
                                                ? "?::jsonb"
                                                : "?")
                                .toList());
        try (PreparedStatement statement =
                connection.prepareStatement("insert into " + into + " values (" + places + ")")) {
            for (int i = 0; i < values.length; i++) {
                if (values[i] instanceof Set<?> words) {
                    Array array = connection.createArrayOf("text", words.toArray());
                    statement.setArray(i + 1, array);
                } else {
                    statement.setObject(i + 1, values[i]);
                }
            }
            return statement.executeUpdate();
        }
    }

    <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }

    Set<String> some(List<String> from) {
        Set<String> result = new HashSet<>();
        while (result.isEmpty()) {
            from.stream().filter(one -> random.nextInt(3) == 0).forEach(result::add);
        }
        return result;
    }

    UUID id() {
        return new UUID(random.nextLong(), random.nextLong());
    }
}
