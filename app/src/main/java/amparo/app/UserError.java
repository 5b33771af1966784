package amparo.app;

/** Something that the user can put right: told in one go, without a stack trace. */
public final class UserError extends RuntimeException {
    /** Bad usage or bad input. */
    public static final int BAD_INPUT = 2;

    /** The rulebook has mistakes. */
    public static final int FINDINGS = 1;

    private static final long serialVersionUID = 1L;
    private final int code;

    /** Bad input: exit code 2. */
    public UserError(String message) {
        this(BAD_INPUT, message);
    }

    /**
     * @param message the whole message, perhaps of several lines
     */
    public UserError(int code, String message) {
        super(message);
        this.code = code;
    }

    /** The exit code. */
    public int code() {
        return code;
    }
}
