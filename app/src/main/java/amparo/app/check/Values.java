package amparo.app.check;

import amparo.app.text.Dates;
import amparo.app.text.Messages;
import amparo.engine.fact.CodeList;
import amparo.engine.fact.Fact;
import amparo.engine.fact.RecordType;
import amparo.engine.value.Item;
import amparo.engine.value.Range;
import amparo.engine.value.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Answers in words of a language. */
public final class Values {
    private final Messages messages;
    private final Dates dates;

    public Values(Messages messages) {
        this.messages = messages;
        this.dates = new Dates(messages);
    }

    /** An answer; "not known" for none. */
    public String text(Fact fact, @Nullable Value value) {
        return switch (value) {
            case null -> messages.text("value.unknown");
            case Value.Flag flag -> messages.text(flag.yes() ? "value.yes" : "value.no");
            case Value.Whole whole -> number(whole.range());
            case Value.Day day -> dates.written(day.range());
            case Value.Code code -> label(fact, code.code());
            case Value.Codes codes -> codes(fact, codes);
            case Value.Records records -> records(fact, records);
        };
    }

    private String codes(Fact fact, Value.Codes codes) {
        List<String> labels = new ArrayList<>();
        codes.known().stream().sorted().forEach(code -> labels.add(label(fact, code)));
        if (!codes.complete()) {
            labels.add(messages.text("value.perhaps-more"));
        }
        return labels.isEmpty() ? messages.text("value.none") : String.join(", ", labels);
    }

    private String records(Fact fact, Value.Records records) {
        if (records.items().isEmpty()) {
            return messages.text("value.none");
        }
        List<String> texts = new ArrayList<>();
        records.items().forEach(item -> texts.add(record(fact, item)));
        return String.join("; ", texts);
    }

    /** The answers of a record that can stand without their question. */
    public String record(Fact list, Item item) {
        RecordType type = list.record();
        List<String> parts = new ArrayList<>();
        for (Fact field : type == null ? List.<Fact>of() : type.fields()) {
            Value value = item.get(field.slot());
            if (value != null && !(value instanceof Value.Flag)) {
                parts.add(text(field, value));
            }
        }
        return String.join(", ", parts);
    }

    private static String number(Range range) {
        return range.isExact() ? Integer.toString(range.low()) : range.low() + "-" + range.high();
    }

    private String label(Fact fact, String code) {
        CodeList list = fact.codes();
        return list == null ? code : list.label(code, messages.language());
    }
}
