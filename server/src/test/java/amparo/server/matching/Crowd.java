package amparo.server.matching;

import amparo.server.AmparoServer;
import amparo.server.access.Acting;
import amparo.server.access.Actor;
import amparo.server.access.OrganisationKind;
import amparo.server.access.Role;
import amparo.server.access.Room;
import amparo.server.access.Scope;
import amparo.server.database.Database;
import amparo.server.platform.Installation;
import amparo.server.storage.Connections;
import amparo.server.testing.TestDatabases;
import java.io.IOException;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.postgresql.PGConnection;
import org.springframework.context.ConfigurableApplicationContext;

/** The application with many persons of several organisations, written straight into the tables. */
final class Crowd implements AutoCloseable {

    private static final int BATCH = 50_000;

    private final Connections connections;
    final ConfigurableApplicationContext context;
    final List<UUID> organisations = new ArrayList<>();
    private final List<UUID> accounts = new ArrayList<>();

    /** Somebody who is in the database. */
    record Member(UUID id, UUID organisation, Variants.Person person) {}

    Crowd(int organisationsWanted) throws SQLException {
        connections = TestDatabases.fresh();
        context =
                AmparoServer.start(
                        new Database(
                                connections.url(),
                                connections.ownerUser(),
                                connections.ownerPassword(),
                                connections.appPassword()),
                        new Installation(new byte[32], false, "http://localhost"),
                        Map.of("server.port", "0", "logging.level.root", "off"));
        for (int i = 0; i < organisationsWanted; i++) {
            UUID organisation = new UUID(7, 100 + i);
            UUID account = new UUID(7, 200 + i);
            sql(
                    "insert into organisation (id, kind, name, country) values (?, 'ngo', ?, 'COL')",
                    organisation,
                    "Organisation " + i);
            sql(
                    "insert into account (id, display_name, status) values (?, ?, 'active')",
                    account,
                    "Somebody " + i);
            sql(
                    "insert into membership (id, account, organisation, role, scope)"
                            + " values (?, ?, ?, 'case-worker', 'organisation')",
                    new UUID(7, 300 + i),
                    account,
                    organisation);
            organisations.add(organisation);
            accounts.add(account);
        }
    }

    /** Makes persons, spread over the organisations one after the other. */
    List<Member> fill(Variants variants, int count) throws SQLException, IOException {
        List<Member> members = new ArrayList<>();
        // Nobody is listed here, and the keys of lists cost more than all the rest.
        sql("alter table answer disable trigger list_follow_answer");
        for (int from = 0; from < count; from += BATCH) {
            fill(variants, members, from, Math.min(count, from + BATCH));
        }
        try (Connection owner = connections.owner();
                Statement statement = owner.createStatement()) {
            statement.execute("set search_path = amparo, pg_temp");
            statement.execute("analyze");
        }
        sql("alter table answer enable trigger list_follow_answer");
        return members;
    }

    private void fill(Variants variants, List<Member> members, int from, int to)
            throws SQLException, IOException {
        StringBuilder persons = new StringBuilder();
        StringBuilder answers = new StringBuilder();
        StringBuilder keys = new StringBuilder();
        for (int i = from; i < to; i++) {
            int at = i % organisations.size();
            UUID organisation = organisations.get(at);
            UUID account = accounts.get(at);
            UUID id =
                    new UUID(0x0198_0000_0000_7000L + ((long) i << 16), 0x8000_0000_0000_0000L + i);
            Variants.Person person = variants.person();
            members.add(new Member(id, organisation, person));
            line(persons, id, organisation, account, "frontline");
            said(answers, new UUID(1, 2L * i), id, "name", person.name(), organisation, account);
            said(
                    answers,
                    new UUID(1, 2L * i + 1),
                    id,
                    "birth_date",
                    person.birth(),
                    organisation,
                    account);
            Known known = known(person);
            for (Keys.Key key : Keys.of(known)) {
                line(keys, id, organisation, key.key(), key.sharp(), key.facts(), "t", account);
            }
        }
        try (Connection owner = connections.owner();
                Statement statement = owner.createStatement()) {
            statement.execute("set search_path = amparo, pg_temp");
            copy(owner, "person (id, organisation, entered_by, entered_room)", persons);
            copy(
                    owner,
                    "answer (id, person, fact, value, sensitivity, source, organisation, recorded_by,"
                            + " recorded_room)",
                    answers);
            copy(
                    owner,
                    "search_key (person, organisation, key, sharp, facts, held, entered_by)",
                    keys);
        }
    }

    static Known known(Variants.Person person) {
        return Known.of(
                List.of(
                        new Known.Said("name", null, "\"" + person.name() + "\""),
                        new Known.Said("birth_date", null, "\"" + person.birth() + "\"")));
    }

    private static void said(
            StringBuilder to,
            UUID id,
            UUID person,
            String fact,
            String value,
            UUID organisation,
            UUID account) {
        line(
                to,
                id,
                person,
                fact,
                "\"" + value + "\"",
                "personal",
                "person",
                organisation,
                account,
                "frontline");
    }

    private static void line(StringBuilder to, Object... values) {
        for (int i = 0; i < values.length; i++) {
            to.append(i == 0 ? "" : "\t").append(values[i]);
        }
        to.append('\n');
    }

    private static void copy(Connection owner, String into, StringBuilder lines)
            throws SQLException, IOException {
        owner.unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("copy " + into + " from stdin", new StringReader(lines.toString()));
    }

    /** Somebody who sees the whole of one of the organisations. */
    Actor actor(int organisation) {
        return new Actor(
                accounts.get(organisation),
                organisations.get(organisation),
                OrganisationKind.NGO,
                Room.FRONTLINE,
                Set.of(Role.CASE_WORKER),
                Scope.ORGANISATION,
                Set.of(),
                "test");
    }

    <T> T as(Actor actor, Callable<T> work) {
        return Acting.as(
                actor,
                () -> {
                    try {
                        return work.call();
                    } catch (Exception failed) {
                        throw new IllegalStateException(failed);
                    }
                });
    }

    Connection application() throws SQLException {
        return connections.app();
    }

    void sql(String sql, Object... values) throws SQLException {
        try (Connection owner = connections.owner();
                Statement path = owner.createStatement()) {
            path.execute("set search_path = amparo, pg_temp");
            try (PreparedStatement statement = owner.prepareStatement(sql)) {
                for (int i = 0; i < values.length; i++) {
                    statement.setObject(i + 1, values[i]);
                }
                statement.execute();
            }
        }
    }

    List<String> column(String sql) throws SQLException {
        List<String> all = new ArrayList<>();
        try (Connection owner = connections.owner();
                Statement statement = owner.createStatement();
                var rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                all.add(rows.getString(1));
            }
        }
        return all;
    }

    @Override
    public void close() {
        context.close();
        TestDatabases.drop(connections);
    }
}
