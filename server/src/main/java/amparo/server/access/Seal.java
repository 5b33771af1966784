package amparo.server.access;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals what the application tells the database about who acts, so that no statement can tell it
 * something else (decision 0016). The database checks it in {@code acting_sealed()}.
 *
 * @see "RFC 2104 (HMAC) with SHA-256"
 */
public final class Seal {

    private final SecretKeySpec key;

    private Seal(byte[] key) {
        this.key = new SecretKeySpec(key, "HmacSHA256");
    }

    /** The seal of this database. Only its owner can read the key. */
    public static Seal of(Connection owner) throws SQLException {
        try (Statement statement = owner.createStatement();
                ResultSet row = statement.executeQuery("select key from amparo.seal")) {
            if (!row.next()) {
                throw new IllegalStateException("the database has no seal: its migration is gone");
            }
            return new Seal(row.getBytes(1));
        }
    }

    /** The seal over the number of the connection and the settings, as hexadecimal digits. */
    String over(int connection, List<String> settings) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            String text = connection + "|" + String.join("|", settings);
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Hides the key. */
    @Override
    public String toString() {
        return "Seal";
    }
}
