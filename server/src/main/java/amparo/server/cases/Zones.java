package amparo.server.cases;

import java.util.List;
import java.util.Map;

/** Time zones in which appointments are made: those of the Americas. */
final class Zones {

    static final List<String> ALL =
            List.of(
                    "America/Bogota",
                    "America/Mexico_City",
                    "America/Tijuana",
                    "America/Guatemala",
                    "America/Panama",
                    "America/Havana",
                    "America/Port-au-Prince",
                    "America/Santo_Domingo",
                    "America/Caracas",
                    "America/Guyana",
                    "America/Lima",
                    "America/La_Paz",
                    "America/Manaus",
                    "America/Santiago",
                    "America/Asuncion",
                    "America/Sao_Paulo",
                    "America/Montevideo",
                    "America/Buenos_Aires",
                    "America/New_York",
                    "America/Chicago",
                    "America/Denver",
                    "America/Los_Angeles");

    private static final Map<String, String> OF_COUNTRY =
            Map.ofEntries(
                    Map.entry("MEX", "America/Mexico_City"),
                    Map.entry("GTM", "America/Guatemala"),
                    Map.entry("HND", "America/Guatemala"),
                    Map.entry("SLV", "America/Guatemala"),
                    Map.entry("NIC", "America/Guatemala"),
                    Map.entry("CRI", "America/Guatemala"),
                    Map.entry("BLZ", "America/Guatemala"),
                    Map.entry("PAN", "America/Panama"),
                    Map.entry("CUB", "America/Havana"),
                    Map.entry("HTI", "America/Port-au-Prince"),
                    Map.entry("DOM", "America/Santo_Domingo"),
                    Map.entry("VEN", "America/Caracas"),
                    Map.entry("GUY", "America/Guyana"),
                    Map.entry("PER", "America/Lima"),
                    Map.entry("BOL", "America/La_Paz"),
                    Map.entry("CHL", "America/Santiago"),
                    Map.entry("PRY", "America/Asuncion"),
                    Map.entry("BRA", "America/Sao_Paulo"),
                    Map.entry("URY", "America/Montevideo"),
                    Map.entry("ARG", "America/Buenos_Aires"),
                    Map.entry("USA", "America/New_York"),
                    Map.entry("CAN", "America/New_York"));

    private Zones() {}

    /** The one to propose in a country; others can be chosen. */
    static String of(String country) {
        return OF_COUNTRY.getOrDefault(country, "America/Bogota");
    }

    /** What people call it. */
    static String city(String zone) {
        return zone.substring(zone.lastIndexOf('/') + 1).replace('_', ' ');
    }
}
