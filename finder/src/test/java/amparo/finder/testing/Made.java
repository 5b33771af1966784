package amparo.finder.testing;

import amparo.engine.value.PartialDate;
import amparo.engine.value.Range;
import amparo.finder.Folder;
import amparo.finder.Site;

/** The folder of the finder, made once for all tests. */
public final class Made {
    /** The day for which it is made. */
    public static final String DAY = "2026-11-22";

    private Made() {}

    private static final class Once {
        static final Folder FOLDER = new Site(day(DAY), "https://example.org/amparo/").make();
    }

    /** Its files. */
    public static Folder folder() {
        return Once.FOLDER;
    }

    /** A day as the engine counts it. */
    public static int day(String iso) {
        Range day = PartialDate.parse(iso);
        if (day == null || !day.isExact()) {
            throw new IllegalArgumentException(iso);
        }
        return day.low();
    }
}
