package amparo.server.accounts;

import java.time.Instant;

/**
 * A session in words, for its owner.
 *
 * @param browser kind of browser and system, by their own word; may be empty
 * @param address from which it was begun
 */
public record OpenSession(
        String browser, String address, Instant since, Instant lastUsed, boolean current) {}
