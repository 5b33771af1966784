package amparo.server.groups;

import amparo.server.access.Actor;
import amparo.server.access.Policy;
import amparo.server.registry.PersonTab;
import org.springframework.stereotype.Component;

/** From a person to the groups they travel or travelled with. */
@Component
class GroupTab implements PersonTab {

    @Override
    public int position() {
        return 350;
    }

    @Override
    public String key() {
        return "groups";
    }

    @Override
    public boolean opensFor(Actor actor) {
        return Policy.mayEnter(actor);
    }
}
