package amparo.server.accounts;

import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * Argon2id with 19 MiB, two passes, one lane: the first choice of the OWASP password storage sheet.
 */
@Component
class Passwords {

    private final PasswordEncoder encoder = new Argon2PasswordEncoder(16, 32, 1, 19 * 1024, 2);

    /**
     * A hash to compare with where there is no account, so that both answers take the same work.
     */
    private final String nobody = encoder.encode("nobody has this password");

    String hash(CharSequence password) {
        return encoder.encode(password);
    }

    /** Whether the password is right. Without a hash it takes as long, and is wrong. */
    boolean matches(CharSequence password, @Nullable String hash) {
        return encoder.matches(password, hash == null ? nobody : hash) && hash != null;
    }
}
