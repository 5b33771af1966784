package amparo.engine.data;

/**
 * Something in a file is wrong. The message is one sentence for the person who wrote it; the mark
 * says where.
 */
public final class DataException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient Mark at;

    public DataException(Mark at, String message) {
        super(message);
        this.at = at;
    }

    /** The place; {@link Mark#NONE} if there is none. */
    public Mark at() {
        return at == null ? Mark.NONE : at;
    }
}
