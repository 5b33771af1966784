package amparo.server.accounts;

import amparo.server.accounts.Attempts.Kind;
import amparo.server.audit.AuditLog;
import amparo.server.platform.Sealer;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Proves who somebody is: by password, then by a code of an app or a code from the paper for
 * emergencies.
 */
@Service
class SignIns {

    private static final int RECOVERY_CODES = 10;

    /** Without letters and digits that are mistaken for each other on paper. */
    private static final String RECOVERY_LETTERS = "23456789abcdefghjkmnpqrstuvwxyz";

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Pattern ADDRESS = Pattern.compile("[^\\s\\p{Cntrl}]{3,254}");

    private final AtTheGate gate;
    private final Credentials credentials;
    private final Attempts attempts;
    private final Passwords passwords;
    private final Sealer sealer;
    private final Clock clock;
    private final AuditLog audit;

    SignIns(
            AtTheGate gate,
            Credentials credentials,
            Attempts attempts,
            Passwords passwords,
            Sealer sealer,
            Clock clock,
            AuditLog audit) {
        this.gate = gate;
        this.credentials = credentials;
        this.attempts = attempts;
        this.passwords = passwords;
        this.sealer = sealer;
        this.clock = clock;
        this.audit = audit;
    }

    /** What came of a try. */
    sealed interface Outcome {
        /** The proof holds. */
        record Right(SignedIn signedIn) implements Outcome {}

        /** It does not; nothing more is said. */
        record Wrong() implements Outcome {}

        /** Too many tries: nothing was looked at. */
        record Wait(Instant until) implements Outcome {}
    }

    /** The first step. Takes as long for a name that does not exist as for a wrong password. */
    Outcome password(String email, String password, String origin) {
        String name = email.strip().toLowerCase(Locale.ROOT);
        Optional<Instant> wait = gate.call(() -> begin(name, origin));
        if (wait.isPresent()) {
            return new Outcome.Wait(wait.get());
        }
        // What no address can look like is not shown to the database, and otherwise treated alike.
        Optional<Credentials.Credential> found =
                ADDRESS.matcher(name).matches()
                        ? gate.call(() -> credentials.byEmail(name))
                        : Optional.empty();
        String hash = found.map(Credentials.Credential::passwordHash).orElse(null);
        boolean right =
                PasswordRules.length(password) <= PasswordRules.LONGEST
                        && passwords.matches(password, hash);
        if (!right || found.isEmpty()) {
            gate.run(() -> told("sign-in-refused", found.map(Credentials.Credential::account)));
            return new Outcome.Wrong();
        }
        UUID account = found.get().account();
        gate.run(() -> {
            attempts.succeeded(Kind.ACCOUNT, name);
            attempts.giveBack(Kind.ORIGIN, origin);
            credentials.signedIn(account);
            told("sign-in", Optional.of(account));
        });
        return new Outcome.Right(SignedIn.by(account, SignedIn.Factor.PASSWORD, clock.instant()));
    }

    /** Counts the try; the answer is until when to wait, if now is too early. */
    private Optional<Instant> begin(String name, String origin) {
        Optional<Instant> wait = attempts.take(Kind.ACCOUNT, name);
        if (wait.isPresent()) {
            return wait;
        }
        Optional<Instant> crowded = attempts.take(Kind.ORIGIN, origin);
        crowded.ifPresent(until -> attempts.giveBack(Kind.ACCOUNT, name));
        return crowded;
    }

    private void told(String action, Optional<UUID> account) {
        audit.record(action, "account", account.stream().toList(), null, "");
    }

    /** Whether the account has an app for codes. */
    boolean hasCodes(UUID account) {
        return gate.call(() -> credentials.totp(account)).isPresent();
    }

    /** What the account can prove itself with besides the password. */
    Means means(UUID account) {
        return gate.call(() -> credentials.means(account));
    }

    /** The second step: a code of the app, or one from the paper. */
    Outcome code(SignedIn signedIn, String typed) {
        UUID account = signedIn.account();
        return gate.call(() -> {
            Optional<Instant> wait = attempts.take(Kind.SECOND_FACTOR, account.toString());
            if (wait.isPresent()) {
                return new Outcome.Wait(wait.get());
            }
            if (fits(account, typed)) {
                attempts.succeeded(Kind.SECOND_FACTOR, account.toString());
                told("second-factor", Optional.of(account));
                return new Outcome.Right(signedIn.with(SignedIn.Factor.TOTP));
            }
            told("second-factor-refused", Optional.of(account));
            return new Outcome.Wrong();
        });
    }

