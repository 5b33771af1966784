package amparo.server.api;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A program in the list of its organisation.
 *
 * @param roles codes
 * @param scopes ends of the keys of their texts
 * @param state what can be done with it now
 */
public record ClientLine(
        String id,
        String name,
        List<String> roles,
        List<String> scopes,
        Instant expiresAt,
        @Nullable Instant lastUsed,
        State state) {

    /** Whether the token works. */
    public enum State {
        GOOD,
        EXPIRED,
        REVOKED
    }

    static List<ClientLine> of(List<ApiClients.Client> clients, Instant now) {
        return clients.stream()
                .map(one ->
                        new ClientLine(
                                one.id().toString(),
                                one.name(),
                                one.roles().stream().map(role -> role.code()).toList(),
                                one.scopes().stream()
                                        .map(scope -> scope.replace('.', '-'))
                                        .toList(),
                                one.expiresAt(),
                                one.lastUsed(),
                                one.revoked()
                                        ? State.REVOKED
                                        : one.expiresAt().isAfter(now)
                                                ? State.GOOD
                                                : State.EXPIRED))
                .toList();
    }
}
