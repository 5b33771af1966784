package amparo.server.referral;

import amparo.server.directory.Service;
import amparo.server.directory.Services;
import amparo.server.registry.LandMap;
import amparo.server.registry.LandMap.Point;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Where the places of a way lie, by what the directory says of services there and by the border
 * crossings that people speak of. Good enough to tell what lies ahead; nothing is asked of others.
 */
@Component
class RoutePlaces {

    private static final Map<String, Point> CROSSINGS = crossings();

    private final Services directory;

    RoutePlaces(Services directory) {
        this.directory = directory;
    }

    /** Places of the directory, read once for a page. */
    final class Known {

        private final Map<String, Point> places = new HashMap<>();

        private Known() {
            for (Services.Place one : directory.places()) {
                LandMap.of(one.latitude(), one.longitude())
                        .ifPresent(point ->
                                places.put(one.country() + " " + plain(one.name()), point));
            }
        }

        /** A town of a country, as people write it; empty if nobody knows where it lies. */
        Optional<Point> place(String country, String words) {
            return words.isBlank()
                    ? Optional.empty()
                    : Optional.ofNullable(places.get(country + " " + plain(words)))
                            .or(() -> crossing(words));
        }

        /** Where a service is: itself, or the first of its places; empty: not known. */
        Optional<Point> service(Service one) {
            Double latitude = one.latitude();
            Double longitude = one.longitude();
            return latitude != null && longitude != null
                    ? LandMap.of(latitude, longitude)
                    : one.places().stream()
                            .flatMap(place -> place(one.country(), place).stream())
                            .findFirst();
        }
    }

    Known known() {
        return new Known();
    }

    /** A crossing of a border, also in other words around its name. */
    static Optional<Point> crossing(String words) {
        String said = " " + plain(words) + " ";
        return CROSSINGS.entrySet().stream()
                .filter(one -> said.contains(" " + one.getKey() + " "))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    /** Whether two words mean the same place: without accents and capitals. */
    static boolean same(String one, String other) {
        return plain(one).equals(plain(other));
    }

    private static String plain(String words) {
        return Normalizer.normalize(words, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", " ")
                .strip();
    }

    private static Map<String, Point> crossings() {
        Map<String, Point> all = new HashMap<>();
        try (InputStream file =
                RoutePlaces.class.getResourceAsStream("/referral/border-points.tsv")) {
            String text =
                    new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
            for (String line : text.lines().filter(one -> !one.startsWith("#")).toList()) {
                List<String> parts = List.of(line.split("\t", -1));
                Point point =
                        LandMap.of(
                                        Double.parseDouble(parts.get(0)),
                                        Double.parseDouble(parts.get(1)))
                                .orElseThrow();
                Stream.of(parts.get(2).split("[|]", -1))
                        .forEach(name -> all.put(plain(name), point));
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        return Map.copyOf(all);
    }
}
