package amparo.server.accounts;

/**
 * One of those who can come back with the PIN.
 *
 * @param key what the form sends; not the account
 */
public record LockChoice(String key, String name) {}
