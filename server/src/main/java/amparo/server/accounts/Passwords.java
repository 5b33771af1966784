package amparo.server.accounts;

import java.text.Normalizer;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;

/**
 * Argon2id with 19 MiB, two passes, one lane: the first choice of the OWASP password storage sheet.
 * Only a few at a time: a thousand sign-ins at once must not take 19 GB.
 */
@Component
class Passwords {

    private static final int AT_ONCE = Math.max(2, Runtime.getRuntime().availableProcessors());
    private static final int LONGEST_QUEUE_SECONDS = 15;

    private final PasswordEncoder encoder = new Argon2PasswordEncoder(16, 32, 1, 19 * 1024, 2);
    private final Semaphore places = new Semaphore(AT_ONCE, true);

    /**
     * A hash to compare with where there is no account, so that both answers take the same work.
     */
    private final String nobody = encoder.encode("nobody has this password");

    /**
     * @throws ResponseStatusException 503 if too many others wait
     */
    String hash(CharSequence password) {
        return inTurn(() -> encoder.encode(normal(password)));
    }

    /**
     * Whether the password is right. Without a hash it takes as long, and is wrong.
     *
     * @throws ResponseStatusException 503 if too many others wait
     */
    boolean matches(CharSequence password, @Nullable String hash) {
        return inTurn(() -> encoder.matches(normal(password), hash == null ? nobody : hash))
                && hash != null;
    }

    /** The same letters from every keyboard: "ñ" may come as one sign or as two. */
    private static String normal(CharSequence password) {
        return Normalizer.normalize(password, Normalizer.Form.NFC);
    }

    private <T> T inTurn(java.util.function.Supplier<T> work) {
        try {
            if (!places.tryAcquire(LONGEST_QUEUE_SECONDS, TimeUnit.SECONDS)) {
                throw new ResponseStatusException(HttpStatus.SERVICE_UNAVAILABLE);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new ResponseStatusException(HttpStatus.SERVICE_UNAVAILABLE, null, stopped);
        }
        try {
            return work.get();
        } finally {
            places.release();
        }
    }
}
