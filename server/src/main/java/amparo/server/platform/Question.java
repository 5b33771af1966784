package amparo.server.platform;

import java.util.List;

/**
 * One question of a form that is built from a list: the field, and how it is asked.
 *
 * @param options to choose from; empty for text and dates
 * @param parts of a date, as they were written; otherwise empty
 */
public record Question(Kind kind, Field field, List<Option> options, DateParts parts) {
    /** How it is asked. */
    public enum Kind {
        TEXT,
        LONG_TEXT,
        CHOICE,
        LONG_CHOICE,
        SEVERAL,
        /** Several of a list that is too long to show at once. */
        MANY,
        DATE
    }

    public Question {
        options = List.copyOf(options);
    }

    public static Question text(Field field) {
        return new Question(Kind.TEXT, field, List.of(), DateParts.EMPTY);
    }

    public static Question longText(Field field) {
        return new Question(Kind.LONG_TEXT, field, List.of(), DateParts.EMPTY);
    }

    /** One of a few. */
    public static Question choice(Field field, List<Option> options) {
        return new Question(Kind.CHOICE, field, options, DateParts.EMPTY);
    }

    /** One of many. */
    public static Question longChoice(Field field, List<Option> options) {
        return new Question(Kind.LONG_CHOICE, field, options, DateParts.EMPTY);
    }

    public static Question several(Field field, List<Option> options) {
        return new Question(Kind.SEVERAL, field, options, DateParts.EMPTY);
    }

    public static Question many(Field field, List<Option> options) {
        return new Question(Kind.MANY, field, options, DateParts.EMPTY);
    }

    /** A day of which the year alone is enough. */
    public static Question date(Field field, DateParts parts) {
        return new Question(Kind.DATE, field, List.of(), parts);
    }
}
