package amparo.server.lists;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * FEATURE: under the policy, with a hundred thousand persons of several organisations, no list
 * reads a table from end to end, and an odd filter reads no more than it says.
 */
@Tag("database")
class ListPlanTest {

    private static final UUID ORGANISATION = new UUID(7, 1);
    private static final UUID ACCOUNT = new UUID(7, 11);

    private static ConfigurableApplicationContext context;
    private static Connections database;

    @BeforeAll
    static void fill() throws Exception {
        database = TestDatabases.fresh();
        context =
                AmparoServer.start(
                        new Database(
                                database.url(),
                                database.ownerUser(),
                                database.ownerPassword(),
                                database.appPassword()),
                        new Installation(new byte[32], false, "http://localhost"),
                        Map.of("server.port", "0", "logging.level.root", "off"));
        try (Connection owner = database.owner();
                Statement statement = owner.createStatement()) {
            statement.execute("set search_path = amparo, pg_temp");
            for (int i = 1; i <= 5; i++) {
                statement.execute(
                        "insert into organisation (id, kind, name, country) values ('%s', 'ngo', 'Organisation %d', 'MEX')"
                                .formatted(new UUID(7, i), i));
                statement.execute(
                        "insert into account (id, display_name, status, language) values ('%s', 'Colleague', 'active', 'en')"
                                .formatted(new UUID(7, 10 + i)));
            }
            statement.execute("alter table person disable trigger person_code");
            // Whoever is in Panama comes from Colombia or Haiti, whoever is in Costa Rica from
            // Venezuela.
            statement.execute(
                    """
                    insert into person (id, code, organisation, entered_by, entered_room, entered_at)
                    select ('01900000-' || lpad(to_hex(i / 65536), 4, '0') || '-7000-8000-' || lpad(to_hex(i), 12, '0'))::uuid,
                           upper(lpad(to_hex(i), 8, '0')),
                           ('00000000-0000-0007-0000-00000000000' || (i % 5 + 1))::uuid,
                           ('00000000-0000-0007-0000-00000000000' || to_hex(i % 5 + 11))::uuid, 'frontline',
                           now() - interval '40 days' + i * interval '30 seconds'
                    from generate_series(1, 100000) as i
                    """);
            statement.execute("alter table person enable trigger person_code");
            statement.execute(
                    """
                    insert into answer (id, person, fact, value, sensitivity, source, organisation, recorded_by, recorded_room)
                    select gen_random_uuid(), p.id, f,
                           case f when 'country_now' then case when n % 2 = 0 then '"PAN"' else '"CRI"' end::jsonb
                                  when 'nationality' then case when n % 1000 = 0 then '["HTI"]'
                                                               when n % 2 = 0 then '["COL"]' else '["VEN"]' end::jsonb
                                  else to_jsonb(case when n % 20 = 0 then 9 else 40 end) end,
                           'ordinary', 'person', p.organisation, p.entered_by, 'frontline'
                    from (select *, row_number() over (order by id) / 5 as n from person) as p,
                         unnest(array['country_now', 'nationality', 'age']) as f
                    """);
            statement.execute(
                    """
                    insert into list_key (person, organisation, key, fact, held, entered_by)
                    select id, organisation, 'nobody', 'team', true, entered_by
                    from (select *, row_number() over (order by id) / 5 as n from person) as p where n % 10 = 0
                    """);
            statement.execute("analyze");
        }
    }

    @AfterAll
    static void close() {
        context.close();
        TestDatabases.drop(database);
    }

    private static Actor actor(Scope scope) {
        return new Actor(
                ACCOUNT,
                ORGANISATION,
                OrganisationKind.NGO,
                Room.FRONTLINE,
                Set.of(Role.SUPERVISOR),
                scope,
                Set.of(),
                "test");
    }

    /**
     * Rows of a list, those that were read one after the other, and those that came by an index.
     */
    private record Cost(int rows, long scanned, long fetched) {}

    private static Cost cost(Scope scope, String query) throws Exception {
        TransactionTemplate transactions = context.getBean(TransactionTemplate.class);
        Lists lists = context.getBean(Lists.class);
        JdbcClient jdbc = context.getBean(JdbcClient.class);
        Cost cost =
                Acting.as(
                        actor(scope),
                        () ->
                                transactions.execute(status -> {
                                    // What earlier transactions of the connection read may still be
                                    // counted.
                                    Cost before = read(jdbc, 0);
                                    int rows =
                                            lists.list(Wanted.ofQuery(query), null, Lists.PAGE)
                                                    .lines()
                                                    .size();
                                    Cost after = read(jdbc, rows);
                                    return new Cost(
                                            rows,
                                            after.scanned() - before.scanned(),
                                            after.fetched() - before.fetched());
                                }));
        assertThat(cost).isNotNull();
        return cost == null ? new Cost(0, 0, 0) : cost;
    }

