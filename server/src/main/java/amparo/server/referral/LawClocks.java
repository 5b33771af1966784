package amparo.server.referral;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * Limits that a law sets for passing somebody on; from {@code referral/law-clocks.yaml}.
 *
 * @param clocks by country and kind of service
 */
record LawClocks(List<LawClock> clocks) {

    LawClocks {
        clocks = List.copyOf(clocks);
    }

    /**
     * One limit.
     *
     * @param country where the need was seen, ISO 3166-1 alpha-3
     * @param hours from then
     * @param act what says so
     */
    record LawClock(String country, String sector, int hours, String act) {}

    static LawClocks bundled() {
        try (InputStream file = LawClocks.class.getResourceAsStream("/referral/law-clocks.yaml")) {
            if (file == null) {
                throw new IllegalStateException("referral/law-clocks.yaml is missing");
            }
            return read(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException failed) {
            throw new IllegalStateException("referral/law-clocks.yaml cannot be read", failed);
        }
    }

    /**
     * @throws IllegalStateException if a line is not whole
     */
    static LawClocks read(String yaml) {
        LoadSettings settings = LoadSettings.builder().setAllowDuplicateKeys(false).build();
        if (!(new Load(settings).loadFromString(yaml) instanceof Map<?, ?> root)
                || !(root.get("clocks") instanceof List<?> lines)) {
            throw new IllegalStateException("law-clocks.yaml: expected 'clocks'");
        }
        List<LawClock> all = new ArrayList<>();
        for (Object line : lines) {
            if (line instanceof Map<?, ?> one
                    && one.get("country") instanceof String country
                    && country.matches("[A-Z]{3}")
                    && one.get("sector") instanceof String sector
                    && one.get("hours") instanceof Integer hours
                    && hours > 0
                    && one.get("act") instanceof String act) {
                all.add(new LawClock(country, sector, hours, act));
            } else {
                throw new IllegalStateException("law-clocks.yaml: a line is not whole: " + line);
            }
        }
        return new LawClocks(all);
    }

    /** The limit for this kind of service in this country, if there is one. */
    Optional<LawClock> of(String country, String sector) {
        return clocks.stream()
                .filter(one -> one.country().equals(country) && one.sector().equals(sector))
                .findFirst();
    }
}
