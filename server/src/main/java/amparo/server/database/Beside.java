package amparo.server.database;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/**
 * A database beside that of real work in the same cluster, made and dropped by the same owner. What
 * it is not sure to have made itself it neither uses nor drops.
 */
public final class Beside {

    /** What PostgreSQL takes of a name, in bytes. */
    private static final int LONGEST = 63;

    private static final String ENDING = "_practice";
    private static final String MARK = "Amparo: exercises beside ";

    private final Database work;
    private final String workName;
    private final String name;

    private Beside(Database work, String workName) {
        this.work = work;
        this.workName = workName;
        this.name = shortened(workName, LONGEST - ENDING.length()) + ENDING;
    }

    /** Whether it can be made, and if not, why. */
    public enum Obstacle {
        NONE,
        /** The owner has not the right to make databases. */
        RIGHT,
        /** A database of that name is there that Amparo did not make. */
        TAKEN
    }

    /** Beside this one; asks it for its name. */
    public static Beside of(Database work) throws SQLException {
        try (Connection owner = Migrations.open(work)) {
            return new Beside(work, text(owner, "select current_database()"));
        }
    }

    /** Its name. */
    public String name() {
        return name;
    }

    /** The name of the owner, as SQL writes it. */
    public String owner() {
        return quoted(work.owner());
    }

    /** How to reach it, with the same login roles. */
    public Database database() {
        return new Database(
                at(work.url(), name),
                work.owner(),
                work.ownerPassword(),
                work.applicationPassword());
    }

    /** The same address with another database. */
    static String at(String url, String database) {
        int host = url.indexOf("//") + 2;
        int question = url.indexOf('?');
        String options = question < 0 ? "" : url.substring(question);
        String place = question < 0 ? url : url.substring(0, question);
        int slash = place.indexOf('/', host);
        return (slash < 0 ? place : place.substring(0, slash))
                + "/"
                + URLEncoder.encode(database, StandardCharsets.UTF_8)
                + options;
    }

    private static String shortened(String text, int bytes) {
        String rest = text;
        while (rest.getBytes(StandardCharsets.UTF_8).length > bytes) {
            rest = rest.substring(0, rest.length() - 1);
        }
        return rest;
    }

    /** Why it could not be made now, or could not be dropped if it is there. */
    public Obstacle obstacle() throws SQLException {
        try (Connection owner = Migrations.open(work)) {
            if (there(owner) && !ours(owner)) {
                return Obstacle.TAKEN;
            }
            return text(
                                    owner,
                                    "select rolcreatedb or rolsuper from pg_roles where rolname ="
                                            + " current_user")
                            .startsWith("t")
                    ? Obstacle.NONE
                    : Obstacle.RIGHT;
        }
    }

    /** Whether a database of that name is there, whoever made it. */
    public boolean there() throws SQLException {
        try (Connection owner = Migrations.open(work)) {
            return there(owner);
        }
    }

    /**
     * Makes it, empty, with the encoding and the sorting of the one of real work. The template is
     * that of PostgreSQL: nothing is copied from anywhere.
     */
    public void create() throws SQLException {
        try (Connection owner = Migrations.open(work)) {
            execute(owner, "create database " + quoted(name) + " template template0" + like(owner));
            execute(owner, "comment on database " + quoted(name) + " is " + literal(mark()));
            // What an exercise loses with the current of the machine nobody misses.
            execute(owner, "alter database " + quoted(name) + " set synchronous_commit = off");
        }
    }

    /**
     * Drops it if it is there and ours; whoever is still connected is thrown out.
     *
     * @return whether none of that name is there any more
     */
    public boolean drop() throws SQLException {
        try (Connection owner = Migrations.open(work)) {
            if (!there(owner)) {
                return true;
            }
            if (!ours(owner)) {
                return false;
            }
            execute(owner, "drop database if exists " + quoted(name) + " with (force)");
            return true;
        }
    }

    private boolean there(Connection owner) throws SQLException {
        return found(owner, "select 1 from pg_database where datname = ?");
    }

    private boolean ours(Connection owner) throws SQLException {
        if (!found(
                owner,
                "select 1 from pg_database where datname = ? and datdba = (select oid from pg_roles"
                        + " where rolname = current_user)")) {
            return false;
        }
        if (found(
                owner,
                "select 1 from pg_database where datname = ? and shobj_description(oid,"
                        + " 'pg_database') = "
                        + literal(mark()))) {
            return true;
        }
        // Made by a server that was killed before it could mark it: then nothing is in it yet.
        try (Connection inside = Migrations.open(database())) {
            return text(
                                    inside,
                                    "select not exists (select 1 from pg_class where relnamespace"
                                            + " not in (select oid from pg_namespace where nspname"
                                            + " like 'pg\\_%' or nspname ="
                                            + " 'information_schema'))")
                            .startsWith("t")
                    && text(
                                    inside,
                                    "select shobj_description(oid, 'pg_database') is null from"
                                            + " pg_database where datname = current_database()")
                            .startsWith("t");
        }
    }

    private String mark() {
        return MARK + workName;
    }

    private static String like(Connection owner) throws SQLException {
        try (Statement statement = owner.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                "select pg_encoding_to_char(encoding), datcollate, datctype,"
                                        + " datlocprovider from pg_database where datname ="
                                        + " current_database()")) {
            row.next();
            String encoding = " encoding " + literal(row.getString(1));
            // Other providers come from the template, which has that of the cluster.
            return row.getString(4).equals("c")
                    ? encoding
                            + " lc_collate "
                            + literal(row.getString(2))
                            + " lc_ctype "
                            + literal(row.getString(3))
                    : encoding;
        }
    }

    private boolean found(Connection owner, String query) throws SQLException {
        try (PreparedStatement statement = owner.prepareStatement(query)) {
            statement.setString(1, name);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }

    private static String text(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            @Nullable String text = row.getString(1);
            return text == null ? "" : text;
        }
    }

    private static void execute(Connection owner, String sql) throws SQLException {
        try (Statement statement = owner.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String quoted(String identifier) {
        return "\"" + identifier.replace("\"", "\"\"") + "\"";
    }

    private static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
