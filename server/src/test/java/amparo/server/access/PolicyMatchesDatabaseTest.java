package amparo.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** FEATURE: what Java decides about persons and what PostgreSQL does are the same. */
@Tag("database")
class PolicyMatchesDatabaseTest {

    static final Set<String> OF_PERSONS =
            Set.of("person", "answer", "assignment", "share", "emergency_access", "notice");

    private static WalledDatabase database;

    @BeforeAll
    static void open() throws SQLException {
        database = new WalledDatabase();
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    void inRandomWorldsBothAgreeOnEveryRowForEverybody() throws SQLException {
        long first = Long.getLong("amparo.seed", System.nanoTime());
        int worlds = 8 * Integer.getInteger("amparo.trials", 1);
        TreeMap<String, Integer> tried = new TreeMap<>();
        for (long seed = first; seed < first + worlds; seed++) {
            World world = new World(seed);
            try (Connection owner = database.owner();
                    Connection application = database.application()) {
                world.write(owner);
                owner.commit();
                Comparison comparison = new Comparison(application, world, database.seal);
                assertThat(comparison.run()).as("world with -Damparo.seed=%d", seed).isEmpty();
                comparison.tried.forEach((what, times) -> tried.merge(what, times, Integer::sum));
                application.rollback();
                empty(owner);
            }
        }
        for (String table : OF_PERSONS) {
            assertThat(tried).containsKeys("read " + table + " yes", "read " + table + " no");
        }
        assertThat(tried.keySet().stream().filter(what -> what.endsWith(" yes")))
                .as("everything is allowed to somebody: %s", tried)
                .hasSize(tried.size() / 2);
    }

    /** A row condition that is opened must be noticed, or the property above proves nothing. */
    @Test
    void everyRowConditionThatIsOpenedIsNoticed() throws SQLException {
        List<String> unnoticed = new ArrayList<>();
        int opened = 0;
        for (String table : OF_PERSONS) {
            for (var room : database.matrix.tables().get(table).entrySet()) {
                for (Matrix.Operation operation : room.getValue().keySet()) {
                    opened++;
                    if (!noticed(table, room.getKey(), operation)) {
                        unnoticed.add(room.getKey() + " " + operation + " " + table);
                    }
                }
            }
        }
        assertThat(opened).isGreaterThan(20);
        assertThat(unnoticed).isEmpty();
    }

    private static boolean noticed(String table, String role, Matrix.Operation operation)
            throws SQLException {
        for (long seed = 1; seed <= 40; seed++) {
            World world = new World(seed);
            try (Connection owner = database.owner();
                    Statement statement = owner.createStatement()) {
                world.write(owner);
                statement.execute(
                        "alter policy "
                                + TableWalls.policyName(role, operation)
                                + " on "
                                + table
                                + switch (operation) {
                                    case SELECT, DELETE -> " using (true)";
                                    case INSERT -> " with check (true)";
                                    case UPDATE -> " using (true) with check (true)";
                                });
                boolean noticed = !new Comparison(owner, world, database.seal).run().isEmpty();
                owner.rollback();
                if (noticed) {
                    return true;
                }
            }
        }
        return false;
    }

    private static void empty(Connection owner) throws SQLException {
        try (Statement statement = owner.createStatement()) {
            statement.execute(
                    "truncate notice, emergency_access, share, assignment, answer, person,"
                            + " membership, account, site, organisation cascade");
        }
        owner.commit();
    }
}
