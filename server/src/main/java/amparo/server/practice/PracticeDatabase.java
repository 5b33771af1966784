package amparo.server.practice;

import amparo.server.access.Matrix;
import amparo.server.access.OrganisationKind;
import amparo.server.access.Room;
import amparo.server.access.Seal;
import amparo.server.access.TableWalls;
import amparo.server.database.Beside;
import amparo.server.database.Database;
import amparo.server.database.DatabaseException;
import amparo.server.database.Migrations;
import amparo.server.database.Pool;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * The practice database: made when the first exercise asks for it, with the migrations and walls of
 * real work, and dropped when nobody used it for a day, when it grew old, when the server stops,
 * and when it starts and finds one. To erase what is in it is to drop it.
 */
@Component
public class PracticeDatabase implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PracticeDatabase.class);

    /** After so long it is dropped as soon as nobody uses it for an hour: it only grows. */
    private static final Duration OLD = Duration.ofDays(7);

    private static final Duration QUIET = Duration.ofHours(1);

    /** How long pages say that it could not be made before it is tried again. */
    private static final Duration PAUSE = Duration.ofMinutes(5);

    private final Database work;
    private final Matrix matrix;
    private final Clock clock;
    private final int connections;
    private final Duration kept;

    /** Read: somebody works in it. Written: it goes. */
    private final ReentrantReadWriteLock use = new ReentrantReadWriteLock();

    private final Object making = new Object();
    private volatile @Nullable Stand stand;
    private volatile @Nullable Beside beside;
    private volatile @Nullable Instant failed;
    private volatile Instant used;

    PracticeDatabase(
            Database work,
            Matrix matrix,
            Clock clock,
            @Value("${amparo.practice.connections:4}") int connections,
            @Value("${amparo.practice.kept:24h}") Duration kept) {
        this.work = work;
        this.matrix = matrix;
        this.clock = clock;
        this.connections = connections;
        this.kept = kept;
        this.used = clock.instant();
    }

    /**
     * The world of one exercise.
     *
     * @param account who learns
     * @param organisation in whose name they work otherwise
     */
    record Opened(UUID account, UUID organisation, OrganisationKind kind, Room room, UUID site) {}

    /** The database while it stands, with the exercises in it: they go when it goes. */
    record Stand(
            Database database,
            HikariDataSource pool,
            Seal seal,
            Instant madeAt,
            ConcurrentMap<UUID, Opened> exercises) {}

    /**
     * Drops what an earlier run of the server left. Called once, before anybody is served; it never
     * keeps the server from starting.
     */
    public void sweep() {
        try {
            if (!where().drop()) {
                LOG.warn("a database has the name of the practice database and is none of ours");
            }
        } catch (SQLException | RuntimeException refused) {
            LOG.warn("the practice database of an earlier run is still there: {}", kind(refused));
        }
    }

    private Beside where() throws SQLException {
        Beside known = beside;
        if (known == null) {
            known = Beside.of(work);
            beside = known;
        }
        return known;
    }

    /** Why there can be none; looked at anew while there is none. */
    Optional<Practice.Off> off() {
        if (stand != null) {
            return Optional.empty();
        }
        Instant before = failed;
        if (before != null && clock.instant().isBefore(before.plus(PAUSE))) {
            return Optional.of(new Practice.Off("practice.off-failed", ""));
        }
        try {
            Beside place = where();
            return switch (place.obstacle()) {
                case NONE -> Optional.empty();
                case RIGHT ->
                        Optional.of(
                                new Practice.Off(
                                        "practice.off-right",
                                        "alter role " + place.owner() + " createdb"));
                case TAKEN -> Optional.of(new Practice.Off("practice.off-taken", place.name()));
            };
        } catch (SQLException | RuntimeException away) {
            LOG.warn("nobody can say whether there can be exercises: {}", kind(away));
            return Optional.of(new Practice.Off("practice.off-failed", ""));
        }
    }

    /**
     * Makes it if it does not stand; the first who asks waits for it, and so does everybody who
     * asks meanwhile.
     *
     * @throws PracticeException if it cannot be made
     */
    void make() {
        used = clock.instant();
        if (stand != null) {
            return;
        }
        synchronized (making) {
            if (stand != null) {
                return;
            }
            Optional<Practice.Off> off = off();
            if (off.isPresent()) {
                throw new PracticeException("exercises are off: " + off.get().key());
            }
            try {
                Beside place = where();
                // Half of one, of a try that failed or of a drop that was refused.
                place.drop();
                place.create();
                stand = open(place.database());
                used = clock.instant();
                failed = null;
                LOG.info("the practice database is made");
            } catch (SQLException | DatabaseException refused) {
                failed = clock.instant();
                LOG.warn("the practice database could not be made: {}", kind(refused));
                throw new PracticeException("the practice database could not be made", refused);
            }
        }
    }

    private Stand open(Database database) throws SQLException {
        Migrations.run(database, Room.databaseRoles(), owner -> TableWalls.build(owner, matrix));
        try (Connection owner = Migrations.open(database)) {
            return new Stand(
                    database,
                    Pool.ofSome(database, "practice", Database.APPLICATION, connections),
                    Seal.of(owner),
                    clock.instant(),
                    new ConcurrentHashMap<>());
        }
    }

    /**
     * Runs work for which it has to stand: it is not dropped meanwhile.
     *
     * @throws PracticeException if it does not stand
     */
    <T, X extends Throwable> T use(ScopedValue.CallableOp<T, X> inside) throws X {
        use.readLock().lock();
        try {
            stand();
            used = clock.instant();
            return inside.call();
        } finally {
            used = clock.instant();
            use.readLock().unlock();
        }
    }

    /**
     * It as it stands.
     *
     * @throws PracticeException if it does not
     */
    Stand stand() {
        return find().orElseThrow(() -> new PracticeException("there is no practice database"));
    }

    /** It, if it stands. */
    Optional<Stand> find() {
        return Optional.ofNullable(stand);
    }

    /**
     * A connection for whoever works in an exercise.
     *
     * @throws SQLException if there is none; if somebody dropped the database from outside, its
     *     exercises are gone from then on
     */
    public Connection connection() throws SQLException {
        Stand now = stand();
        try {
            return now.pool().getConnection();
        } catch (SQLException refused) {
            if (isGone(now)) {
                forget(now);
            }
            throw refused;
        }
    }

    /** Its own seal: what is sealed for one world is worth nothing in the other. */
    public Seal seal() {
        return stand().seal();
    }

    private boolean isGone(Stand now) {
        try {
            return now.equals(stand) && !where().there();
        } catch (SQLException | RuntimeException nobodyKnows) {
            return false;
        }
    }

    private void forget(Stand now) {
        synchronized (making) {
            if (now.equals(stand)) {
                stand = null;
                now.pool().close();
                LOG.warn("the practice database was dropped by somebody else");
            }
        }
    }

    /** Drops it when nobody used it for long, or when it is old and nobody uses it now. */
    @Scheduled(initialDelay = 10, fixedDelay = 10, timeUnit = TimeUnit.MINUTES)
    void tidy() {
        Stand now = stand;
        if (now == null) {
            return;
        }
        Instant instant = clock.instant();
        Duration idle = Duration.between(used, instant);
        boolean old = Duration.between(now.madeAt(), instant).compareTo(OLD) > 0;
        if (idle.compareTo(kept) >= 0 || (old && idle.compareTo(QUIET) >= 0)) {
            drop();
        }
    }

    /** Drops it, unless somebody works in it at this moment. */
    void drop() {
        if (!use.writeLock().tryLock()) {
            return;
        }
        try {
            synchronized (making) {
                Stand now = stand;
                if (now != null) {
                    stand = null;
                    now.pool().close();
                    where().drop();
                    LOG.info("the practice database is dropped");
                }
            }
        } catch (SQLException | RuntimeException refused) {
            // The next exercise, or the next start, tries again before it makes a new one.
            LOG.warn("the practice database could not be dropped: {}", kind(refused));
        } finally {
            use.writeLock().unlock();
        }
    }

    /** A server that stopped leaves no exercise behind. */
    @Override
    public void close() {
        drop();
    }

    /** The class and the code of SQL: messages quote values. */
    private static String kind(Throwable failed) {
        Throwable cause = failed;
        while (cause.getCause() != null && !(cause instanceof SQLException)) {
            cause = cause.getCause();
        }
        return cause instanceof SQLException sql
                ? cause.getClass().getSimpleName() + " " + sql.getSQLState()
                : cause.getClass().getSimpleName();
    }
}
