package amparo.server.storage;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a schema looks like, read from PostgreSQL's own catalogue.
 *
 * @param schema its name
 * @param tables all tables but those of the migrations, ordered by name
 * @param migration the version the migrations brought it to
 */
record Shape(String schema, List<Table> tables, @Nullable String migration) {
    /** Where Flyway keeps its own record; the target of a restore has one already. */
    static final String HISTORY = "flyway_schema_history";

    /**
     * @param columns without generated ones: PostgreSQL computes them anew
     * @param partitioned whether the rows lie in partitions
     * @param forced whether row-level security binds even the owner
     */
    record Table(String name, List<String> columns, boolean partitioned, boolean forced) {}

    static Shape read(Connection connection, String schema) throws SQLException {
        List<Table> tables = new ArrayList<>();
        boolean counted = false;
        String query =
                """
                select c.relname, c.relkind = 'p', c.relforcerowsecurity,
                       coalesce((select array_agg(a.attname::text order by a.attnum)
                                 from pg_attribute a
                                 where a.attrelid = c.oid and a.attnum > 0
                                   and not a.attisdropped and a.attgenerated = ''), '{}')
                from pg_class c join pg_namespace n on n.oid = c.relnamespace
                where n.nspname = ? and c.relkind in ('r', 'p') and not c.relispartition
                order by c.relname collate "C"
                """;
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, schema);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    String name = row.getString(1);
                    if (name.equals(HISTORY)) {
                        counted = true;
                    } else {
                        tables.add(
                                new Table(
                                        name,
                                        List.of((String[]) row.getArray(4).getArray()),
                                        row.getBoolean(2),
                                        row.getBoolean(3)));
                    }
                }
            }
        }
        return new Shape(schema, tables, counted ? migration(connection, schema) : null);
    }

    private static @Nullable String migration(Connection connection, String schema)
            throws SQLException {
        String query =
                "select version from "
                        + name(schema, HISTORY)
                        + " where success and version is not null"
                        + " order by installed_rank desc limit 1";
        try (PreparedStatement statement = connection.prepareStatement(query);
                ResultSet row = statement.executeQuery()) {
            return row.next() ? row.getString(1) : null;
        }
    }

    /** The sequences and where they stand. */
    List<Manifest.Sequence> sequences(Connection connection) throws SQLException {
        List<String> names = new ArrayList<>();
        String query =
                """
                select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
                where n.nspname = ? and c.relkind = 'S' order by c.relname collate "C"
                """;
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, schema);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    names.add(row.getString(1));
                }
            }
        }
        List<Manifest.Sequence> sequences = new ArrayList<>();
        for (String sequence : names) {
            String position = "select last_value, is_called from " + name(schema, sequence);
            try (PreparedStatement statement = connection.prepareStatement(position);
                    ResultSet row = statement.executeQuery()) {
                row.next();
                sequences.add(new Manifest.Sequence(sequence, row.getLong(1), row.getBoolean(2)));
            }
        }
        return sequences;
    }

    String name(Table table) {
        return name(schema, table.name());
    }

    /** The names of several tables, for a statement that takes a list. */
    String names(List<Table> some, Set<String> without) {
        return String.join(
                ", ",
                some.stream().filter(t -> !without.contains(t.name())).map(this::name).toList());
    }

    static String columns(List<String> columns) {
        return String.join(", ", columns.stream().map(Shape::quote).toList());
    }

    static String name(String schema, String name) {
        return quote(schema) + "." + quote(name);
    }

    static String quote(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /** The settings under which text is written and read: the same on every server. */
    static void settle(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            for (String setting :
                    List.of(
                            // Rows that a policy would hide are an error, not a hole.
                            "row_security = off",
                            "search_path = pg_catalog",
                            "datestyle = 'ISO, YMD'",
                            "intervalstyle = 'postgres'",
                            "bytea_output = 'hex'",
                            "xmloption = 'content'",
                            "timezone = 'UTC'",
                            "statement_timeout = 0",
                            "idle_in_transaction_session_timeout = 0")) {
                statement.execute(String.format(Locale.ROOT, "set local %s", setting));
            }
        }
    }
}
