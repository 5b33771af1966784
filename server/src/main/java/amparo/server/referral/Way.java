package amparo.server.referral;

import amparo.server.registry.LandMap;
import amparo.server.registry.LandMap.Point;
import amparo.server.registry.PersonFiles.HeldRecord;
import amparo.server.registry.PersonFiles.KnownThen;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The way of a person as far as they told it: countries, places and crossings of borders, the
 * oldest first.
 */
final class Way {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Less than this (some eighty kilometres) gives no direction: people go around in a town. */
    private static final double NEAR = 3;

    private final List<String> countries;
    private final List<Station> stations;

    private Way(List<String> countries, List<Station> stations) {
        this.countries = countries;
        this.stations = stations;
    }

    /**
     * A place on the way.
     *
     * @param on none: no whole day was told
     */
    record Station(String country, String place, String border, @Nullable LocalDate on) {

        /** Whether it was reached on a day or after it. */
        boolean since(LocalDate day) {
            LocalDate reached = on;
            return reached != null && !reached.isBefore(day);
        }
    }

    static Way of(KnownThen known) {
        List<String> countries =
                records(known, "stay", "entered").stream()
                        .map(one -> one.path("country").asString(""))
                        .filter(one -> !one.isEmpty())
                        .toList();
        List<Station> stations =
                records(known, "station", "on").stream()
                        .map(one ->
                                new Station(
                                        one.path("country").asString(""),
                                        one.path("place").asString(""),
                                        one.path("border_point").asString(""),
                                        day(one.path("on").asString(""))))
                        .filter(one -> !one.country().isEmpty())
                        .toList();
        return new Way(countries, stations);
    }

    /** By the day on which they came; undated ones first. */
    private static List<JsonNode> records(KnownThen known, String list, String day) {
        List<JsonNode> all = new ArrayList<>();
        for (HeldRecord one : known.records().getOrDefault(list, List.of())) {
            all.add(JSON.readTree(one.value()));
        }
        all.sort(Comparator.comparing((JsonNode one) -> one.path(day).asString("")));
        return all;
    }

    static @Nullable LocalDate day(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException partial) {
            return null;
        }
    }

    /** The countries that were passed. */
    Set<String> countries() {
        Set<String> all = new HashSet<>(countries);
        stations.forEach(one -> all.add(one.country()));
        return all;
    }

    Optional<Station> last() {
        return stations.isEmpty() ? Optional.empty() : Optional.of(stations.getLast());
    }

    /** Where in a country the way ends, if its last station is there. */
    Optional<Point> end(String country, RoutePlaces.Known places) {
        return last().filter(one -> one.country().equals(country))
                .flatMap(one ->
                        places.place(country, one.place())
                                .or(() -> RoutePlaces.crossing(one.border())));
    }

    /** From where the person came: the last point of the way that is not near where they are. */
    Optional<Point> before(String country, Point here, RoutePlaces.Known places) {
        List<Point> points = new ArrayList<>();
        countries.stream()
                .filter(one -> !one.equals(country))
                .forEach(one -> LandMap.country(one).ifPresent(points::add));
        if (!stations.isEmpty()) {
            // Stations tell more than the countries; these only stand before the first of them.
            for (Station one : stations) {
                RoutePlaces.crossing(one.border()).ifPresent(points::add);
                places.place(one.country(), one.place())
                        .or(() ->
                                one.country().equals(country)
                                        ? Optional.empty()
                                        : LandMap.country(one.country()))
                        .ifPresent(points::add);
            }
        }
        return points.reversed().stream().filter(one -> distance(one, here) >= NEAR).findFirst();
    }

    static boolean isAhead(Point before, Point here, Point there) {
        return (here.x() - before.x()) * (there.x() - here.x())
                        + (here.y() - before.y()) * (there.y() - here.y())
                > 0;
    }

    static double distance(Point one, Point other) {
        return Math.hypot(one.x() - other.x(), one.y() - other.y());
    }
}
