package amparo.server.profiling;

/** A language to point to: what its speakers call it, and what the officer does. */
public record PointLine(String code, String own, String label) {}
