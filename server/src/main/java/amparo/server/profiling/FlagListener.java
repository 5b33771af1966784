package amparo.server.profiling;

import amparo.engine.rule.Screen;
import amparo.server.registry.PersonFiles.Ref;

/**
 * Told of flags in the transaction that raises them, once for each person in a transaction, however
 * many answers it wrote down: implement it as a bean. Whoever acts may not be allowed to read the
 * flag again; what is handed over is complete.
 */
public interface FlagListener {

    /** A flag was raised, or raised again after it was closed or no longer indicated. */
    void raised(Ref person, Flags.Flag flag);

    /**
     * A flag became more or less urgent.
     *
     * @param before how urgent it was
     */
    void urgencyChanged(Ref person, Flags.Flag flag, Screen.Urgency before);
}
