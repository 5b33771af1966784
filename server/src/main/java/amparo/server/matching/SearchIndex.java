package amparo.server.matching;

import amparo.server.access.Acting;
import amparo.server.matching.Keys.Key;
import amparo.server.registry.AnswerListener;
import amparo.server.registry.PersonFiles;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.core.Ordered;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Keeps the index of the search: remembers what is said in a transaction, and writes the keys of
 * all persons in one statement just before it ends. A person who was known before is read and
 * written anew, as a new birth date belongs to each part of the name.
 */
@Component
class SearchIndex implements AnswerListener {

    private final SearchStore store;

    SearchIndex(SearchStore store) {
        this.store = store;
    }

    @Override
    public void recorded(PersonFiles.Ref person, PersonFiles.Told answer) {
        if (!Known.KEYED.contains(answer.fact())) {
            return;
        }
        // The newest comes first.
        pending()
                .said
                .computeIfAbsent(person.id(), any -> new ArrayList<>())
                .addFirst(new Known.Said(answer.fact(), answer.record(), answer.value()));
    }

    private Pending pending() {
        for (TransactionSynchronization known :
                TransactionSynchronizationManager.getSynchronizations()) {
            if (known instanceof Pending pending && pending.index.equals(this)) {
                return pending;
            }
        }
        Pending pending = new Pending(this);
        TransactionSynchronizationManager.registerSynchronization(pending);
        return pending;
    }

    private void write(Map<UUID, List<Known.Said>> said) {
        Map<UUID, List<Key>> keys = new LinkedHashMap<>();
        said.forEach((person, answers) -> keys.put(person, Keys.of(Known.of(answers))));
        Set<UUID> known = store.write(keys);
        for (UUID person : known) {
            rewrite(person);
        }
        // Nothing is left to find by: a number that was taken back, for example.
        keys.forEach((person, of) -> {
            if (of.isEmpty()) {
                rewrite(person);
            }
        });
    }

    private void rewrite(UUID person) {
        List<Key> keys = Keys.of(Known.of(store.told(person, Acting.now())));
        if (!keys.isEmpty()) {
            store.rewrite(person, keys);
        }
    }

    private static final class Pending implements TransactionSynchronization {

        private final SearchIndex index;
        private final Map<UUID, List<Known.Said>> said = new LinkedHashMap<>();

        Pending(SearchIndex index) {
            this.index = index;
        }

        @Override
        public int getOrder() {
            // Before the audit, which holds its chain until the end.
            return Ordered.LOWEST_PRECEDENCE - 100;
        }

        @Override
        public void beforeCommit(boolean readOnly) {
            if (!said.isEmpty()) {
                index.write(said);
                said.clear();
            }
        }
    }
}
