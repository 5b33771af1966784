package amparo.rulebook.load;

import amparo.engine.data.Data;
import amparo.engine.fact.CodeList;
import amparo.engine.fact.Fact;
import amparo.engine.fact.FactType;
import amparo.engine.fact.Mutability;
import amparo.engine.fact.RecordType;
import amparo.engine.fact.Sensitivity;
import amparo.engine.language.LanguageException;
import amparo.engine.language.Parser;
import amparo.engine.value.Range;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads declared facts and the fields of their records. */
final class FactLoader {
    private static final Map<String, String> KNOWN_BY =
            Words.same("person", "officer", "document", "family", "sponsor", "authority");

    private final Map<String, CodeList> lists;
    private final Places places;
    private final List<Fact> facts = new ArrayList<>();
    private final List<Declared> declared = new ArrayList<>();
    private final Set<String> names = new HashSet<>();

    FactLoader(Map<String, CodeList> lists, Places places) {
        this.lists = lists;
        this.places = places;
    }

    /** All facts so far, in the order of their slots. */
    List<Fact> facts() {
        return facts;
    }

    /** All facts and fields with the mappings that declare them. */
    List<Declared> declared() {
        return declared;
    }

    /** A fact with its mapping, for checks that need the whole vocabulary. */
    record Declared(Fact fact, @Nullable RecordType owner, FieldReader fields, Reading reading) {}

    void load(Document document) {
        FieldReader fields = document.fields(Keys.FACTS, "a file of facts");
        for (Data data : fields.needItems("facts")) {
            FieldReader fact = document.reading().fields(data, Keys.FACT, "a fact");
            if (fact == null) {
                continue;
            }
            String name = name(fact, names, false);
            if (!name.isEmpty()) {
                Fact read = fact(document.reading(), fact, name, facts.size(), null);
                facts.add(read);
                declared.add(new Declared(read, null, fact, document.reading()));
                places.put(read, new Place(document.reading().file(), fact.at(), ""));
            }
        }
    }

    /** After its record's name and a dot, a field may be any word. */
    private static String name(FieldReader fact, Set<String> taken, boolean field) {
        String name = fact.needText("fact");
        if (name.isEmpty()) {
            return "";
        }
        if (!field && Identifiers.isKeyword(name)) {
            fact.error(
                    "fact",
                    "'" + name + "' is a word of the language and cannot be a fact",
                    "choose another word");
        } else if (!Identifiers.isName(name) || !name.equals(Words.lower(name))) {
            fact.error(
                    "fact",
                    "'" + name + "' cannot be the name of a fact",
                    "lower case letters, digits and _");
        }
        if (!taken.add(name)) {
            fact.error("fact", "two facts are called '" + name + "'", "");
            return "";
        }
        return name;
    }

    private Fact fact(
            Reading reading, FieldReader fields, String name, int slot, @Nullable Fact owner) {
        FactType type = fields.needWord("type", Words.FACT_TYPES);
        if (type == null) {
            type = FactType.BOOLEAN;
        }
        if (owner != null && type == FactType.RECORDS) {
            fields.error("type", "records hold no lists of records", "nest quantifiers instead");
            type = FactType.BOOLEAN;
        }
        Fact.Builder builder = Fact.builder(name, type, slot);
        attitude(fields, builder, owner);
        builder.knownBy(knownBy(reading, fields));
        boolean asked = fields.flag("asked", true);
        builder.asked(asked).askFirst(fields.flag("ask_first", false));
        builder.question(asked ? fields.needWording("question") : fields.wording("question"));
        builder.help(fields.wording("help"));
        builder.unit(only(fields, "unit", type, FactType.WHOLE));
        builder.bounds(bounds(reading, fields, type));
        builder.codes(codes(fields, type));
        builder.noCountsOnlyIf(optional(only(fields, "no_counts_only_if", type, FactType.BOOLEAN)));
        builder.askAfter(optional(fields.text("ask_after")));
        builder.issuedBy(optional(fields.text("issued_by")));
        builder.inCountry(optional(only(fields, "in_country", type, FactType.DATE)));
        builder.fromPerson(optional(fields.text("from_person")));
        builder.deriveText(derivation(reading, fields, type));
        builder.singleUseReason(fields.text("single_use"));
        if (owner == null && fields.has("from_person")) {
            fields.error("from_person", "only a field of a record comes from another person", "");
        }
        if (owner != null && fields.has("in_country")) {
            fields.error(
                    "in_country",
                    "only a fact of the person has 'in_country'",
                    "a record has a field with its country");
        }
        if (type == FactType.RECORDS) {
            return records(reading, fields, builder);
        }
        if (fields.has("fields")) {
            fields.error("fields", "only a fact of type records has fields", "");
        }
        return builder.build();
    }

