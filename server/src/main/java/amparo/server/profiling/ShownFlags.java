package amparo.server.profiling;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Which flags an officer was shown in an interview already, so that the audit says once who saw
 * what and not with each question. Forgetting costs one line more; nothing is remembered before its
 * line is written for good.
 */
@Component
class ShownFlags {

    private static final int MOST = 500;
    private static final Duration KEPT = Duration.ofMinutes(30);

    private final Clock clock;
    private final Map<Opening, Shown> known = new LinkedHashMap<>();

    ShownFlags(Clock clock) {
        this.clock = clock;
    }

    private record Opening(UUID account, UUID interview) {}

    private record Shown(Instant since, Set<UUID> flags) {}

    /** Whether this officer was shown the flags of this interview lately, whichever they were. */
    synchronized boolean isOpened(UUID account, UUID interview) {
        return find(new Opening(account, interview)) != null;
    }

    /** Those that this officer was not shown yet. */
    synchronized Set<UUID> fresh(UUID account, UUID interview, Collection<UUID> flags) {
        Set<UUID> fresh = new HashSet<>(flags);
        Shown shown = find(new Opening(account, interview));
        if (shown != null) {
            fresh.removeAll(shown.flags());
        }
        return fresh;
    }

    /** They are in the audit, if this transaction commits. */
    void noted(UUID account, UUID interview, Collection<UUID> flags) {
        TransactionSynchronizationManager.registerSynchronization(
                new TransactionSynchronization() {
                    @Override
                    public void afterCommit() {
                        keep(new Opening(account, interview), flags);
                    }
                });
    }

    private synchronized void keep(Opening opening, Collection<UUID> flags) {
        Shown shown = find(opening);
        if (shown == null) {
            shown = new Shown(clock.instant(), new HashSet<>());
            known.put(opening, shown);
        }
        shown.flags().addAll(flags);
        Iterator<Opening> oldest = known.keySet().iterator();
        while (known.size() > MOST) {
            oldest.next();
            oldest.remove();
        }
    }

    private @Nullable Shown find(Opening opening) {
        Shown shown = known.get(opening);
        if (shown != null && shown.since().isBefore(clock.instant().minus(KEPT))) {
            known.remove(opening);
            return null;
        }
        return shown;
    }
}
