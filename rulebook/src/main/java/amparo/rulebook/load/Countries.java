package amparo.rulebook.load;

import amparo.engine.fact.CodeList;
import amparo.engine.fact.Wording;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The list {@code country}: ISO 3166-1 alpha-3 with names in five languages. The names come from
 * the JDK; those in Haitian Creole, which it does not know, from a small table, else in French.
 */
final class Countries {
    static final String NAME = "country";

    private static final Map<String, String> CREOLE =
            Map.ofEntries(
                    Map.entry("AFG", "Afganistan"),
                    Map.entry("AGO", "Angola"),
                    Map.entry("ARG", "Ajantin"),
                    Map.entry("ATG", "Antigwa ak Babouda"),
                    Map.entry("BGD", "Bangladèch"),
                    Map.entry("BHS", "Bahamas"),
                    Map.entry("BLZ", "Beliz"),
                    Map.entry("BOL", "Bolivi"),
                    Map.entry("BRA", "Brezil"),
                    Map.entry("BRB", "Babad"),
                    Map.entry("CAN", "Kanada"),
                    Map.entry("CHL", "Chili"),
                    Map.entry("CHN", "Lachin"),
                    Map.entry("CMR", "Kamewoun"),
                    Map.entry("COD", "Repiblik Demokratik Kongo"),
                    Map.entry("COL", "Kolonbi"),
                    Map.entry("CRI", "Kosta Rika"),
                    Map.entry("CUB", "Kiba"),
                    Map.entry("DMA", "Dominik"),
                    Map.entry("DOM", "Repiblik Dominikèn"),
                    Map.entry("ECU", "Ekwatè"),
                    Map.entry("ESP", "Espay"),
                    Map.entry("FRA", "Frans"),
                    Map.entry("GHA", "Gana"),
                    Map.entry("GRD", "Grenad"),
                    Map.entry("GTM", "Gwatemala"),
                    Map.entry("GUF", "Giyàn fransèz"),
                    Map.entry("GUY", "Giyàn"),
                    Map.entry("HND", "Ondiras"),
                    Map.entry("HTI", "Ayiti"),
                    Map.entry("IND", "End"),
                    Map.entry("JAM", "Jamayik"),
                    Map.entry("KNA", "Sen Kits ak Nevis"),
                    Map.entry("LCA", "Sent Lisi"),
                    Map.entry("MEX", "Meksik"),
                    Map.entry("NGA", "Nijerya"),
                    Map.entry("NIC", "Nikaragwa"),
                    Map.entry("PAN", "Panama"),
                    Map.entry("PER", "Pewou"),
                    Map.entry("PRI", "Pòtoriko"),
                    Map.entry("PRY", "Paragwe"),
                    Map.entry("RUS", "Larisi"),
                    Map.entry("SEN", "Senegal"),
                    Map.entry("SLV", "Salvadò"),
                    Map.entry("SUR", "Sirinam"),
                    Map.entry("SYR", "Siri"),
                    Map.entry("TTO", "Trinidad ak Tobago"),
                    Map.entry("UKR", "Ikrèn"),
                    Map.entry("URY", "Irigwe"),
                    Map.entry("USA", "Etazini"),
                    Map.entry("VCT", "Sen Vensan ak Grenadin"),
                    Map.entry("VEN", "Venezyela"));

    private Countries() {}

    /** The list among others. */
    static CodeList of(Map<String, CodeList> lists) {
        CodeList list = lists.get(NAME);
        return list == null ? list() : list;
    }

    static CodeList list() {
        Map<String, Wording> codes = new TreeMap<>();
        for (String alpha2 : Locale.getISOCountries()) {
            Locale country = Locale.of("", alpha2);
            String code = country.getISO3Country();
            Map<String, String> names = new LinkedHashMap<>();
            for (String language : new String[] {"es", "en", "pt", "fr"}) {
                names.put(language, country.getDisplayCountry(Locale.of(language)));
            }
            names.put("ht", CREOLE.getOrDefault(code, names.getOrDefault("fr", code)));
            codes.put(code, new Wording(names));
        }
        return new CodeList(NAME, codes);
    }
}
