package amparo.server.referral;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.KEM;
import javax.crypto.SecretKey;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The box that a package travels in, made of what the JDK has: signed by the sender (Ed25519), then
 * sealed (AES-256-GCM) for the receiver's key (DHKEM over X25519) or by a code that the person
 * carries (PBKDF2). From outside it does not say who sent it, to whom, or about whom.
 */
final class HandoverBox {

    private static final int FORMAT = 1;
    private static final int NONCE = 12;
    private static final int SALT = 16;
    private static final int ROUNDS = 310_000;
    private static final int LARGEST = 1_000_000;
    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private HandoverBox() {}

    /** What was in a box, and which key signed it. */
    record Opened(byte[] content, byte[] signedBy) {}

    static KeyPair signing() {
        return pair("Ed25519");
    }

    static KeyPair opening() {
        return pair("X25519");
    }

    private static KeyPair pair(String kind) {
        try {
            return KeyPairGenerator.getInstance(kind).generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** A code of 25 letters and digits (125 random bits), in groups that can be read aloud. */
    static String newCode() {
        StringBuilder code = new StringBuilder();
        for (int i = 0; i < 25; i++) {
            code.append(i > 0 && i % 5 == 0 ? "-" : "");
            code.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
        }
        return code.toString();
    }

    static boolean isCode(String text) {
        return text.matches("([0-9A-HJKMNP-TV-Z]{5}-){4}[0-9A-HJKMNP-TV-Z]{5}");
    }

    /** Seals for one receiver. */
    static byte[] sealFor(byte[] receiver, byte[] content, byte[] signKey, byte[] verifyKey) {
        try {
            KEM.Encapsulated key =
                    KEM.getInstance("DHKEM")
                            .newEncapsulator(publicKey("X25519", receiver))
                            .encapsulate(0, 32, "AES");
            return box("agency", key.encapsulation(), key.key(), content, signKey, verifyKey);
        } catch (GeneralSecurityException wrong) {
            throw new IllegalArgumentException("not a key that a package can be sealed for", wrong);
        }
    }

    /** Seals by a code. */
    static byte[] sealBy(String code, byte[] content, byte[] signKey, byte[] verifyKey) {
        byte[] salt = random(SALT);
        try {
            return box("carried", salt, derived(code, salt), content, signKey, verifyKey);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static byte[] box(
            String way,
            byte[] head,
            SecretKey key,
            byte[] content,
            byte[] signKey,
            byte[] verifyKey)
            throws GeneralSecurityException {
        Signature signature = Signature.getInstance("Ed25519");
        signature.initSign(privateKey("Ed25519", signKey));
        signature.update(bound(way, head));
        signature.update(content);
        ObjectNode inside = JsonNodeFactory.instance.objectNode();
        inside.put("content", text(content));
        inside.put("key", text(verifyKey));
        inside.put("signature", text(signature.sign()));
        byte[] nonce = random(NONCE);
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(128, nonce));
        cipher.updateAAD(bound(way, head));
        ObjectNode outside = JsonNodeFactory.instance.objectNode();
        outside.put("amparo-handover", FORMAT);
        outside.put("way", way);
        outside.put("head", text(head));
        outside.put("nonce", text(nonce));
        outside.put(
                "sealed",
                text(
                        cipher.doFinal(
                                JSON.writeValueAsString(inside).getBytes(StandardCharsets.UTF_8))));
        return JSON.writeValueAsString(outside).getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Opens a box.
     *
     * @param code for one that was carried
     * @param openKey for one that was sealed for an organisation
     * @return empty if it is none, was altered, or is for somebody else
     */
    static Optional<Opened> open(byte[] file, @Nullable String code, byte @Nullable [] openKey) {
        if (file.length > LARGEST) {
            return Optional.empty();
        }
        try {
            JsonNode outside = JSON.readTree(new String(file, StandardCharsets.UTF_8));
            if (outside.path("amparo-handover").asInt(0) != FORMAT) {
                return Optional.empty();
            }
            String way = outside.path("way").asString("");
            byte[] head = bytes(outside, "head");
            SecretKey key;
            if (way.equals("carried") && code != null) {
                key = derived(code, head);
            } else if (way.equals("agency") && openKey != null) {
                key =
                        KEM.getInstance("DHKEM")
                                .newDecapsulator(privateKey("X25519", openKey))
                                .decapsulate(head, 0, 32, "AES");
            } else {
                return Optional.empty();
            }
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(
                    Cipher.DECRYPT_MODE, key, new GCMParameterSpec(128, bytes(outside, "nonce")));
            cipher.updateAAD(bound(way, head));
            JsonNode inside =
                    JSON.readTree(
                            new String(
                                    cipher.doFinal(bytes(outside, "sealed")),
                                    StandardCharsets.UTF_8));
            byte[] content = bytes(inside, "content");
            byte[] signedBy = bytes(inside, "key");
            Signature signature = Signature.getInstance("Ed25519");
            signature.initVerify(publicKey("Ed25519", signedBy));
            signature.update(bound(way, head));
            signature.update(content);
            return signature.verify(bytes(inside, "signature"))
                    ? Optional.of(new Opened(content, signedBy))
                    : Optional.empty();
        } catch (GeneralSecurityException | JacksonException | IllegalArgumentException none) {
            return Optional.empty();
        }
    }

    /** Whether this is a public key of that kind. */
    static boolean isKey(String kind, byte[] encoded) {
        try {
            publicKey(kind, encoded);
            return true;
        } catch (GeneralSecurityException none) {
            return false;
        }
    }

    private static byte[] bound(String way, byte[] head) {
        return ("amparo-handover:" + FORMAT + ":" + way + ":" + text(head))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static SecretKey derived(String code, byte[] salt) throws GeneralSecurityException {
        PBEKeySpec spec = new PBEKeySpec(code.toCharArray(), salt, ROUNDS, 256);
        return new SecretKeySpec(
                SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                        .generateSecret(spec)
                        .getEncoded(),
                "AES");
    }

    private static PublicKey publicKey(String kind, byte[] encoded)
            throws GeneralSecurityException {
        return KeyFactory.getInstance(kind).generatePublic(new X509EncodedKeySpec(encoded));
    }

    private static PrivateKey privateKey(String kind, byte[] encoded)
            throws GeneralSecurityException {
        return KeyFactory.getInstance(kind).generatePrivate(new PKCS8EncodedKeySpec(encoded));
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    static String text(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static byte[] bytes(JsonNode node, String name) {
        return Base64.getDecoder().decode(node.path(name).asString(""));
    }
}
