package amparo.server.registry;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Properties;

/**
 * The land of the Americas as one path of SVG, and a point for each country. From Natural Earth,
 * which is in the public domain; nothing is fetched from elsewhere.
 */
final class WorldMap {

    private static final Properties MAP = read();

    private WorldMap() {}

    /** A place on the map, in its units: the origin is the north-west. */
    record Point(int x, int y) {}

    static int width() {
        return Integer.parseInt(MAP.getProperty("width"));
    }

    static int height() {
        return Integer.parseInt(MAP.getProperty("height"));
    }

    /** The data of the path. */
    static String land() {
        return MAP.getProperty("land");
    }

    /**
     * Where a country is; empty if it is not on this map.
     *
     * @param country ISO 3166-1 alpha-3
     */
    static Optional<Point> of(String country) {
        String found = country.length() == 3 ? MAP.getProperty(country) : null;
        if (found == null) {
            return Optional.empty();
        }
        int space = found.indexOf(' ');
        return Optional.of(
                new Point(
                        Integer.parseInt(found.substring(0, space)),
                        Integer.parseInt(found.substring(space + 1))));
    }

    private static Properties read() {
        Properties map = new Properties();
        try (InputStream file = WorldMap.class.getResourceAsStream("/registry/map.properties")) {
            if (file == null) {
                throw new IllegalStateException("registry/map.properties is missing");
            }
            try (Reader reader = new InputStreamReader(file, StandardCharsets.UTF_8)) {
                map.load(reader);
            }
        } catch (IOException failed) {
            throw new IllegalStateException("registry/map.properties cannot be read", failed);
        }
        return map;
    }
}
