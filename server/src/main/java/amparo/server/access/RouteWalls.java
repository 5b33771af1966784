package amparo.server.access;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/** Finds the line of the matrix for an address, and decides by it. */
public final class RouteWalls {

    /** What the matrix says about one call. */
    public enum Decision {
        ADMITTED,
        /** Nobody is signed in, and the address asks for it. */
        SIGN_IN_FIRST,
        /** The password was right, the second factor is missing. */
        SECOND_FACTOR_FIRST,
        /** Signed in, but not in a role that may. */
        NOT_YOURS,
        /** No line: for us the address does not exist. */
        UNKNOWN
    }

    private record Line(String method, PathPattern pattern, Matrix.Entry entry) {}

    private final PathIndex<Line> lines = new PathIndex<>();

    /** With the routes of this matrix. */
    public RouteWalls(Matrix matrix) {
        List<Line> all = new ArrayList<>();
        for (Map.Entry<Matrix.Route, Matrix.Entry> route : matrix.routes().entrySet()) {
            all.add(
                    new Line(
                            route.getKey().method(),
                            PathPatternParser.defaultInstance.parse(route.getKey().pattern()),
                            route.getValue()));
        }
        all.sort(Comparator.comparing(Line::pattern));
        all.forEach(line -> lines.add(line.pattern().getPatternString(), line));
    }

    /**
     * Decides one call.
     *
     * @param method GET, POST ...; HEAD counts as GET
     * @param path within the application
     * @param authenticated whether a password or more was proved
     * @param actor who acts; at the gate while nobody is wholly signed in
     */
    public Decision decide(String method, String path, boolean authenticated, Actor actor) {
        Optional<Matrix.Entry> entry = find(method, path);
        if (entry.isEmpty()) {
            return authenticated ? Decision.UNKNOWN : Decision.SIGN_IN_FIRST;
        }
        boolean wholly = actor.account() != null;
        return switch (entry.get()) {
            case Matrix.Entry.Everyone() -> Decision.ADMITTED;
            case Matrix.Entry.HalfSignedIn() ->
                    authenticated ? Decision.ADMITTED : Decision.SIGN_IN_FIRST;
            case Matrix.Entry.SignedIn() -> wholly ? Decision.ADMITTED : first(authenticated);
            case Matrix.Entry.Roles roles ->
                    wholly
                            ? roles.admits(actor) ? Decision.ADMITTED : Decision.NOT_YOURS
                            : first(authenticated);
            // Tokens are checked by the API's own filter; a session is no token.
            case Matrix.Entry.Token ignored -> Decision.SIGN_IN_FIRST;
        };
    }

    /** The line for an address, the most specific one. */
    public Optional<Matrix.Entry> find(String method, String path) {
        String wanted = method.equals("HEAD") ? "GET" : method;
        PathContainer parsed = PathContainer.parsePath(path);
        return lines.candidates(parsed).stream()
                .filter(line -> line.method().equals(wanted) && line.pattern().matches(parsed))
                .map(Line::entry)
                .findFirst();
    }

    private static Decision first(boolean authenticated) {
        return authenticated ? Decision.SECOND_FACTOR_FIRST : Decision.SIGN_IN_FIRST;
    }
}
