package amparo.server.accounts;

/** What the sign-in page shows of an agency's own sign-in. */
public record ProviderButton(String id, String name) {}
