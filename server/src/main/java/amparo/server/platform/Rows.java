package amparo.server.platform;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/** Rows as records; a row is never null, which Spring's signature leaves open. */
public final class Rows {

    private Rows() {}

    public static <T> List<T> of(StatementSpec statement, Class<T> type) {
        List<T> rows = new ArrayList<>();
        statement.query(type).list().forEach(row -> rows.add(Objects.requireNonNull(row)));
        return rows;
    }
}
