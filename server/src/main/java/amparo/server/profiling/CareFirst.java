package amparo.server.profiling;

import amparo.engine.rule.Screen;
import amparo.server.registry.PersonFiles.Ref;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Where life may be at stake, colleagues are told at once that somebody for the health of the
 * person is needed, and nothing more is planned to be asked until one of them says that it was
 * taken care of.
 */
@Component
public class CareFirst implements FlagListener {

    private static final String EMERGENCY = "medical-emergency";
    private static final String MEDICAL = "medical";

    private final FlagStore store;
    private final Urgent urgent;

    CareFirst(FlagStore store, Urgent urgent) {
        this.store = store;
        this.urgent = urgent;
    }

    @Override
    public void raised(Ref person, Flags.Flag flag) {
        if (flag.screen().equals(EMERGENCY)) {
            urgent.raise(
                    person,
                    UUID.nameUUIDFromBytes(
                            (flag.id() + " " + flag.raisedAt()).getBytes(StandardCharsets.UTF_8)),
                    MEDICAL);
        }
    }

    @Override
    public void urgencyChanged(Ref person, Flags.Flag flag, Screen.Urgency before) {
        // What was told already is told.
    }

    /** "waits", "done", or nothing where no emergency is open. */
    Optional<String> state(UUID person) {
        if (!store.isOpen(person, EMERGENCY)) {
            return Optional.empty();
        }
        return Optional.of(urgent.waits(person, MEDICAL) ? "waits" : "done");
    }

    /** That somebody has taken care of it. */
    void done(Ref person) {
        urgent.done(person, MEDICAL);
    }

    /** Whether somebody waits for care, as far as whoever acts may know. */
    public boolean waits(UUID person) {
        return urgent.waits(person, MEDICAL) && store.isOpen(person, EMERGENCY);
    }
}
