package amparo.server.access;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.springframework.jdbc.datasource.ConnectionHolder;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Begins every transaction as the database role of the room of whoever acts, and tells the database
 * under seal who that is. All of it ends with the transaction: a connection that goes back to the
 * pool is nobody again, and a statement outside of a transaction has no rights at all.
 */
public final class WalledTransactions extends JdbcTransactionManager {

    private static final long serialVersionUID = 1L;

    /**
     * One round trip. The settings are read by the functions {@code acting_...()} of the first
     * migration; the role comes last, as it may change the others but not read everything.
     */
    static final String BIND =
            """
            select set_config('amparo.room', ?, true), set_config('amparo.account', ?, true),
                   set_config('amparo.organisation', ?, true), set_config('amparo.roles', ?, true),
                   set_config('amparo.scope', ?, true), set_config('amparo.sites', ?, true),
                   set_config('amparo.seal', ?, true), set_config('role', ?, true)
            """;

    private final transient Seal seal;
    private final transient Supplier<Seal> practice;

    /** With the pool of the application and the seal of its database. */
    public WalledTransactions(DataSource dataSource, Seal seal) {
        this(
                dataSource,
                seal,
                () -> {
                    throw new IllegalStateException("there is no practice database here");
                });
    }

    /**
     * With two databases.
     *
     * @param dataSource gives connections of the one that {@link Worlds} names
     * @param seal of that of real work
     * @param practice of that of exercises, which is not always there
     */
    public WalledTransactions(DataSource dataSource, Seal seal, Supplier<Seal> practice) {
        super(dataSource);
        this.seal = seal;
        this.practice = practice;
    }

    @Override
    protected void doBegin(Object transaction, TransactionDefinition definition) {
        Actor actor = Acting.now();
        super.doBegin(transaction, definition);
        try {
            bind(current(), actor, Worlds.practising() ? practice.get() : seal);
        } catch (SQLException | RuntimeException failed) {
            doCleanupAfterCompletion(transaction);
            throw new CannotCreateTransactionException(
                    "The database does not know who acts", failed);
        }
    }

    private Connection current() {
        ConnectionHolder holder =
                (ConnectionHolder)
                        TransactionSynchronizationManager.getResource(obtainDataSource());
        if (holder == null) {
            throw new IllegalStateException("a transaction without a connection");
        }
        return holder.getConnection();
    }

    /** Tells the database who acts for the rest of the running transaction of this connection. */
    public static void bind(Connection connection, Actor actor, Seal seal) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(BIND)) {
            fill(statement, actor, seal);
            statement.execute();
        }
    }

    /**
     * Fills in what {@link #BIND} asks for.
     *
     * @return the place of the next parameter, if the statement has more
     */
    static int fill(PreparedStatement statement, Actor actor, Seal seal) throws SQLException {
        List<String> settings =
                List.of(
                        actor.room().code(),
                        text(actor.account()),
                        text(actor.organisation()),
                        actor.roles().stream()
                                .map(Role::code)
                                .collect(Collectors.joining(",", "{", "}")),
                        actor.scope().code(),
                        array(actor.sites()));
        int place = 1;
        for (String setting : settings) {
            statement.setString(place++, setting);
        }
        int number = statement.getConnection().unwrap(PGConnection.class).getBackendPID();
        statement.setString(place++, seal.over(number, settings));
        statement.setString(place++, actor.room().databaseRole());
        return place;
    }

    private static String text(@Nullable UUID id) {
        return id == null ? "" : id.toString();
    }

    private static String array(Collection<UUID> ids) {
        return ids.stream().map(UUID::toString).collect(Collectors.joining(",", "{", "}"));
    }
}
