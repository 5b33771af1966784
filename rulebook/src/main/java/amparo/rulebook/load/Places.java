package amparo.rulebook.load;

import java.util.IdentityHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where facts, sets, rules, nodes and conditions stand; parts are told apart as objects. */
public final class Places {
    private final Map<Object, Place> places = new IdentityHashMap<>();

    void put(Object part, Place place) {
        places.put(part, place);
    }

    /** The place of a part, or null if it was not read from a file. */
    public @Nullable Place of(Object part) {
        return places.get(part);
    }
}
