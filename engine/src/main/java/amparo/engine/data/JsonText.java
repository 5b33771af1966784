package amparo.engine.data;

/**
 * The text that a {@link JsonWriter} writes. A browser joins strings far sooner than anything that
 * is compiled for it, so it may bring its own.
 */
public interface JsonText {
    /** Adds a part as it is. */
    void add(String part);

    /** Adds a part between quotation marks. */
    void quote(String part);

    /** True if nothing in it must be written otherwise between quotation marks. */
    boolean isPlain(String part);

    /** An empty text of the same kind. */
    JsonText another();

    /** Everything that was added. */
    String text();

    /** A text in a buffer. */
    final class Buffer implements JsonText {
        private final StringBuilder out = new StringBuilder();

        @Override
        public void add(String part) {
            out.append(part);
        }

        @Override
        public void quote(String part) {
            out.append('"').append(part).append('"');
        }

        @Override
        public boolean isPlain(String part) {
            for (int i = 0; i < part.length(); i++) {
                char c = part.charAt(i);
                if (c < ' ' || c == '"' || c == '\\') {
                    return false;
                }
            }
            return true;
        }

        @Override
        public JsonText another() {
            return new Buffer();
        }

        @Override
        public String text() {
            return out.toString();
        }
    }
}
