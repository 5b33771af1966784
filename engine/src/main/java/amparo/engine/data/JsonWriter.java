package amparo.engine.data;

import org.jspecify.annotations.Nullable;

/**
 * Writes JSON byte for byte the same on every platform: keys in the order they are given, no white
 * space (or two blanks a level if {@code pretty}), non-ASCII text as it is.
 */
public final class JsonWriter {
    private final JsonText out;
    private final boolean pretty;
    private int depth;
    private boolean first = true;
    private boolean afterKey;

    /**
     * @param pretty true for people, false for machines
     */
    public JsonWriter(boolean pretty) {
        this.out = new JsonText.Buffer();
        this.pretty = pretty;
    }

    /**
     * For machines.
     *
     * @param out where to write
     */
    public JsonWriter(JsonText out) {
        this.out = out;
        this.pretty = false;
    }

    /** Another writer to the same kind of text, empty. */
    public JsonWriter another() {
        return pretty ? new JsonWriter(true) : new JsonWriter(out.another());
    }

    /** Starts an object. */
    public JsonWriter object() {
        return open("{");
    }

    /** Ends an object. */
    public JsonWriter endObject() {
        return close("}");
    }

    /** Starts an array. */
    public JsonWriter array() {
        return open("[");
    }

    /** Ends an array. */
    public JsonWriter endArray() {
        return close("]");
    }

    /** The next key of an object; its value must follow. */
    public JsonWriter key(String key) {
        separate();
        quote(key);
        out.add(pretty ? ": " : ":");
        first = true;
        afterKey = true;
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

    /**
     * A value that is JSON already, without white space.
     *
     * @throws IllegalStateException if this writer is for people
     */
    public JsonWriter json(String value) {
        if (pretty) {
            throw new IllegalStateException("what was written for machines is not for people");
        }
        return raw(value);
    }

    /** True if it writes for people. */
    public boolean isPretty() {
        return pretty;
    }

    /** Everything written so far. */
    @Override
    public String toString() {
        return out.text();
    }

    private JsonWriter text(String text) {
        separate();
        quote(text);
        return this;
    }

    private JsonWriter raw(String text) {
        separate();
        out.add(text);
        return this;
    }

    private JsonWriter open(String bracket) {
        separate();
        out.add(bracket);
        depth++;
        first = true;
        return this;
    }

    private JsonWriter close(String bracket) {
        depth--;
        if (pretty && !first) {
            newLine();
        }
        out.add(bracket);
        first = false;
        return this;
    }

    private void separate() {
        if (!first) {
            out.add(",");
        }
        if (pretty && depth > 0 && !afterKey) {
            newLine();
        }
        first = false;
        afterKey = false;
    }

    private void newLine() {
        out.add("\n");
        for (int i = 0; i < depth; i++) {
            out.add("  ");
        }
    }

    private void quote(String text) {
        if (out.isPlain(text)) {
            out.quote(text);
            return;
        }
        StringBuilder careful = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> careful.append("\\\"");
                case '\\' -> careful.append("\\\\");
                case '\n' -> careful.append("\\n");
                case '\r' -> careful.append("\\r");
                case '\t' -> careful.append("\\t");
                default -> {
                    if (c < ' ') {
                        careful.append("\\u00").append(Character.forDigit(c >> 4, 16));
                        careful.append(Character.forDigit(c & 15, 16));
                    } else {
                        careful.append(c);
                    }
                }
            }
        }
        out.quote(careful.toString());
    }
}
