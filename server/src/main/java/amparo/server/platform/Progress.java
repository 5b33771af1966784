package amparo.server.platform;

/** Long work under way: how far, and in words how fast and how long still. */
public record Progress(String label, int done, int total, String detail) {}
