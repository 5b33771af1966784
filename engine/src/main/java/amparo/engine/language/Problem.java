package amparo.engine.language;

/**
 * A mistake in a condition.
 *
 * @param span the offending text
 * @param message what is wrong, one sentence without the place
 * @param cure what to write instead, or ""
 */
public record Problem(Span span, String message, String cure) {}
