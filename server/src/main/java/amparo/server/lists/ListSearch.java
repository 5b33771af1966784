package amparo.server.lists;

import java.util.List;
import java.util.UUID;

/**
 * Finds persons inside a list by what is typed: the module that searches implements it as a bean.
 */
public interface ListSearch {

    /** The ids of those who fit best and are in reach; audited there, never with the words. */
    List<UUID> find(String typed, int limit);
}
