package amparo.finder.command;

/** Something that the person at the keyboard can put right. */
final class FinderException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    FinderException(String message, Throwable cause) {
        super(message, cause);
    }

    FinderException(String message) {
        super(message);
    }
}
