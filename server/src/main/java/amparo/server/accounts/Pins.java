package amparo.server.accounts;

import amparo.server.accounts.Attempts.Kind;
import amparo.server.platform.Sealer;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Six digits that open a locked screen again, and nothing else. */
@Component
class Pins {

    static final int DIGITS = 6;

    /** What people choose most, beyond what the rules find. */
    private static final Set<String> COMMON =
            Set.of(
                    "159753", "147258", "258369", "147852", "789456", "456123", "123321", "321123",
                    "112358", "314159", "101010", "202020", "246810", "135790", "420420", "192837");

    private final AtTheGate gate;
    private final Credentials credentials;
    private final Attempts attempts;
    private final Passwords passwords;
    private final Sealer sealer;

    Pins(
            AtTheGate gate,
            Credentials credentials,
            Attempts attempts,
            Passwords passwords,
            Sealer sealer) {
        this.gate = gate;
        this.credentials = credentials;
        this.attempts = attempts;
        this.passwords = passwords;
        this.sealer = sealer;
    }

    /** Why a PIN is refused. */
    enum Fault {
        NOT_SIX_DIGITS,
        TRIVIAL
    }

    static Optional<Fault> fault(String pin) {
        if (!pin.matches("[0-9]{6}")) {
            return Optional.of(Fault.NOT_SIX_DIGITS);
        }
        boolean up = true;
        boolean down = true;
        for (int i = 1; i < DIGITS; i++) {
            int step = Math.floorMod(pin.charAt(i) - pin.charAt(i - 1), 10);
            up &= step == 1;
            down &= step == 9;
        }
        boolean repeats =
                pin.substring(0, 3).equals(pin.substring(3)) // 123123
                        || pin.chars().distinct().count() < 3; // 111111, 121212, 112211
        boolean pairs =
                pin.charAt(0) == pin.charAt(1)
                        && pin.charAt(2) == pin.charAt(3)
                        && pin.charAt(4) == pin.charAt(5); // 112233
        return up || down || repeats || pairs || COMMON.contains(pin)
                ? Optional.of(Fault.TRIVIAL)
                : Optional.empty();
    }

    /** Sets it, or takes it away; minutes after which the screen locks by itself, if wanted. */
    void set(UUID account, @Nullable String pin, @Nullable Integer lockAfterMinutes) {
        String hash = pin == null ? null : passwords.hash(peppered(account, pin));
        gate.run(() -> credentials.setPin(account, hash, lockAfterMinutes));
    }

    /** Only when the screen locks by itself. */
    void setLockAfter(UUID account, @Nullable Integer lockAfterMinutes) {
        gate.run(() ->
                credentials.setPin(
                        account, credentials.pinHash(account).orElse(null), lockAfterMinutes));
    }

    boolean has(UUID account) {
        return gate.call(() -> credentials.pinHash(account)).isPresent();
    }

    Optional<Integer> lockAfter(UUID account) {
        return gate.call(() -> credentials.lockAfterMinutes(account));
    }

    /** What came of a try. */
    enum Outcome {
        RIGHT,
        WRONG,
        /** The last free mistake was made: only the whole sign-in helps. */
        OVER
    }

    /**
     * Tries a PIN.
     *
     * @param lock what the mistakes are counted for: the locked session, or the entry on a device
     */
    Outcome check(UUID account, String pin, String lock) {
        if (gate.call(() -> attempts.take(Kind.PIN, lock)).isPresent()) {
            return Outcome.OVER;
        }
        String hash = gate.call(() -> credentials.pinHash(account)).orElse(null);
        if (pin.length() == DIGITS && passwords.matches(peppered(account, pin), hash)) {
            gate.run(() -> attempts.succeeded(Kind.PIN, lock));
            return Outcome.RIGHT;
        }
        return gate.call(() -> attempts.exhausted(Kind.PIN, lock)) ? Outcome.OVER : Outcome.WRONG;
    }

    /** Six digits alone are soon found from a hash: the key of the installation goes in. */
    private String peppered(UUID account, String pin) {
        return HexFormat.of().formatHex(sealer.fingerprint("pin:" + account + ":" + pin));
    }
}
