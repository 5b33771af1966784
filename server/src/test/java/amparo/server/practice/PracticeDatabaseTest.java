package amparo.server.practice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import amparo.server.AmparoServer;
import amparo.server.access.MatrixReader;
import amparo.server.access.Room;
import amparo.server.database.Beside;
import amparo.server.database.Database;
import amparo.server.database.Migrations;
import amparo.server.platform.Installation;
import amparo.server.storage.Connections;
import amparo.server.testing.TestDatabases;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * FEATURE: the practice database is made when it is needed, holds nothing of real work, goes when
 * nobody needs it, and never is another one taken for it.
 */
@Tag("database")
class PracticeDatabaseTest {

    private final Connections connections = TestDatabases.fresh();
    private final Hands clock = new Hands();
    private final List<PracticeDatabase> made = new ArrayList<>();

    /** A clock that is put forward by hand. */
    private static final class Hands extends Clock {
        private volatile Instant now = Instant.parse("2026-03-01T08:00:00Z");

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    @BeforeEach
    void theRoles() {
        Migrations.run(database(), Room.databaseRoles(), owner -> {});
    }

    @AfterEach
    void end() {
        made.forEach(PracticeDatabase::close);
        TestDatabases.drop(connections.database(name()));
        TestDatabases.drop(connections);
    }

    private Database database() {
        return new Database(
                connections.url(),
                connections.ownerUser(),
                connections.ownerPassword(),
                connections.appPassword());
    }

    private String name() {
        return connections.database() + "_practice";
    }

    private PracticeDatabase server(Database database) {
        PracticeDatabase one =
                new PracticeDatabase(
                        database, MatrixReader.bundled(), clock, 2, Duration.ofHours(24));
        made.add(one);
        return one;
    }

    private PracticeDatabase server() {
        return server(database());
    }

    private boolean there() throws SQLException {
        return Beside.of(database()).there();
    }

