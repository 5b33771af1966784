package amparo.engine.fact;

import amparo.engine.data.Data;
import amparo.engine.data.DataException;
import amparo.engine.data.Mark;
import amparo.engine.value.Item;
import amparo.engine.value.PartialDate;
import amparo.engine.value.Range;
import amparo.engine.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the answers of one person from a tree of data. Nothing is guessed: what cannot be read is a
 * problem with its place, and what is not said stays unknown. The form is described in
 * docs/rule-language.md.
 */
public final class FactsReader {
    /** Stands for "and perhaps others" in a set of codes, and for "not known" anywhere. */
    public static final String UNKNOWN = "UNKNOWN";

    /** The key under which a person lists what was told in full. */
    public static final String COMPLETE = "complete";

    /** The key of a record that names another person of the same file. */
    public static final String PERSON = "person";

    private static final int MOST_RECORDS = 200;

    private final Vocabulary vocabulary;
    private final List<DataException> problems;
    private final Map<String, Data.Fields> others;

    private FactsReader(
            Vocabulary vocabulary, List<DataException> problems, Map<String, Data.Fields> others) {
        this.vocabulary = vocabulary;
        this.problems = problems;
        this.others = others;
    }

    /**
     * Reads a person.
     *
     * @param reserved keys that are not facts and belong to the caller
     * @param problems every mistake is added here
     */
    public static Facts read(
            Data.Fields person,
            Vocabulary vocabulary,
            Set<String> reserved,
            List<DataException> problems) {
        return read(person, vocabulary, reserved, problems, Map.of());
    }

    static Facts read(
            Data.Fields person,
            Vocabulary vocabulary,
            Set<String> reserved,
            List<DataException> problems,
            Map<String, Data.Fields> others) {
        return new FactsReader(vocabulary, problems, others).person(person, reserved);
    }

    private Facts person(Data.Fields person, Set<String> reserved) {
        Set<String> complete = complete(person);
        Facts facts = Facts.none(vocabulary);
        for (Map.Entry<String, Data.Field> entry : person.fields().entrySet()) {
            String key = entry.getKey();
            if (key.equals(COMPLETE) || reserved.contains(key)) {
                continue;
            }
            Fact fact = vocabulary.find(key);
            if (fact == null) {
                wrong(
                        entry.getValue().keyAt(),
                        "unknown fact '"
                                + key
                                + "'"
                                + suggestion(Vocabulary.near(key, vocabulary.names())));
                continue;
            }
            Value value = value(fact, entry.getValue().value(), complete.contains(key));
            if (value != null) {
                facts = facts.with(fact, value);
            }
        }
        for (String name : complete) {
            Fact fact = vocabulary.find(name);
            if (fact != null && fact.type() == FactType.RECORDS && facts.get(fact) == null) {
                facts = facts.with(fact, new Value.Records(List.of(), true));
            }
        }
        return facts;
    }

    private Set<String> complete(Data.Fields person) {
        Set<String> names = new LinkedHashSet<>();
        Data data = person.get(COMPLETE);
        if (data == null) {
            return names;
        }
        if (!(data instanceof Data.Items items)) {
            wrong(
                    data.at(),
                    "'complete' is a list of the lists that were told in full, for example: complete: [stay]");
            return names;
        }
        for (Data item : items.items()) {
            Fact fact = item instanceof Data.Text text ? vocabulary.find(text.text()) : null;
            if (fact == null || fact.type() != FactType.RECORDS) {
                wrong(
                        item.at(),
                        "'complete' names lists of records such as stay, relative or document");
            } else {
                names.add(fact.name());
            }
        }
        return names;
    }

    private @Nullable Value value(Fact fact, Data data, boolean complete) {
        if (data instanceof Data.Nothing
                || data instanceof Data.Text text && text.text().equals(UNKNOWN)) {
            return null;
        }
        return switch (fact.type()) {
            case BOOLEAN -> {
                if (data instanceof Data.Flag flag) {
                    yield new Value.Flag(flag.yes());
                }
                yield wrongType(fact, data, "true or false");
            }
            case WHOLE -> whole(fact, data);
            case DATE -> date(fact, data);
            case CODE -> {
                String code = code(fact, data);
                yield code == null ? null : new Value.Code(code);
            }
            case CODES -> codes(fact, data);
            case RECORDS -> records(fact, data, complete);
        };
    }

    private @Nullable Value whole(Fact fact, Data data) {
        Range range = null;
        if (data instanceof Data.Whole whole) {
            range = exactly(whole.number());
        } else if (data instanceof Data.Text text) {
            range = span(text.text());
        }
        if (range == null) {
            return wrongType(fact, data, "a whole number, or a span such as 15..17");
        }
        Range bounds = fact.bounds();
        if (!range.isWithin(bounds)) {
            wrong(
                    data.at(),
                    fact.name()
                            + " must lie between "
                            + bounds.low()
                            + " and "
                            + bounds.high()
                            + (fact.unit().isEmpty() ? "" : " " + fact.unit()));
            return null;
        }
        return new Value.Whole(range);
    }

    private static @Nullable Range exactly(long number) {
        return number > Range.NEVER && number < Range.FOREVER ? Range.exactly((int) number) : null;
    }

    private static @Nullable Range span(String text) {
        int dots = text.indexOf("..");
        if (dots < 1 || dots > 9 || text.length() - dots - 2 < 1 || text.length() - dots - 2 > 9) {
            return null;
        }
        String low = text.substring(0, dots);
        String high = text.substring(dots + 2);
        if (!isDigits(low) || !isDigits(high) || Integer.parseInt(low) > Integer.parseInt(high)) {
            return null;
        }
        return new Range(Integer.parseInt(low), Integer.parseInt(high));
    }

