package amparo.server.referral;

import amparo.server.profiling.Flags;
import amparo.server.profiling.Flags.Flag;
import amparo.server.registry.PersonFiles;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** The flags of profiling: those that are open, and that whoever acts may read. */
@Component
class FlagNeeds implements Needs {

    private final Flags flags;

    FlagNeeds(Flags flags) {
        this.flags = flags;
    }

    @Override
    public List<Need> of(PersonFiles.Ref person) {
        return flags.of(person).stream()
                .filter(one -> one.state() != Flags.State.CLOSED)
                .sorted(Comparator.comparing(Flag::urgency).thenComparing(Flag::raisedAt))
                .map(one ->
                        new Need(
                                one.id(),
                                one.screen(),
                                one.urgency().word(),
                                flags.screen(one).refer(),
                                one.raisedAt(),
                                one.survivor()))
                .toList();
    }

    @Override
    public void share(
            PersonFiles.Ref person, List<String> screens, UUID organisation, OffsetDateTime until) {
        List<UUID> chosen =
                of(person).stream()
                        .filter(one -> !one.guarded() && screens.contains(one.screen()))
                        .map(Need::flag)
                        .toList();
        if (!chosen.isEmpty()) {
            flags.share(person, chosen, organisation, until);
        }
    }
}
