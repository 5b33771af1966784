package amparo.server.referral;

import amparo.server.registry.PersonFiles.HeldRecord;
import amparo.server.registry.PersonFiles.KnownThen;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** When somebody came into a country, as they said it. */
final class Entered {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Entered() {}

    /**
     * The last time; of a year or a month its first day, so that nothing is counted too long.
     *
     * @param country ISO 3166-1 alpha-3
     */
    static Optional<LocalDate> into(String country, KnownThen known) {
        return known.records().getOrDefault("stay", List.<HeldRecord>of()).stream()
                .map(one -> JSON.readTree(one.value()))
                .filter(one -> one.path("country").asString("").equals(country))
                .flatMap(one -> day(one.path("entered")).stream())
                .max(Comparator.naturalOrder());
    }

    private static Optional<LocalDate> day(JsonNode date) {
        String text = date.asString("");
        String whole =
                text.length() == 4 ? text + "-01-01" : text.length() == 7 ? text + "-01" : text;
        try {
            return Optional.of(LocalDate.parse(whole));
        } catch (DateTimeException none) {
            return Optional.empty();
        }
    }
}
