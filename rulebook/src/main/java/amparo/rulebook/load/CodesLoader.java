package amparo.rulebook.load;

import amparo.engine.data.Data;
import amparo.engine.fact.CodeList;
import amparo.engine.fact.FactsReader;
import amparo.engine.fact.Wording;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Reads lists of codes. */
final class CodesLoader {
    private final Map<String, CodeList> lists = new LinkedHashMap<>();
    private final Places places;

    CodesLoader(Places places) {
        this.places = places;
        lists.put(Countries.NAME, Countries.list());
    }

    Map<String, CodeList> lists() {
        return lists;
    }

    void load(Document document) {
        Reading reading = document.reading();
        FieldReader fields = document.fields(Keys.CODES, "a list of codes");
        String name = fields.needText("codes");
        Map<String, Wording> codes = new LinkedHashMap<>();
        if (fields.need("values") instanceof Data.Fields values) {
            for (Map.Entry<String, Data.Field> entry : values.fields().entrySet()) {
                String code = entry.getKey();
                check(reading, code, entry.getValue());
                codes.put(code, fields.wordingOf("code '" + code + "'", entry.getValue().value()));
            }
        } else if (fields.has("values")) {
            fields.error("values", "'values' maps each code to its names", "");
        }
        CodeList list = new CodeList(name, codes, unknown(reading, fields, codes.keySet()));
        places.put(list, document.place());
        if (name.equals(Countries.NAME)) {
            fields.error("codes", "the list 'country' is built in", "choose another name");
        } else if (lists.putIfAbsent(name, list) != null) {
            fields.error("codes", "two lists of codes are called '" + name + "'", "");
        } else if (!Identifiers.isName(name)) {
            fields.error("codes", "'" + name + "' cannot be the name of a list", "");
        }
    }

    /** The codes that are no answer; at least one other must be left. */
    private static Set<String> unknown(Reading reading, FieldReader fields, Set<String> codes) {
        Set<String> unknown = new LinkedHashSet<>();
        for (Data item : fields.items("unknown")) {
            if (item instanceof Data.Text text && codes.contains(text.text())) {
                unknown.add(text.text());
            } else {
                reading.error(
                        item.at(),
                        "'unknown' names codes of this list that mean \"I do not know\"",
                        "for example: unknown: [not_known]");
            }
        }
        if (!codes.isEmpty() && unknown.size() == codes.size()) {
            fields.error("unknown", "no code is left that is an answer", "");
        }
        return unknown;
    }

    private static void check(Reading reading, String code, Data.Field field) {
        if (code.equals(FactsReader.UNKNOWN)) {
            reading.error(
                    field.keyAt(),
                    "'UNKNOWN' is not a code",
                    "what is not known is simply left out");
        } else if (!Identifiers.isName(code)) {
            reading.error(
                    field.keyAt(),
                    "'" + code + "' cannot be a code",
                    "a letter first, then letters, digits, _ and inner hyphens");
        } else if (Identifiers.isKeyword(code)) {
            reading.error(
                    field.keyAt(),
                    "'" + code + "' is a word of the language and cannot be a code",
                    "choose another word");
        }
    }
}
