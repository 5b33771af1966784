package amparo.server.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import amparo.server.AmparoServer;
import amparo.server.access.Acting;
import amparo.server.access.Actor;
import amparo.server.access.OrganisationKind;
import amparo.server.access.Role;
import amparo.server.access.Room;
import amparo.server.access.Scope;
import amparo.server.database.Database;
import amparo.server.matching.Matching;
import amparo.server.platform.Installation;
import amparo.server.registry.PersonFacts;
import amparo.server.registry.PersonFiles;
import amparo.server.storage.Connections;
import amparo.server.testing.TestDatabases;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

/** FEATURE: an invented world to try Amparo with, never beside the real one. */
@Tag("database")
@Tag("door")
class DemoWorldTest {

    private static final List<String> COUNTED =
            List.of(
                    "organisation",
                    "site",
                    "account",
                    "membership",
                    "person",
                    "answer",
                    "assignment",
                    "share",
                    "travel_group",
                    "group_member",
                    "consent",
                    "case_file",
                    "case_note",
                    "case_task",
                    "case_door",
                    "case_appointment",
                    "search_key");

    private static ConfigurableApplicationContext start(Connections at, boolean demo) {
        return AmparoServer.start(
                new Database(at.url(), at.ownerUser(), at.ownerPassword(), at.appPassword()),
                new Installation(new byte[32], demo, "http://amparo.test"),
                Map.of(
                        "server.port",
                        0,
                        "server.address",
                        "127.0.0.1",
                        "spring.main.register-shutdown-hook",
                        false));
    }

    private static String one(Connections at, String sql) throws SQLException {
        try (Connection owner = at.owner();
                ResultSet row = owner.createStatement().executeQuery(sql)) {
            return row.next() ? String.valueOf(row.getObject(1)) : "nothing";
        }
    }

    private static String world(Connections at) throws SQLException {
        StringBuilder all = new StringBuilder();
        for (String table : COUNTED) {
            all.append(one(at, "select '" + table + ' ' + "' || count(*) from amparo." + table))
                    .append("; ");
        }
        return all
                + one(
                        at,
                        "select md5(string_agg(concat(person, fact, record, value), ',' order by person, fact, record, value))"
                                + " from amparo.answer");
    }

    private static WrongWorld refusal(Connections at, boolean demo) {
        Throwable thrown = catchThrowable(() -> start(at, demo).close());
        while (thrown != null && !(thrown instanceof WrongWorld)) {
            thrown = thrown.getCause();
        }
        assertThat(thrown).isInstanceOf(WrongWorld.class);
        return (WrongWorld) thrown;
    }

    @Test
    void aDatabaseWithRealAccountsIsNeverServedAsADemonstration() throws SQLException {
        Connections real = TestDatabases.fresh();
        start(real, false).close();
        try (Connection owner = real.owner()) {
            owner.createStatement()
                    .execute(
                            "insert into amparo.account (id, display_name) values (gen_random_uuid(), 'Somebody Real')");
        }
        assertThat(refusal(real, true).real()).isTrue();
        assertThat(one(real, "select count(*) from amparo.demo_world")).isEqualTo("0");
        TestDatabases.drop(real);
    }

