package amparo.server.demo;

import static amparo.server.demo.Json.object;
import static amparo.server.demo.Json.text;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * The way of a family: along the line of countries from the south to the north, with the places and
 * border points that people pass there.
 */
final class Journey {

    /** The countries of the line; who comes from elsewhere joins it at one of them. */
    private static final List<String> LINE =
            List.of("CHL", "PER", "ECU", "COL", "PAN", "CRI", "NIC", "HND", "GTM", "MEX");

    private static final Map<String, List<String>> TO_THE_LINE =
            Map.of(
                    "VEN", List.of("VEN", "COL"),
                    "HTI", List.of("HTI", "CHL"),
                    "CUB", List.of("CUB", "NIC"),
                    "DOM", List.of("DOM", "COL"),
                    "AFG", List.of("AFG", "BRA", "PER"),
                    "CMR", List.of("CMR", "BRA", "PER"),
                    "NPL", List.of("NPL", "BRA", "PER"));

    private static final Map<String, String> PLACES =
            Map.ofEntries(
                    Map.entry("CHL", "Arica"),
                    Map.entry("PER", "Tacna"),
                    Map.entry("ECU", "Tulcán"),
                    Map.entry("COL", "Necoclí"),
                    Map.entry("PAN", "Metetí"),
                    Map.entry("CRI", "San José"),
                    Map.entry("NIC", "Managua"),
                    Map.entry("HND", "Danlí"),
                    Map.entry("GTM", "Esquipulas"),
                    Map.entry("MEX", "Tapachula"),
                    Map.entry("BRA", "São Paulo"));

    /** Between two countries, by the northern or nearer one and the other. */
    private static final Map<String, String> BORDERS =
            Map.ofEntries(
                    Map.entry("VEN-COL", "Puente Simón Bolívar"),
                    Map.entry("PER-CHL", "Chacalluta"),
                    Map.entry("ECU-PER", "Huaquillas"),
                    Map.entry("COL-ECU", "Rumichaca"),
                    Map.entry("COL-PAN", "Darién"),
                    Map.entry("PAN-CRI", "Paso Canoas"),
                    Map.entry("CRI-NIC", "Peñas Blancas"),
                    Map.entry("NIC-HND", "Las Manos"),
                    Map.entry("HND-GTM", "Agua Caliente"),
                    Map.entry("GTM-MEX", "Suchiate"),
                    Map.entry("BRA-PER", "Iñapari"));

    private final List<String> countries;
    private final List<Leg> legs = new ArrayList<>();

    /** An arrival. */
    private record Leg(String country, LocalDate on, String means, String border) {}

    /**
     * @param arrived on which day they came to where they are
     */
    Journey(String origin, String now, LocalDate arrived, Random random) {
        countries = way(origin, now);
        LocalDate on = arrived;
        for (int i = countries.size() - 1; i > 0; i--) {
            String from = countries.get(i - 1);
            String to = countries.get(i);
            String border =
                    BORDERS.getOrDefault(
                            from + "-" + to, BORDERS.getOrDefault(to + "-" + from, ""));
            String means =
                    border.isEmpty()
                            ? "plane"
                            : border.equals("Darién")
                                    ? "foot"
                                    : List.of("bus", "foot", "truck", "bus").get(random.nextInt(4));
            legs.addFirst(new Leg(to, on, means, border));
            on = on.minusDays(4L + random.nextInt(random.nextInt(6) == 0 ? 400 : 30));
        }
    }

    private static List<String> way(String origin, String now) {
        List<String> way = new ArrayList<>(TO_THE_LINE.getOrDefault(origin, List.of(origin)));
        int from = LINE.indexOf(way.getLast());
        int to = LINE.indexOf(now);
        for (int at = from; at != to && from >= 0 && to >= 0; ) {
            at += to > at ? 1 : -1;
            way.add(LINE.get(at));
        }
        return way;
    }

    boolean crossedTheJungle() {
        return countries.contains("COL") && countries.contains("PAN");
    }

    /** The stays in countries on the way, each with its day. */
    List<String> stays(boolean without, Random random) {
        List<String> stays = new ArrayList<>();
        for (int i = 0; i < legs.size(); i++) {
            Leg leg = legs.get(i);
            String way =
                    leg.means().equals("plane") || random.nextInt(3) == 0
                            ? "post"
                            : "between_ports";
            String left = i + 1 < legs.size() ? legs.get(i + 1).on().toString() : "ongoing";
            String status = without || way.equals("between_ports") ? "irregular" : "visitor";
            stays.add(
                    object(
                            "country", text(leg.country()),
                            "entered", text(leg.on().toString()),
                            "left", text(left),
                            "entry", text(way),
                            "status", text(status)));
        }
        return stays;
    }

    /** The stations of the way, with places, means and border points. */
    List<String> stations() {
        List<String> stations = new ArrayList<>();
        for (Leg leg : legs) {
            String place = PLACES.getOrDefault(leg.country(), "");
            List<String> parts = new ArrayList<>(List.of("country", text(leg.country())));
            if (!place.isEmpty()) {
                parts.addAll(List.of("place", text(place)));
            }
            parts.addAll(List.of("on", text(leg.on().toString()), "means", text(leg.means())));
            if (!leg.border().isEmpty()) {
                parts.addAll(List.of("border_point", text(leg.border())));
            }
            stations.add(object(parts.toArray(String[]::new)));
        }
        return stations;
    }
}
