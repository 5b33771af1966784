package amparo.server.lists;

import amparo.server.access.Acting;
import amparo.server.access.Actor;
import amparo.server.access.Scope;
import amparo.server.accounts.Directory;
import amparo.server.platform.View;
import amparo.server.registry.PersonFiles;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What one shift finds when it takes over: open notes, what modules report, how many people were
 * counted and entered. Pages and programs read and write it here.
 */
@Service
@Transactional
public class ShiftHandover {

    private static final int MOST = 500;

    private final ObjectProvider<ShiftPart> parts;
    private final ShiftNotes notes;
    private final Lists lists;
    private final Directory directory;

    ShiftHandover(
            ObjectProvider<ShiftPart> parts, ShiftNotes notes, Lists lists, Directory directory) {
        this.parts = parts;
        this.notes = notes;
        this.lists = lists;
        this.directory = directory;
    }

    /** Whether whoever acts works in shifts with persons. */
    public static boolean works() {
        return ShiftNotes.works(Acting.now());
    }

    /** The open notes, urgent ones first, then the newest. */
    public List<ShiftNotes.Note> notes() {
        return notes.open();
    }

    /** The last count of each place, of the last days. */
    public List<ShiftNotes.Heads> heads() {
        return notes.heads();
    }

    /** How many were entered since yesterday, in words: exact, or "500+". */
    public String entered() {
        return ListCards.words(lists.count(Wanted.everybody().withDays(1), MOST), MOST);
    }

    /** What modules report, the most urgent first. */
    public List<ShiftPart.Section> sections(View view) {
        return parts.orderedStream()
                .sorted(Comparator.comparingInt(ShiftPart::position))
                .flatMap(one -> one.sections(view).stream())
                .toList();
    }

    /** The places for which whoever acts can leave a note. */
    public List<Directory.Site> sites() {
        Actor actor = Acting.now();
        return directory.sites(actor.requireOrganisation(), null, 200).stream()
                .filter(one ->
                        actor.scope() == Scope.ORGANISATION || actor.sites().contains(one.id()))
                .toList();
    }

    /** The person with this code, if a note may be about them. */
    public Optional<PersonFiles.Ref> about(String code) {
        return notes.about(code);
    }

    /** Leaves a note. Sent twice under the same id it is left once. */
    public void leave(
            UUID id,
            @Nullable UUID site,
            PersonFiles.@Nullable Ref person,
            String words,
            boolean urgent,
            @Nullable Integer heads) {
        notes.leave(id, site, person, words, urgent, heads);
    }

    /** Settles a note; one that is settled stays so. Whether it was open. */
    public boolean settle(UUID id) {
        return notes.settle(id);
    }
}
