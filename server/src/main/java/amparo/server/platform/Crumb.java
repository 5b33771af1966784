package amparo.server.platform;

/** One step of the way back to the start. */
public record Crumb(String label, String href) {}