    private Fact records(Reading reading, FieldReader fields, Fact.Builder builder) {
        Fact list = builder.build();
        List<Fact> read = new ArrayList<>();
        List<FieldReader> readers = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        for (Data data : fields.needItems("fields")) {
            FieldReader field = reading.fields(data, Keys.FACT, "a field");
            String name = field == null ? "" : name(field, taken, true);
            if (field != null && !name.isEmpty()) {
                read.add(fact(reading, field, name, read.size(), list));
                readers.add(field);
            }
        }
        RecordType record = new RecordType(list.name(), read);
        for (int i = 0; i < read.size(); i++) {
            declared.add(new Declared(read.get(i), record, readers.get(i), reading));
            places.put(read.get(i), new Place(reading.file(), readers.get(i).at(), ""));
        }
        return builder.record(record).build();
    }

    /** A field that does not say otherwise is as its list is. */
    private static void attitude(FieldReader fields, Fact.Builder builder, @Nullable Fact owner) {
        Sensitivity sensitivity =
                owner == null
                        ? fields.needWord("sensitivity", Words.SENSITIVITIES)
                        : fields.word("sensitivity", Words.SENSITIVITIES);
        Mutability mutability =
                owner == null
                        ? fields.needWord("mutability", Words.MUTABILITIES)
                        : fields.word("mutability", Words.MUTABILITIES);
        if (sensitivity == null && owner != null) {
            sensitivity = owner.sensitivity();
        }
        if (mutability == null && owner != null) {
            mutability = owner.mutability();
        }
        if (sensitivity != null) {
            builder.sensitivity(sensitivity);
        }
        if (mutability != null) {
            builder.mutability(mutability);
        }
    }

    private static List<String> knownBy(Reading reading, FieldReader fields) {
        List<String> known = new ArrayList<>();
        for (Data item : fields.items("known_by")) {
            String word = fields.choose("an entry of 'known_by'", item, KNOWN_BY);
            if (word != null && known.contains(word)) {
                reading.error(item.at(), "'" + word + "' stands here twice", "");
            } else if (word != null) {
                known.add(word);
            }
        }
        return known;
    }

    private static Range bounds(Reading reading, FieldReader fields, FactType type) {
        String text = only(fields, "bounds", type, FactType.WHOLE);
        if (text.isEmpty()) {
            return Range.ANY;
        }
        int dots = text.indexOf("..");
        Integer low = dots < 0 ? null : whole(text.substring(0, dots), Range.NEVER);
        Integer high = dots < 0 ? null : whole(text.substring(dots + 2), Range.FOREVER);
        if (low == null || high == null || low > high) {
            reading.error(
                    fields.keyAt("bounds"), "'bounds' must be a span", "write it like 0..130");
            return Range.ANY;
        }
        return new Range(low, high);
    }

    private static @Nullable Integer whole(String text, int open) {
        if (text.isBlank()) {
            return open;
        }
        try {
            return Integer.valueOf(text.strip());
        } catch (NumberFormatException notOne) {
            return null;
        }
    }

    private @Nullable CodeList codes(FieldReader fields, FactType type) {
        if (type != FactType.CODE && type != FactType.CODES) {
            if (fields.has("codes")) {
                fields.error("codes", "only a fact of type code or codes has a list of codes", "");
            }
            return null;
        }
        String name = fields.needText("codes");
        CodeList list = lists.get(name);
        if (list == null && !name.isEmpty()) {
            fields.error(
                    "codes",
                    "no list of codes is called '" + name + "'",
                    FieldReader.didYouMean(name, lists.keySet(), ""));
        }
        return list == null ? new CodeList(name, Map.of()) : list;
    }

    /** The text of a derivation; null if there is none or it cannot be read. */
    private static @Nullable String derivation(Reading reading, FieldReader fields, FactType type) {
        String text = fields.text("derive");
        Data data = fields.has("derive") ? fields.get("derive") : null;
        if (data == null || text.isEmpty()) {
            return null;
        }
        try {
            if (type == FactType.BOOLEAN) {
                Parser.parse(text);
            } else {
                Parser.parseTerm(text);
            }
            return text;
        } catch (LanguageException wrong) {
            reading.report().problems(reading.file(), data.at(), text, wrong);
            return null;
        }
    }

    private static String only(FieldReader fields, String key, FactType type, FactType wanted) {
        if (fields.has(key) && type != wanted) {
            fields.error(key, "only a fact of type " + wanted.word() + " has '" + key + "'", "");
        }
        return fields.text(key);
    }

    private static @Nullable String optional(String text) {
        return text.isEmpty() ? null : text;
    }
}
