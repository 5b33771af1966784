package amparo.server.api;

import amparo.server.access.Acting;
import amparo.server.access.Actor;
import amparo.server.access.Matrix;
import amparo.server.access.RouteWalls;
import amparo.server.platform.ProblemType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * The door of the API: whose token is it, does the matrix open this address to it, is it JSON. What
 * goes wrong behind it becomes problem details here.
 */
final class ApiFilter extends OncePerRequestFilter {

    /** Request attribute: true once the matrix admitted the call. */
    static final String ADMITTED = ApiFilter.class.getName() + ".admitted";

    /** Request attribute: the {@link ApiClients.Caller}. */
    static final String CALLER = ApiFilter.class.getName() + ".caller";

    private static final String SCHEME = "Bearer ";
    private static final String REALM = "Bearer realm=\"amparo\"";

    private final RouteWalls walls;
    private final ApiClients clients;
    private final Problems problems;
    private final RateLimits requests;
    private final RateLimits failures;

    ApiFilter(
            RouteWalls walls,
            ApiClients clients,
            Problems problems,
            RateLimits requests,
            RateLimits failures) {
        this.walls = walls;
        this.clients = clients;
        this.problems = problems;
        this.requests = requests;
        this.failures = failures;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            Actor actor = admit(request, response);
            Negotiation.check(request);
            request.setAttribute(ADMITTED, true);
            Acting.as(
                    actor,
                    () -> {
                        chain.doFilter(request, response);
                        return actor;
                    });
        } catch (ServletException failed) {
            Throwable cause = failed.getRootCause();
            problems.write(request, response, cause == null ? failed : cause);
        } catch (IOException gone) {
            throw gone;
        } catch (Exception failed) {
            problems.write(request, response, failed);
        }
    }

    private Actor admit(HttpServletRequest request, HttpServletResponse response) {
        Optional<Matrix.Entry> entry = walls.find(request.getMethod(), request.getRequestURI());
        if (entry.isPresent() && entry.get() instanceof Matrix.Entry.Everyone) {
            return Actor.atTheGate(request.getRemoteAddr());
        }
        ApiClients.Caller caller = caller(request, response);
        request.setAttribute(CALLER, caller);
        wait(requests.take(caller.client().toString()), response);
        if (entry.isEmpty()) {
            throw nothingHere(request, response);
        }
        if (!(entry.get() instanceof Matrix.Entry.Token token)) {
            // For sessions only.
            throw ApiProblem.of(ProblemType.NOT_FOUND);
        }
        if (!caller.scopes().contains(token.scope())) {
            response.setHeader(
                    HttpHeaders.WWW_AUTHENTICATE,
                    REALM + ", error=\"insufficient_scope\", scope=\"" + token.scope() + "\"");
            throw ApiProblem.of(ProblemType.SCOPE_MISSING, token.scope());
        }
        return caller.actor();
    }

    private ApiClients.Caller caller(HttpServletRequest request, HttpServletResponse response) {
        String header = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, REALM);
            throw ApiProblem.of(ProblemType.TOKEN_MISSING);
        }
        String origin = request.getRemoteAddr();
        wait(failures.look(origin), response);
        return clients.byToken(header.substring(SCHEME.length()).strip(), origin)
                .orElseThrow(() -> {
                    failures.take(origin);
                    response.setHeader(
                            HttpHeaders.WWW_AUTHENTICATE, REALM + ", error=\"invalid_token\"");
                    return ApiProblem.of(ProblemType.TOKEN_INVALID);
                });
    }

    private static void wait(long seconds, HttpServletResponse response) {
        if (seconds > 0) {
            response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
            throw ApiProblem.of(ProblemType.TOO_MANY_REQUESTS);
        }
    }

    private ApiProblem nothingHere(HttpServletRequest request, HttpServletResponse response) {
        List<String> methods =
                Stream.of("GET", "POST", "PUT", "PATCH", "DELETE")
                        .filter(method -> walls.find(method, request.getRequestURI()).isPresent())
                        .toList();
        if (methods.isEmpty()) {
            return ApiProblem.of(ProblemType.NOT_FOUND);
        }
        response.setHeader(HttpHeaders.ALLOW, String.join(", ", methods));
        return ApiProblem.of(ProblemType.METHOD_NOT_ALLOWED, String.join(", ", methods));
    }
}
