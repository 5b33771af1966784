package amparo.server.access;

import java.util.Map;
import java.util.Set;

/**
 * The matrix of roles, routes and tables: the one place that says who may do what. Read from {@code
 * access/matrix.yaml}; what has no line is shut.
 *
 * @param rows conditions on a row by name, as SQL
 * @param tables table, then database role ({@code amparo_frontline}, {@code amparo_sessions}), then
 *     operation, then on which rows and columns
 * @param functions function, then the database roles that may call it
 * @param routes what is asked of whoever calls an address
 * @param digest changes when the file does
 */
public record Matrix(
        Map<String, String> rows,
        Map<String, Map<String, Map<Operation, Grant>>> tables,
        Map<String, Set<String>> functions,
        Map<Route, Entry> routes,
        String digest) {

    public Matrix {
        rows = Map.copyOf(rows);
        tables = Map.copyOf(tables);
        functions = Map.copyOf(functions);
        routes = Map.copyOf(routes);
    }

    /** What may be done with the rows of a table. */
    public enum Operation {
        SELECT,
        INSERT,
        UPDATE,
        DELETE
    }

    /**
     * On which part of a table an operation is allowed.
     *
     * @param row name of a row condition
     * @param columns for an update that may touch only these; otherwise empty
     */
    public record Grant(String row, Set<String> columns) {
        public Grant {
            columns = Set.copyOf(columns);
        }
    }

    /**
     * An address as controllers declare it.
     *
     * @param method GET, POST, PUT, PATCH or DELETE
     * @param pattern for example {@code /persons/{code}}
     */
    public record Route(String method, String pattern) {
        @Override
        public String toString() {
            return method + " " + pattern;
        }
    }

    /** What this database role may do with this table; empty if nothing. */
    public Map<Operation, Grant> grants(String table, String role) {
        return tables.getOrDefault(table, Map.of()).getOrDefault(role, Map.of());
    }

    /** Who may call an address. */
    public sealed interface Entry {
        /** Also without sign-in. */
        record Everyone() implements Entry {}

        /** The password was right; the second factor may be missing. */
        record HalfSignedIn() implements Entry {}

        /** Any role, the second factor given where a role asks for it. */
        record SignedIn() implements Entry {}

        /** Only who acts in one of these roles; both sets say "and", an empty set says nothing. */
        record Roles(Set<Role> roles, Set<Room> rooms) implements Entry {
            public Roles {
                roles = Set.copyOf(roles);
                rooms = Set.copyOf(rooms);
            }

            /** Whether this actor may. */
            public boolean admits(Actor actor) {
                return (roles.isEmpty() || actor.roles().stream().anyMatch(roles::contains))
                        && (rooms.isEmpty() || rooms.contains(actor.room()));
            }
        }

        /** A client of the API with a token that has this scope. */
        record Token(String scope) implements Entry {}
    }
}
