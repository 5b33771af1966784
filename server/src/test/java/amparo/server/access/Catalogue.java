package amparo.server.access;

import amparo.server.database.Database;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Holds the catalogue of PostgreSQL against the matrix: everything that exists, not what somebody
 * listed. A finding is one sentence.
 */
final class Catalogue {

    private static final String OURS =
            "not in ('pg_catalog', 'information_schema', 'pg_toast') and nspname not like 'pg_temp%' and nspname"
                    + " not like 'pg_toast_temp%'";

    private Catalogue() {}

    static List<String> logins() {
        return List.of(Database.APPLICATION, Database.SESSIONS);
    }

    /** All roles from which the walls keep something. */
    static List<String> roles() {
        List<String> roles = new ArrayList<>(Room.databaseRoles());
        roles.addAll(logins());
        return roles;
    }

    static List<String> tables(Connection owner) throws SQLException {
        return column(
                owner,
                "select relname from pg_class c join pg_namespace n on n.oid = c.relnamespace where"
                        + " relkind in ('r', 'p', 'v', 'm', 'f') and nspname "
                        + OURS
                        + " order by relname");
    }

    static List<String> findings(Connection owner, Matrix matrix) throws SQLException {
        List<String> findings = new ArrayList<>();
        findings.addAll(names(owner, matrix));
        findings.addAll(grants(owner, matrix));
        findings.addAll(policies(owner, matrix));
        findings.addAll(functions(owner, matrix));
        findings.addAll(roleAttributes(owner));
        return findings;
    }

    /** Only of tables: what the loop over all walls asks a thousand times. */
    static List<String> wallFindings(Connection owner, Matrix matrix) throws SQLException {
        List<String> findings = new ArrayList<>(grants(owner, matrix));
        findings.addAll(policies(owner, matrix));
        return findings;
    }

    private static List<String> names(Connection owner, Matrix matrix) throws SQLException {
        Set<String> without = new TreeSet<>(tables(owner));
        without.removeAll(matrix.tables().keySet());
        List<String> found = new ArrayList<>();
        without.forEach(name -> found.add("table without a line: " + name));
        found.addAll(
                column(
                        owner,
                        "select 'row-level security is off: ' || relname from pg_class c join pg_namespace n on"
                                + " n.oid = c.relnamespace where relkind in ('r', 'p') and not relrowsecurity and"
                                + " nspname "
                                + OURS));
        found.addAll(
                column(
                        owner,
                        "select 'views and foreign tables go round the walls: ' || relname from pg_class c join"
                                + " pg_namespace n on n.oid = c.relnamespace where relkind in ('v', 'm', 'f') and"
                                + " nspname "
                                + OURS));
        found.addAll(
                column(
                        owner,
                        "select 'owned by a plain role: ' || relname from pg_class c join pg_namespace n on"
                                + " n.oid = c.relnamespace where pg_get_userbyid(relowner) like 'amparo\\_%' and"
                                + " pg_get_userbyid(relowner) <> current_user and nspname "
                                + OURS));
        return found;
    }

    private static List<String> grants(Connection owner, Matrix matrix) throws SQLException {
        Set<String> expected = new TreeSet<>();
        matrix.tables()
                .forEach((table, rooms) ->
                        rooms.forEach((role, operations) ->
                                operations.forEach((operation, grant) -> {
                                    if (grant.columns().isEmpty()) {
                                        expected.add(role + " " + operation + " " + table);
                                    }
                                    grant.columns()
                                            .forEach(column ->
                                                    expected.add(
                                                            role + " " + operation + " " + table
                                                                    + "." + column));
                                })));
        Set<String> present =
                new TreeSet<>(
                        column(
                                owner,
                                """
                                select coalesce(nullif(acl.grantee, 0)::regrole::text, 'public') || ' ' || acl.privilege_type
                                       || ' ' || c.relname
                                from pg_class c join pg_namespace n on n.oid = c.relnamespace, aclexplode(c.relacl) acl
                                where acl.grantee <> c.relowner and nspname %s
                                union all
                                select coalesce(nullif(acl.grantee, 0)::regrole::text, 'public') || ' ' || acl.privilege_type
                                       || ' ' || c.relname || '.' || a.attname
                                from pg_attribute a join pg_class c on c.oid = a.attrelid
                                     join pg_namespace n on n.oid = c.relnamespace, aclexplode(a.attacl) acl
                                where acl.grantee <> c.relowner and nspname %s
                                """
                                        .formatted(OURS, OURS)));
        List<String> found = new ArrayList<>();
        minus(present, expected).forEach(one -> found.add("granted against the matrix: " + one));
        minus(expected, present).forEach(one -> found.add("in the matrix, not granted: " + one));
        return found;
    }

