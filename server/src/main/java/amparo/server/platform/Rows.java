package amparo.server.platform;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/** Rows as records, or as single values. */
public final class Rows {

    private Rows() {}

    /**
     * All rows of a query, none of them null; each component of a record from the column of its
     * name.
     *
     * @throws org.springframework.dao.DataAccessException if the record has a component that no
     *     column is named after, a type that no column has, or a primitive for a column that is
     *     null
     */
    public static <T> List<T> of(StatementSpec statement, Class<T> type) {
        if (type.isRecord()) {
            return Objects.requireNonNull(statement.query(RecordRows.of(type)));
        }
        List<T> rows = new ArrayList<>();
        statement.query(type).list().forEach(row -> rows.add(Objects.requireNonNull(row)));
        return rows;
    }
}
