package amparo.web;

import amparo.engine.value.Truth;
import org.teavm.jso.JSExport;

/** The functions of the module {@code engine.js}. Only strings cross the border. */
public final class EngineExports {
    private EngineExports() {}

    @JSExport
    public static String not(String truth) {
        return truth(truth).not().name();
    }

    // Not Truth.valueOf: TeaVM 0.15.0 stops with a null pointer when that is all that reflects.
    private static Truth truth(String name) {
        return switch (name) {
            case "TRUE" -> Truth.TRUE;
            case "FALSE" -> Truth.FALSE;
            default -> Truth.UNKNOWN;
        };
    }
}
