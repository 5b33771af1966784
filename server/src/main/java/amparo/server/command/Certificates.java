package amparo.server.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ssl.pem.PemContent;

/** Looks at the files for TLS before the server does, and says plainly what is wrong with them. */
final class Certificates {

    private Certificates() {}

    static void check(Path certificate, Path key) {
        X509Certificate own = certificate(certificate);
        PrivateKey secret;
        try {
            secret = content(key).getPrivateKey();
        } catch (IllegalStateException | IllegalArgumentException malformed) {
            secret = null;
        }
        if (secret == null) {
            throw CommandException.of("tls-key", key);
        }
        if (!belongTogether(own, secret)) {
            throw CommandException.of("tls-mismatch", certificate, key);
        }
    }

    static List<String> warnings(Path certificate) {
        Instant end = certificate(certificate).getNotAfter().toInstant();
        return end.isAfter(Instant.now())
                ? List.of()
                : List.of(Say.line("tls-expired", LocalDate.ofInstant(end, ZoneOffset.UTC)));
    }

    private static X509Certificate certificate(Path file) {
        List<X509Certificate> chain;
        try {
            chain = content(file).getCertificates();
        } catch (IllegalStateException | IllegalArgumentException malformed) {
            chain = List.of();
        }
        if (chain == null || chain.isEmpty()) {
            throw CommandException.of("tls-certificate", file);
        }
        return chain.getFirst();
    }

    private static PemContent content(Path file) {
        try {
            return PemContent.of(Files.readString(file));
        } catch (IOException unreadable) {
            throw CommandException.of("tls-unreadable", file);
        }
    }

    private static boolean belongTogether(X509Certificate certificate, PrivateKey key) {
        byte[] anything = {1, 2, 3};
        String algorithm = algorithm(key);
        if (algorithm == null) {
            return true;
        }
        try {
            Signature signing = Signature.getInstance(algorithm);
            signing.initSign(key);
            signing.update(anything);
            byte[] signed = signing.sign();
            signing.initVerify(certificate.getPublicKey());
            signing.update(anything);
            return signing.verify(signed);
        } catch (GeneralSecurityException different) {
            return false;
        }
    }

    private static @Nullable String algorithm(PrivateKey key) {
        return switch (key.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            case "Ed25519", "EdDSA" -> "Ed25519";
            default -> null;
        };
    }
}
