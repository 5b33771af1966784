package amparo.engine.language;

/**
 * A stretch of a condition's text: from the first character (counted from 0) up to, but without,
 * {@code end}.
 */
public record Span(int start, int end) {
    /** From the start of this one to the end of the other. */
    public Span to(Span other) {
        return new Span(start, other.end);
    }
}
