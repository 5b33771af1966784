package amparo.server.learning;

import amparo.rulebook.vignette.Vignette;
import amparo.server.access.Acting;
import amparo.server.profiling.Flags;
import amparo.server.profiling.Flags.Flag;
import amparo.server.profiling.Interviews;
import amparo.server.registry.PersonFiles;
import amparo.server.registry.PersonFiles.Answer;
import amparo.server.registry.PersonFiles.Ref;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What became of a story in the real screens: what was put or written down, who was heard alone,
 * which flags stand. Read within the world of the exercise, as the specialist whom nobody can be,
 * so that what is written but not read at a border counts too.
 */
@Component
class Gathering {

    private final Staging staging;
    private final Flags flags;
    private final Interviews interviews;
    private final PersonFiles files;

    Gathering(Staging staging, Flags flags, Interviews interviews, PersonFiles files) {
        this.staging = staging;
        this.flags = flags;
        this.interviews = interviews;
        this.files = files;
    }

    /**
     * What is judged.
     *
     * @param asked {@code person/moment/fact}
     * @param alone persons of the story
     * @param flags {@code person/screen}
     */
    record Gathered(Set<String> asked, Set<String> alone, Set<String> flags) {
        Gathered {
            asked = Set.copyOf(asked);
            alone = Set.copyOf(alone);
            flags = Set.copyOf(flags);
        }
    }

    /** A person with the screens that stand on them. */
    record Standing(Vignette.Player player, @Nullable String code, Set<String> screens) {
        Standing {
            screens = Set.copyOf(screens);
        }
    }

    /** Everything, by the end of the exercise. */
    Gathered of(StoryCast cast) {
        return Acting.as(Staging.asSpecialist(cast), () -> gather(cast));
    }

    private Gathered gather(StoryCast cast) {
        Map<UUID, OffsetDateTime> since = interviews.alone(cast.persons());
        Set<String> alone = new TreeSet<>();
        Set<String> asked = new TreeSet<>();
        Set<String> standing = new TreeSet<>();
        for (Interviews.Asked one : interviews.asked(cast.persons())) {
            cast.player(one.person())
                    .ifPresent(player ->
                            asked.add(
                                    asked(player, one.fact(), one.at(), since.get(one.person()))));
        }
        for (Ref ref : staging.refs(cast)) {
            Vignette.Player player = cast.player(ref.id()).orElseThrow();
            if (since.containsKey(ref.id())) {
                alone.add(player.id());
            }
            written(ref)
                    .forEach(one ->
                            asked.add(
                                    asked(
                                            player,
                                            one.fact(),
                                            one.recordedAt(),
                                            since.get(ref.id()))));
            screens(player, ref).forEach(one -> standing.add(player.id() + "/" + one));
        }
        return new Gathered(asked, alone, standing);
    }

    /** What was written down since the story was set up, which happens in one moment. */
    private List<Answer> written(Ref ref) {
        List<Answer> all = files.open(ref.code()).map(PersonFiles.File::answers).orElse(List.of());
        Optional<OffsetDateTime> setUp =
                all.stream().map(Answer::recordedAt).min(Comparator.naturalOrder());
        return all.stream()
                .filter(one -> setUp.filter(one.recordedAt()::isAfter).isPresent())
                .toList();
    }

    private static String asked(
            Vignette.Player player,
            String fact,
            OffsetDateTime at,
            @Nullable OffsetDateTime alone) {
        boolean then = alone != null && !at.isBefore(alone);
        return player.id() + "/" + (then ? Conversation.THEN : Conversation.FIRST) + "/" + fact;
    }

    /** What stands, as whoever learns may read it. */
    List<Standing> seen(StoryCast cast) {
        List<Ref> refs = staging.refs(cast);
        return cast.vignette().persons().stream()
                .map(player ->
                        refs.stream()
                                .filter(ref -> ref.id().equals(cast.person(player)))
                                .findFirst()
                                .map(ref -> new Standing(player, ref.code(), screens(player, ref)))
                                .orElseGet(() -> new Standing(player, null, Set.of())))
                .toList();
    }

    private Set<String> screens(Vignette.Player player, Ref ref) {
        Set<String> screens = new TreeSet<>();
        flags.of(ref).stream()
                .filter(one -> stands(player, one))
                .forEach(one -> screens.add(one.screen()));
        return screens;
    }

    /**
     * Whether a flag counts as seen: it is open and the last word on it is not a no. One that the
     * answers do not indicate any more stays in real work until a specialist closes it; here it
     * counts where the story had it, and otherwise it was a slip that was put right.
     */
    private static boolean stands(Vignette.Player player, Flag flag) {
        if (flag.state() == Flags.State.CLOSED || flag.state() == Flags.State.DISAGREED) {
            return false;
        }
        return flag.indicated()
                || flag.source().equals("observation")
                || player.first().flags().containsKey(flag.screen())
                || player.then().flags().containsKey(flag.screen());
    }
}
