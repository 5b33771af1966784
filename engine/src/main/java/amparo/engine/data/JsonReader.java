package amparo.engine.data;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads JSON (RFC 8259) into {@link Data}. Strict: no comments, no duplicate keys, whole numbers
 * only, at most {@value #MAX_DEPTH} levels.
 */
public final class JsonReader {
    /** Deeper nesting is refused. */
    public static final int MAX_DEPTH = 64;

    private final String text;
    private int position;
    private int line = 1;
    private int lineStart;

    private JsonReader(String text) {
        this.text = text;
    }

    /**
     * @throws DataException at the first mistake, with its place
     */
    public static Data read(String json) {
        JsonReader reader = new JsonReader(json);
        if (!json.isEmpty() && json.charAt(0) == '\uFEFF') {
            reader.position = 1;
        }
        reader.space();
        Data data = reader.value(0);
        reader.space();
        if (reader.position < json.length()) {
            throw reader.wrong("more text after the end of the JSON value");
        }
        return data;
    }

    private Data value(int depth) {
        if (depth > MAX_DEPTH) {
            throw wrong("nested more than " + MAX_DEPTH + " levels deep");
        }
        if (position >= text.length()) {
            throw wrong("the text ends where a value should be");
        }
        char c = text.charAt(position);
        Mark at = mark();
        return switch (c) {
            case '{' -> fields(depth, at);
            case '[' -> items(depth, at);
            case '"' -> new Data.Text(string(), at);
            case 't' -> word("true", new Data.Flag(true, at));
            case 'f' -> word("false", new Data.Flag(false, at));
            case 'n' -> word("null", new Data.Nothing(at));
            default -> number(at);
        };
    }

    private Data fields(int depth, Mark at) {
        Map<String, Data.Field> fields = new LinkedHashMap<>();
        position++;
        space();
        if (peek() == '}') {
            position++;
            return new Data.Fields(fields, at);
        }
        while (true) {
            space();
            Mark keyAt = mark();
            if (peek() != '"') {
                throw wrong("a key in quotes was expected");
            }
            String key = string();
            space();
            expect(':');
            space();
            Data value = value(depth + 1);
            if (fields.put(key, new Data.Field(keyAt, value)) != null) {
                throw new DataException(keyAt, "the key '" + key + "' stands here twice");
            }
            space();
            if (peek() == '}') {
                position++;
                return new Data.Fields(fields, at);
            }
            expect(',');
        }
    }

    private Data items(int depth, Mark at) {
        List<Data> items = new ArrayList<>();
        position++;
        space();
        if (peek() == ']') {
            position++;
            return new Data.Items(items, at);
        }
        while (true) {
            space();
            items.add(value(depth + 1));
            space();
            if (peek() == ']') {
                position++;
                return new Data.Items(items, at);
            }
            expect(',');
        }
    }

    private Data number(Mark at) {
        int start = position;
        if (peek() == '-') {
            position++;
        }
        int digits = position;
        while (peek() >= '0' && peek() <= '9') {
            position++;
        }
        int length = position - digits;
        if (length == 0) {
            throw wrong("a value was expected");
        }
        if (length > 1 && text.charAt(digits) == '0' || length > 18) {
            throw new DataException(at, "this number is not a whole number that can be used");
        }
        if (peek() == '.' || peek() == 'e' || peek() == 'E') {
            throw new DataException(
                    at, "numbers here are whole numbers, without fraction or exponent");
        }
        return new Data.Whole(Long.parseLong(text.substring(start, position)), at);
    }

    private Data word(String word, Data data) {
        if (!text.startsWith(word, position)) {
            throw wrong("a value was expected");
        }
        position += word.length();
        return data;
    }

    private String string() {
        position++;
        StringBuilder out = null;
        int from = position;
        while (true) {
            if (position >= text.length()) {
                throw wrong("the text ends inside quotes");
            }
            char c = text.charAt(position);
            if (c == '"') {
                String tail = text.substring(from, position);
                position++;
                return out == null ? tail : out.append(tail).toString();
            }
            if (c < ' ') {
                throw wrong("a control character inside quotes must be written with a backslash");
            }
            if (c == '\\') {
                if (out == null) {
                    out = new StringBuilder();
                }
                out.append(text, from, position);
                out.append(escape());
                from = position;
            } else {
                position++;
            }
        }
    }

    private char escape() {
        position++;
        char c = peek();
        position++;
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unicode();
            default -> throw wrong("unknown escape after a backslash");
        };
    }

    private char unicode() {
        int code = 0;
        for (int i = 0; i < 4; i++) {
            int digit = hexadecimal(peek());
            if (digit < 0) {
                throw wrong("four hexadecimal digits were expected");
            }
            code = code * 16 + digit;
            position++;
        }
        return (char) code;
    }

    /** Not Character.digit: it brings a table of all digits of Unicode into the browser. */
    private static int hexadecimal(char c) {
        if (c >= '0' && c <= '9') {
            return c - '0';
        }
        int letter = c | 0x20;
        return letter >= 'a' && letter <= 'f' ? letter - 'a' + 10 : -1;
    }

    private void space() {
        while (position < text.length()) {
            char c = text.charAt(position);
            if (c == '\n') {
                line++;
                lineStart = position + 1;
            } else if (c != ' ' && c != '\t' && c != '\r') {
                return;
            }
            position++;
        }
    }

    private char peek() {
        return position < text.length() ? text.charAt(position) : '\0';
    }

    private void expect(char c) {
        if (peek() != c) {
            throw wrong("'" + c + "' was expected");
        }
        position++;
    }

    private Mark mark() {
        return new Mark(line, position - lineStart + 1);
    }

    private DataException wrong(String message) {
        return new DataException(mark(), message);
    }
}
