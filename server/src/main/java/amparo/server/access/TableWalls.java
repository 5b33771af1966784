package amparo.server.access;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Builds the walls inside PostgreSQL: takes every right away, then gives those of the matrix, each
 * with its row condition as a policy. Tables and functions that the matrix does not know stop the
 * start.
 */
public final class TableWalls {

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
                    matrix.digest()
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
        everybody.add("amparo_app");
        String all = String.join(", ", everybody);
        sql.add("revoke all on schema amparo from public");
        sql.add("grant usage on schema amparo to " + all);
        sql.add("revoke all on all tables in schema amparo from public, " + all);
        sql.add("revoke all on all sequences in schema amparo from public, " + all);
        sql.add("revoke all on all functions in schema amparo from public, " + all);
        for (String policy :
                names(
                        owner,
                        "select format('drop policy %I on amparo.%I', policyname, tablename) from"
                                + " pg_policies where schemaname = 'amparo'")) {
            sql.add(policy);
        }
        new TreeMap<>(matrix.tables())
                .forEach((table, rooms) -> {
                    sql.add("alter table " + table + " enable row level security");
                    new TreeMap<>(rooms)
                            .forEach((role, operations) ->
                                    operations.forEach((operation, row) -> {
                                        String condition = matrix.rows().get(row);
                                        sql.add(
                                                "grant " + operation + " on " + table + " to "
                                                        + role);
                                        sql.add(
                                                "create policy "
                                                        + role
                                                        + "_"
                                                        + operation
                                                        + " on "
                                                        + table
                                                        + " for "
                                                        + operation
                                                        + " to "
                                                        + role
                                                        + switch (operation) {
                                                            case SELECT, DELETE ->
                                                                    " using (" + condition + ")";
                                                            case INSERT ->
                                                                    " with check ("
                                                                            + condition
                                                                            + ")";
                                                            case UPDATE ->
                                                                    " using ("
                                                                            + condition
                                                                            + ") with check ("
                                                                            + condition
                                                                            + ")";
                                                        });
                                    }));
                });
        for (Map.Entry<String, java.util.Set<String>> function :
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
