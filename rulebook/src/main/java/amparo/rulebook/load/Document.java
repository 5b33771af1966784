package amparo.rulebook.load;

import amparo.engine.data.Data;
import java.util.List;

/**
 * One document of a file.
 *
 * @param kind its first word: {@code pathway}, {@code facts} ...
 */
record Document(Reading reading, Data.Fields root, String kind) {
    /** The kinds, each before those whose keys it may hold too. */
    static final List<String> KINDS =
            List.of(
                    "vignette",
                    "pathway",
                    "screen",
                    "facts",
                    "set",
                    "table",
                    "calendar",
                    "codes",
                    "drafts");

    FieldReader fields(List<String> keys, String what) {
        return new FieldReader(reading, root, keys, what);
    }

    /** The id or name under the first word; "" if it is none. */
    String head() {
        return root.get(kind) instanceof Data.Text text ? text.text() : "";
    }

    Place place() {
        return new Place(reading.file(), root.at(), "");
    }
}
