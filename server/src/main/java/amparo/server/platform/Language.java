package amparo.server.platform;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The languages of staff pages: Spanish and English are complete, Portuguese and French prepared.
 */
public enum Language {
    ES("es", "Español", "d 'de' MMMM 'de' yyyy"),
    EN("en", "English", "d MMMM yyyy"),
    PT("pt", "Português", "d 'de' MMMM 'de' yyyy"),
    FR("fr", "Français", "d MMMM yyyy");

    private final String code;
    private final String ownName;
    private final String datePattern;

    Language(String code, String ownName, String datePattern) {
        this.code = code;
        this.ownName = ownName;
        this.datePattern = datePattern;
    }

    /** The code of BCP 47, as in {@code <html lang>}. */
    public String code() {
        return code;
    }

    /** What its speakers call it. */
    public String ownName() {
        return ownName;
    }

    /** For the names of months and the like. */
    public Locale locale() {
        return Locale.of(code);
    }

    /** The writing direction, as in {@code <html dir>}. */
    public String direction() {
        return "ltr";
    }

    String datePattern() {
        return datePattern;
    }

    /** The plural form of a count: French and Portuguese say "0" like "1". */
    String plural(long count) {
        boolean zeroIsOne = this == FR || this == PT;
        return count == 1 || (count == 0 && zeroIsOne) ? "one" : "other";
    }

    /** The language of a code, or none for a code that is no staff language. */
    public static Optional<Language> of(String code) {
        return Stream.of(values()).filter(language -> language.code.equals(code)).findFirst();
    }
}
