package amparo.server.referral;

import amparo.server.access.Actor;
import amparo.server.registry.PersonTab;
import org.springframework.stereotype.Component;

/**
 * Leads from a person to what an officer of a border authority may send on. Its name says nothing.
 */
@Component
class BorderTab implements PersonTab {

    static final String KEY = "send-on";

    @Override
    public int position() {
        return 450;
    }

    @Override
    public String key() {
        return KEY;
    }

    @Override
    public boolean opensFor(Actor actor) {
        return BorderReferrals.works(actor);
    }
}
