package amparo.server.accounts;

import amparo.server.access.Matrix;
import amparo.server.access.RouteWalls;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Where somebody wanted to go before they signed in. Only an address of ours, without a query, that
 * the matrix knows and that is behind the door: nobody is led elsewhere.
 */
@Component
class ReturnAddress {

    private static final Pattern PLAIN = Pattern.compile("(/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)+");
    private static final int LONGEST = 200;

    private final RouteWalls walls;

    ReturnAddress(RouteWalls walls) {
        this.walls = walls;
    }

    /** The address, if it may be returned to. */
    Optional<String> find(@Nullable String path) {
        if (path == null || path.length() > LONGEST || !PLAIN.matcher(path).matches()) {
            return Optional.empty();
        }
        return walls.find("GET", path)
                .filter(entry ->
                        entry instanceof Matrix.Entry.SignedIn
                                || entry instanceof Matrix.Entry.Roles)
                .map(entry -> path);
    }
}
