package amparo.server.access;

import java.util.Arrays;
import java.util.Locale;

/**
 * What somebody does in an organisation. A person may hold several roles, in several organisations.
 */
public enum Role {
    REGISTRAR(false),
    CASE_WORKER(true),
    PROTECTION_SPECIALIST(true),
    SUPERVISOR(true),
    REFERRAL_FOCAL_POINT(true),
    ASYLUM_OFFICER(true),
    RETURN_OFFICER(true),
    MONITOR(true),
    RULE_AUTHOR(false),
    ANALYST(false),
    DATA_PROTECTION_OFFICER(true),
    ADMINISTRATOR(true);

    private final boolean secondFactor;

    Role(boolean secondFactor) {
        this.secondFactor = secondFactor;
    }

    /**
     * Whether this role sees sensitive facts, or can let somebody see them, and so is never used
     * with a password alone.
     */
    public boolean needsSecondFactor() {
        return secondFactor;
    }

    /** The side of the walls on which this role works in an organisation of that kind. */
    public Room room(OrganisationKind kind) {
        return switch (this) {
            case REGISTRAR,
                    CASE_WORKER,
                    PROTECTION_SPECIALIST,
                    SUPERVISOR,
                    REFERRAL_FOCAL_POINT,
                    ASYLUM_OFFICER ->
                    kind == OrganisationKind.BORDER_AUTHORITY ? Room.BORDER : Room.FRONTLINE;
            case RETURN_OFFICER -> Room.RETURNS;
            case MONITOR, DATA_PROTECTION_OFFICER -> Room.OVERSIGHT;
            case RULE_AUTHOR, ANALYST -> Room.DESK;
            case ADMINISTRATOR -> Room.ADMINISTRATION;
        };
    }

    /**
     * The code in the database, in the matrix and in addresses, for example {@code case-worker}.
     */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * @throws IllegalArgumentException if no role has this code; the message names those that exist
     */
    public static Role of(String code) {
        return Codes.find(Arrays.asList(values()), Role::code, code, "role");
    }
}
