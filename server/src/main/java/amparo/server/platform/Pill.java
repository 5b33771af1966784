package amparo.server.platform;

/** A status in a word or two, with a shape. */
public record Pill(String label, Tone tone) {}