    private static boolean isDigits(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    private @Nullable Value date(Fact fact, Data data) {
        String text =
                switch (data) {
                    case Data.Text t -> t.text();
                    case Data.Whole w -> Long.toString(w.number());
                    default -> "";
                };
        try {
            Range days = PartialDate.parse(text);
            if (days != null) {
                return new Value.Day(days);
            }
        } catch (IllegalArgumentException impossible) {
            wrong(data.at(), fact.name() + ": there is no such date, " + impossible.getMessage());
            return null;
        }
        return wrongType(fact, data, "a date such as 2024-03-15, 2024-03 or 2024, or 'ongoing'");
    }

    private @Nullable String code(Fact fact, Data data) {
        CodeList list = fact.codes();
        if (list == null) {
            throw new IllegalStateException(fact.name() + " has no list of codes");
        }
        if (!(data instanceof Data.Text text)) {
            wrongType(fact, data, "a code of the list '" + list.name() + "'");
            return null;
        }
        if (!list.has(text.text())) {
            wrong(
                    data.at(),
                    "'"
                            + shorten(text.text())
                            + "' is not a code of the list '"
                            + list.name()
                            + "'"
                            + suggestion(list.near(text.text())));
            return null;
        }
        return text.text();
    }

    private @Nullable Value codes(Fact fact, Data data) {
        if (!(data instanceof Data.Items items)) {
            return wrongType(fact, data, "a list of codes in brackets, for example [VEN]");
        }
        Set<String> known = new LinkedHashSet<>();
        boolean complete = true;
        for (Data item : items.items()) {
            if (item instanceof Data.Text text && text.text().equals(UNKNOWN)) {
                complete = false;
            } else {
                String code = code(fact, item);
                if (code == null) {
                    return null;
                }
                known.add(code);
            }
        }
        return new Value.Codes(known, complete);
    }

    private @Nullable Value records(Fact fact, Data data, boolean complete) {
        if (data instanceof Data.Text text && text.text().equals("none")) {
            return new Value.Records(List.of(), true);
        }
        if (!(data instanceof Data.Items items)) {
            return wrongType(fact, data, "a list of records, or 'none'");
        }
        if (items.items().size() > MOST_RECORDS) {
            wrong(data.at(), fact.name() + " lists more than " + MOST_RECORDS + " records");
            return null;
        }
        List<Item> records = new ArrayList<>();
        for (Data item : items.items()) {
            if (item instanceof Data.Fields fields) {
                records.add(record(fact, fields));
            } else {
                wrongType(fact, item, "a record such as {" + firstFields(fact) + "}");
            }
        }
        return new Value.Records(records, complete);
    }

    private static RecordType recordOf(Fact fact) {
        RecordType type = fact.record();
        if (type == null) {
            throw new IllegalStateException(fact.name() + " has no record type");
        }
        return type;
    }

    private static String firstFields(Fact fact) {
        List<Fact> fields = recordOf(fact).fields();
        return fields.isEmpty() ? "" : fields.get(0).name() + ": ...";
    }

    private Item record(Fact fact, Data.Fields data) {
        RecordType type = recordOf(fact);
        @Nullable Value[] values = new @Nullable Value[type.fields().size()];
        Map<String, Data> given = new LinkedHashMap<>();
        for (Map.Entry<String, Data.Field> entry : data.fields().entrySet()) {
            String key = entry.getKey();
            if (key.equals(PERSON) && type.field(PERSON) == null) {
                addFromPerson(type, entry.getValue().value(), given);
            } else if (type.field(key) == null) {
                List<String> names = type.fields().stream().map(Fact::name).toList();
                wrong(
                        entry.getValue().keyAt(),
                        "a "
                                + fact.name()
                                + " has no field '"
                                + key
                                + "'"
                                + suggestion(Vocabulary.near(key, names)));
            }
        }
        for (Fact field : type.fields()) {
            Data own = data.get(field.name());
            Data value = own == null ? given.get(field.name()) : own;
            values[field.slot()] = value == null ? null : value(field, value, false);
        }
        return new Item(values);
    }

    /** Takes what the other person said of themselves for the fields that repeat it. */
    private void addFromPerson(RecordType type, Data name, Map<String, Data> given) {
        Data.Fields other = name instanceof Data.Text text ? others.get(text.text()) : null;
        if (other == null) {
            wrong(
                    name.at(),
                    "no person of this file has the id '"
                            + (name instanceof Data.Text text ? shorten(text.text()) : "?")
                            + "'");
            return;
        }
        for (Fact field : type.fields()) {
            String source = field.fromPerson();
            Data value = source == null ? null : other.get(source);
            if (value != null) {
                given.put(field.name(), value);
            }
        }
    }

    private @Nullable Value wrongType(Fact fact, Data data, String expected) {
        wrong(data.at(), fact.name() + " must be " + expected);
        return null;
    }

    private void wrong(Mark at, String message) {
        problems.add(new DataException(at, message));
    }

    private static String suggestion(List<String> near) {
        return near.isEmpty() ? "" : "; did you mean '" + String.join("' or '", near) + "'?";
    }

    private static String shorten(String text) {
        return text.length() <= 40 ? text : text.substring(0, 37) + "...";
    }
}
