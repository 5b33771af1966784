package amparo.server.exchange;

import java.util.ArrayList;
import java.util.List;

/** What is wrong in a file, in its order. */
final class Rejects {

    /** More are not told: whoever has a thousand has one mistake a thousand times. */
    static final int MOST = 2000;

    private final List<PersonImport.Reject> all = new ArrayList<>();
    private boolean more;

    void add(int row, String column, String value, String reason) {
        if (all.size() < MOST) {
            all.add(new PersonImport.Reject(row, column, value, reason));
        } else {
            more = true;
        }
    }

    List<PersonImport.Reject> all() {
        return List.copyOf(all);
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    boolean more() {
        return more;
    }
}
