package amparo.server.registry;

import amparo.engine.evaluate.Findings;
import amparo.server.access.Acting;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * What the rulebook found of the persons who are being interviewed, so that after an answer only
 * the rules that can read it are looked at again (decision 0033). What is given is always that of
 * the facts that are handed over, whoever asked before: they are compared, and nothing of what was
 * remembered but is no longer said counts. Facts without names, for a few minutes, never written
 * anywhere.
 */
@Component
public class RememberedFindings {

    /** Persons at a time: each holds some hundred verdicts. */
    static final int MOST = 40;

    private static final Duration KEPT = Duration.ofMinutes(10);

    private final LoadedRulebook rulebook;
    private final Clock clock;
    private final Map<String, Entry> entries = new LinkedHashMap<>(MOST, 0.75f, true);

    RememberedFindings(LoadedRulebook rulebook, Clock clock) {
        this.rulebook = rulebook;
        this.clock = clock;
    }

    private static final class Entry {
        private final Findings findings;
        private Instant used;

        Entry(Findings findings, Instant used) {
            this.findings = findings;
            this.used = used;
        }
    }

    /** The key of a person as whoever acts may read them. */
    public static String key(String person) {
        return Acting.now().requireAccount() + " " + person;
    }

    /**
     * Reads what the rulebook finds of a person.
     *
     * @param key for whom, and for whose eyes: those who see different answers take turns otherwise
     * @param read reads the findings, which are for one thread: do not keep them
     */
    public <T> T with(String key, PersonFacts.Assembled person, Function<Findings, T> read) {
        int day = Math.toIntExact(person.day().toEpochDay());
        Entry entry;
        synchronized (entries) {
            Instant now = clock.instant();
            forget(now.minus(KEPT));
            entry =
                    entries.computeIfAbsent(
                            key,
                            any ->
                                    new Entry(
                                            new Findings(rulebook.evaluator(), person.facts(), day),
                                            now));
            entry.used = now;
            if (entries.size() > MOST) {
                entries.remove(entries.keySet().iterator().next());
            }
        }
        synchronized (entry) {
            entry.findings.update(person.facts(), day);
            return read.apply(entry.findings);
        }
    }

    /** Also where nobody asks any more. */
    @Scheduled(fixedDelay = 1, timeUnit = TimeUnit.MINUTES)
    void forget() {
        synchronized (entries) {
            forget(clock.instant().minus(KEPT));
        }
    }

    private void forget(Instant before) {
        List<String> old = new ArrayList<>();
        entries.forEach((key, entry) -> {
            if (entry.used.isBefore(before)) {
                old.add(key);
            }
        });
        old.forEach(entries::remove);
    }

    int size() {
        synchronized (entries) {
            return entries.size();
        }
    }
}
