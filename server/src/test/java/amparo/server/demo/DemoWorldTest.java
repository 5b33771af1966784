package amparo.server.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import amparo.server.AmparoServer;
import amparo.server.access.Role;
import amparo.server.database.Database;
import amparo.server.platform.Installation;
import amparo.server.storage.Connections;
import amparo.server.testing.TestDatabases;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

/** FEATURE: an invented world to try Amparo with, never beside the real one. */
@Tag("database")
class DemoWorldTest {

    private static final List<String> COUNTED =
            List.of("organisation", "site", "account", "person", "answer", "assignment", "share");

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
                        "select md5(string_agg(id::text || fact || value, ',' order by id)) from amparo.answer");
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
            throws SQLException {
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
        try (ConfigurableApplicationContext context = start(second, true)) {
            context.getBean(DemoWorld.class).fill();
        }
        assertThat(world(first))
                .isEqualTo(world(second))
                .contains("organisation 9; site 14; account 30;");
        assertThat(Integer.parseInt(one(first, "select count(*) from amparo.person")))
                .isBetween(60, 64);
        assertThat(one(first, "select count(distinct country) from amparo.organisation"))
                .isEqualTo("5");
        Set<String> played =
                guests.stream().flatMap(one -> one.roles().stream()).collect(Collectors.toSet());
        assertThat(played)
                .containsExactlyInAnyOrder(
                        Arrays.stream(Role.values()).map(Role::code).toArray(String[]::new));
        assertThat(refusal(first, false).real()).isFalse();
        TestDatabases.drop(first);
        TestDatabases.drop(second);
    }
}
