package amparo.server.matching;

import amparo.server.access.Actor;
import amparo.server.access.Room;
import amparo.server.registry.PersonTab;
import org.springframework.stereotype.Component;

/** Leads from a person's page to files that may be of the same person. */
@Component
class SameTab implements PersonTab {

    private static final int POSITION = 800;

    @Override
    public int position() {
        return POSITION;
    }

    @Override
    public String key() {
        return "same";
    }

    @Override
    public boolean opensFor(Actor actor) {
        return actor.room() == Room.FRONTLINE;
    }
}
