package amparo.server.consent;

import amparo.server.access.Actor;
import amparo.server.registry.PersonTab;
import org.springframework.stereotype.Component;

/** The tab of a person's page that tells what they agreed to. */
@Component
class ConsentTab implements PersonTab {

    static final String KEY = "consent";

    @Override
    public int position() {
        return 700;
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
