package amparo.server.platform;

/** One entry of the main navigation. */
public record Nav(String label, String href, boolean current) {}
