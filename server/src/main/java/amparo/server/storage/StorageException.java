package amparo.server.storage;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Something the operator has to know and can mend. The message is meant to be shown as it is; it
 * holds no personal data, no secret and no passphrase.
 */
public final class StorageException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Problem problem;
    private final transient Object[] arguments;

    StorageException(Problem problem, @Nullable Throwable cause, Object... arguments) {
        super(problem.text(Locale.ENGLISH, arguments), cause);
        this.problem = problem;
        this.arguments = arguments.clone();
    }

    /** What went wrong, for code that wants to react to it. */
    public Problem problem() {
        return problem;
    }

    /** What happened, what it means and what to do now, in the language of the locale. */
    public String message(Locale locale) {
        return problem.text(locale, arguments);
    }
}
