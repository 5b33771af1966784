package amparo.server.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import amparo.server.access.Matrix.Operation;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * FEATURE: inside PostgreSQL there is nothing but what the matrix gives, for every table, room and
 * operation, and each wall is seen when it is opened.
 */
@Tag("database")
class WallsTest {

    private static final boolean ALL = Boolean.getBoolean("amparo.long");

    /** Of the walls that are opened to see whether it is noticed; all of them in the long run. */
    private static final int ONE_OF = 7;

    private static WalledDatabase database;
    private static final World WORLD = new World(7);

    @BeforeAll
    static void open() throws SQLException {
        database = new WalledDatabase();
        try (Connection owner = database.owner()) {
            WORLD.write(owner);
            World.insert(
                    owner,
                    "credential (account, email)",
                    WORLD.accounts.getFirst(),
                    "colleague@example.org");
            owner.commit();
        }
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    void theCatalogueHoldsWhatTheMatrixSaysAndNothingElse() throws SQLException {
        try (Connection owner = database.owner()) {
            assertThat(Catalogue.tables(owner)).contains("person", "answer", "credential");
            assertThat(Catalogue.findings(owner, database.matrix)).isEmpty();
        }
    }

    @Test
    void whatIsNotGrantedFailsForEveryTableRoleAndOperation() throws SQLException {
        int refused = 0;
        try (Connection owner = database.owner();
                Connection application = database.application();
                Connection sessions = database.sessions()) {
            for (String table : Catalogue.tables(owner)) {
                for (String role : Catalogue.roles()) {
                    Connection as = role.equals("amparo_sessions") ? sessions : application;
                    enter(as, role);
                    for (Operation operation : Operation.values()) {
                        boolean granted =
                                database.matrix.grants(table, role).containsKey(operation);
                        assertThat(admitted(as, owner, table, operation))
                                .as("%s %s %s", role, operation, table)
                                .isEqualTo(granted);
                        refused += granted ? 0 : 1;
                    }
                    assertThat(allows(as, "truncate " + table)).as("%s %s", role, table).isFalse();
                    as.rollback();
                }
            }
        }
        assertThat(refused).isGreaterThan(500);
    }

    @Test
    void aColumnThatAnUpdateMayNotTouchIsRefused() throws SQLException {
        int columns = 0;
        try (Connection owner = database.owner();
                Connection application = database.application()) {
            for (String table : database.matrix.tables().keySet()) {
                for (String role : Room.databaseRoles()) {
                    Matrix.Grant grant = database.matrix.grants(table, role).get(Operation.UPDATE);
                    if (grant == null || grant.columns().isEmpty()) {
                        continue;
                    }
                    enter(application, role);
                    for (String column : columns(owner, table)) {
                        columns++;
                        assertThat(allows(application, update(table, column)))
                                .as("%s may update %s.%s", role, table, column)
                                .isEqualTo(grant.columns().contains(column));
                    }
                    application.rollback();
                }
            }
        }
        assertThat(columns).isGreaterThan(20);
    }

    @Test
    void everyWallThatIsOpenedIsSeenInTheCatalogueAndAtTheDoor() throws SQLException {
        List<String> unseen = new ArrayList<>();
        int opened = 0;
        int counted = 0;
        try (Connection owner = database.owner();
                Statement statement = owner.createStatement()) {
            for (String table : database.matrix.tables().keySet()) {
                for (String role : Catalogue.roles()) {
                    for (Operation operation : Operation.values()) {
                        if (database.matrix.grants(table, role).containsKey(operation)) {
                            continue;
                        }
                        if (!ALL && counted++ % ONE_OF != 0) {
                            continue;
                        }
                        opened++;
                        Savepoint before = owner.setSavepoint();
                        statement.execute("grant " + operation + " on " + table + " to " + role);
                        statement.execute(
                                "create policy opened on "
                                        + table
                                        + " for "
                                        + operation
                                        + " to "
                                        + role
                                        + (operation == Operation.INSERT
                                                ? " with check (true)"
                                                : " using (true)"));
                        List<String> findings = Catalogue.wallFindings(owner, database.matrix);
                        boolean named =
                                findings.stream().anyMatch(one -> one.contains("granted against"))
                                        && findings.stream()
                                                .anyMatch(one -> one.contains("policy against"));
                        statement.execute("set local role " + role);
                        if (!named || !admitted(owner, owner, table, operation)) {
                            unseen.add(role + " " + operation + " " + table);
                        }
                        owner.rollback(before);
                    }
                }
            }
            owner.rollback();
        }
        assertThat(opened).isGreaterThan(ALL ? 500 : 500 / ONE_OF);
        assertThat(unseen).isEmpty();
    }

    @Test
    void aSecondPolicyAWallTurnedOffAFunctionOrAViewIsSeen() throws SQLException {
        List<String> breaches =
                List.of(
                        "create policy opened on person for select to amparo_border using (true)",
                        "create policy opened on person to public using (true)",
                        "alter table person disable row level security",
                        "alter policy amparo_border_select on person using (true)",
                        "grant select on person to public",
                        "grant select (code) on person to amparo_desk",
                        "grant truncate on answer to amparo_frontline",
                        "grant execute on function audit_digest to amparo_border",
                        "grant execute on function acting_assigned to public",
                        "create function helpful() returns int language sql return 1",
                        "create function helpful() returns int language sql security definer return 1",
                        "alter function acting_shared() reset search_path",
                        "create view side as select * from person",
                        "create table public.copy as select * from person",
                        "create sequence counter; grant usage on sequence counter to amparo_desk",
                        "alter table person owner to amparo_frontline",
                        "alter role amparo_border bypassrls",
                        "alter role amparo_app inherit",
                        "grant amparo_frontline to amparo_border",
                        "grant amparo_gate to amparo_sessions",
                        "grant create on schema amparo to amparo_app",
                        "grant temporary on database "
                                + database.connections.database()
                                + " to amparo_app");
        try (Connection owner = database.owner();
                Statement statement = owner.createStatement()) {
            for (String breach : breaches) {
                Savepoint before = owner.setSavepoint();
                statement.execute(breach);
                assertThat(Catalogue.findings(owner, database.matrix)).as(breach).isNotEmpty();
                owner.rollback(before);
            }
            owner.rollback();
        }
    }

    @Test
    void theLoginOfTheApplicationHasNoRightsOutsideOfARoom() throws SQLException {
        try (Connection application = database.application();
                Connection owner = database.owner()) {
            for (String table : Catalogue.tables(owner)) {
                assertThat(allows(application, "select 1 from " + table)).as(table).isFalse();
            }
        }
    }

    @Test
    void steppingIntoAnotherRoomWithoutItsSealShowsNothing() throws SQLException {
        Actor border = actorIn(Room.BORDER);
        try (Connection owner = database.owner();
                Connection application = database.application();
                Statement statement = application.createStatement()) {
            for (String table : Catalogue.tables(owner)) {
                for (Room room : Room.values()) {
                    if (room == Room.BORDER
                            || !database.matrix
                                    .grants(table, room.databaseRole())
                                    .containsKey(Operation.SELECT)) {
                        continue;
                    }
                    WalledTransactions.bind(application, border, database.seal);
                    statement.execute("set local role " + room.databaseRole());
                    assertThat(rows(application, table)).as("%s in %s", table, room).isZero();
                    // Nor does it help to say that one is there.
                    statement.execute(
                            "select set_config('amparo.room', '" + room.code() + "', true)");
                    assertThat(rows(application, table)).as("%s in %s", table, room).isZero();
                    application.rollback();
                }
            }
        }
    }

    @Test
    void takingAnotherNameOrOrganisationOrRoleWithoutItsSealShowsNothing() throws SQLException {
        Actor mine = actorIn(Room.FRONTLINE);
        List<String> forged =
                List.of(
                        "select set_config('amparo.account', '"
                                + WORLD.accounts.getLast()
                                + "', true)",
                        "select set_config('amparo.organisation', '"
                                + WORLD.persons.getFirst().file().organisation()
                                + "', true)",
                        "select set_config('amparo.roles', '{supervisor,protection-specialist}', true)",
                        "select set_config('amparo.sites', '{" + UUID.randomUUID() + "}', true)",
                        "select set_config('amparo.scope', 'organisation ', true)",
                        "select set_config('amparo.seal', '', true)");
        try (Connection application = database.application();
                Statement statement = application.createStatement()) {
            for (String forgery : forged) {
                WalledTransactions.bind(application, mine, database.seal);
                assertThat(rows(application, "organisation")).isPositive();
                statement.execute(forgery);
                for (String table : PolicyMatchesDatabaseTest.OF_PERSONS) {
                    assertThat(rows(application, table)).as(forgery).isZero();
                }
                assertThat(rows(application, "organisation")).as(forgery).isZero();
                assertThat(allows(application, "select acting_assigned()")).as(forgery).isFalse();
                assertThat(
                                allows(
                                        application,
                                        "select audit_append('read', 'person', '{}', null, 'x', 'x')"))
                        .as(forgery)
                        .isFalse();
                application.rollback();
            }
        }
    }

    @Test
    void aSealIsGoodForItsConnectionOnly() throws SQLException {
        Actor mine = actorIn(Room.FRONTLINE);
        try (Connection one = database.application();
                Connection other = database.application();
                Statement statement = other.createStatement()) {
            WalledTransactions.bind(one, mine, database.seal);
            String stolen =
                    Catalogue.column(one, "select current_setting('amparo.seal')").getFirst();
            WalledTransactions.bind(other, mine, database.seal);
            assertThat(rows(other, "organisation")).isPositive();
            statement.execute("select set_config('amparo.seal', '" + stolen + "', true)");
            assertThat(rows(other, "organisation")).isZero();
        }
    }

    @Test
    void noRoomSeesOthersStatementsStatisticsOrMakesTablesOfItsOwn() throws SQLException {
        try (Connection application = database.application();
                Connection other = database.application();
                Statement busy = other.createStatement()) {
            busy.execute("select 'secret statement'");
            for (Room room : Room.values()) {
                enter(application, room.databaseRole());
                assertThat(
                                Catalogue.column(
                                        application,
                                        "select query from pg_stat_activity where query like '%secret"
                                                + " statement%' and pid <> pg_backend_pid()"))
                        .as("statements seen in %s", room)
                        .isEmpty();
                assertThat(
                                Catalogue.column(
                                        application,
                                        "select attname from pg_stats where schemaname = 'amparo'"))
                        .as("statistics seen in %s", room)
                        .isEmpty();
                for (String forbidden :
                        List.of(
                                "create temporary table person (code text)",
                                "create table extra (code text)",
                                "create table public.extra (code text)",
                                "create function public.acting_sealed() returns boolean language sql return true",
                                "select * from pg_largeobject",
                                "select * from pg_statistic",
                                "select * from pg_authid",
                                "copy person to program 'cat'",
                                "select pg_read_file('pg_hba.conf')",
                                "set session authorization amparo_owner",
                                "set local role amparo_owner",
                                "alter table person disable row level security",
                                "set session_replication_role = replica",
                                "select key from seal")) {
                    assertThat(allows(application, forbidden))
                            .as("%s: %s", room, forbidden)
                            .isFalse();
                }
                application.rollback();
            }
        }
    }

    @Test
    void rowSecurityCannotBeTurnedOffAndTellsNothingByErrors() throws SQLException {
        Actor border = actorIn(Room.BORDER);
        World.Person hidden =
                WORLD.persons.stream()
                        .filter(one -> !Policy.seesFile(border, one.file(), Policy.Ties.NONE))
                        .findFirst()
                        .orElseThrow();
        try (Connection application = database.application()) {
            WalledTransactions.bind(application, border, database.seal);
            assertThat(allows(application, "set local row_security = off; select 1 from person"))
                    .isFalse();
            String answer =
                    "insert into answer (id, person, fact, value, sensitivity, source, organisation, recorded_by,"
                            + " recorded_room) values (gen_random_uuid(), '%s', 'name', 'null', 'personal', 'person', '"
                            + border.organisation()
                            + "', '"
                            + border.account()
                            + "', 'border')";
            assertThat(error(application, answer.formatted(hidden.id())))
                    .as("a hidden person and one who does not exist give the same error")
                    .isEqualTo(error(application, answer.formatted(UUID.randomUUID())));
            assertThat(
                            allows(
                                    application,
                                    "select 1 from person where code = 'AAAAAAAA' for update"))
                    .isFalse();
        }
    }

    @Test
    void theDatabaseMakesTheCodeWhateverIsAsked() throws SQLException {
        Actor border = actorIn(Room.BORDER);
        try (Connection owner = database.owner();
                Connection application = database.application()) {
            String existing = Catalogue.column(owner, "select code from person").getFirst();
            WalledTransactions.bind(application, border, database.seal);
            UUID id = UUID.randomUUID();
            assertThat(
                            World.insert(
                                    application,
                                    "person (id, code, organisation, entered_by, entered_room)",
                                    id,
                                    existing,
                                    border.organisation(),
                                    border.account(),
                                    "border"))
                    .isEqualTo(1);
            assertThat(
                            Catalogue.column(
                                            application,
                                            "select code from person where id = '" + id + "'")
                                    .getFirst())
                    .isNotEqualTo(existing)
                    .matches("[0-9A-HJKMNP-TV-Z]{8}");
        }
    }

    @Test
    void aTableOrFunctionWithoutALineStopsTheStart() throws SQLException {
        try (Connection owner = database.owner();
                Statement statement = owner.createStatement()) {
            statement.execute("delete from walls; create table forgotten (id int)");
            assertThatThrownBy(() -> TableWalls.build(owner, database.matrix))
                    .hasMessageContaining("forgotten");
            owner.rollback();
        }
    }

    /**
     * What a row condition of the accounts means, said a second time, over the rows of the world.
     */
    @Test
    void outsideOfThePersonsRowsBeyondTheConditionDoNotAppear() throws SQLException {
        int compared = 0;
        try (Connection application = database.application()) {
            for (Actor actor : WORLD.actors) {
                for (String table : List.of("organisation", "site", "account", "membership")) {
                    Matrix.Grant grant =
                            database.matrix
                                    .grants(table, actor.room().databaseRole())
                                    .get(Operation.SELECT);
                    if (grant == null) {
                        continue;
                    }
                    compared++;
                    WalledTransactions.bind(application, actor, database.seal);
                    assertThat(rows(application, table))
                            .as("%s for %s", table, actor)
                            .isEqualTo(expected(table, grant.row(), actor));
                    application.rollback();
                }
            }
        }
        assertThat(compared).isGreaterThan(30);
    }

    private static long expected(String table, String row, Actor actor) {
        Map<String, Long> all =
                Map.of(
                        "organisation",
                        (long) WORLD.organisations.size(),
                        "site",
                        2L * WORLD.organisations.size(),
                        "account",
                        (long) WORLD.accounts.size(),
                        "membership",
                        (long) WORLD.memberships.size());
        List<World.Membership> ours =
                WORLD.memberships.stream()
                        .filter(one -> one.organisation().id().equals(actor.organisation()))
                        .toList();
        return switch (row) {
            case "all" -> all.get(table);
            case "my-organisation" -> table.equals("site") ? 2 : ours.size();
            case "colleague" -> ours.stream().map(World.Membership::account).distinct().count();
            default ->
                    throw new AssertionError(
                            "say in this test what the row condition '"
                                    + row
                                    + "' shows of "
                                    + table);
        };
    }

    private static Actor actorIn(Room room) {
        return WORLD.actors.stream().filter(one -> one.room() == room).findFirst().orElseThrow();
    }

    /** Enters a room as somebody of that room; a login role simply is there. */
    private static void enter(Connection connection, String role) throws SQLException {
        if (Catalogue.logins().contains(role)) {
            return;
        }
        Room room = Room.of(role.substring("amparo_".length()));
        Actor actor =
                new Actor(
                        WORLD.accounts.getFirst(),
                        WORLD.organisations.getFirst().id(),
                        OrganisationKind.NGO,
                        room,
                        Set.of(),
                        Scope.ORGANISATION,
                        Set.of(),
                        "test");
        WalledTransactions.bind(connection, actor, database.seal);
    }

    /** Whether the statement gets past the rights; a broken constraint comes after them. */
    private static boolean admitted(
            Connection as, Connection owner, String table, Operation operation)
            throws SQLException {
        return switch (operation) {
            case SELECT -> allows(as, "select 1 from " + table + " limit 0");
            case INSERT -> allows(as, "insert into " + table + " default values");
            case DELETE -> allows(as, "delete from " + table + " where false");
            case UPDATE -> {
                for (String column : columns(owner, table)) {
                    if (allows(as, update(table, column))) {
                        yield true;
                    }
                }
                yield false;
            }
        };
    }

    private static String update(String table, String column) {
        return "update " + table + " set " + column + " = default where false";
    }

    private static List<String> columns(Connection owner, String table) throws SQLException {
        return Catalogue.column(
                owner,
                "select attname from pg_attribute where attrelid = 'amparo."
                        + table
                        + "'::regclass and attnum > 0 and not attisdropped");
    }

    private static boolean allows(Connection connection, String sql) throws SQLException {
        String error = error(connection, sql);
        return !error.startsWith("42501") || error.contains("violates row-level security");
    }

    /** State and message, or nothing; leaves nothing behind. */
    private static String error(Connection connection, String sql) throws SQLException {
        Savepoint before = connection.setSavepoint();
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
            return "";
        } catch (SQLException failed) {
            return failed.getSQLState()
                    + " "
                    + String.valueOf(failed.getMessage())
                            .replace("ERROR: ", "")
                            .toLowerCase(Locale.ROOT);
        } finally {
            connection.rollback(before);
        }
    }

    private static long rows(Connection connection, String table) throws SQLException {
        Savepoint before = connection.setSavepoint();
        try {
            return Long.parseLong(
                    Catalogue.column(connection, "select count(*) from " + table).getFirst());
        } catch (SQLException refused) {
            if (!"42501".equals(refused.getSQLState())) {
                throw refused;
            }
            connection.rollback(before);
            return 0;
        }
    }
}
