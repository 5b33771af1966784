package amparo.server.practice;

/** An exercise has no world: it was never opened, is gone, is somebody else's, or all are off. */
public final class PracticeException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** For the log alone; pages say it in their own words. */
    public PracticeException(String message) {
        super(message);
    }

    /** With what went wrong below. */
    public PracticeException(String message, Throwable cause) {
        super(message, cause);
    }
}
