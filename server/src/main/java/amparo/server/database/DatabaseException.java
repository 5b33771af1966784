package amparo.server.database;

/** The database is not as Amparo needs it; the message says what to do. */
public final class DatabaseException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** With the cure in the message. */
    public DatabaseException(String message) {
        super(message);
    }

    /** With the cure in the message. */
    public DatabaseException(String message, Throwable cause) {
        super(message, cause);
    }
}
