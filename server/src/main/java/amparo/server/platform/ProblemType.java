package amparo.server.platform;

import java.util.Locale;

/**
 * What the JSON API can answer when it does not do what was asked. Each has texts {@code
 * problem.<code>.title} and {@code .detail}, and a chapter in {@code docs/api.md}.
 */
public enum ProblemType {
    MALFORMED_REQUEST(400),
    MALFORMED_JSON(400),
    TOO_DEEP(400),
    INVALID_PARAMETER(400),
    UNKNOWN_PARAMETER(400),
    IDEMPOTENCY_KEY_MISSING(400),
    IDEMPOTENCY_KEY_INVALID(400),
    TOKEN_MISSING(401),
    TOKEN_INVALID(401),
    SCOPE_MISSING(403),
    FORBIDDEN(403),
    NOT_FOUND(404),
    METHOD_NOT_ALLOWED(405),
    NOT_ACCEPTABLE(406),
    IDEMPOTENCY_IN_PROGRESS(409),
    CHANGED_MEANWHILE(412),
    TOO_LARGE(413),
    UNSUPPORTED_TYPE(415),
    UNKNOWN_PROPERTY(422),
    MISSING_PROPERTY(422),
    WRONG_TYPE(422),
    TOO_LONG(422),
    INVALID_VALUE(422),
    UNREADABLE_TEXT(422),
    IDEMPOTENCY_KEY_REUSED(422),
    TOO_MANY_REQUESTS(429),
    INTERNAL_ERROR(500),
    NOT_READY(503);

    private final int status;

    ProblemType(int status) {
        this.status = status;
    }

    /** The HTTP status it is sent with. */
    public int status() {
        return status;
    }

    /** The end of its address and the middle of its keys, for example {@code unknown-property}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The value of {@code type} (RFC 9457). A name, not a place: it is the same everywhere. */
    public String address() {
        return "urn:amparo:problem:" + code();
    }

    /** The general type of a status, for what was refused before the API could look at it. */
    public static ProblemType of(int status) {
        return switch (status) {
            case 401 -> TOKEN_MISSING;
            case 403 -> FORBIDDEN;
            case 404 -> NOT_FOUND;
            case 405 -> METHOD_NOT_ALLOWED;
            case 406 -> NOT_ACCEPTABLE;
            case 413 -> TOO_LARGE;
            case 415 -> UNSUPPORTED_TYPE;
            case 429 -> TOO_MANY_REQUESTS;
            case 503 -> NOT_READY;
            default -> status >= 500 ? INTERNAL_ERROR : MALFORMED_REQUEST;
        };
    }
}
