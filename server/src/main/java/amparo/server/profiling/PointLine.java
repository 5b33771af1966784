package amparo.server.profiling;

/**
 * A language to point to: what its speakers call it, and what the officer does.
 *
 * @param recording where a sentence in it can be heard; empty if nobody recorded one
 */
public record PointLine(String code, String own, String label, String recording) {}
