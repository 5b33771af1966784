package amparo.server.accounts;

import amparo.server.platform.Ids;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/**
 * How an empty installation gets its first administrator: by a link that only who starts the server
 * sees.
 */
@Service
public class FirstSteps {

    private static final SecureRandom RANDOM = new SecureRandom();

    private final AtTheGate gate;
    private final JdbcClient jdbc;

    FirstSteps(AtTheGate gate, JdbcClient jdbc) {
        this.gate = gate;
        this.jdbc = jdbc;
    }

    /**
     * A fresh link for the first administrator, good once and for a day; earlier ones end. Empty as
     * soon as anybody has an account.
     *
     * @return the address within the application, for example {@code /invitation/4f...}
     */
    public Optional<String> link() {
        return gate.call(() -> {
            boolean empty =
                    jdbc.sql("select not exists (select 1 from account)")
                            .query(Boolean.class)
                            .single();
            if (!empty) {
                return Optional.empty();
            }
            jdbc.sql(
                            "update invitation set used_at = now() where organisation is null and used_at is null")
                    .update();
            String token = newToken();
            jdbc.sql(
                            """
                            insert into invitation (id, token_hash, expires_at)
                            values (:id, :hash, now() + interval '1 day')
                            """)
                    .param("id", Ids.next())
                    .param("hash", hash(token))
                    .update();
            return Optional.of("/invitation/" + token);
        });
    }

    /** 256 random bits for an address. */
    static String newToken() {
        byte[] random = new byte[32];
        RANDOM.nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }

    /** What the database keeps of a token. */
    static byte[] hash(String token) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
