package amparo.app.check;

import amparo.engine.value.Truth;

/** Signs beside a condition or a paper; each stands beside words that say the same. */
final class Marks {
    static final String YES = "✓";
    static final String NO = "✗";
    static final String NEED = "☐";
    static final String UNKNOWN = "?";
    static final String DOT = "•";
    static final String WARNING = "!";

    private Marks() {}

    static String of(Truth truth) {
        return switch (truth) {
            case TRUE -> YES;
            case FALSE -> NO;
            case UNKNOWN -> UNKNOWN;
        };
    }
}
