package amparo.server.platform;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;

/**
 * Seals small secrets for the database (AES-256-GCM) and makes fingerprints of what need not be
 * read again (HMAC-SHA-256). The key lies outside the database, so a copy of the database alone
 * tells neither.
 */
@Component
public class Sealer {

    private static final int NONCE = 12;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final SecretKeySpec sealing;
    private final SecretKeySpec marking;

    /** With the key of the installation; each use has its own key, derived from it. */
    public Sealer(Installation installation) {
        byte[] key = installation.key();
        sealing = new SecretKeySpec(mac(new SecretKeySpec(key, "HmacSHA256"), "seal"), "AES");
        marking =
                new SecretKeySpec(mac(new SecretKeySpec(key, "HmacSHA256"), "mark"), "HmacSHA256");
    }

    /**
     * Seals.
     *
     * @param purpose what the secret is for and whose, for example {@code totp:<account>}; opening
     *     needs the same words, so that a sealed value cannot be moved to another row
     */
    public byte[] seal(byte[] secret, String purpose) {
        byte[] nonce = new byte[NONCE];
        RANDOM.nextBytes(nonce);
        try {
            Cipher cipher = cipher(Cipher.ENCRYPT_MODE, nonce, purpose);
            byte[] sealed = cipher.doFinal(secret);
            return ByteBuffer.allocate(NONCE + sealed.length).put(nonce).put(sealed).array();
        } catch (GeneralSecurityException failed) {
            throw new IllegalStateException("cannot seal", failed);
        }
    }

    /**
     * Opens what {@link #seal} gave.
     *
     * @throws IllegalArgumentException if it was altered, sealed for another purpose or with
     *     another key
     */
    public byte[] open(byte[] sealed, String purpose) {
        if (sealed.length <= NONCE) {
            throw new IllegalArgumentException("too short for a sealed value");
        }
        try {
            byte[] nonce = java.util.Arrays.copyOf(sealed, NONCE);
            return cipher(Cipher.DECRYPT_MODE, nonce, purpose)
                    .doFinal(sealed, NONCE, sealed.length - NONCE);
        } catch (GeneralSecurityException failed) {
            throw new IllegalArgumentException(
                    "a sealed value does not open: was the key file of this data folder replaced?",
                    failed);
        }
    }

    /** A fingerprint that only this installation can make. */
    public byte[] fingerprint(String text) {
        return mac(marking, text);
    }

    private Cipher cipher(int mode, byte[] nonce, String purpose) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, sealing, new GCMParameterSpec(128, nonce));
        cipher.updateAAD(purpose.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    private static byte[] mac(SecretKeySpec key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
