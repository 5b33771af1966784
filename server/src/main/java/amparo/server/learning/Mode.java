package amparo.server.learning;

import java.util.Locale;

/** How an exercise is worked. */
enum Mode {
    /** On pages of its own, step by step. */
    PAPER,
    /** In the pages of real work, on the practice database. */
    SCREENS;

    /** The word in the database, and the end of text keys. */
    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Mode of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
