package amparo.engine.data;

import org.jspecify.annotations.Nullable;

/**
 * Writes JSON byte for byte the same on every platform: keys in the order they are given, no white
 * space (or two blanks a level if {@code pretty}), non-ASCII text as it is.
 */
public final class JsonWriter {
    private final StringBuilder out = new StringBuilder();
    private final boolean pretty;
    private int depth;
    private boolean first = true;

    /**
     * @param pretty true for people, false for machines
     */
    public JsonWriter(boolean pretty) {
        this.pretty = pretty;
    }

    /** Starts an object. */
    public JsonWriter object() {
        return open('{');
    }

    /** Ends an object. */
    public JsonWriter endObject() {
        return close('}');
    }

    /** Starts an array. */
    public JsonWriter array() {
        return open('[');
    }

    /** Ends an array. */
    public JsonWriter endArray() {
        return close(']');
    }

    /** The next key of an object; its value must follow. */
    public JsonWriter key(String key) {
        separate();
        quote(key);
        out.append(pretty ? ": " : ":");
        first = true;
        return this;
    }

    /** A text, or null. */
    public JsonWriter value(@Nullable String text) {
        return text == null ? raw("null") : text(text);
    }

    /** A whole number. */
    public JsonWriter value(int number) {
        return raw(Integer.toString(number));
    }

    /** True or false. */
    public JsonWriter value(boolean yes) {
        return raw(yes ? "true" : "false");
    }

    /** A key with a text. */
    public JsonWriter field(String key, @Nullable String text) {
        return key(key).value(text);
    }

    /** A key with a whole number. */
    public JsonWriter field(String key, int number) {
        return key(key).value(number);
    }

    /** A key with true or false. */
    public JsonWriter field(String key, boolean yes) {
        return key(key).value(yes);
    }

    /** A tree. */
    public JsonWriter value(Data data) {
        switch (data) {
            case Data.Text text -> text(text.text());
            case Data.Whole whole -> raw(Long.toString(whole.number()));
            case Data.Flag flag -> value(flag.yes());
            case Data.Nothing _ -> raw("null");
            case Data.Items items -> {
                array();
                items.items().forEach(this::value);
                endArray();
            }
            case Data.Fields fields -> {
                object();
                fields.fields().forEach((key, field) -> key(key).value(field.value()));
                endObject();
            }
        }
        return this;
    }

    /** Everything written so far. */
    @Override
    public String toString() {
        return out.toString();
    }

    private JsonWriter text(String text) {
        separate();
        quote(text);
        return this;
    }

    private JsonWriter raw(String text) {
        separate();
        out.append(text);
        return this;
    }

    private JsonWriter open(char bracket) {
        separate();
        out.append(bracket);
        depth++;
        first = true;
        return this;
    }

    private JsonWriter close(char bracket) {
        depth--;
        if (pretty && !first) {
            newLine();
        }
        out.append(bracket);
        first = false;
        return this;
    }

    private void separate() {
        if (!first) {
            out.append(',');
        }
        boolean afterKey = first && !out.isEmpty() && out.charAt(out.length() - 1) == ' ';
        if (pretty && depth > 0 && !afterKey) {
            newLine();
        }
        first = false;
    }

    private void newLine() {
        out.append('\n');
        for (int i = 0; i < depth; i++) {
            out.append("  ");
        }
    }

    private void quote(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (c < ' ') {
                        out.append("\\u00").append(Character.forDigit(c >> 4, 16));
                        out.append(Character.forDigit(c & 15, 16));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }
}
