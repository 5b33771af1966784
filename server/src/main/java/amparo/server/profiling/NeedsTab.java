package amparo.server.profiling;

import amparo.server.access.Actor;
import amparo.server.registry.PersonTab;
import org.springframework.stereotype.Component;

/** The tab of a person's page that tells what they may need, and why. Its name says nothing. */
@Component
class NeedsTab implements PersonTab {

    static final String KEY = "needs";

    @Override
    public int position() {
        return 145;
    }

    @Override
    public String key() {
        return KEY;
    }

    @Override
    public boolean opensFor(Actor actor) {
        // The routes say it.
        return true;
    }
}
