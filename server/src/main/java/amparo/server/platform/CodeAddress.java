package amparo.server.platform;

import java.util.Optional;

/**
 * A module whose things have printed codes says where a code leads: implement it as a bean, and the
 * search field of every page opens it.
 */
public interface CodeAddress {

    /**
     * Where this leads for whoever acts; empty if it is no code of this module, if there is no such
     * thing, or if it is not theirs: nobody can tell which.
     *
     * @param typed as somebody typed it
     */
    Optional<String> address(String typed);
}
