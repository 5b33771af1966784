package amparo.server.referral;

import amparo.server.access.Actor;
import amparo.server.registry.PersonTab;
import org.springframework.stereotype.Component;

/** Leads from a person to the referrals. */
@Component
class ReferralTab implements PersonTab {

    static final String KEY = "referrals";

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
        return ReferralPolicy.reads(actor);
    }
}