    private static Cost read(JdbcClient jdbc, int rows) {
        return jdbc.sql(
                        """
                        select coalesce(sum(seq_tup_read), 0), coalesce(sum(idx_tup_fetch), 0)
                        from pg_stat_xact_user_tables where relname in ('person', 'answer', 'list_key')
                        """)
                .query((row, number) -> new Cost(rows, row.getLong(1), row.getLong(2)))
                .single();
    }

    @Test
    void theFirstPageOfAUsualListReadsFewRows() throws Exception {
        for (String query :
                List.of(
                        "",
                        "country=PAN",
                        "nationality=COL&country=PAN",
                        "who=nobody",
                        "age=child",
                        "order=oldest",
                        "country=PAN&order=oldest")) {
            Cost cost = cost(Scope.ORGANISATION, query);
            assertThat(cost.rows()).as(query).isEqualTo(Lists.PAGE);
            assertThat(cost.scanned()).as("%s: %s", query, cost).isZero();
            assertThat(cost.fetched()).as("%s: %s", query, cost).isBetween(50L, 6_000L);
        }
    }

    @Test
    void aRareFilterTakesTheShortWay() throws Exception {
        Cost cost = cost(Scope.ORGANISATION, "country=PAN&nationality=HTI");
        assertThat(cost.rows()).isBetween(15, 25);
        assertThat(cost.scanned()).as("%s", cost).isZero();
        assertThat(cost.fetched()).as("%s", cost).isLessThan(10_000);
    }

    @Test
    void filtersThatNeverMeetStopAfterAWhile() throws Exception {
        for (Scope scope : List.of(Scope.ORGANISATION, Scope.OWN)) {
            Cost cost = cost(scope, "country=PAN&nationality=VEN");
            assertThat(cost.rows()).isZero();
            assertThat(cost.scanned()).as("%s %s", scope, cost).isZero();
            assertThat(cost.fetched()).as("%s %s", scope, cost).isLessThan(400_000);
        }
    }

    /** However much they wrote down before, and whatever the planner knows of that. */
    @Test
    void whetherSomebodySaidSomethingJustNowReadsNothingOfTheirEarlierWork() throws Exception {
        UUID busy = new UUID(7, 99);
        try (Connection owner = database.owner();
                Statement statement = owner.createStatement()) {
            statement.execute("set search_path = amparo, pg_temp");
            statement.execute(
                    "insert into account (id, display_name, status, language) values ('%s', 'Colleague', 'active', 'en')"
                            .formatted(busy));
            int written =
                    statement.executeUpdate(
                            """
                            insert into answer (id, person, fact, value, sensitivity, source, organisation, recorded_by, recorded_room)
                            select gen_random_uuid(), p.id, 'sex', '"female"'::jsonb, 'ordinary', 'person', p.organisation,
                                   '%s', 'frontline'
                            from person p where p.organisation = '%s'
                            """
                                    .formatted(busy, ORGANISATION));
            assertThat(written).isEqualTo(20_000);
            // The owner needs no seal to say who acts.
            owner.setAutoCommit(false);
            try (ResultSet row =
                    statement.executeQuery(
                            """
                            select set_config('amparo.account', '%s', true), set_config('amparo.organisation', '%s', true)
                            """
                                    .formatted(busy, ORGANISATION))) {
                assertThat(row.next()).isTrue();
            }
            long before = fetched(statement);
            try (ResultSet row =
                    statement.executeQuery(
                            "select answered_now(id) from person where organisation = '%s' limit 1"
                                    .formatted(ORGANISATION))) {
                assertThat(row.next()).isTrue();
                assertThat(row.getBoolean(1)).isFalse();
            }
            assertThat(fetched(statement) - before).isLessThan(100);
            owner.rollback();
        }
    }

    private static long fetched(Statement statement) throws Exception {
        try (ResultSet row =
                statement.executeQuery(
                        "select coalesce(sum(seq_tup_read + idx_tup_fetch), 0) from pg_stat_xact_user_tables where relname = 'answer'")) {
            row.next();
            return row.getLong(1);
        }
    }
}
