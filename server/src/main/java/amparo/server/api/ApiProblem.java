package amparo.server.api;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * Something the caller can mend. Becomes problem details.
 *
 * <p>The message never quotes personal data: it names the place ({@code /answers/2/value}) and the
 * cure.
 */
public final class ApiProblem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final HttpStatus status;
    private final String code;
    private final @Nullable String pointer;

    /**
     * @param status of the answer
     * @param code last part of the problem's type, for example {@code unknown-fact}
     * @param pointer where in the body (RFC 6901), if it is there
     * @param detail what is wrong and what to do
     */
    public ApiProblem(HttpStatus status, String code, @Nullable String pointer, String detail) {
        super(detail);
        this.status = status;
        this.code = code;
        this.pointer = pointer;
    }

    HttpStatus status() {
        return status;
    }

    String code() {
        return code;
    }

    @Nullable String pointer() {
        return pointer;
    }
}
