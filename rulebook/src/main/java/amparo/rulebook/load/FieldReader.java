package amparo.rulebook.load;

import amparo.engine.data.Data;
import amparo.engine.data.Mark;
import amparo.engine.fact.Vocabulary;
import amparo.engine.fact.Wording;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the keys of one mapping strictly: unknown keys, missing ones and wrong types are errors.
 */
final class FieldReader {
    private final Reading reading;
    private final Data.Fields fields;
    private final List<String> keys;
    private final String what;

    FieldReader(Reading reading, Data.Fields fields, List<String> keys, String what) {
        this.reading = reading;
        this.fields = fields;
        this.keys = keys;
        this.what = what;
        for (Map.Entry<String, Data.Field> entry : fields.fields().entrySet()) {
            if (!keys.contains(entry.getKey())) {
                reading.error(
                        entry.getValue().keyAt(),
                        "unknown key '" + entry.getKey() + "' in " + what,
                        didYouMean(entry.getKey(), keys, "keys here: " + String.join(", ", keys)));
            }
        }
    }

    static String didYouMean(String word, Iterable<String> known, String otherwise) {
        return didYouMean(Vocabulary.near(word, known), otherwise);
    }

    static String didYouMean(List<String> near, String otherwise) {
        return near.isEmpty() ? otherwise : "did you mean '" + String.join("' or '", near) + "'?";
    }

    /** Where the mapping starts. */
    Mark at() {
        return fields.at();
    }

    /** Where a key stands, or the mapping if it does not. */
    Mark keyAt(String key) {
        Data.Field field = fields.fields().get(key);
        return field == null ? fields.at() : field.keyAt();
    }

    boolean has(String key) {
        return fields.fields().containsKey(known(key));
    }

    /** The value of a key, or null if it is not there or empty. */
    @Nullable Data get(String key) {
        Data data = fields.get(known(key));
        if (data instanceof Data.Nothing) {
            reading.error(
                    keyAt(key), "'" + key + "' has no value", "write one or leave the key out");
            return null;
        }
        return data;
    }

    private String known(String key) {
        if (!keys.contains(key)) {
            throw new IllegalArgumentException(key + " is not a key of " + what);
        }
        return key;
    }

    /** The value of a key that must be there. */
    @Nullable Data need(String key) {
        if (!has(key)) {
            reading.error(fields.at(), "'" + key + "' is missing in " + what, "");
            return null;
        }
        return get(key);
    }

    void error(String key, String message, String cure) {
        reading.error(keyAt(key), message, cure);
    }

    /** A text; "" if it is not there. */
    String text(String key) {
        return has(key) ? textOf(key, get(key)) : "";
    }

    /** A text that must be there; "" after reporting that it is not. */
    String needText(String key) {
        return textOf(key, need(key));
    }

    private String textOf(String key, @Nullable Data data) {
        if (data instanceof Data.Text text) {
            if (text.text().isBlank()) {
                reading.error(text.at(), "'" + key + "' is empty", "");
            }
            return text.text();
        }
        if (data != null) {
            String cure = data instanceof Data.Whole ? "put it in quotes" : "";
            reading.error(data.at(), "'" + key + "' must be a text", cure);
        }
        return "";
    }

    /** One of some words; null if it is not there or not one of them. */
    <T> @Nullable T word(String key, Map<String, T> words) {
        return has(key) ? wordOf(key, get(key), words) : null;
    }

    /** One of some words that must be there. */
    <T> @Nullable T needWord(String key, Map<String, T> words) {
        return wordOf(key, need(key), words);
    }

    private <T> @Nullable T wordOf(String key, @Nullable Data data, Map<String, T> words) {
        if (data == null) {
            return null;
        }
        return choose("'" + key + "'", data, words);
    }

