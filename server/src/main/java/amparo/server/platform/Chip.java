package amparo.server.platform;

/** A filter: chosen ones are taken away by their link, the others added by it. */
public record Chip(String label, String href, boolean chosen) {}
