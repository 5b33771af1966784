package amparo.server.matching;

import amparo.server.access.Acting;
import amparo.server.access.Actor;
import amparo.server.access.Room;
import amparo.server.audit.AuditLog;
import amparo.server.matching.Matching.Near;
import amparo.server.matching.SearchStore.Found;
import amparo.server.registry.PersonFiles;
import amparo.server.registry.StandingListener;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Two files of one person: compare, merge, undo, or remember that they are two people. Only within
 * the own organisation, whose files they are: by supervisors, and by case workers and protection
 * specialists who work with one of the two. Whoever only registers says what they see (that two are
 * not the same), and does not decide what colleagues find in a file.
 */
@Service
@Transactional
public class Merges {

    static final int SHORTEST_REASON = 10;
    static final int LONGEST_REASON = 1000;

    private static final String PERSON = "person";

    private final PersonFiles files;
    private final SearchStore store;
    private final MergeStore merges;
    private final Matching matching;
    private final ObjectProvider<StandingListener> listeners;
    private final AuditLog audit;

    Merges(
            PersonFiles files,
            SearchStore store,
            MergeStore merges,
            Matching matching,
            ObjectProvider<StandingListener> listeners,
            AuditLog audit) {
        this.files = files;
        this.store = store;
        this.merges = merges;
        this.matching = matching;
        this.listeners = listeners;
        this.audit = audit;
    }

    /** What became of the wish to merge. */
    public enum Outcome {
        DONE,
        /** There are no such two files in reach. */
        NOT_THERE,
        /** The role may not, or the files are of another organisation. */
        NOT_ALLOWED,
        /** One of them is merged with a third already, or they are one file. */
        NOT_POSSIBLE
    }

    /** A file with those that may be of the same person, and those that were merged. */
    record Of(String code, List<Near> near, List<MergeStore.Merge> merges) {}

    /**
     * Two files beside each other.
     *
     * @param may whether whoever acts may merge them
     */
    record Two(Found one, Found other, Likeness.Result alike, boolean may, boolean notSame) {}

    Optional<Of> of(String code) {
        return files.reach(code)
                .flatMap(person -> {
                    List<Found> found = store.show(List.of(person.id()));
                    if (found.isEmpty()) {
                        return Optional.empty();
                    }
                    List<Near> near =
                            matching.like(found.getFirst().known(), person.id()).stream()
                                    .filter(one ->
                                            one.found()
                                                    .organisation()
                                                    .equals(person.organisation()))
                                    .toList();
                    List<MergeStore.Merge> merged =
                            frontline() ? merges.of(person.id()) : new ArrayList<>();
                    audit.record(
                            "read", "merge", List.of(person.id()), null, "possible duplicates");
                    return Optional.of(new Of(person.code(), near, merged));
                });
    }

    /** Persons who may be the same as the one with this code; empty if there is none in reach. */
    public Optional<List<Matching.Hit>> matches(String code) {
        return of(code).map(one ->
                one.near().stream().map(near -> Matching.hit(near.found(), near)).toList());
    }

    Optional<Two> compare(String code, String other) {
        Optional<PersonFiles.Ref> one = files.reach(code);
        Optional<PersonFiles.Ref> two = files.reach(other);
        if (one.isEmpty() || two.isEmpty() || one.get().id().equals(two.get().id())) {
            return Optional.empty();
        }
        List<Found> found = store.show(List.of(one.get().id(), two.get().id()));
        if (found.size() < 2) {
            return Optional.empty();
        }
        audit.record(
                "read",
                PERSON,
                found.stream().map(Found::id).toList(),
                null,
                "compared: " + String.join(", ", Known.FACTS));
        return Optional.of(
                new Two(
                        found.get(0),
                        found.get(1),
                        Likeness.alike(found.get(0).known(), found.get(1).known()),
                        frontline() && merges.may(found.get(0).id(), found.get(1).id()),
                        merges.notSame(found.get(0).id()).contains(found.get(1).id())));
    }

    /**
     * Makes one file stand for both.
     *
     * @param id under which it is done once
     * @param keep the code of the file that stands for both
     */
    public Outcome merge(UUID id, String keep, String other, String reason) {
        Optional<PersonFiles.Ref> kept = files.reach(keep);
        Optional<PersonFiles.Ref> merged = files.reach(other);
        if (kept.isEmpty() || merged.isEmpty()) {
            return Outcome.NOT_THERE;
        }
        UUID one = kept.get().id();
        UUID two = merged.get().id();
        if (one.equals(two)) {
            // The second click: both codes lead to one file by now.
            return merges.running(id).isPresent() ? Outcome.DONE : Outcome.NOT_POSSIBLE;
        }
        if (!frontline() || !merges.may(one, two)) {
            audit.record("refused", PERSON, List.of(one, two), null, "merge");
            return Outcome.NOT_ALLOWED;
        }
        if (!merges.merge(id, one, two, reason)) {
            return Outcome.NOT_POSSIBLE;
        }
        audit.record("merge", PERSON, List.of(one, two), reason, "one file stands for both");
        tell(keep);
        return Outcome.DONE;
    }

    /** Gives the two files back as they were. */
    public Outcome unmerge(String code, UUID id, String reason) {
        Optional<PersonFiles.Ref> person = files.reach(code);
        Optional<MergeStore.Merge> merge = frontline() ? merges.running(id) : Optional.empty();
        if (person.isEmpty() || merge.isEmpty()) {
            return Outcome.NOT_THERE;
        }
        List<UUID> both = List.of(merge.get().keptId(), merge.get().mergedId());
        if (!merges.may(both.get(0), both.get(1))) {
            audit.record("refused", PERSON, both, null, "undo a merge");
            return Outcome.NOT_ALLOWED;
        }
        if (merges.unmerge(id, reason)) {
            audit.record("unmerge", PERSON, both, reason, "two files again");
            tell(merge.get().kept());
            tell(merge.get().merged());
        }
        return Outcome.DONE;
    }

    /** The running merge by which the file with one code stands for the one with the other. */
    public Optional<UUID> between(String code, String other) {
        return files.reach(code)
                .flatMap(person ->
                        merges.of(person.id()).stream()
                                .filter(one ->
                                        one.undoneAt() == null
                                                && (one.kept().equals(other)
                                                        || one.merged().equals(other)))
                                .map(MergeStore.Merge::id)
                                .findFirst());
    }

    /** Remembers that they are two people; whether there are such two. */
    public boolean notSame(String code, String other) {
        Optional<PersonFiles.Ref> one = files.reach(code);
        Optional<PersonFiles.Ref> two = files.reach(other);
        if (one.isEmpty() || two.isEmpty() || one.get().id().equals(two.get().id())) {
            return false;
        }
        merges.mark(one.get().id(), two.get().id(), Acting.now());
        audit.record(
                "not-same", PERSON, List.of(one.get().id(), two.get().id()), null, "two people");
        return true;
    }

    private void tell(String code) {
        files.reach(code)
                .ifPresent(
                        person -> listeners.orderedStream().forEach(one -> one.standsAnew(person)));
    }

    private static boolean frontline() {
        Actor actor = Acting.now();
        return actor.room() == Room.FRONTLINE;
    }
}
