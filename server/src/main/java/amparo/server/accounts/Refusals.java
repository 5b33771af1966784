package amparo.server.accounts;

import amparo.server.access.RouteWalls;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;

/**
 * Says no: leads to the sign-in where that would help, and otherwise tells no more than it must.
 */
final class Refusals implements AccessDeniedHandler, AuthenticationEntryPoint {

    /** Request attribute: the {@link RouteWalls.Decision}. */
    static final String DECISION = Refusals.class.getName() + ".decision";

    @Override
    public void commence(
            HttpServletRequest request,
            HttpServletResponse response,
            AuthenticationException failed)
            throws IOException {
        refuse(request, response);
    }

    @Override
    public void handle(
            HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied)
            throws IOException {
        refuse(request, response);
    }

    private static void refuse(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Object decision = request.getAttribute(DECISION);
        boolean api = request.getRequestURI().startsWith("/api/");
        if (decision == RouteWalls.Decision.SIGN_IN_FIRST && !api) {
            response.sendRedirect("/sign-in");
        } else if (decision == RouteWalls.Decision.SECOND_FACTOR_FIRST && !api) {
            // A second factor would not help whoever has no role at the moment.
            boolean nowhere = Visitor.of(request).filter(who -> who.places().isEmpty()).isPresent();
            response.sendRedirect(nowhere ? "/no-place" : "/second-factor");
        } else if (decision == RouteWalls.Decision.SIGN_IN_FIRST
                || decision == RouteWalls.Decision.SECOND_FACTOR_FIRST) {
            response.sendError(HttpServletResponse.SC_UNAUTHORIZED);
        } else if (decision == RouteWalls.Decision.UNKNOWN) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
        } else {
            response.sendError(HttpServletResponse.SC_FORBIDDEN);
        }
    }
}
