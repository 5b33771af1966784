package amparo.server.profiling;

import amparo.server.access.Acting;
import amparo.server.access.Room;
import amparo.server.platform.View;
import amparo.server.profiling.InterviewView.Live;
import amparo.server.profiling.InterviewView.Seen;
import amparo.server.profiling.Interviews.Interview;
import amparo.server.registry.Doors;
import amparo.server.registry.PersonFacts;
import amparo.server.registry.RememberedFindings;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/**
 * What an interview came to so far, beside each question: the needs in neutral words, and the doors
 * of this person as the last answer left them, asylum first. A door that tells what somebody went
 * through is counted and not named: somebody may look along.
 */
@Component
class LivePanel {

    private static final int NAMED = 5;

    private final Flags flags;
    private final Screens screens;
    private final RememberedFindings remembered;

    LivePanel(Flags flags, Screens screens, RememberedFindings remembered) {
        this.flags = flags;
        this.screens = screens;
        this.remembered = remembered;
    }

    /** To be asked for while the walls stand; what it gives only computes. */
    Function<View, Seen> of(Interview interview, Optional<PersonFacts.Assembled> known) {
        List<Flags.Flag> open =
                flags.beside(interview.id(), interview.person()).stream()
                        .filter(one -> one.state() != Flags.State.CLOSED)
                        .toList();
        String code = interview.person().code();
        // A border post decides on no door, and is not told of any.
        boolean doors = Acting.now().room() == Room.FRONTLINE && known.isPresent();
        String key = RememberedFindings.key(code);
        return view ->
                new Seen(
                        needs(open, code, view),
                        doors
                                ? Optional.of(
                                        remembered.with(
                                                key,
                                                known.orElseThrow(),
                                                findings ->
                                                        doors(
                                                                Doors.of(
                                                                        findings,
                                                                        view.language().code()),
                                                                view)))
                                : Optional.empty());
    }

    /** Two needs may have the same neutral words: then the line leads to all of them. */
    private List<Live> needs(List<Flags.Flag> open, String code, View view) {
        Map<String, String> lines = new LinkedHashMap<>();
        for (Flags.Flag one : open) {
            String page = "/persons/" + code + "/needs";
            lines.merge(
                    screens.get(one.screen()).screen().neutral().in(view.language().code()),
                    page + "/" + one.id(),
                    (first, second) -> page);
        }
        return lines.entrySet().stream()
                .map(one -> new Live(one.getKey(), one.getValue()))
                .toList();
    }

    private static InterviewView.DoorsNow doors(Doors doors, View view) {
        List<String> asylum = new ArrayList<>();
        if (doors.here() == null) {
            asylum.add(view.text("doors.asylum-place-unknown"));
        } else if (doors.ownCountry()) {
            asylum.add(view.text("doors.asylum-own-country"));
        } else if (doors.asylumHere().isEmpty()) {
            asylum.add(view.text("doors.asylum-not-described"));
        }
        doors.asylumHere().forEach(one -> asylum.add(one.title()));
        List<String> counts = new ArrayList<>();
        List<String> named = new ArrayList<>();
        Set<String> once = new HashSet<>();
        for (Doors.Group group : Doors.Group.values()) {
            List<Doors.Door> all = doors.groups().getOrDefault(group, List.of());
            if (!all.isEmpty()) {
                counts.add(view.count("doors.group." + group.key(), all.size()));
            }
            if (group == Doors.Group.SEEMS_OPEN) {
                all.stream()
                        .filter(one -> one.verdict().destination().equals(doors.here()))
                        .filter(one -> !TellingDoors.tells(one.verdict().pathway()))
                        .map(Doors.Door::title)
                        .filter(once::add)
                        .limit(NAMED)
                        .forEach(named::add);
            }
        }
        return new InterviewView.DoorsNow(asylum, named, counts);
    }
}
