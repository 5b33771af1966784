package amparo.server.registry;

import amparo.server.access.Actor;

/**
 * A page about a person that another module has, and that the person's page leads to: implement it
 * as a bean. Its text is {@code person-tab.<key>}.
 */
public interface PersonTab {

    /** The order among the tabs: the summary is 100, and further ones stand at 200, 300 and on. */
    int position();

    /** Its name in addresses and texts. */
    String key();

    /** Whether whoever acts may open it; a tab that is shut is not shown. */
    boolean opensFor(Actor actor);

    /** Where it is, for the person with this code. */
    default String address(String code) {
        return "/persons/" + code + "/" + key();
    }
}
