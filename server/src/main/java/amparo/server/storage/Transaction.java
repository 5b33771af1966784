package amparo.server.storage;

import java.sql.Connection;
import java.sql.SQLException;

/** One transaction on a borrowed connection, which gets back as it was; undone unless committed. */
final class Transaction implements AutoCloseable {
    private final Connection connection;
    private final boolean autoCommit;
    private final int isolation;
    private final boolean readOnly;

    private Transaction(Connection connection, int isolation, boolean readOnly)
            throws SQLException {
        this.connection = connection;
        this.autoCommit = connection.getAutoCommit();
        this.isolation = connection.getTransactionIsolation();
        this.readOnly = connection.isReadOnly();
        connection.setTransactionIsolation(isolation);
        connection.setReadOnly(readOnly);
        connection.setAutoCommit(false);
    }

    /** Sees one moment, whatever others do meanwhile, and can change nothing. */
    static Transaction snapshot(Connection connection) throws SQLException {
        return begin(connection, Connection.TRANSACTION_REPEATABLE_READ, true);
    }

    /** Changes things. */
    static Transaction change(Connection connection) throws SQLException {
        return begin(connection, Connection.TRANSACTION_READ_COMMITTED, false);
    }

    private static Transaction begin(Connection connection, int isolation, boolean readOnly)
            throws SQLException {
        Transaction transaction = new Transaction(connection, isolation, readOnly);
        boolean settled = false;
        try {
            Shape.settle(connection);
            settled = true;
            return transaction;
        } finally {
            if (!settled) {
                transaction.close();
            }
        }
    }

    void commit() throws SQLException {
        connection.commit();
    }

    @Override
    public void close() throws SQLException {
        if (connection.isClosed()) {
            return;
        }
        connection.rollback();
        connection.setAutoCommit(autoCommit);
        connection.setTransactionIsolation(isolation);
        connection.setReadOnly(readOnly);
    }
}
