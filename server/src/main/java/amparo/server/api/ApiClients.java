package amparo.server.api;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The programs that have a token. Tokens are looked up at the gate. */
@Repository
class ApiClients {

    /** So that a leaked token is recognised as one of ours by those who scan for secrets. */
    static final String PREFIX = "amparo_";

    private final JdbcClient jdbc;

    ApiClients(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A token that is good now. */
    record Grant(UUID client, UUID account, UUID organisation, Set<String> scopes) {}

    Optional<Grant> byToken(String token) {
        return jdbc.sql(
                        """
                        update api_client c set last_used = now()
                        from organisation o, account a
                        where c.token_hash = :hash and c.revoked_at is null and c.expires_at > now()
                          and o.id = c.organisation and o.active and a.id = c.account and a.status = 'active'
                        returning c.id, c.account, c.organisation, c.scopes
                        """)
                .param("hash", hash(token))
                .query((row, number) ->
                        new Grant(
                                row.getObject("id", UUID.class),
                                row.getObject("account", UUID.class),
                                row.getObject("organisation", UUID.class),
                                Set.of((String[]) row.getArray("scopes").getArray())))
                .optional();
    }

    static byte[] hash(String token) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
