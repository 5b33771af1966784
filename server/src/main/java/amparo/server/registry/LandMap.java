package amparo.server.registry;

import java.util.Optional;

/**
 * The land of the Americas for the maps of other modules: a path of SVG, and where places lie on
 * it. Nothing is fetched from elsewhere.
 */
public final class LandMap {

    /** Units of the map for a degree, and the degrees of its north-west. */
    private static final double ACROSS = 3.654;

    private static final double DOWN = 3.995;
    private static final double WEST = -128.58;
    private static final double NORTH = 62.05;

    private LandMap() {}

    /** A place on the map, in its units: the origin is the north-west. */
    public record Point(double x, double y) {}

    public static int width() {
        return WorldMap.width();
    }

    public static int height() {
        return WorldMap.height();
    }

    /** The land, as data of an SVG path. */
    public static String land() {
        return WorldMap.land();
    }

    /** Where a country is; empty if it is not on this map. */
    public static Optional<Point> country(String code) {
        return WorldMap.of(code).map(one -> new Point(one.x(), one.y()));
    }

    /** Where a place is; empty if it is not on this map. */
    public static Optional<Point> of(double latitude, double longitude) {
        Point point = new Point((longitude - WEST) * ACROSS, (NORTH - latitude) * DOWN);
        return point.x() >= 0 && point.x() <= width() && point.y() >= 0 && point.y() <= height()
                ? Optional.of(point)
                : Optional.empty();
    }
}
