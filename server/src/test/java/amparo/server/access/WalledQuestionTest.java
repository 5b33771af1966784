package amparo.server.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import amparo.server.database.Database;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.transaction.support.TransactionTemplate;

/** A question in one round trip has the same walls as a transaction, and leaves nobody behind. */
@Tag("database")
class WalledQuestionTest {

    private static final String WHO =
            "select current_user::text, acting_account()::text, acting_organisation()::text, ?::int";

    private static final String WHO_WITHOUT_SEAL =
            "select current_user::text, current_setting('amparo.account', true), current_setting('amparo.seal', true)";

    private static WalledDatabase database;
    private static Connection connection;
    private static SingleConnectionDataSource one;
    private static WalledQuestion question;

    @BeforeAll
    static void open() throws SQLException {
        database = new WalledDatabase();
        connection = database.application();
        connection.setAutoCommit(true);
        one = new SingleConnectionDataSource(connection, true);
        question = new WalledQuestion(one, database.seal);
    }

    @AfterAll
    static void close() throws SQLException {
        connection.close();
        database.close();
    }

    private static Actor actor() {
        return new Actor(
                UUID.randomUUID(),
                UUID.randomUUID(),
                OrganisationKind.NGO,
                Room.FRONTLINE,
                Set.of(Role.REGISTRAR),
                Scope.OWN,
                Set.of(),
                "test");
    }

    private static List<String> words(ResultSet rows) throws SQLException {
        assertThat(rows.next()).isTrue();
        List<String> words = new ArrayList<>();
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
            words.add(String.valueOf(rows.getString(i)));
        }
        return words;
    }

    private static void nobodyIsLeftBehind() throws SQLException {
        try (var statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(WHO_WITHOUT_SEAL)) {
            assertThat(words(rows).toString().replace("null", ""))
                    .isEqualTo("[" + Database.APPLICATION + ", , ]");
        }
    }

    @Test
    void theQuestionIsAskedAsWhoeverActsAndNobodyIsLeftBehind() throws Exception {
        Actor actor = actor();
        // More often than a statement is prepared anew: what is kept of it must not be of another.
        for (int i = 0; i < 12; i++) {
            Actor who = i % 2 == 0 ? actor : actor();
            int number = i;
            List<String> told =
                    Acting.as(
                            who,
                            () ->
                                    question.ask(
                                            WHO,
                                            (asked, first) -> asked.setInt(first, number),
                                            WalledQuestionTest::words));
            assertThat(told)
                    .containsExactly(
                            "amparo_frontline",
                            String.valueOf(who.account()),
                            String.valueOf(who.organisation()),
                            Integer.toString(number));
            nobodyIsLeftBehind();
        }
    }

    @Test
    void theWallsHoldAndAfterARefusalNobodyIsLeftBehindEither() throws Exception {
        for (String sql :
                List.of(
                        "select count(*) from api_client",
                        "select * from api_caller('\\x00', now())")) {
            assertThatThrownBy(() ->
                            Acting.as(
                                    actor(),
                                    () ->
                                            question.ask(
                                                    sql,
                                                    (asked, first) -> {},
                                                    WalledQuestionTest::words)))
                    .isInstanceOf(DataAccessException.class)
                    .hasStackTraceContaining("permission denied");
            nobodyIsLeftBehind();
        }
        assertThat(
                        Acting.as(
                                Actor.atTheGate("test"),
                                () ->
                                        question.<Boolean>ask(
                                                "select * from api_caller('\\x00', now())",
                                                (asked, first) -> {},
                                                ResultSet::next)))
                .isFalse();
    }

    @Test
    void withTheSealOfAnotherDatabaseNothingIsAnswered() throws Exception {
        try (WalledDatabase other = new WalledDatabase()) {
            // Copies of one template have one seal; each installation has its own.
            try (Connection owner = other.owner()) {
                owner.createStatement().execute("update seal set key = sha256(key)");
                owner.commit();
                WalledQuestion wrong = new WalledQuestion(one, Seal.of(owner));
                assertThatThrownBy(() ->
                                Acting.as(
                                        actor(),
                                        () ->
                                                wrong.ask(
                                                        WHO,
                                                        (asked, first) -> asked.setInt(first, 1),
                                                        WalledQuestionTest::words)))
                        .isInstanceOf(DataAccessException.class)
                        .hasStackTraceContaining("who acts is not sealed");
            }
        }
        nobodyIsLeftBehind();
    }

    @Test
    void itIsNoQuestionWithinATransaction() {
        TransactionTemplate transaction =
                new TransactionTemplate(new WalledTransactions(one, database.seal));
        assertThatThrownBy(() ->
                        Acting.as(
                                actor(),
                                () ->
                                        transaction.execute(status ->
                                                question.ask(
                                                        WHO,
                                                        (asked, first) -> asked.setInt(first, 1),
                                                        WalledQuestionTest::words))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("asks its questions itself");
    }
}