    private boolean fits(UUID account, String typed) {
        OptionalLong step = OptionalLong.empty();
        Optional<Credentials.Codes> codes = credentials.totp(account);
        if (codes.isPresent()) {
            step =
                    Totp.match(
                            open(account, codes.get().sealed()),
                            typed,
                            clock.instant(),
                            codes.get().lastStep());
        }
        // The update itself makes sure that a code is good once, also when it comes twice at the
        // same moment.
        return step.isPresent()
                ? credentials.useStep(account, step.getAsLong())
                : credentials.useRecovery(account, recovery(account, typed));
    }

    /** The code that the app of this account shows now; for demonstrations only. */
    @Nullable String codeNow(UUID account) {
        return gate.call(() -> credentials.totp(account))
                .map(codes -> Totp.code(open(account, codes.sealed()), clock.instant()))
                .orElse(null);
    }

    /**
     * Takes a new app into use.
     *
     * @param typed a code that the app shows, to prove that it has the secret
     * @return new recovery codes, to be shown once; empty if the code does not fit
     */
    Optional<List<String>> enrol(UUID account, byte[] secret, String typed) {
        OptionalLong step = Totp.match(secret, typed, clock.instant(), 0);
        if (step.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                gate.call(() -> {
                    credentials.setTotp(
                            account, sealer.seal(secret, purpose(account)), step.getAsLong());
                    told("second-factor-set", Optional.of(account));
                    return recoveryCodes(account);
                }));
    }

    /**
     * New codes for the paper; the old ones end.
     *
     * @return to be shown once
     */
    List<String> newRecoveryCodes(UUID account) {
        return gate.call(() -> recoveryCodes(account));
    }

    private List<String> recoveryCodes(UUID account) {
        List<String> codes = new ArrayList<>();
        while (codes.size() < RECOVERY_CODES) {
            codes.add(newRecoveryCode());
        }
        credentials.setRecovery(
                account, codes.stream().map(code -> recovery(account, code)).toList());
        told("recovery-codes-set", Optional.of(account));
        return codes;
    }

    /**
     * Whether this is the password of the account: asked again before something important. Counts
     * like a sign-in, so that an open session is no way to guess.
     */
    Outcome knowsPassword(SignedIn signedIn, String password) {
        UUID account = signedIn.account();
        Optional<Instant> wait = gate.call(() -> attempts.take(Kind.ACCOUNT, account.toString()));
        if (wait.isPresent()) {
            return new Outcome.Wait(wait.get());
        }
        String hash = gate.call(() -> credentials.passwordHash(account)).orElse(null);
        if (PasswordRules.length(password) > PasswordRules.LONGEST
                || !passwords.matches(password, hash)) {
            return new Outcome.Wrong();
        }
        gate.run(() -> attempts.succeeded(Kind.ACCOUNT, account.toString()));
        return new Outcome.Right(signedIn);
    }

    /** Sets the password. Sessions that began earlier end. */
    void setPassword(UUID account, String password) {
        setPassword(account, password, clock.instant());
    }

    /** Sets the password. Sessions that began before {@code now} end. */
    void setPassword(UUID account, String password, Instant now) {
        String hash = passwords.hash(password);
        gate.run(() -> {
            credentials.setPassword(account, hash, now);
            told("password-set", Optional.of(account));
        });
    }

    private byte[] open(UUID account, byte[] sealed) {
        return sealer.open(sealed, purpose(account));
    }

    static String purpose(UUID account) {
        return "totp:" + account;
    }

    private byte[] recovery(UUID account, String code) {
        return sealer.fingerprint(
                "recovery:"
                        + account
                        + ":"
                        + code.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", ""));
    }

    private static String newRecoveryCode() {
        StringBuilder code = new StringBuilder();
        for (int i = 0; i < 10; i++) {
            code.append(i == 5 ? "-" : "")
                    .append(RECOVERY_LETTERS.charAt(RANDOM.nextInt(RECOVERY_LETTERS.length())));
        }
        return code.toString();
    }
}
