package amparo.server.registry;

import amparo.server.platform.Moment;
import amparo.server.platform.View;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * The way of a person as a line of time and on a small map: stays in countries, and what is known
 * of places and border points between them.
 *
 * @param stops on the map, each country once, with the numbers of its moments
 * @param path the line through the stops, as data of an SVG path; empty with fewer than two
 * @param box the part of the map that is shown, as an SVG view box; empty without stops
 * @param scale how much larger than the whole map it is drawn, for signs of the same size
 * @param elsewhere countries that are not on the map
 */
public record Journey(
        List<Moment> moments,
        List<Stop> stops,
        String path,
        String box,
        double scale,
        List<String> elsewhere) {

    private static final int MARGIN = 28;
    private static final int SMALLEST = 110;

    public Journey {
        moments = List.copyOf(moments);
        stops = List.copyOf(stops);
        elsewhere = List.copyOf(elsewhere);
    }

    /** A country on the map. */
    public record Stop(int x, int y, String numbers, String country) {}

    private record Step(Facts.Known list, Standing.Held held, String date) {}

    static Journey of(View view, Facts facts, Standing standing) {
        List<Step> steps = new ArrayList<>();
        for (String name : List.of("stay", Facts.STATION)) {
            Facts.Known list = facts.get(name);
            for (Standing.Held held : standing.list(name)) {
                steps.add(new Step(list, held, date(held)));
            }
        }
        // Those without a date come last, as they were told.
        steps.sort(
                Comparator.comparing((Step step) -> step.date().isEmpty())
                        .thenComparing(Step::date));
        List<Moment> moments = new ArrayList<>();
        Map<String, List<String>> numbers = new LinkedHashMap<>();
        List<String> way = new ArrayList<>();
        for (Step step : steps) {
            moments.add(moment(view, moments.size() + 1, step));
            String country = step.held().part("country");
            if (!country.isEmpty()) {
                numbers.computeIfAbsent(country, any -> new ArrayList<>())
                        .add(Integer.toString(moments.size()));
                way.add(country);
            }
        }
        return drawn(view, facts, moments, numbers, way);
    }

    /** When it began; of the country that somebody left first, often only the end is known. */
    private static String date(Standing.Held held) {
        for (String field : List.of("entered", "on", "left")) {
            String text = held.part(field);
            if (!text.isEmpty() && !text.equals(Values.ONGOING)) {
                return text;
            }
        }
        return "";
    }

    private static Moment moment(View view, int number, Step step) {
        Facts.Known list = step.list();
        Standing.Held held = step.held();
        List<String> rest = new ArrayList<>();
        String dateField =
                List.of("entered", "on", "left").stream()
                        .filter(one -> held.part(one).equals(step.date()))
                        .findFirst()
                        .orElse("");
        for (Facts.Known field : Values.told(list, held.value())) {
            if (!field.name().equals("country")
                    && (!field.name().equals(dateField) || dateField.equals("left"))) {
                rest.add(
                        view.text(
                                "registry.field",
                                field.shortly(view),
                                Values.words(field, held.value().get(field.name()), view)));
            }
        }
        String country =
                list.field("country")
                        .filter(field -> held.value().has("country"))
                        .map(field -> Values.words(field, held.value().get("country"), view))
                        .orElse(view.text("registry.country-unknown"));
        String when =
                step.date().isEmpty() || dateField.equals("left")
                        ? view.text("registry.date-unknown")
                        : Values.words(
                                list.field(dateField).orElseThrow(),
                                held.value().get(dateField),
                                view);
        return new Moment(
                when,
                step.date().isEmpty() ? "" : step.date(),
                view.text("registry.numbered", Integer.toString(number), country),
                rest.isEmpty() ? null : String.join("; ", rest),
                view.text("registry.source." + held.said().source()));
    }

    private static Journey drawn(
            View view,
            Facts facts,
            List<Moment> moments,
            Map<String, List<String>> numbers,
            List<String> way) {
        Facts.Known country = facts.get("country_now");
        List<Stop> stops = new ArrayList<>();
        List<String> elsewhere = new ArrayList<>();
        numbers.forEach((code, at) -> {
            String name = country.codeLabel(code, view);
            WorldMap.of(code)
                    .ifPresentOrElse(
                            point ->
                                    stops.add(
                                            new Stop(
                                                    point.x(),
                                                    point.y(),
                                                    String.join(", ", at),
                                                    name)),
                            () -> elsewhere.add(name));
        });
        List<WorldMap.Point> line = new ArrayList<>();
        way.stream()
                .flatMap(code -> WorldMap.of(code).stream())
                .forEach(point -> {
                    if (line.isEmpty() || !line.getLast().equals(point)) {
                        line.add(point);
                    }
                });
        String path =
                line.size() < 2
                        ? ""
                        : "M"
                                + line.stream()
                                        .map(point -> point.x() + " " + point.y())
                                        .collect(Collectors.joining("L"));
        int[] box = box(stops);
        return new Journey(
                List.copyOf(moments),
                stops,
                path,
                stops.isEmpty() ? "" : box[0] + " " + box[1] + " " + box[2] + " " + box[3],
                Math.max(box[2], box[3]) / (double) WorldMap.height(),
                elsewhere);
    }

    /** The stops with some land around them, never so near that nobody knows where it is. */
    private static int[] box(List<Stop> stops) {
        if (stops.isEmpty()) {
            return new int[] {0, 0, WorldMap.width(), WorldMap.height()};
        }
        int west = stops.stream().mapToInt(Stop::x).min().orElse(0) - MARGIN;
        int east = stops.stream().mapToInt(Stop::x).max().orElse(0) + MARGIN;
        int north = stops.stream().mapToInt(Stop::y).min().orElse(0) - MARGIN;
        int south = stops.stream().mapToInt(Stop::y).max().orElse(0) + MARGIN;
        int width = Math.max(SMALLEST, east - west);
        int height = Math.max(SMALLEST, south - north);
        return new int[] {(west + east - width) / 2, (north + south - height) / 2, width, height};
    }

    /** The land, as data of an SVG path. */
    public static String land() {
        return WorldMap.land();
    }

    /** A length of the signs, in units of the map. */
    public String sized(double length) {
        return Objects.requireNonNull(String.format(java.util.Locale.ROOT, "%.1f", length * scale));
    }
}
