package amparo.server.accounts;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Objects;
import java.util.UUID;
import org.springframework.context.ApplicationContext;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.csrf.DefaultCsrfToken;
import org.springframework.security.web.csrf.HttpSessionCsrfTokenRepository;
import org.springframework.session.SessionRepository;

/** Sessions of people who signed in, without the door: tests of what lies behind it. */
public final class TestSessions {

    private TestSessions() {}

    /** What a browser would send. */
    public record Session(String cookie, String csrf) {}

    /**
     * Opens one.
     *
     * @param wholly whether the second factor was given
     */
    public static Session open(ApplicationContext context, UUID account, boolean wholly) {
        SignedIn signedIn = SignedIn.by(account, SignedIn.Factor.PASSWORD, Instant.now());
        return save(
                context.getBean(SessionRepository.class),
                new AmparoAuthentication(wholly ? signedIn.with(SignedIn.Factor.TOTP) : signedIn));
    }

    /** The same in the sessions of another process, reached through its database. */
    public static Session open(SessionRepository<?> sessions, UUID account) {
        return save(
                sessions,
                new AmparoAuthentication(
                        SignedIn.by(account, SignedIn.Factor.PASSWORD, Instant.now())
                                .with(SignedIn.Factor.TOTP)));
    }

    private static <S extends org.springframework.session.Session> Session save(
            SessionRepository<S> sessions, AmparoAuthentication authentication) {
        S session = sessions.createSession();
        session.setAttribute(
                HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY,
                new SecurityContextImpl(authentication));
        String token = UUID.randomUUID().toString();
        session.setAttribute(
                HttpSessionCsrfTokenRepository.class.getName() + ".CSRF_TOKEN",
                new DefaultCsrfToken("X-CSRF-TOKEN", "_csrf", token));
        sessions.save(session);
        // Forms carry the token masked by random bytes; bytes of zero mask nothing.
        byte[] plain = token.getBytes(StandardCharsets.UTF_8);
        byte[] masked = new byte[plain.length * 2];
        System.arraycopy(plain, 0, masked, plain.length, plain.length);
        return new Session(
                "amparo="
                        + Base64.getEncoder()
                                .encodeToString(
                                        Objects.requireNonNull(session.getId())
                                                .getBytes(StandardCharsets.UTF_8)),
                Base64.getUrlEncoder().encodeToString(masked));
    }
}
