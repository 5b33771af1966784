package amparo.server.platform;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.dao.TypeMismatchDataAccessException;
import org.springframework.jdbc.core.ResultSetExtractor;

/**
 * Rows of a query as records, each component from the column of its name ({@code enteredAt} from
 * {@code entered_at}). Spring's mapper looks up each column by name and converts each value by
 * reflection for every row, which was a tenth of the CPU of a page; here columns are found once for
 * a result. Components are of the types that our tables have; others are refused when the record is
 * first used, not guessed.
 *
 * @param <T> the record
 */
final class RecordRows<T> implements ResultSetExtractor<List<T>> {

    private static final ClassValue<RecordRows<?>> KNOWN =
            new ClassValue<>() {
                @Override
                protected RecordRows<?> computeValue(Class<?> type) {
                    return new RecordRows<>(type);
                }
            };

    /** Reads a value of one type from a column. */
    @FunctionalInterface
    private interface Reader {
        @Nullable Object read(ResultSet row, int column) throws SQLException;
    }

    private static final Map<Class<?>, Reader> READERS =
            Map.ofEntries(
                    Map.entry(String.class, ResultSet::getString),
                    Map.entry(UUID.class, (row, column) -> row.getObject(column, UUID.class)),
                    Map.entry(
                            OffsetDateTime.class,
                            (row, column) -> row.getObject(column, OffsetDateTime.class)),
                    Map.entry(
                            LocalDate.class,
                            (row, column) -> row.getObject(column, LocalDate.class)),
                    Map.entry(
                            boolean.class,
                            (row, column) -> unlessNull(row, row.getBoolean(column))),
                    Map.entry(
                            Boolean.class,
                            (row, column) -> unlessNull(row, row.getBoolean(column))),
                    Map.entry(int.class, (row, column) -> unlessNull(row, row.getInt(column))),
                    Map.entry(Integer.class, (row, column) -> unlessNull(row, row.getInt(column))),
                    Map.entry(long.class, (row, column) -> unlessNull(row, row.getLong(column))),
                    Map.entry(Long.class, (row, column) -> unlessNull(row, row.getLong(column))),
                    Map.entry(
                            double.class, (row, column) -> unlessNull(row, row.getDouble(column))),
                    Map.entry(
                            Double.class, (row, column) -> unlessNull(row, row.getDouble(column))),
                    Map.entry(byte[].class, ResultSet::getBytes),
                    Map.entry(String[].class, RecordRows::array),
                    Map.entry(UUID[].class, RecordRows::array));

    private final Class<T> type;
    private final MethodHandle constructor;
    private final String[] names;
    private final Class<?>[] types;
    private final Reader[] readers;

    private RecordRows(Class<T> type) {
        RecordComponent[] components = type.getRecordComponents();
        if (components == null) {
            throw new InvalidDataAccessApiUsageException(type + " is no record");
        }
        this.type = type;
        this.types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        this.names =
                Arrays.stream(components).map(one -> column(one.getName())).toArray(String[]::new);
        this.readers = new Reader[types.length];
        for (int i = 0; i < types.length; i++) {
            Reader reader = READERS.get(types[i]);
            if (reader == null) {
                throw new InvalidDataAccessApiUsageException(
                        type + ": no column is read as " + types[i] + "; map these rows by hand");
            }
            readers[i] = reader;
        }
        this.constructor = constructor(type, types);
    }

    /** For one kind of record; made once. */
    @SuppressWarnings("unchecked")
    static <T> RecordRows<T> of(Class<T> type) {
        return (RecordRows<T>) KNOWN.get(type);
    }

    private static MethodHandle constructor(Class<?> type, Class<?>[] types) {
        try {
            Constructor<?> canonical = type.getDeclaredConstructor(types);
            canonical.setAccessible(true);
            return MethodHandles.lookup()
                    .unreflectConstructor(canonical)
                    .asSpreader(Object[].class, types.length)
                    .asType(MethodType.methodType(Object.class, Object[].class));
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String column(String component) {
        return component.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }

    @Override
    public List<T> extractData(ResultSet rows) throws SQLException {
        List<T> all = new ArrayList<>();
        int[] columns = null;
        while (rows.next()) {
            if (columns == null) {
                columns = columns(rows.getMetaData());
            }
            all.add(row(rows, columns));
        }
        return all;
    }

    private int[] columns(ResultSetMetaData told) throws SQLException {
        Map<String, Integer> places = new HashMap<>();
        for (int i = told.getColumnCount(); i > 0; i--) {
            places.put(told.getColumnLabel(i).toLowerCase(Locale.ROOT), i);
        }
        int[] columns = new int[names.length];
        for (int i = 0; i < names.length; i++) {
            Integer place = places.get(names[i]);
            if (place == null) {
                place = places.get(names[i].replace("_", ""));
            }
            if (place == null) {
                throw new InvalidDataAccessApiUsageException(
                        type + ": the query has no column " + names[i]);
            }
            columns[i] = place;
        }
        return columns;
    }

    private T row(ResultSet row, int[] columns) throws SQLException {
        @Nullable Object[] values = new @Nullable Object[columns.length];
        for (int i = 0; i < columns.length; i++) {
            values[i] = readers[i].read(row, columns[i]);
            if (values[i] == null && types[i].isPrimitive()) {
                throw new TypeMismatchDataAccessException(
                        type + ": the column " + names[i] + " is null");
            }
        }
        try {
            return type.cast(constructor.invokeExact(values));
        } catch (RuntimeException | Error refused) {
            throw refused;
        } catch (Throwable checked) {
            throw new IllegalStateException(checked);
        }
    }

    /** What JDBC reads from a column that is null is no value: nobody said no, or nought. */
    private static @Nullable Object unlessNull(ResultSet row, Object value) throws SQLException {
        return row.wasNull() ? null : value;
    }

    private static @Nullable Object array(ResultSet row, int column) throws SQLException {
        java.sql.Array value = row.getArray(column);
        return value == null ? null : value.getArray();
    }
}
