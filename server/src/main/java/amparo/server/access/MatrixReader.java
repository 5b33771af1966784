package amparo.server.access;

import amparo.server.database.Database;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * Reads {@code access/matrix.yaml}. Anything it does not understand is an error: a wall must not
 * fall by a typing slip.
 */
public final class MatrixReader {

    private static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "PATCH", "DELETE");

    private static final Pattern OPERATION =
            Pattern.compile("(select|insert|update|delete)(?:\\(([a-z_]+(?:, *[a-z_]+)*)\\))?");

    private final List<String> problems = new ArrayList<>();

    private MatrixReader() {}

    /** The matrix of this version. */
    public static Matrix bundled() {
        try (InputStream file = MatrixReader.class.getResourceAsStream("/access/matrix.yaml")) {
            if (file == null) {
                throw new IllegalStateException(
                        "access/matrix.yaml is missing from the class path");
            }
            return read(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException failed) {
            throw new IllegalStateException("access/matrix.yaml cannot be read", failed);
        }
    }

    /**
     * @throws IllegalArgumentException with every mistake, one a line
     */
    public static Matrix read(String yaml) {
        MatrixReader reader = new MatrixReader();
        Matrix matrix = reader.matrix(yaml);
        if (!reader.problems.isEmpty()) {
            throw new IllegalArgumentException(
                    "matrix.yaml:\n" + String.join("\n", reader.problems));
        }
        return matrix;
    }

    private Matrix matrix(String yaml) {
        LoadSettings settings = LoadSettings.builder().setAllowDuplicateKeys(false).build();
        Map<String, Object> root = map(new Load(settings).loadFromString(yaml), "the file");
        for (String key : root.keySet()) {
            if (!Set.of("rows", "tables", "functions", "routes").contains(key)) {
                problems.add("unknown part '" + key + "'");
            }
        }
        Map<String, String> rows = new TreeMap<>();
        map(root.get("rows"), "rows").forEach((name, sql) -> rows.put(name, String.valueOf(sql)));
        Map<String, Map<String, Map<Matrix.Operation, Matrix.Grant>>> tables = new TreeMap<>();
        map(root.get("tables"), "tables")
                .forEach((table, rooms) -> tables.put(table, table(table, rooms, rows)));
        Map<String, Set<String>> functions = new TreeMap<>();
        map(root.get("functions"), "functions")
                .forEach((name, rooms) ->
                        functions.put(name, callers(list(rooms, "function " + name), name)));
        Map<Matrix.Route, Matrix.Entry> routes = new LinkedHashMap<>();
        map(root.get("routes"), "routes").forEach((line, entry) -> route(line, entry, routes));
        Set<String> used =
                tables.values().stream()
                        .flatMap(rooms -> rooms.values().stream())
                        .flatMap(operations -> operations.values().stream())
                        .map(Matrix.Grant::row)
                        .collect(Collectors.toSet());
        rows.keySet().stream()
                .filter(name -> !used.contains(name))
                .forEach(name -> problems.add("the row condition '" + name + "' is not used"));
        return new Matrix(rows, tables, functions, routes, digest(yaml));
    }

    private Map<String, Map<Matrix.Operation, Matrix.Grant>> table(
            String table, Object rooms, Map<String, String> rows) {
        Map<String, Map<Matrix.Operation, Matrix.Grant>> result = new TreeMap<>();
        map(rooms, "table " + table)
                .forEach((room, operations) -> {
                    Map<Matrix.Operation, Matrix.Grant> allowed =
                            new EnumMap<>(Matrix.Operation.class);
                    String where = "table " + table + ", " + room;
                    map(operations, where)
                            .forEach((operation, condition) -> {
                                String name = String.valueOf(condition);
                                if (!rows.containsKey(name)) {
                                    problems.add(where + ": unknown row condition '" + name + "'");
                                }
                                grant(operation, name, where, allowed);
                            });
                    String role = databaseRole(room, "table " + table);
                    if (role != null) {
                        result.put(role, allowed);
                    }
                });
        return result;
    }

    /** Reads for example {@code select}, {@code update} or {@code update(until)}. */
    private void grant(
            String operation,
            String row,
            String where,
            Map<Matrix.Operation, Matrix.Grant> allowed) {
        Matcher parts = OPERATION.matcher(operation);
        if (!parts.matches()) {
            problems.add(where + ": unknown operation '" + operation + "'");
            return;
        }
        Matrix.Operation read = Matrix.Operation.valueOf(parts.group(1).toUpperCase(Locale.ROOT));
        String columns = parts.group(2);
        if (columns != null && read != Matrix.Operation.UPDATE) {
            problems.add(where + ": only an update can be limited to columns, not " + operation);
        }
        if (allowed.put(
                        read,
                        new Matrix.Grant(
                                row, columns == null ? Set.of() : Set.of(columns.split(", *"))))
                != null) {
            problems.add(where + ": " + parts.group(1) + " stands there twice");
        }
    }

    private Set<String> callers(List<String> rooms, String function) {
        Set<String> result = new HashSet<>();
        for (String room : rooms) {
            if (room.equals("rooms")) {
                result.addAll(Room.databaseRoles());
            } else {
                String role = databaseRole(room, "function " + function);
                if (role != null) {
                    result.add(role);
                }
            }
        }
        return result;
    }

    private @Nullable String databaseRole(String room, String where) {
        if (room.equals("sessions")) {
            return Database.SESSIONS;
        }
        try {
            return Room.of(room).databaseRole();
        } catch (IllegalArgumentException unknown) {
            problems.add(where + ": " + unknown.getMessage());
            return null;
        }
    }

    private void route(String line, Object entry, Map<Matrix.Route, Matrix.Entry> routes) {
        String[] parts = line.split(" ");
        if (parts.length != 2 || !METHODS.contains(parts[0]) || !parts[1].startsWith("/")) {
            problems.add(
                    "route '"
                            + line
                            + "': write a method and an address, for example GET /persons");
            return;
        }
        Matrix.Entry read = entry(line, entry);
        if (read != null) {
            routes.put(new Matrix.Route(parts[0], parts[1]), read);
        }
    }

    private Matrix.@Nullable Entry entry(String line, Object entry) {
        if (entry instanceof String word) {
            if (word.startsWith("token ")) {
                return new Matrix.Entry.Token(word.substring(6));
            }
            switch (word) {
                case "everyone":
                    return new Matrix.Entry.Everyone();
                case "half-signed-in":
                    return new Matrix.Entry.HalfSignedIn();
                case "signed-in":
                    return new Matrix.Entry.SignedIn();
                default:
                    problems.add("route " + line + ": unknown entry '" + word + "'");
                    return null;
            }
        }
        Set<Role> roles = new HashSet<>();
        Set<Room> rooms = new HashSet<>();
        for (String word : list(entry, "route " + line)) {
            try {
                if (word.startsWith("room ")) {
                    rooms.add(Room.of(word.substring(5)));
                } else {
                    roles.add(Role.of(word));
                }
            } catch (IllegalArgumentException unknown) {
                problems.add("route " + line + ": " + unknown.getMessage());
            }
        }
        if (roles.isEmpty() && rooms.isEmpty()) {
            problems.add(
                    "route " + line + ": nobody is admitted; name roles, or leave the line out");
            return null;
        }
        return new Matrix.Entry.Roles(roles, rooms);
    }

    private Map<String, Object> map(@Nullable Object value, String where) {
        Map<String, Object> result = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> entries) {
            entries.forEach((key, entry) -> result.put(String.valueOf(key), entry));
        } else {
            problems.add(where + ": expected names with values, found " + value);
        }
        return result;
    }

    private List<String> list(@Nullable Object value, String where) {
        if (value instanceof List<?> entries) {
            return entries.stream().map(String::valueOf).toList();
        }
        problems.add(where + ": expected a list, found " + value);
        return List.of();
    }

    private static String digest(String text) {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
