package amparo.server.storage;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/**
 * How to reach a database. The owner makes tables and backups; the application works as the plain
 * login, which the first migration has to create with the password given here.
 *
 * @param host name or address
 * @param port TCP port
 * @param database name of the database
 * @param ownerUser who owns the tables
 * @param ownerPassword secret
 * @param appUser as whom the application works
 * @param appPassword secret
 */
public record Connections(
        String host,
        int port,
        String database,
        String ownerUser,
        String ownerPassword,
        String appUser,
        String appPassword) {

    /** The JDBC address, without any secret in it: the same for the owner and the application. */
    public String url() {
        return "jdbc:postgresql://" + host + ":" + port + "/" + database;
    }

    /** A new connection as the owner; to be closed by the caller. */
    public Connection owner() throws SQLException {
        return connect(ownerUser, ownerPassword);
    }

    /** A new connection as the application; to be closed by the caller. */
    public Connection app() throws SQLException {
        return connect(appUser, appPassword);
    }

    /** The same server and users, another database. */
    public Connections database(String other) {
        return new Connections(host, port, other, ownerUser, ownerPassword, appUser, appPassword);
    }

    /** Without the secrets, so it may be logged. */
    @Override
    public String toString() {
        return url();
    }

    private Connection connect(String user, String password) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty("connectTimeout", "10");
        properties.setProperty("ApplicationName", "amparo");
        // The detail of an error quotes rows, and errors end up in logs.
        properties.setProperty("logServerErrorDetail", "false");
        return DriverManager.getConnection(url(), properties);
    }
}
