package amparo.server.command;

import amparo.server.storage.DataFolder;
import amparo.server.storage.EmbeddedPostgres;
import amparo.server.storage.ServerOptions;
import amparo.server.storage.StorageException;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Watches the database of the data folder while the server runs, and starts it again when it died:
 * nobody else would. The port stays the same, because the application's connections know it.
 */
final class Keeper implements AutoCloseable {

    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration TRY_AGAIN = Duration.ofSeconds(10);

    private final DataFolder folder;
    private final ServerOptions options;
    private final Consumer<String> say;
    private final Thread thread;
    private EmbeddedPostgres server;
    private boolean closed;

    private Keeper(
            DataFolder folder,
            ServerOptions options,
            EmbeddedPostgres server,
            Consumer<String> say) {
        this.folder = folder;
        this.options = options.on(server.port());
        this.server = server;
        this.say = say;
        this.thread = Thread.ofPlatform().daemon().name("database-keeper").unstarted(this::watch);
    }

    /** Starts the database and watches it from now on. */
    static Keeper start(DataFolder folder, ServerOptions options, Consumer<String> say) {
        Keeper keeper = new Keeper(folder, options, EmbeddedPostgres.start(folder, options), say);
        keeper.thread.start();
        return keeper;
    }

    synchronized EmbeddedPostgres server() {
        return server;
    }

    private void watch() {
        try {
            while (true) {
                Thread.sleep(LOOK);
                if (!look()) {
                    Thread.sleep(TRY_AGAIN);
                }
            }
        } catch (InterruptedException asked) {
            // The server stops.
        }
    }

    /** False if the database is not there and cannot be brought back at the moment. */
    private synchronized boolean look() {
        try {
            if (closed || EmbeddedPostgres.running(folder.path()).isPresent()) {
                return true;
            }
            say.accept(Say.line("database-gone"));
            server = EmbeddedPostgres.start(folder, options);
            say.accept(Say.line("database-back"));
            return true;
        } catch (StorageException problem) {
            say.accept(Say.line("database-not-back", problem.message(Locale.getDefault())));
            return false;
        }
    }

    /** Stops watching, then the database. */
    @Override
    public void close() {
        thread.interrupt();
        synchronized (this) {
            closed = true;
            server.close();
        }
    }
}
