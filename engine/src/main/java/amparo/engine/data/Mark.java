package amparo.engine.data;

/** A place in a text; line and column count from 1. {@code 0:0} is "no place". */
public record Mark(int line, int column) {
    /** For data that was made, not read. */
    public static final Mark NONE = new Mark(0, 0);

    @Override
    public String toString() {
        return line + ":" + column;
    }
}
