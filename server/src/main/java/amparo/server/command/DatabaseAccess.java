package amparo.server.command;

import amparo.server.database.Database;
import java.sql.SQLException;

/** How a command reaches the database: starts the embedded one, or takes the one that was named. */
@FunctionalInterface
public interface DatabaseAccess {

    /** What a command does with the database; gives the exit code. */
    @FunctionalInterface
    interface Work {
        /** Does it. */
        int with(Database database) throws SQLException;
    }

    /** Opens the database, does the work and closes what it opened. */
    int use(Work work) throws SQLException;
}
