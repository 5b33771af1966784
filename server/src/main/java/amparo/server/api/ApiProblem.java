package amparo.server.api;

import amparo.server.platform.ProblemDetails;
import amparo.server.platform.ProblemType;
import java.util.List;

/** Something the caller can mend. Becomes problem details; nothing of the request is kept. */
public final class ApiProblem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient ProblemDetails details;
    private final transient List<String> textKeys;

    /**
     * @param details what is wrong
     * @param textKeys texts that fill the placeholders after the values of the details
     */
    ApiProblem(ProblemDetails details, String... textKeys) {
        super(details.type().code(), null, false, false);
        this.details = details;
        this.textKeys = List.of(textKeys);
    }

    /** A problem without a place. */
    public static ApiProblem of(ProblemType type, Object... values) {
        return new ApiProblem(ProblemDetails.of(type, values));
    }

    /**
     * A value of the body that is not valid.
     *
     * @param pointer where (RFC 6901)
     * @param textKey what would be valid
     */
    public static ApiProblem value(String pointer, String textKey) {
        return new ApiProblem(
                ProblemDetails.of(ProblemType.INVALID_VALUE).with("pointer", pointer), textKey);
    }

    /** A parameter of the address that is not valid. */
    static ApiProblem parameter(String name, String textKey) {
        return new ApiProblem(
                ProblemDetails.of(ProblemType.INVALID_PARAMETER, name).with("parameter", name),
                textKey);
    }

    ProblemDetails details() {
        return details;
    }

    List<String> textKeys() {
        return textKeys;
    }
}
