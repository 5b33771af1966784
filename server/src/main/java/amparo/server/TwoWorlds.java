package amparo.server;

import amparo.server.access.Worlds;
import amparo.server.practice.PracticeDatabase;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import org.springframework.jdbc.datasource.AbstractDataSource;

/**
 * The one source of connections of the application: those of real work, and within an exercise
 * those of the practice database. Which it is says {@link Worlds} alone, and it cannot change
 * within a transaction. Who unwraps it, as the figures of the pool do, gets real work.
 */
final class TwoWorlds extends AbstractDataSource implements AutoCloseable {

    private final HikariDataSource work;
    private final PracticeDatabase practice;

    TwoWorlds(HikariDataSource work, PracticeDatabase practice) {
        this.work = work;
        this.practice = practice;
    }

    @Override
    public Connection getConnection() throws SQLException {
        return Worlds.practising() ? practice.connection() : work.getConnection();
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        throw new SQLException("the pool signs in as the application and as nobody else");
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return type.isInstance(this) ? type.cast(this) : work.unwrap(type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return type.isInstance(this) || work.isWrapperFor(type);
    }

    @Override
    public void close() {
        work.close();
    }
}