    private static String one(Connections where, String sql) throws SQLException {
        try (Connection owner = where.owner();
                Statement statement = owner.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    private void sql(Connections where, String sql) throws SQLException {
        try (Connection owner = where.owner();
                Statement statement = owner.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void itIsNotThereUntilItIsNeededAndThenHasTheTablesAndWallsOfRealWork() throws Exception {
        PracticeDatabase server = server();
        server.sweep();
        assertThat(there()).isFalse();
        assertThat(server.off()).isEmpty();
        assertThatThrownBy(() -> server.use(() -> 1)).isInstanceOf(PracticeException.class);
        server.make();
        Connections beside = connections.database(name());
        for (String same :
                List.of(
                        "select string_agg(version, ' ' order by installed_rank) from amparo.flyway_schema_history",
                        "select pg_encoding_to_char(encoding) || datcollate from pg_database where datname = current_database()")) {
            assertThat(one(beside, same)).isEqualTo(one(connections, same));
        }
        assertThat(one(beside, "select count(*) from pg_policies where schemaname = 'amparo'"))
                .isNotEqualTo("0");
        // Who comes without having said who acts sees nothing there either.
        try (Connection nobody = beside.app();
                Statement statement = nobody.createStatement()) {
            assertThatThrownBy(() -> statement.executeQuery("select * from amparo.person"))
                    .isInstanceOf(SQLException.class);
        }
    }

    @Test
    void whatAKilledServerLeftIsDroppedByTheNextOne() throws Exception {
        PracticeDatabase killed = server();
        killed.make();
        try (Connection left = killed.connection()) {
            assertThat(left.isValid(1)).isTrue();
            PracticeDatabase next = server();
            next.sweep();
            assertThat(there()).isFalse();
            assertThat(next.find()).isEmpty();
            next.make();
            assertThat(next.stand().exercises()).isEmpty();
        }
    }

    @Test
    void theStartOfAServerDropsItBeforeAnybodyIsServedAndItsOrderlyStopLeavesNone()
            throws Exception {
        PracticeDatabase killed = server();
        killed.make();
        try (ConfigurableApplicationContext next =
                AmparoServer.start(
                        database(),
                        new Installation(new byte[32], false, "http://localhost"),
                        Map.of("server.port", 0, "logging.level.root", "off"))) {
            assertThat(there()).isFalse();
            next.getBean(PracticeDatabase.class).make();
            assertThat(there()).isTrue();
        }
        assertThat(there()).isFalse();
    }

    @Test
    void whatAServerLeftThatWasKilledWhileItMadeItIsDroppedToo() throws Exception {
        sql(connections, "create database " + name() + " template template0");
        PracticeDatabase server = server();
        server.sweep();
        assertThat(there()).isFalse();
        sql(connections, "create database " + name() + " template template0");
        server.make();
        assertThat(server.find()).isPresent();
    }

    @Test
    void aDatabaseOfThatNameThatIsNotOursIsLeftAlone() throws Exception {
        sql(connections, "create database " + name() + " template template0");
        Connections others = connections.database(name());
        sql(others, "create table ledger (line text)");
        PracticeDatabase server = server();
        server.sweep();
        assertThat(server.off()).contains(new Practice.Off("practice.off-taken", name()));
        assertThatThrownBy(server::make).isInstanceOf(PracticeException.class);
        server.close();
        assertThat(one(others, "select count(*) from ledger")).isEqualTo("0");
    }

    @Test
    void anOwnerWhoMayNotMakeDatabasesIsToldWhatToDoAndTheCureHelpsAtOnce() throws Exception {
        String poor = "poor_" + connections.database();
        sql(connections, "create role " + poor + " login password 'pw'");
        Database plain = new Database(connections.url(), poor, "pw", connections.appPassword());
        PracticeDatabase server = server(plain);
        try {
            // A server without that right starts as ever.
            server.sweep();
            Optional<Practice.Off> off = server.off();
            assertThat(off)
                    .contains(
                            new Practice.Off(
                                    "practice.off-right", "alter role \"" + poor + "\" createdb"));
            assertThatThrownBy(server::make).isInstanceOf(PracticeException.class);
            assertThat(there()).isFalse();
            sql(connections, off.orElseThrow().cure());
            assertThat(server.off()).isEmpty();
            Beside beside = Beside.of(plain);
            beside.create();
            assertThat(there()).isTrue();
            assertThat(beside.drop()).isTrue();
            assertThat(there()).isFalse();
        } finally {
            TestDatabases.drop(connections.database(name()));
            sql(connections, "drop role " + poor);
        }
    }

    @Test
    void aDayWithoutUseTakesItAwayAndADayOfUseDoesNot() throws Exception {
        PracticeDatabase server = server();
        server.make();
        for (int hour = 0; hour < 40; hour++) {
            clock.now = clock.now.plus(Duration.ofHours(1)).minusSeconds(1);
            server.use(() -> 1);
            server.tidy();
        }
        assertThat(there()).isTrue();
        clock.now = clock.now.plus(Duration.ofHours(24));
        server.tidy();
        assertThat(there()).isFalse();
        assertThat(server.find()).isEmpty();
        // And it is made again when somebody comes.
        server.make();
        assertThat(there()).isTrue();
    }

    @Test
    void afterAWeekAnHourWithoutUseIsEnough() throws Exception {
        PracticeDatabase server = server();
        server.make();
        for (int day = 0; day < 8; day++) {
            clock.now = clock.now.plus(Duration.ofHours(23));
            server.use(() -> 1);
        }
        server.tidy();
        assertThat(there()).isTrue();
        clock.now = clock.now.plus(Duration.ofHours(2));
        server.tidy();
        assertThat(there()).isFalse();
    }

    @Test
    void itIsNotDroppedWhileSomebodyWorksInIt() throws Exception {
        PracticeDatabase server = server();
        server.make();
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newSingleThreadExecutor()) {
            Future<Integer> working =
                    threads.submit(() ->
                            server.use(() -> {
                                inside.countDown();
                                end.await();
                                return 1;
                            }));
            inside.await();
            server.drop();
            assertThat(there()).isTrue();
            end.countDown();
            assertThat(working.get()).isEqualTo(1);
        }
        server.drop();
        assertThat(there()).isFalse();
    }

    @Test
    void whoDropsItFromOutsideTakesItsExercisesAlong() throws Exception {
        PracticeDatabase server = server();
        server.make();
        TestDatabases.drop(connections.database(name()));
        assertThatThrownBy(() ->
                        server.use(() -> {
                            try (Connection gone = server.connection()) {
                                return gone.isValid(1);
                            }
                        }))
                .isInstanceOf(SQLException.class);
        assertThat(server.find()).isEmpty();
        server.make();
        assertThat(there()).isTrue();
    }
}
