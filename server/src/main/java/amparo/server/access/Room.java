package amparo.server.access;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * A side of the walls. Every transaction runs in exactly one room, as the database role of that
 * room; what the role may not read does not exist there.
 */
public enum Room {
    /** Before and while somebody signs in: credentials, no persons. */
    GATE,
    /**
     * Those who protect and assist: of protection, asylum and labour authorities, UN, NGO,
     * refugee-led organisations.
     */
    FRONTLINE,
    /** Border authorities: see only what they entered themselves. */
    BORDER,
    /** Return officers: see only what they entered themselves. */
    RETURNS,
    /** Monitors and data protection officers. */
    OVERSIGHT,
    /** Rule authors and analysts: never see persons. */
    DESK,
    /** Accounts and organisations: never persons. */
    ADMINISTRATION,
    /** Jobs of the system itself. */
    SYSTEM;

    /** The code in files and sessions, for example {@code frontline}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The role of this room inside PostgreSQL, for example {@code amparo_frontline}. */
    public String databaseRole() {
        return "amparo_" + code();
    }

    /**
     * @throws IllegalArgumentException if no room has this code
     */
    public static Room of(String code) {
        return Codes.find(Arrays.asList(values()), Room::code, code, "room");
    }

    /** The roles of all rooms inside PostgreSQL. */
    public static List<String> databaseRoles() {
        return Arrays.stream(values()).map(Room::databaseRole).toList();
    }
}
