package amparo.server.command;

/** What the caller can mend; the message says how. */
final class CommandException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private CommandException(String message) {
        super(message);
    }

    /** With the text of the key {@code command.<key>}. */
    static CommandException of(String key, Object... values) {
        return new CommandException(Say.line(key, values));
    }
}
