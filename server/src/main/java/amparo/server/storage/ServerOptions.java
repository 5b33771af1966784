package amparo.server.storage;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How the database server is to be run.
 *
 * @param bin the folder of an installed PostgreSQL 15 or newer; null for the one that comes along
 * @param port the port to listen on; 0 for any free one, which is then kept
 * @param durable whether a change that was confirmed survives a power cut; false only for tests
 * @param large whether it may keep a good part of the machine's memory, for a large office
 */
public record ServerOptions(@Nullable Path bin, int port, boolean durable, boolean large) {
    /** The PostgreSQL that comes along, any port, safe, small when idle. */
    public static final ServerOptions USUAL = new ServerOptions(null, 0, true, false);

    /** With the programs of an installed PostgreSQL. */
    public static ServerOptions installed(Path bin) {
        return new ServerOptions(bin, 0, true, false);
    }

    /** The same for a large office. */
    public ServerOptions forLargeOffice() {
        return new ServerOptions(bin, port, durable, true);
    }

    /** The same on the port that it got. */
    public ServerOptions on(int known) {
        return new ServerOptions(bin, known, durable, large);
    }
}
