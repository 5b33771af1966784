package amparo.server.platform;

import org.jspecify.annotations.Nullable;

/**
 * The head of a column.
 *
 * @param href the address that sorts by it, the other way round if it already does; none if nobody
 *     can
 */
public record Column(String label, @Nullable String href, Order order, boolean figures) {
    /** How the table is sorted by this column. */
    public enum Order {
        NONE("none"),
        UP("ascending"),
        DOWN("descending");

        private final String aria;

        Order(String aria) {
            this.aria = aria;
        }

        /** The value of {@code aria-sort}. */
        public String aria() {
            return aria;
        }
    }

    public static Column of(String label) {
        return new Column(label, null, Order.NONE, false);
    }

    public static Column figures(String label) {
        return new Column(label, null, Order.NONE, true);
    }

    public Column sortedBy(String href, Order order) {
        return new Column(label, href, order, figures);
    }
}
