package amparo.server.access;

import java.util.Arrays;
import java.util.Locale;

/** How much of the organisation's work a membership reaches. */
public enum Scope {
    /** Everything of the organisation. */
    ORGANISATION,
    /** Its sites in one country. */
    COUNTRY,
    /** The sites that the membership names. */
    SITE,
    /** What somebody entered or is assigned to. */
    OWN;

    /** The code in the database. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * @throws IllegalArgumentException if no scope has this code
     */
    public static Scope of(String code) {
        return Codes.find(Arrays.asList(values()), Scope::code, code, "scope");
    }
}
