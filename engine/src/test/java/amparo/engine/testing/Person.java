package amparo.engine.testing;

import amparo.engine.fact.Fact;
import amparo.engine.fact.Facts;
import amparo.engine.fact.RecordType;
import amparo.engine.value.Item;
import amparo.engine.value.Range;
import amparo.engine.value.Value;
import java.util.List;
import java.util.Set;

/** Tells what is known of a person, one answer after the other. Immutable. */
public record Person(Facts facts) {
    public Person yes(String fact) {
        return with(fact, new Value.Flag(true));
    }

    public Person no(String fact) {
        return with(fact, new Value.Flag(false));
    }

    public Person number(String fact, int value) {
        return number(fact, value, value);
    }

    public Person number(String fact, int low, int high) {
        return with(fact, new Value.Whole(new Range(low, high)));
    }

    public Person day(String fact, String date) {
        return with(fact, new Value.Day(World.range(date)));
    }

    public Person code(String fact, String code) {
        return with(fact, new Value.Code(code));
    }

    /** These codes and no others. */
    public Person codes(String fact, String... codes) {
        return with(fact, new Value.Codes(Set.of(codes), true));
    }

    /** These codes and perhaps others. */
    public Person codesAndPerhapsMore(String fact, String... codes) {
        return with(fact, new Value.Codes(Set.of(codes), false));
    }

    /** These records and no others. */
    public Person list(String fact, Entry... entries) {
        return records(fact, true, entries);
    }

    /** These records and perhaps others. */
    public Person listAndPerhapsMore(String fact, Entry... entries) {
        return records(fact, false, entries);
    }

    private Person records(String fact, boolean complete, Entry... entries) {
        List<Item> items = java.util.Arrays.stream(entries).map(Entry::item).toList();
        return with(fact, new Value.Records(items, complete));
    }

    /** Any answer; null takes it away. */
    public Person with(String fact, Value value) {
        Fact found = World.VOCABULARY.get(fact);
        return new Person(facts.with(found, value));
    }

    /** An empty stay. */
    public static Entry stay() {
        return new Entry(type("stay"), empty("stay"));
    }

    /** An empty relative. */
    public static Entry relative() {
        return new Entry(type("relative"), empty("relative"));
    }

    private static Item empty(String list) {
        return new Item(new Value[type(list).fields().size()]);
    }

    private static RecordType type(String list) {
        return World.VOCABULARY.get(list).record();
    }

    /** One record of a list. */
    public record Entry(RecordType type, Item item) {
        public Entry yes(String field) {
            return with(field, new Value.Flag(true));
        }

        public Entry no(String field) {
            return with(field, new Value.Flag(false));
        }

        public Entry number(String field, int value) {
            return with(field, new Value.Whole(Range.exactly(value)));
        }

        public Entry number(String field, int low, int high) {
            return with(field, new Value.Whole(new Range(low, high)));
        }

        public Entry day(String field, String date) {
            return with(field, new Value.Day(World.range(date)));
        }

        public Entry code(String field, String code) {
            return with(field, new Value.Code(code));
        }

        public Entry codes(String field, String... codes) {
            return with(field, new Value.Codes(Set.of(codes), true));
        }

        private Entry with(String field, Value value) {
            return new Entry(type, item.with(type.field(field).slot(), value));
        }
    }
}
