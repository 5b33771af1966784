package amparo.server.access;

import amparo.server.database.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Builds the walls inside PostgreSQL: takes every right away, then gives those of the matrix, each
 * with its row condition as a policy. Tables and functions that the matrix does not know stop the
 * start.
 */
public final class TableWalls {

    /**
     * Nobody makes tables of their own, not even temporary ones that could stand in front of ours.
     * On a server whose database belongs to somebody else its administrator must do so.
     */
    private static final String DATABASE_GRANTS =
            """
            select sql from pg_database d, lateral (values
                (format('revoke create, temporary on database %I from public', d.datname)),
                (format('grant connect on database %I to amparo_app, amparo_sessions', d.datname))) as statements (sql)
            where d.datname = current_database() and pg_has_role(d.datdba, 'USAGE')
            union all
            select 'revoke create on schema public from public' from pg_namespace n
            where n.nspname = 'public' and pg_has_role(n.nspowner, 'USAGE')
            """;

    /** Counts on when this class builds otherwise from the same matrix: folders build again. */
    private static final String WAY = "2";

    private TableWalls() {}

    /**
     * Builds the walls if the matrix or the migrations changed since they were built.
     *
     * @param owner a connection of the owner, inside a transaction
     * @throws IllegalStateException if a table, view, sequence or function has no line in the
     *     matrix, or the matrix knows one that does not exist
     */
    public static void build(Connection owner, Matrix matrix) throws SQLException {
        try (Statement statement = owner.createStatement()) {
            statement.execute("set local search_path = amparo, pg_temp");
            statement.execute("create table if not exists walls (digest text not null)");
            // Two servers that start at once build one after the other.
            statement.execute("lock table walls in exclusive mode");
            String wanted =
                    WAY
                            + " "
                            + matrix.digest()
                            + " "
                            + one(owner, "select max(version) from flyway_schema_history");
            if (wanted.equals(one(owner, "select max(digest) from walls"))) {
                return;
            }
            check(
                    "table",
                    names(
                            owner,
                            "select c.relname from pg_class c where c.relnamespace = 'amparo'::regnamespace"
                                    + " and c.relkind in ('r', 'p', 'v', 'm', 'f')"),
                    matrix.tables());
            check(
                    "function",
                    names(
                            owner,
                            "select distinct proname from pg_proc where pronamespace ="
                                    + " 'amparo'::regnamespace"),
                    matrix.functions());
            List<String> views =
                    names(
                            owner,
                            "select relname from pg_class where relnamespace ="
                                    + " 'amparo'::regnamespace and relkind in ('v', 'm', 'f')");
            if (!views.isEmpty()) {
                throw new IllegalStateException(
                        "row-level security does not hold for views and foreign tables: " + views);
            }
            for (String sql : statements(owner, matrix)) {
                statement.execute(sql);
            }
            statement.execute("delete from walls");
            statement.execute("insert into walls values ('" + wanted + "')");
        }
    }

    private static void check(String what, List<String> present, Map<String, ?> known) {
        TreeSet<String> missing = new TreeSet<>(present);
        missing.removeAll(known.keySet());
        TreeSet<String> gone = new TreeSet<>(known.keySet());
        gone.removeAll(present);
        if (!missing.isEmpty() || !gone.isEmpty()) {
            throw new IllegalStateException(
                    "access/matrix.yaml and the database differ. No line for "
                            + what
                            + ": "
                            + missing
                            + "; a line but no "
                            + what
                            + ": "
                            + gone);
        }
    }

    private static List<String> statements(Connection owner, Matrix matrix) throws SQLException {
        List<String> sql = new ArrayList<>();
        List<String> everybody = new ArrayList<>(Room.databaseRoles());
        everybody.add(Database.APPLICATION);
        everybody.add(Database.SESSIONS);
        String all = String.join(", ", everybody);
        sql.add("revoke all on schema amparo from public");
        sql.add("grant usage on schema amparo to " + all);
        sql.add("revoke all on all tables in schema amparo from public, " + all);
        sql.add("revoke all on all sequences in schema amparo from public, " + all);
        sql.add("revoke all on all functions in schema amparo from public, " + all);
        sql.addAll(names(owner, DATABASE_GRANTS));
        sql.addAll(
                names(
                        owner,
                        "select format('drop policy %I on amparo.%I', policyname, tablename) from"
                                + " pg_policies where schemaname = 'amparo'"));
        new TreeMap<>(matrix.tables())
                .forEach((table, rooms) -> {
                    sql.add("alter table " + table + " enable row level security");
                    new TreeMap<>(rooms)
                            .forEach((role, operations) ->
                                    operations.forEach((operation, grant) -> {
                                        sql.add(grant(table, role, operation, grant));
                                        sql.add(
                                                policy(
                                                        table,
                                                        role,
                                                        operation,
                                                        condition(role, grant, matrix)));
                                    }));
                });
        for (Map.Entry<String, Set<String>> function :
                new TreeMap<>(matrix.functions()).entrySet()) {
            for (String signature :
                    names(
                            owner,
                            "select oid::regprocedure::text from pg_proc where pronamespace ="
                                    + " 'amparo'::regnamespace and proname = '"
                                    + function.getKey()
                                    + "'")) {
                for (String role : new TreeSet<>(function.getValue())) {
                    sql.add("grant execute on function " + signature + " to " + role);
                }
            }
        }
        return sql;
    }

    private static String grant(
            String table, String role, Matrix.Operation operation, Matrix.Grant grant) {
        String columns =
                grant.columns().isEmpty()
                        ? ""
                        : " (" + String.join(", ", new TreeSet<>(grant.columns())) + ")";
        return "grant " + operation + columns + " on " + table + " to " + role;
    }

    /** In a room nothing is seen or done without the seal, whatever else the matrix asks. */
    private static String condition(String role, Matrix.Grant grant, Matrix matrix) {
        String row = Objects.requireNonNull(matrix.rows().get(grant.row()));
        return role.equals(Database.SESSIONS)
                ? row
                : "(select acting_sealed()) and (" + underTheSeal(row) + ")";
    }

    /**
     * The seal is looked at once for a condition: behind that look the settings are read as they
     * stand. Each function {@code acting_...()} would look again, and each look is a keyed hash.
     */
    private static String underTheSeal(String row) {
        return row.replace("acting_account()", setting("account"))
                .replace("acting_organisation()", setting("organisation"));
    }

    private static String setting(String name) {
        return "nullif(current_setting('amparo." + name + "', true), '')::uuid";
    }

    /** The name under which the policy of a line stands in the catalogue. */
    static String policyName(String role, Matrix.Operation operation) {
        return role + "_" + operation.name().toLowerCase(Locale.ROOT);
    }

    private static String policy(
            String table, String role, Matrix.Operation operation, String condition) {
        return "create policy "
                + policyName(role, operation)
                + " on "
                + table
                + " for "
                + operation
                + " to "
                + role
                + switch (operation) {
                    case SELECT, DELETE -> " using (" + condition + ")";
                    case INSERT -> " with check (" + condition + ")";
                    case UPDATE -> " using (" + condition + ") with check (" + condition + ")";
                };
    }

    private static List<String> names(Connection owner, String query) throws SQLException {
        List<String> result = new ArrayList<>();
        try (PreparedStatement statement = owner.prepareStatement(query);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                result.add(rows.getString(1));
            }
        }
        return result;
    }

    private static @Nullable String one(Connection owner, String query) throws SQLException {
        List<String> found = names(owner, query);
        return found.isEmpty() ? null : found.getFirst();
    }
}
