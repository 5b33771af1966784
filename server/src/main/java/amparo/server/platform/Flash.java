package amparo.server.platform;

/** What the last act led to: said once, at the top of the next page. */
public record Flash(Tone tone, String text) {}
