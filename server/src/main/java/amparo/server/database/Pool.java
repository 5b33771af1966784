package amparo.server.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

/** Connections that are kept open for one of the login roles. */
public final class Pool {

    private Pool() {}

    /**
     * Opens a pool.
     *
     * @param name for the log and the figures
     * @param login {@link Database#APPLICATION} or {@link Database#SESSIONS}
     * @param connections at most
     */
    public static HikariDataSource of(
            Database database, String name, String login, int connections) {
        return new HikariDataSource(settings(database, name, login, connections));
    }

    /** The same for a database that is used now and then: while nobody asks it holds none. */
    public static HikariDataSource ofSome(
            Database database, String name, String login, int connections) {
        HikariConfig pool = settings(database, name, login, connections);
        pool.setMinimumIdle(0);
        pool.setIdleTimeout(60_000);
        return new HikariDataSource(pool);
    }

    private static HikariConfig settings(
            Database database, String name, String login, int connections) {
        HikariConfig pool = new HikariConfig();
        pool.setPoolName(name);
        pool.setJdbcUrl(database.url());
        pool.setUsername(login);
        pool.setPassword(database.applicationPassword());
        pool.setSchema(Database.SCHEMA);
        // The detail of an error quotes the values of a row, and errors may reach a log.
        pool.addDataSourceProperty("logServerErrorDetail", "false");
        // So that a request does not hang on a database that is gone without a word.
        pool.addDataSourceProperty("socketTimeout", "60");
        pool.addDataSourceProperty("tcpKeepAlive", "true");
        pool.setMaximumPoolSize(connections);
        pool.setMinimumIdle(1);
        pool.setConnectionTimeout(10_000);
        pool.setInitializationFailTimeout(30_000);
        return pool;
    }
}
