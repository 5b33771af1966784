package amparo.server.directory;

import amparo.server.registry.LandMap;
import amparo.server.registry.LandMap.Point;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The services of a page on a small map, with the numbers that they have in the list: the map says
 * nothing that the list does not.
 *
 * @param spots each place once
 * @param box the part of the map that is shown, as an SVG view box; empty without spots
 * @param scale how much larger than the whole map it is drawn, for signs of the same size
 * @param without how many services of the page have no place on the map
 */
public record ServiceMap(List<Spot> spots, String box, double scale, int without) {

    private static final double MARGIN = 14;
    private static final double SMALLEST = 60;

    public ServiceMap {
        spots = List.copyOf(spots);
    }

    /**
     * A place.
     *
     * @param numbers of the services there
     * @param stale whether nobody confirmed any of them for long
     */
    public record Spot(double x, double y, String numbers, boolean stale) {
        /** For the attributes of SVG. */
        public String across() {
            return number(x);
        }

        /** For the attributes of SVG. */
        public String down() {
            return number(y);
        }
    }

    private record Here(List<String> numbers, List<Boolean> stale) {}

    /**
     * Draws.
     *
     * @param first the number of the first
     */
    static ServiceMap of(List<Service> services, int first, java.time.OffsetDateTime now) {
        Map<Point, Here> places = new LinkedHashMap<>();
        int without = 0;
        for (int i = 0; i < services.size(); i++) {
            Service one = services.get(i);
            Double latitude = one.latitude();
            Double longitude = one.longitude();
            Optional<Point> point =
                    latitude == null || longitude == null
                            ? Optional.empty()
                            : LandMap.of(latitude, longitude);
            if (point.isEmpty()) {
                without++;
                continue;
            }
            Point near =
                    new Point(
                            Math.round(point.get().x() * 2) / 2.0,
                            Math.round(point.get().y() * 2) / 2.0);
            Here here =
                    places.computeIfAbsent(
                            near, any -> new Here(new ArrayList<>(), new ArrayList<>()));
            here.numbers().add(Integer.toString(first + i));
            here.stale().add(one.isStale(now));
        }
        List<Spot> spots = new ArrayList<>();
        places.forEach((point, here) ->
                spots.add(
                        new Spot(
                                point.x(),
                                point.y(),
                                String.join(", ", here.numbers()),
                                here.stale().stream().allMatch(one -> one))));
        double[] box = box(spots);
        return new ServiceMap(
                spots,
                spots.isEmpty()
                        ? ""
                        : number(box[0])
                                + " "
                                + number(box[1])
                                + " "
                                + number(box[2])
                                + " "
                                + number(box[3]),
                Math.max(box[2], box[3]) / LandMap.height(),
                without);
    }

    private static double[] box(List<Spot> spots) {
        if (spots.isEmpty()) {
            return new double[] {0, 0, LandMap.width(), LandMap.height()};
        }
        double west = spots.stream().mapToDouble(Spot::x).min().orElse(0) - MARGIN;
        double east = spots.stream().mapToDouble(Spot::x).max().orElse(0) + MARGIN;
        double north = spots.stream().mapToDouble(Spot::y).min().orElse(0) - MARGIN;
        double south = spots.stream().mapToDouble(Spot::y).max().orElse(0) + MARGIN;
        double width = Math.max(SMALLEST, east - west);
        double height = Math.max(SMALLEST, south - north);
        return new double[] {
            (west + east - width) / 2, (north + south - height) / 2, width, height
        };
    }

    /** The land, as data of an SVG path. */
    public static String land() {
        return LandMap.land();
    }

    /** A length of the signs, in units of the map. */
    public String sized(double length) {
        return number(length * scale);
    }

    private static String number(double number) {
        return Objects.requireNonNull(String.format(Locale.ROOT, "%.1f", number));
    }
}
