package amparo.engine.fact;

import amparo.engine.data.JsonWriter;
import amparo.engine.value.Item;
import amparo.engine.value.PartialDate;
import amparo.engine.value.Range;
import amparo.engine.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes answers in the form that {@link FactsReader} reads. */
public final class ValueWriter {
    private ValueWriter() {}

    /**
     * One answer.
     *
     * @param fields for records: the fields to write, or null for all
     */
    public static void write(
            Fact fact, @Nullable Value value, @Nullable Set<String> fields, JsonWriter out) {
        switch (value) {
            case null -> out.value((String) null);
            case Value.Flag flag -> out.value(flag.yes());
            case Value.Whole whole -> number(whole.range(), out);
            case Value.Day day -> out.value(PartialDate.print(day.range()));
            case Value.Code code -> out.value(code.code());
            case Value.Codes codes -> {
                List<String> sorted = new ArrayList<>(codes.known());
                sorted.sort(null);
                out.array();
                sorted.forEach(out::value);
                if (!codes.complete()) {
                    out.value(FactsReader.UNKNOWN);
                }
                out.endArray();
            }
            case Value.Records records -> {
                out.array();
                for (Item item : records.items()) {
                    record(fact, item, fields, out);
                }
                out.endArray();
            }
        }
    }

    /**
     * All answers of a person as an object, with {@code complete} where lists were told in full.
     */
    public static void write(Facts facts, JsonWriter out) {
        List<String> complete = new ArrayList<>();
        out.object();
        for (Fact fact : facts.vocabulary().facts()) {
            Value value = facts.get(fact);
            if (value != null) {
                out.key(fact.name());
                write(fact, value, null, out);
                if (value instanceof Value.Records records && records.complete()) {
                    complete.add(fact.name());
                }
            }
        }
        if (!complete.isEmpty()) {
            out.key(FactsReader.COMPLETE).array();
            complete.forEach(out::value);
            out.endArray();
        }
        out.endObject();
    }

    private static void record(Fact fact, Item item, @Nullable Set<String> fields, JsonWriter out) {
        RecordType type = fact.record();
        if (type == null) {
            throw new IllegalStateException(fact.name() + " has no record type");
        }
        out.object();
        for (Fact field : type.fields()) {
            Value value = item.get(field.slot());
            if (value != null && (fields == null || fields.contains(field.name()))) {
                out.key(field.name());
                write(field, value, null, out);
            }
        }
        out.endObject();
    }

    private static void number(Range range, JsonWriter out) {
        if (range.isExact()) {
            out.value(range.low());
        } else {
            out.value(range.low() + ".." + range.high());
        }
    }
}
