package amparo.server.api;

import amparo.server.testing.RunningServer;
import java.util.List;
import java.util.UUID;

/** Programs with tokens, for tests. */
public final class Clients {

    private Clients() {}

    /**
     * Makes one with all scopes.
     *
     * @param name anything; each gives another token
     * @return its token
     */
    public static String token(
            RunningServer server, UUID organisation, String name, List<String> roles) {
        String token = ApiClients.PREFIX + (name + "x".repeat(43)).substring(0, 43);
        server.client(organisation, roles, ApiScope.codes(), ApiClients.hash(token), 30);
        return token;
    }
}
