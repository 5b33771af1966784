package amparo.server.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/**
 * Brings a database to the state that this version of Amparo needs. Safe to call on every start.
 */
public final class Migrations {

    private Migrations() {}

    /** What is to be done, as the owner, once the tables are as they should be. */
    public interface Finish {
        /** Runs inside one transaction of the owner. */
        void run(Connection owner) throws SQLException;
    }

    /**
     * Makes roles, runs the migrations that are missing, then {@code finish}.
     *
     * @param rooms names of the database roles of the rooms
     * @throws DatabaseException if the database cannot be reached, is too old, or was made by a
     *     newer Amparo
     */
    public static void run(Database database, List<String> rooms, Finish finish) {
        run(database, rooms, finish, "latest");
    }

    /**
     * The same up to an earlier version, for the rows of a backup of that time.
     *
     * @param target the last migration to run, as Flyway writes it
     */
    public static void run(Database database, List<String> rooms, Finish finish, String target) {
        try (Connection owner = open(database)) {
            int version = owner.getMetaData().getDatabaseMajorVersion();
            if (version < 15) {
                throw new DatabaseException(
                        "PostgreSQL 15 or newer is needed; "
                                + database.url()
                                + " is "
                                + version
                                + ".");
            }
            DatabaseRoles.ensure(owner, rooms, database.applicationPassword());
            migrate(database, target);
            owner.setAutoCommit(false);
            finish.run(owner);
            owner.commit();
        } catch (SQLException failed) {
            throw new DatabaseException(
                    "The database at "
                            + database.url()
                            + " did not answer as expected: "
                            + failed.getMessage(),
                    failed);
        }
    }

    /** A connection of the owner; the caller closes it. */
    public static Connection open(Database database) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", database.owner());
        properties.setProperty("password", database.ownerPassword());
        // The detail of an error quotes the values of a row, and errors may reach a log.
        properties.setProperty("logServerErrorDetail", "false");
        return DriverManager.getConnection(database.url(), properties);
    }

    private static void migrate(Database database, String target) {
        try {
            Flyway.configure()
                    .dataSource(database.url(), database.owner(), database.ownerPassword())
                    .schemas(Database.SCHEMA)
                    .defaultSchema(Database.SCHEMA)
                    .locations("classpath:db/migration")
                    .target(target)
                    .validateMigrationNaming(true)
                    .load()
                    .migrate();
        } catch (FlywayException failed) {
            throw new DatabaseException(
                    "The tables could not be brought up to date: "
                            + failed.getMessage()
                            + " If this database was used by a newer Amparo, start that version.",
                    failed);
        }
    }
}
