package amparo.engine.rule;

import amparo.engine.data.Data;
import amparo.engine.data.DataException;
import amparo.engine.data.Mark;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A tree of data, read with the expectation that it has a known shape. */
record Tree(Data data) {
    private static final Data.Fields EMPTY = new Data.Fields(Map.of(), Mark.NONE);

    Mark at() {
        return data.at();
    }

    boolean has(String key) {
        return data instanceof Data.Fields fields && fields.get(key) != null;
    }

    /** The value of a key; empty if it is missing. */
    Tree child(String key) {
        Data value = data instanceof Data.Fields fields ? fields.get(key) : null;
        return new Tree(value == null ? EMPTY : value);
    }

    Map<String, Tree> entries() {
        Map<String, Tree> entries = new LinkedHashMap<>();
        if (data instanceof Data.Fields fields) {
            fields.fields().forEach((key, field) -> entries.put(key, new Tree(field.value())));
        }
        return entries;
    }

    List<Tree> items() {
        List<Tree> items = new ArrayList<>();
        if (data instanceof Data.Items list) {
            list.items().forEach(item -> items.add(new Tree(item)));
        }
        return items;
    }

    List<Tree> list(String key) {
        return child(key).items();
    }

    <T> List<T> map(String key, Function<Tree, T> read) {
        List<T> result = new ArrayList<>();
        for (Tree item : list(key)) {
            result.add(read.apply(item));
        }
        return result;
    }

    List<String> texts(String key) {
        return map(key, Tree::text);
    }

    String text() {
        if (data instanceof Data.Text text) {
            return text.text();
        }
        throw new DataException(at(), "a text was expected");
    }

    String text(String key) {
        if (child(key).data() instanceof Data.Text text) {
            return text.text();
        }
        throw new DataException(at(), "'" + key + "' is missing");
    }

    String textOr(String key) {
        return has(key) ? text(key) : "";
    }

    @Nullable String optional(String key) {
        return has(key) ? text(key) : null;
    }

    int whole() {
        if (data instanceof Data.Whole whole) {
            return (int) whole.number();
        }
        throw new DataException(at(), "a whole number was expected");
    }

    int whole(String key) {
        return child(key).whole();
    }

    int wholeOr(String key, int otherwise) {
        return has(key) ? whole(key) : otherwise;
    }

    boolean flag(String key) {
        return child(key).data() instanceof Data.Flag flag && flag.yes();
    }
}
