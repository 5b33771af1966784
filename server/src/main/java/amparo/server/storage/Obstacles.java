package amparo.server.storage;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * What stands in the way of filling tables and is put back afterwards, in the same transaction:
 * foreign keys (tables may point to each other in circles), triggers (an append-only table refuses
 * to be emptied), row-level security that binds the owner. All of it needs the owner only, no
 * superuser.
 */
final class Obstacles {
    private final Connection owner;
    private final List<String> putBack = new ArrayList<>();

    private Obstacles(Connection owner) {
        this.owner = owner;
    }

    static Obstacles remove(Connection owner, Shape shape) throws SQLException {
        Obstacles obstacles = new Obstacles(owner);
        obstacles.removeForce(shape);
        // The keys come back first: making them anew checks every row.
        obstacles.removeKeys(shape.schema());
        obstacles.removeTriggers(shape.schema());
        return obstacles;
    }

    void putBack() throws SQLException {
        for (String sql : putBack.reversed()) {
            execute(sql);
        }
    }

    private void removeForce(Shape shape) throws SQLException {
        for (Shape.Table table : shape.tables()) {
            if (table.forced()) {
                execute("alter table " + shape.name(table) + " no force row level security");
                putBack.add("alter table " + shape.name(table) + " force row level security");
            }
        }
    }

    private void removeTriggers(String schema) throws SQLException {
        String query =
                """
                select c.relname, t.tgname,
                       case t.tgenabled when 'R' then 'enable replica' when 'A' then 'enable always'
                                        else 'enable' end
                from pg_trigger t join pg_class c on c.oid = t.tgrelid
                     join pg_namespace n on n.oid = c.relnamespace
                where n.nspname = ? and not t.tgisinternal and t.tgenabled <> 'D'
                      and t.tgparentid = 0
                order by c.relname, t.tgname
                """;
        try (PreparedStatement statement = owner.prepareStatement(query)) {
            statement.setString(1, schema);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    String alter = "alter table " + Shape.name(schema, row.getString(1)) + " ";
                    String trigger = " trigger " + Shape.quote(row.getString(2));
                    execute(alter + "disable" + trigger);
                    putBack.add(alter + row.getString(3) + trigger);
                }
            }
        }
    }

    private void removeKeys(String schema) throws SQLException {
        String query =
                """
                select c.relname, k.conname, pg_get_constraintdef(k.oid)
                from pg_constraint k join pg_class c on c.oid = k.conrelid
                     join pg_namespace n on n.oid = c.relnamespace
                where n.nspname = ? and k.contype = 'f' and k.conparentid = 0
                order by c.relname, k.conname
                """;
        try (PreparedStatement statement = owner.prepareStatement(query)) {
            statement.setString(1, schema);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    String alter = "alter table " + Shape.name(schema, row.getString(1)) + " ";
                    String key = " constraint " + Shape.quote(row.getString(2));
                    execute(alter + "drop" + key);
                    putBack.add(alter + "add" + key + " " + row.getString(3));
                }
            }
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = owner.createStatement()) {
            statement.execute(sql);
        }
    }
}
