package amparo.server.command;

import amparo.server.platform.Language;
import amparo.server.platform.Texts;
import java.util.Locale;

/** What the commands say, in the language of the surroundings: English there, else Spanish. */
final class Say {

    private static final Texts TEXTS = Texts.load();

    private Say() {}

    /** The text of the key {@code command.<key>}. */
    static String line(String key, Object... values) {
        return TEXTS.text(language(), "command." + key, values);
    }

    /** The name of a role, by its code. */
    static String role(String code) {
        return TEXTS.text(language(), "role." + code);
    }

    private static Language language() {
        return Locale.getDefault().getLanguage().equals("en") ? Language.EN : Language.ES;
    }

    /** For numbers that are names: ports are not written with separators. */
    static String plain(int number) {
        return Integer.toString(number);
    }
}
