package amparo.server.platform;

/** The hidden field that proves a form came from our own page. */
public record Csrf(String field, String token) {}
