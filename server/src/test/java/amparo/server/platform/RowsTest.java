package amparo.server.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import amparo.server.storage.Connections;
import amparo.server.testing.TestDatabases;
import java.sql.Connection;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.dao.TypeMismatchDataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** What the columns of a table become, and what is refused instead of guessed. */
@Tag("database")
class RowsTest {

    private static Connections database;
    private static Connection owner;
    private static JdbcClient jdbc;

    @BeforeAll
    static void open() throws Exception {
        database = TestDatabases.fresh();
        owner = database.owner();
        jdbc = JdbcClient.create(new SingleConnectionDataSource(owner, true));
    }

    @AfterAll
    static void close() throws Exception {
        owner.close();
        TestDatabases.drop(database);
    }

    private record All(
            UUID id,
            String name,
            boolean isTold,
            @Nullable Boolean wasAsked,
            int count,
            @Nullable Integer least,
            long most,
            @Nullable Long more,
            OffsetDateTime enteredAt,
            @Nullable LocalDate trueAsOf,
            String[] words) {}

    private record Number(int value) {}

    private record Odd(Thread value) {}

    private record Refusing(String value) {
        Refusing {
            if (value.isEmpty()) {
                throw new IllegalArgumentException("empty");
            }
        }
    }

    @Test
    void everyTypeOfOurTablesIsRead() {
        String sql =
                """
                select '00000000-0000-0000-0000-00000000000' || n as unread,
                       ('00000000-0000-0000-0000-00000000000' || n)::uuid as id, 'n' || n as name, n = 1 as is_told,
                       case n when 1 then false end as was_asked, n as count, case n when 1 then 0 end as least,
                       5000000000 + n as most, case n when 1 then 7::bigint end as more,
                       '2026-01-02T03:04:05Z'::timestamptz as entered_at, case n when 1 then date '2026-01-01' end as true_as_of,
                       array['a', 'b'] as words
                from generate_series(1, 2) as n order by n
                """;
        List<All> rows = Rows.of(jdbc.sql(sql), All.class);
        assertThat(rows).hasSize(2);
        All first = rows.getFirst();
        assertThat(first.id()).isEqualTo(new UUID(0, 1));
        assertThat(first.name()).isEqualTo("n1");
        assertThat(first.isTold()).isTrue();
        assertThat(first.wasAsked()).isFalse();
        assertThat(first.least()).isZero();
        assertThat(first.most()).isEqualTo(5_000_000_001L);
        assertThat(first.more()).isEqualTo(7);
        assertThat(first.enteredAt().toInstant()).isEqualTo("2026-01-02T03:04:05Z");
        assertThat(first.trueAsOf()).isEqualTo("2026-01-01");
        assertThat(first.words()).containsExactly("a", "b");
        All second = rows.getLast();
        assertThat(second.count()).isEqualTo(2);
        assertThat(second.isTold()).isFalse();
        // What nobody said stays unsaid.
        assertThat(second.wasAsked()).isNull();
        assertThat(second.least()).isNull();
        assertThat(second.more()).isNull();
        assertThat(second.trueAsOf()).isNull();
    }

    @Test
    void whatCannotBeReadIsRefusedAndNotGuessed() {
        assertThatThrownBy(() -> Rows.of(jdbc.sql("select null::int as value"), Number.class))
                .isInstanceOf(TypeMismatchDataAccessException.class)
                .hasMessageContaining("the column value is null");
        assertThatThrownBy(() -> Rows.of(jdbc.sql("select 1 as other"), Number.class))
                .isInstanceOf(InvalidDataAccessApiUsageException.class)
                .hasMessageContaining("no column value");
        assertThatThrownBy(() -> Rows.of(jdbc.sql("select 1 as value"), Odd.class))
                .isInstanceOf(InvalidDataAccessApiUsageException.class)
                .hasMessageContaining("no column is read as class java.lang.Thread");
        assertThatThrownBy(() -> Rows.of(jdbc.sql("select '' as value"), Refusing.class))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(Rows.of(jdbc.sql("select 1 as other where false"), Number.class)).isEmpty();
        assertThat(Rows.of(jdbc.sql("select 'one' as word"), String.class)).containsExactly("one");
    }
}
