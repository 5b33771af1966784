package amparo.server.accounts;

import amparo.server.platform.Language;
import amparo.server.platform.Option;
import java.text.Collator;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The countries where organisations and sites stand: the Americas, by ISO 3166-1 alpha-3. */
public final class Countries {

    private static final Set<String> AMERICAS =
            Set.of(
                    "ARG", "ATG", "BHS", "BLZ", "BOL", "BRA", "BRB", "CAN", "CHL", "COL", "CRI",
                    "CUB", "DMA", "DOM", "ECU", "GRD", "GTM", "GUY", "HND", "HTI", "JAM", "KNA",
                    "LCA", "MEX", "NIC", "PAN", "PER", "PRY", "SLV", "SUR", "TTO", "URY", "USA",
                    "VCT", "VEN", "ABW", "CUW", "GUF", "PRI");

    private static final Map<String, String> SHORT =
            Stream.of(Locale.getISOCountries())
                    .collect(
                            Collectors.toMap(
                                    two -> Locale.of("", two).getISO3Country(), two -> two));

    private Countries() {}

    /** Whether an organisation or site can stand there. */
    static boolean known(String country) {
        return AMERICAS.contains(country);
    }

    /** The name in that language; the code itself where nobody knows it. */
    public static String name(String country, Language language) {
        String two = SHORT.get(country);
        return two == null
                ? country
                : Locale.of("", two).getDisplayCountry(Locale.of(language.code()));
    }

    /** All to choose from, in the order of the alphabet of the language. */
    public static List<Option> options(Language language) {
        Collator order = Collator.getInstance(Locale.of(language.code()));
        return AMERICAS.stream()
                .map(country -> Option.of(country, name(country, language)))
                .sorted(Comparator.comparing(Option::label, order))
                .toList();
    }
}
