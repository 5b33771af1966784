package amparo.engine.rule;

import amparo.engine.data.Data;

/** A rulebook as one JSON text: conditions as parsed trees, so that the browser needs no parser. */
public final class RulebookCodec {
    /** Number of the format; a reader refuses another one. */
    public static final int FORMAT = 1;

    private RulebookCodec() {}

    /** Writes a rulebook; the same rulebook gives the same text. */
    public static String write(Rulebook book) {
        return RulebookWriter.write(book);
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws amparo.engine.data.DataException if it is something else, or of another format
     */
    public static Rulebook read(Data data) {
        return new RulebookReader(data).read();
    }
}
