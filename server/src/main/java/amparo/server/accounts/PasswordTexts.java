package amparo.server.accounts;

import java.util.Locale;

/** Tells in the words of the pages what is wrong with a new password. */
final class PasswordTexts {

    private PasswordTexts() {}

    /** For example {@code password.fault-too-short}. */
    static String key(PasswordRules.Fault fault) {
        return "password.fault-" + fault.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
