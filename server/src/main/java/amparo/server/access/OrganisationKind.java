package amparo.server.access;

import java.util.Arrays;
import java.util.Locale;

/** What an organisation is for. It decides on which side of the walls its people stand. */
public enum OrganisationKind {
    BORDER_AUTHORITY,
    ASYLUM_AUTHORITY,
    CHILD_PROTECTION_AUTHORITY,
    ANTI_TRAFFICKING_AUTHORITY,
    LABOUR_AUTHORITY,
    UN_AGENCY,
    NGO,
    REFUGEE_LED,
    MONITOR;

    /** The code in the database and in addresses: lower case with hyphens. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * @throws IllegalArgumentException if no kind has this code; the message names those that exist
     */
    public static OrganisationKind of(String code) {
        return Codes.find(
                Arrays.asList(values()), OrganisationKind::code, code, "kind of organisation");
    }
}
