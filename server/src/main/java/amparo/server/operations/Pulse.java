package amparo.server.operations;

import amparo.server.database.Database;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.stereotype.Component;

/**
 * Whether the database answers, asked within a second on a connection of its own: a pool that is
 * busy is no database that is gone. However many ask, the database is asked once a second.
 */
@Component
class Pulse {

    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Database database;
    private final Object lock = new Object();
    private boolean beats;
    private long looked;
    private boolean ever;

    Pulse(Database database) {
        this.database = database;
    }

    /** Whether it answered less than a second ago, or answers now. */
    boolean beats() {
        synchronized (lock) {
            if (!ever || System.nanoTime() - looked > PATIENCE.toNanos()) {
                beats = ask();
                looked = System.nanoTime();
                ever = true;
            }
            return beats;
        }
    }

    /**
     * Whether it answers now: for who has just seen it fail, as what it said a moment ago may be of
     * before the failure.
     */
    boolean beatsNow() {
        synchronized (lock) {
            ever = false;
            return beats();
        }
    }

    private boolean ask() {
        CompletableFuture<Boolean> answer = new CompletableFuture<>();
        Thread.ofVirtual().name("pulse").start(() -> answer.complete(answers()));
        try {
            return answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException late) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private boolean answers() {
        Properties properties = new Properties();
        properties.setProperty("user", Database.APPLICATION);
        properties.setProperty("password", database.applicationPassword());
        properties.setProperty("ApplicationName", "amparo health");
        properties.setProperty("connectTimeout", "1");
        properties.setProperty("loginTimeout", "1");
        properties.setProperty("socketTimeout", "1");
        try (Connection connection = DriverManager.getConnection(database.url(), properties)) {
            return connection.isValid(1);
        } catch (SQLException away) {
            return false;
        }
    }
}
