package amparo.server.platform;

/** What stands in one place of a table. */
public sealed interface Cell {
    /** Plain words. */
    record Words(String text) implements Cell {}

    /** A number; it stands at the end of its column. */
    record Figure(String text) implements Cell {}

    /** The name of the row, which opens it. */
    record Open(String text, String href) implements Cell {}

    /** A status. */
    record Status(Pill pill) implements Cell {}

    /** The one main action of the row; {@code about} says of what, for those who hear it alone. */
    record Action(String text, String href, String about) implements Cell {}

    /** A box to tick the row; {@code about} says which, as it stands without a label. */
    record Pick(String name, String value, String about) implements Cell {}

    static Cell words(String text) {
        return new Words(text);
    }

    static Cell figure(String text) {
        return new Figure(text);
    }

    static Cell open(String text, String href) {
        return new Open(text, href);
    }

    static Cell status(String label, Tone tone) {
        return new Status(new Pill(label, tone));
    }

    static Cell action(String text, String href, String about) {
        return new Action(text, href, about);
    }

    static Cell pick(String name, String value, String about) {
        return new Pick(name, value, about);
    }
}
