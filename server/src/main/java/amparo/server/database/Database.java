package amparo.server.database;

/**
 * Where the database is and how its two login roles sign in.
 *
 * <p>The <em>owner</em> migrates, backs up and verifies; it is never used to answer a request. The
 * application signs in as {@value #APPLICATION}, a plain role that owns nothing.
 *
 * @param url a JDBC address, for example {@code jdbc:postgresql://127.0.0.1:5432/amparo}; holds no
 *     password
 * @param owner name of the role that owns the schema
 * @param ownerPassword its password
 * @param applicationPassword password of {@value #APPLICATION} and {@value #SESSIONS}; set on every
 *     start
 */
public record Database(String url, String owner, String ownerPassword, String applicationPassword) {

    /** The login role of the application. */
    public static final String APPLICATION = "amparo_app";

    /**
     * The login role of the HTTP sessions. It stands apart, as whoever could read them in the name
     * of the application could take over anybody's session.
     */
    public static final String SESSIONS = "amparo_sessions";

    /** The schema that holds every table. */
    public static final String SCHEMA = "amparo";

    /** Hides both passwords: a record would print them into logs. */
    @Override
    public String toString() {
        return "Database[" + url + ", " + owner + "]";
    }
}
