package amparo.engine.language;

/** One word or sign of a condition. */
public record Token(Kind kind, String text, Span span) {
    /** What kind of token. */
    public enum Kind {
        /** A name, code or keyword: letters, digits, '_' and inner '-'. */
        WORD,
        /** A whole number. */
        NUMBER,
        /** 2024-03 or 2024-03-15. */
        DATE,
        /** $name. */
        DOLLAR,
        /** One of ( ) { } , ; . = != < <= > >=. */
        SIGN,
        /** After the last token. */
        END
    }

    boolean is(String word) {
        return (kind == Kind.WORD || kind == Kind.SIGN) && text.equals(word);
    }
}