    /** One of some words, or null after reporting that it is none. */
    <T> @Nullable T choose(String name, Data data, Map<String, T> words) {
        String all = "one of: " + String.join(", ", words.keySet());
        if (!(data instanceof Data.Text text)) {
            reading.error(data.at(), name + " must be a word", all);
            return null;
        }
        T value = words.get(text.text());
        if (value == null) {
            reading.error(
                    data.at(),
                    name + " cannot be '" + text.text() + "'",
                    didYouMean(text.text(), words.keySet(), all));
        }
        return value;
    }

    /** True or false; {@code otherwise} if it is not there. */
    boolean flag(String key, boolean otherwise) {
        Data data = has(key) ? get(key) : null;
        if (data instanceof Data.Flag flag) {
            return flag.yes();
        }
        if (data != null) {
            reading.error(data.at(), "'" + key + "' must be true or false", "");
        }
        return otherwise;
    }

    /** A whole number; {@code otherwise} if it is not there. */
    int number(String key, int least, int most, int otherwise) {
        Data data = has(key) ? get(key) : null;
        if (data instanceof Data.Whole whole && whole.number() >= least && whole.number() <= most) {
            return (int) whole.number();
        }
        if (data != null) {
            reading.error(
                    data.at(),
                    "'" + key + "' must be a whole number from " + least + " to " + most,
                    "");
        }
        return otherwise;
    }

    /** The items of a list; empty if it is not there. */
    List<Data> items(String key) {
        return has(key) ? itemsOf(key, get(key)) : List.of();
    }

    /** The items of a list that must be there and hold something. */
    List<Data> needItems(String key) {
        Data data = need(key);
        List<Data> items = itemsOf(key, data);
        if (data instanceof Data.Items && items.isEmpty()) {
            reading.error(data.at(), "'" + key + "' is empty", "");
        }
        return items;
    }

    private List<Data> itemsOf(String key, @Nullable Data data) {
        if (data instanceof Data.Items items) {
            return items.items();
        }
        if (data != null) {
            reading.error(
                    data.at(),
                    "'" + key + "' must be a list",
                    "write it in [ ] or with '-' before each entry");
        }
        return List.of();
    }

    /** Texts of a list. */
    List<String> texts(String key) {
        List<String> texts = new ArrayList<>();
        for (Data item : items(key)) {
            if (item instanceof Data.Text text) {
                texts.add(text.text());
            } else {
                reading.error(item.at(), "an entry of '" + key + "' must be a text", "");
            }
        }
        return texts;
    }

    /** A sentence in the languages of Amparo; nothing if it is not there. */
    Wording wording(String key) {
        Data data = has(key) ? get(key) : null;
        return data == null ? Wording.NONE : wordingOf("'" + key + "'", data);
    }

    /** A sentence that must be there. */
    Wording needWording(String key) {
        Data data = need(key);
        return data == null ? Wording.NONE : wordingOf("'" + key + "'", data);
    }

    /** A list of sentences. */
    List<Wording> wordings(String key) {
        List<Wording> all = new ArrayList<>();
        for (Data item : items(key)) {
            all.add(wordingOf("an entry of '" + key + "'", item));
        }
        return all;
    }

    /** A sentence in the languages of Amparo. */
    Wording wordingOf(String name, Data data) {
        if (!(data instanceof Data.Fields)) {
            reading.error(
                    data.at(), name + " needs its languages", "write {es: \"...\", en: \"...\"}");
            return Wording.NONE;
        }
        FieldReader texts = new FieldReader(reading, (Data.Fields) data, Keys.LANGUAGES, name);
        Map<String, String> byLanguage = new LinkedHashMap<>();
        for (String language : Keys.LANGUAGES) {
            String text = texts.text(language);
            if (!text.isBlank()) {
                byLanguage.put(language, text.strip());
            } else if (!texts.has(language)) {
                reading.languages().missing(language, reading.file().path());
                if (Languages.NEEDED.contains(language)) {
                    reading.error(data.at(), name + " is missing in '" + language + "'", "");
                }
            }
        }
        reading.languages().seen();
        return new Wording(byLanguage);
    }
}