    private static List<String> policies(Connection owner, Matrix matrix) throws SQLException {
        Map<String, String> rooms = new TreeMap<>();
        matrix.tables()
                .forEach((table, grants) ->
                        grants.forEach((role, operations) ->
                                operations
                                        .keySet()
                                        .forEach(operation ->
                                                rooms.put(
                                                        table + " {" + role + "} " + operation,
                                                        role))));
        Set<String> present =
                new TreeSet<>(
                        column(
                                owner,
                                "select tablename || ' ' || roles::text || ' ' || cmd from pg_policies"));
        List<String> found = new ArrayList<>();
        minus(present, rooms.keySet())
                .forEach(one -> found.add("policy against the matrix: " + one));
        minus(rooms.keySet(), present)
                .forEach(one -> found.add("in the matrix, no policy: " + one));
        // In a room every policy begins with the seal, and a second policy would open the first.
        found.addAll(
                column(
                        owner,
                        "select 'policy without the seal: ' || tablename || ' ' || policyname from pg_policies where"
                                + " roles <> '{amparo_sessions}' and not (coalesce(qual, 'acting_sealed()') like"
                                + " '%acting_sealed()%' and coalesce(with_check, 'acting_sealed()') like"
                                + " '%acting_sealed()%')"));
        found.addAll(
                column(
                        owner,
                        "select 'two policies for one thing: ' || tablename from pg_policies group by tablename,"
                                + " roles, cmd having count(*) > 1"));
        return found;
    }

    private static List<String> functions(Connection owner, Matrix matrix) throws SQLException {
        Set<String> expected = new TreeSet<>();
        matrix.functions()
                .forEach((function, roles) ->
                        roles.forEach(role -> expected.add(role + " " + function)));
        Set<String> present =
                new TreeSet<>(
                        column(
                                owner,
                                """
                                select coalesce(nullif(acl.grantee, 0)::regrole::text, 'public') || ' ' || p.proname
                                from pg_proc p join pg_namespace n on n.oid = p.pronamespace,
                                     aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) acl
                                where acl.grantee <> p.proowner and nspname %s
                                """
                                        .formatted(OURS)));
        List<String> found = new ArrayList<>();
        minus(present, expected)
                .forEach(one -> found.add("may be called against the matrix: " + one));
        minus(expected, present)
                .forEach(one -> found.add("in the matrix, cannot be called: " + one));
        found.addAll(
                column(
                        owner,
                        "select 'function without a line: ' || proname from pg_proc p join pg_namespace n on n.oid ="
                                + " p.pronamespace where nspname "
                                + OURS
                                + " and proname not in ("
                                + String.join(
                                        ", ",
                                        matrix.functions().keySet().stream()
                                                .map(name -> "'" + name + "'")
                                                .toList())
                                + ")"));
        found.addAll(
                column(
                        owner,
                        "select 'runs as its owner without a search_path of its own that ends in pg_temp: ' ||"
                                + " proname from pg_proc p join pg_namespace n on n.oid = p.pronamespace where"
                                + " prosecdef and nspname "
                                + OURS
                                + " and not coalesce(proconfig, '{}') @> '{\"search_path=amparo, pg_temp\"}'"));
        return found;
    }

    private static List<String> roleAttributes(Connection owner) throws SQLException {
        return column(
                owner,
                """
                select 'role with too much power: ' || rolname from pg_roles
                where rolname = any (array['%s']) and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb
                    or rolreplication or rolinherit or (rolcanlogin and rolname not in ('%s')))
                union all
                select 'member of another role: ' || member::regrole || ' in ' || roleid::regrole from pg_auth_members
                where member::regrole::text = any (array['%s'])
                    and not (member::regrole::text = 'amparo_app' and roleid::regrole::text = any (array['%s'])
                        and not admin_option)
                union all
                select 'may do with the database itself: ' || coalesce(nullif(acl.grantee, 0)::regrole::text, 'public')
                       || ' ' || acl.privilege_type
                from pg_database d, aclexplode(coalesce(d.datacl, acldefault('d', d.datdba))) acl
                where d.datname = current_database() and acl.grantee <> d.datdba and acl.privilege_type <> 'CONNECT'
                union all
                select 'may make things in schema ' || nspname from pg_namespace n,
                       aclexplode(coalesce(n.nspacl, acldefault('n', n.nspowner))) acl
                where acl.grantee <> n.nspowner and acl.privilege_type = 'CREATE' and nspname %s
                """
                        .formatted(
                                String.join("', '", roles()),
                                String.join("', '", logins()),
                                String.join("', '", roles()),
                                String.join("', '", Room.databaseRoles()),
                                OURS));
    }

    private static Set<String> minus(Set<String> from, Set<String> what) {
        Set<String> rest = new TreeSet<>(from);
        rest.removeAll(what);
        return rest;
    }

    static List<String> column(Connection owner, String sql) throws SQLException {
        List<String> values = new ArrayList<>();
        try (Statement statement = owner.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        }
        return values;
    }
}
