package amparo.engine.language;

import java.util.List;

/** A condition cannot be read or makes no sense. Holds every mistake found. */
public final class LanguageException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient List<Problem> problems;

    public LanguageException(List<Problem> problems) {
        super(problems.isEmpty() ? "" : problems.get(0).message());
        this.problems = List.copyOf(problems);
    }

    /** The mistakes, in the order of the text. */
    public List<Problem> problems() {
        return problems == null ? List.of() : problems;
    }
}
