package amparo.server.registry;

import amparo.engine.evaluate.Findings;
import amparo.engine.fact.Facts;
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
    private final LinkedHashMap<String, Entry> entries = new LinkedHashMap<>(MOST, 0.75f, true);

    RememberedFindings(LoadedRulebook rulebook, Clock clock) {
        this.rulebook = rulebook;
        this.clock = clock;
    }

    private static final class Entry {
        private final Findings findings;
        private volatile Facts told;
        private volatile int day;
        private Instant used;

        Entry(Findings findings, Instant used) {
            this.findings = findings;
            this.told = findings.facts();
            this.day = findings.today();
            this.used = used;
        }

        boolean isOf(Facts facts, int today) {
            return day == today && told.differing(facts).length == 0;
        }

        void update(Facts facts, int today) {
            findings.update(facts, today);
            told = facts;
            day = today;
        }
    }

    /** The key of a person as whoever acts may read them. */
    public static String key(String person) {
        return Acting.now().requireAccount() + " " + person;
    }

    /**
     * Reads what the rulebook finds of a person.
     *
     * @param key for whose eyes, a space, the code of the person; those who see different answers
     *     would take turns under one key
     * @param read reads the findings, which are for one thread: do not keep them
     */
    public <T> T with(String key, PersonFacts.Assembled person, Function<Findings, T> read) {
        int day = Math.toIntExact(person.day().toEpochDay());
        Entry entry;
        synchronized (entries) {
            Instant now = clock.instant();
            forget(now.minus(KEPT));
            entry = find(key, person.facts(), day, now);
            entry.used = now;
            if (entries.size() > MOST) {
                entries.remove(entries.keySet().iterator().next());
            }
        }
        synchronized (entry) {
            entry.update(person.facts(), day);
            return read.apply(entry.findings);
        }
    }

    /**
     * The own entry; or that of other eyes which saw the very same answers, as its findings are the
     * same: what was found while an answer was saved need not be found again for the next question.
     */
    private Entry find(String key, Facts facts, int day, Instant now) {
        Entry own = entries.get(key);
        if (own != null && own.isOf(facts, day)) {
            return own;
        }
        for (Map.Entry<String, Entry> other : entries.entrySet()) {
            Entry same = other.getValue();
            if (person(other.getKey()).equals(person(key)) && same.isOf(facts, day)) {
                // Used, so not the first to be dropped.
                entries.putLast(other.getKey(), same);
                return same;
            }
        }
        if (own != null) {
            return own;
        }
        // Not begun from somebody else's with the same answers: the next answer parts them.
        Entry made = new Entry(new Findings(rulebook.evaluator(), facts, day), now);
        entries.put(key, made);
        return made;
    }

    private static String person(String key) {
        return key.substring(key.lastIndexOf(' ') + 1);
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