    @Test
    void theSameSeedMakesTheSameWorldInWhichEveryRoleIsPlayedAndItIsNeverServedAsReal()
            throws Exception {
        Connections first = TestDatabases.fresh();
        Connections second = TestDatabases.fresh();
        List<DemoWorld.Guest> guests;
        try (ConfigurableApplicationContext context = start(first, true)) {
            guests = context.getBean(DemoWorld.class).fill();
            String made = world(first);
            // Filled already: nothing more.
            assertThat(context.getBean(DemoWorld.class).fill()).isEqualTo(guests);
            assertThat(world(first)).isEqualTo(made);
        }
        // Stopped after a while: the next start makes what is missing, once.
        try (ConfigurableApplicationContext context = start(second, true)) {
            assertThat(context.getBean(DemoWorld.class).open()).isEqualTo(guests);
        }
        int begun = Integer.parseInt(one(second, "select count(*) from amparo.person"));
        assertThat(begun).isGreaterThan(50);
        try (ConfigurableApplicationContext context = start(second, true)) {
            context.getBean(DemoWorld.class).fill();
            everyAnswerFitsTheRulebook(context, second);
        }
        assertThat(world(first))
                .isEqualTo(world(second))
                .contains("organisation 9; site 14; account 30;");
        assertThat(begun).isLessThan(DemoWorld.PERSONS);
        assertThat(Integer.parseInt(one(first, "select count(*) from amparo.person")))
                .isBetween(DemoWorld.PERSONS, DemoWorld.PERSONS + 10);
        assertThat(one(first, "select count(distinct country) from amparo.organisation"))
                .isEqualTo("5");
        Set<String> played =
                guests.stream().flatMap(one -> one.roles().stream()).collect(Collectors.toSet());
        assertThat(played)
                .containsExactlyInAnyOrder(
                        Arrays.stream(Role.values()).map(Role::code).toArray(String[]::new));
        assertThat(one(first, "select count(*) > 400 from amparo.travel_group")).isEqualTo("true");
        assertThat(one(first, "select count(distinct fact) > 18 from amparo.answer"))
                .isEqualTo("true");
        assertThat(refusal(first, false).real()).isFalse();
        whoeverIsLoadedInBulkIsFoundAndOpenedLikeOthers(first);
        TestDatabases.drop(first);
        TestDatabases.drop(second);
    }

    /** The generator of benchmarks/registry-scale, with a few. */
    private static void whoeverIsLoadedInBulkIsFoundAndOpenedLikeOthers(Connections at)
            throws Exception {
        int before = Integer.parseInt(one(at, "select count(*) from amparo.person"));
        RegistryScale.fill(
                new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8),
                at,
                300,
                1);
        assertThat(one(at, "select count(*) from amparo.person"))
                .isEqualTo(Integer.toString(before + 300));
        assertThat(
                        one(
                                at,
                                "select count(*) from pg_indexes where schemaname = 'amparo'"
                                        + " and indexname = 'search_key_find'"))
                .isEqualTo("1");
        Actor actor = caseWorker(at);
        String who =
                " from amparo.answer a join amparo.person p on p.id = a.person where p.organisation = '"
                        + actor.organisation()
                        + "' and p.entered_at < '2026-01-01' and a.fact = ";
        String code = one(at, "select p.code" + who + "'name' order by p.id limit 1");
        String name = one(at, "select a.value #>> '{}'" + who + "'name' order by p.id limit 1");
        String born =
                one(at, "select a.value #>> '{}'" + who + "'birth_date' order by p.id limit 1");
        try (ConfigurableApplicationContext context = start(at, true)) {
            Matching matching = context.getBean(Matching.class);
            assertThat(Acting.as(actor, () -> matching.search(name, born, null, null, 5)))
                    .extracting(Matching.Hit::code)
                    .contains(code);
            PersonFiles files = context.getBean(PersonFiles.class);
            assertThat(Acting.as(actor, () -> files.open(code)).orElseThrow().answers())
                    .hasSizeBetween(5, 6);
        }
    }

    private static Actor caseWorker(Connections at) throws SQLException {
        UUID account =
                UUID.fromString(
                        one(
                                at,
                                "select account from amparo.credential where email = 'casos@agencia.example'"));
        UUID agency =
                UUID.fromString(
                        one(
                                at,
                                "select organisation from amparo.membership where account = '"
                                        + account
                                        + "'"));
        return new Actor(
                account,
                agency,
                OrganisationKind.UN_AGENCY,
                Room.FRONTLINE,
                Set.of(Role.CASE_WORKER),
                Scope.ORGANISATION,
                Set.of(),
                "test");
    }

    /** Of all whom a case worker of the agency sees. */
    private static void everyAnswerFitsTheRulebook(
            ConfigurableApplicationContext context, Connections at) throws SQLException {
        Actor actor = caseWorker(at);
        PersonFacts facts = context.getBean(PersonFacts.class);
        PersonFiles files = context.getBean(PersonFiles.class);
        List<PersonFiles.Line> some = Acting.as(actor, () -> files.list(null, 60));
        assertThat(some).hasSizeGreaterThan(50);
        for (PersonFiles.Line line : some) {
            assertThat(Acting.as(actor, () -> facts.of(line.code())).orElseThrow().notUnderstood())
                    .as(line.code())
                    .isEmpty();
        }
    }
}
