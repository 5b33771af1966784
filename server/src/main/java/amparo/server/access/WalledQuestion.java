package amparo.server.access;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.jdbc.support.SQLExceptionSubclassTranslator;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * One question to the database of real work, as whoever acts, in one round trip: who that is, under
 * seal, and the question go together. The two statements are one transaction of the database, as
 * nothing between them ends it, and what was said of who acts ends with it. For what is asked with
 * every request and writes nothing; whatever writes or audits has a transaction ({@link
 * WalledTransactions}).
 */
public final class WalledQuestion {

    private static final SQLExceptionSubclassTranslator TRANSLATOR =
            new SQLExceptionSubclassTranslator();

    private final DataSource work;
    private final Seal seal;

    /**
     * @param work the pool of the application, of the database of real work
     * @param seal of that database
     */
    public WalledQuestion(DataSource work, Seal seal) {
        this.work = work;
        this.seal = seal;
    }

    /** Sets the parameters of a question. */
    @FunctionalInterface
    public interface Parameters {
        /**
         * @param first the place of the first one
         */
        void set(PreparedStatement question, int first) throws SQLException;
    }

    /** Reads the answer. */
    @FunctionalInterface
    public interface Reading<T> {
        /** Called once, before the first row. */
        T of(ResultSet rows) throws SQLException;
    }

    /**
     * Asks.
     *
     * @param sql one select
     * @throws IllegalStateException within a transaction, which knows already who acts
     * @throws org.springframework.dao.DataAccessException if the database refuses
     */
    public <T> T ask(String sql, Parameters parameters, Reading<T> reading) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("a transaction asks its questions itself");
        }
        Actor actor = Acting.now();
        return Worlds.work(() -> ask(actor, sql, parameters, reading));
    }

    private <T> T ask(Actor actor, String sql, Parameters parameters, Reading<T> reading) {
        try (Connection connection = work.getConnection();
                PreparedStatement both =
                        connection.prepareStatement(WalledTransactions.BIND + ";\n" + sql)) {
            if (!connection.getAutoCommit()) {
                // The question would be left in a transaction that nobody ends.
                throw new IllegalStateException("this pool gives connections in a transaction");
            }
            parameters.set(both, WalledTransactions.fill(both, actor, seal));
            both.execute();
            both.getMoreResults();
            try (ResultSet rows = both.getResultSet()) {
                return reading.of(rows);
            }
        } catch (SQLException refused) {
            DataAccessException told = TRANSLATOR.translate("question", null, refused);
            throw told == null ? new UncategorizedSQLException("question", null, refused) : told;
        }
    }
}
