package amparo.server.accounts;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a password must be: long, not one of those that everybody tries, not made from the account's
 * own name.
 */
final class PasswordRules {

    static final int SHORTEST = 12;

    /** Longer ones would only make us work. */
    static final int LONGEST = 128;

    private static final Set<String> BAD = load();

    private PasswordRules() {}

    /** Why a password is refused; the names are the ends of the keys of the texts. */
    enum Fault {
        TOO_SHORT,
        TOO_LONG,
        COMMON,
        OWN_NAME,
        TOO_PLAIN
    }

    /**
     * What is wrong with it, if anything. Composition (capitals, digits, signs) is never asked for.
     */
    static Optional<Fault> fault(String password, String email, String displayName) {
        int length = length(password);
        if (length < SHORTEST) {
            return Optional.of(Fault.TOO_SHORT);
        }
        if (length > LONGEST) {
            return Optional.of(Fault.TOO_LONG);
        }
        String plain = plain(password);
        if (plain.codePoints().distinct().count() < 5) {
            return Optional.of(Fault.TOO_PLAIN);
        }
        // "contraseña2024" is no better than "contraseña".
        String stem = plain.replaceAll("[^\\p{L}]+$", "").replaceAll("^[^\\p{L}]+", "");
        if (BAD.contains(plain) || BAD.contains(stem)) {
            return Optional.of(Fault.COMMON);
        }
        String local = plain(email.contains("@") ? email.substring(0, email.indexOf('@')) : email);
        String rest = plain;
        for (String part : (local + " " + plain(displayName)).split("[^\\p{L}\\d]+")) {
            if (part.length() >= 3) {
                rest = rest.replace(part, "");
            }
        }
        return rest.length() < 6 ? Optional.of(Fault.OWN_NAME) : Optional.empty();
    }

    /** In signs as people count them. */
    static int length(String password) {
        String one = Normalizer.normalize(password, Normalizer.Form.NFC);
        return one.codePointCount(0, one.length());
    }

    private static String plain(String text) {
        return Normalizer.normalize(text.toLowerCase(Locale.ROOT), Normalizer.Form.NFKD)
                .replaceAll("\\p{M}", "")
                .strip();
    }

    private static Set<String> load() {
        try (InputStream file = PasswordRules.class.getResourceAsStream("bad-passwords.txt")) {
            if (file == null) {
                throw new IllegalStateException("bad-passwords.txt is missing from the class path");
            }
            BufferedReader lines =
                    new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8));
            return lines.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(PasswordRules::plain)
                    .collect(Collectors.toCollection(HashSet::new));
        } catch (IOException failed) {
            throw new IllegalStateException("bad-passwords.txt cannot be read", failed);
        }
    }
}
