package amparo.server.accounts;

import java.time.Instant;

/**
 * A passkey as its owner sees it.
 *
 * @param id in base 64 for addresses
 */
public record NamedPasskey(String id, String name, Instant created, Instant lastUsed) {}
