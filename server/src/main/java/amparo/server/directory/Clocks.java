package amparo.server.directory;

import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/** The clocks of the countries of the region: all that are in use where a country has several. */
final class Clocks {

    private static final Map<String, List<String>> ZONES =
            Map.ofEntries(
                    Map.entry("ARG", List.of("America/Argentina/Buenos_Aires")),
                    Map.entry("BHS", List.of("America/Nassau")),
                    Map.entry("BLZ", List.of("America/Belize")),
                    Map.entry("BOL", List.of("America/La_Paz")),
                    Map.entry(
                            "BRA",
                            List.of("America/Sao_Paulo", "America/Manaus", "America/Rio_Branco")),
                    Map.entry("BRB", List.of("America/Barbados")),
                    Map.entry(
                            "CAN",
                            List.of(
                                    "America/St_Johns",
                                    "America/Halifax",
                                    "America/Toronto",
                                    "America/Winnipeg",
                                    "America/Edmonton",
                                    "America/Vancouver")),
                    Map.entry("CHL", List.of("America/Santiago", "America/Punta_Arenas")),
                    Map.entry("COL", List.of("America/Bogota")),
                    Map.entry("CRI", List.of("America/Costa_Rica")),
                    Map.entry("CUB", List.of("America/Havana")),
                    Map.entry("CUW", List.of("America/Curacao")),
                    Map.entry("DOM", List.of("America/Santo_Domingo")),
                    Map.entry("ECU", List.of("America/Guayaquil", "Pacific/Galapagos")),
                    Map.entry("GTM", List.of("America/Guatemala")),
                    Map.entry("GUY", List.of("America/Guyana")),
                    Map.entry("HND", List.of("America/Tegucigalpa")),
                    Map.entry("HTI", List.of("America/Port-au-Prince")),
                    Map.entry("JAM", List.of("America/Jamaica")),
                    Map.entry(
                            "MEX",
                            List.of(
                                    "America/Mexico_City",
                                    "America/Cancun",
                                    "America/Hermosillo",
                                    "America/Tijuana")),
                    Map.entry("NIC", List.of("America/Managua")),
                    Map.entry("PAN", List.of("America/Panama")),
                    Map.entry("PER", List.of("America/Lima")),
                    Map.entry("PRY", List.of("America/Asuncion")),
                    Map.entry("SLV", List.of("America/El_Salvador")),
                    Map.entry("SUR", List.of("America/Paramaribo")),
                    Map.entry("TTO", List.of("America/Port_of_Spain")),
                    Map.entry("URY", List.of("America/Montevideo")),
                    Map.entry(
                            "USA",
                            List.of(
                                    "America/New_York",
                                    "America/Chicago",
                                    "America/Denver",
                                    "America/Los_Angeles")),
                    Map.entry("VEN", List.of("America/Caracas")));

    private Clocks() {}

    /** None where the country is not known: then nobody says that a door is shut. */
    static List<ZoneId> of(String country) {
        return ZONES.getOrDefault(country, List.of()).stream().map(ZoneId::of).toList();
    }
}
