package amparo.server.cases;

import java.util.List;

/**
 * Somebody else was first: what is to be changed is not any more as it was seen. Nothing was
 * written.
 */
final class Changed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<CaseStore.Event> since;

    Changed(List<CaseStore.Event> since) {
        super(null, null, false, false);
        this.since = List.copyOf(since);
    }

    /** What happened since the state that was seen. */
    List<CaseStore.Event> since() {
        return since;
    }
}
