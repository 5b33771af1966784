package amparo.server.demo;

import java.util.Collection;
import java.util.stream.Collectors;

/** Writes the few shapes of JSON that invented answers have. */
final class Json {

    private Json() {}

    static String text(String words) {
        return '"' + words.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    static String texts(Collection<String> all) {
        return all.stream().map(Json::text).collect(Collectors.joining(",", "[", "]"));
    }

    /** Of names and values in turn; the values are JSON. */
    static String object(String... parts) {
        StringBuilder object = new StringBuilder("{");
        for (int i = 0; i < parts.length; i += 2) {
            object.append(i == 0 ? "" : ",")
                    .append(text(parts[i]))
                    .append(':')
                    .append(parts[i + 1]);
        }
        return object.append('}').toString();
    }
}
