package amparo.server.cases;

import amparo.server.access.Actor;
import amparo.server.registry.PersonTab;
import org.springframework.stereotype.Component;

/** Leads from a person to the cases. */
@Component
class CasesTab implements PersonTab {

    static final String KEY = "cases";

    @Override
    public int position() {
        return 500;
    }

    @Override
    public String key() {
        return KEY;
    }

    @Override
    public boolean opensFor(Actor actor) {
        return CasePolicy.reads(actor);
    }
}
