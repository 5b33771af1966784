package amparo.engine.rule;

import amparo.engine.data.Data;

/** A rulebook as one JSON text: conditions as parsed trees, so that the browser needs no parser. */
public final class RulebookCodec {
    /** Number of the format; a reader refuses another one. */
    public static final int FORMAT = 2;

    private RulebookCodec() {}

    /** Writes a rulebook; the same rulebook gives the same text. */
    public static String write(Rulebook book) {
        return RulebookWriter.write(book, null, false);
    }

    /**
     * Writes a rulebook with the texts of one language only, for readers who want no other: a
     * fraction of the size. Where a text is missing in the language it is the one that {@link
     * amparo.engine.fact.Wording#in} falls back to.
     */
    public static String write(Rulebook book, String language) {
        return RulebookWriter.write(book, language, false);
    }

    /**
     * Writes what verdicts and questions need and no more, with the texts of one language: titles,
     * questions and names of codes, but no sentence of a condition, no source and nothing about
     * what a door gives. The reader takes it like any other; whoever shows a verdict adds the
     * sentences and sources by rule and condition. A source keeps its class, because that decides
     * whether it may refuse anybody.
     */
    public static String writeCore(Rulebook book, String language) {
        return RulebookWriter.write(book, language, true);
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
