package amparo.server.accounts;

import amparo.server.access.RouteWalls;
import amparo.server.platform.ErrorPage;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.csrf.CsrfException;

/**
 * Says no: leads to the sign-in where that would help, and otherwise tells no more than it must.
 */
final class Refusals implements AccessDeniedHandler, AuthenticationEntryPoint {

    /** Request attribute: the {@link RouteWalls.Decision}. */
    static final String DECISION = Refusals.class.getName() + ".decision";

    /** Request attribute: a session that was there has ended just now. */
    static final String ENDED = Refusals.class.getName() + ".ended";

    private final ReturnAddress returns;

    Refusals(ReturnAddress returns) {
        this.returns = returns;
    }

    @Override
    public void commence(
            HttpServletRequest request,
            HttpServletResponse response,
            AuthenticationException failed)
            throws IOException {
        if (request.getAttribute(DECISION) == null) {
            // The session ended with this very request, before anybody could decide.
            request.setAttribute(DECISION, RouteWalls.Decision.SIGN_IN_FIRST);
        }
        refuse(request, response);
    }

    @Override
    public void handle(
            HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied)
            throws IOException {
        if (denied instanceof CsrfException) {
            formExpired(request, response);
        } else {
            refuse(request, response);
        }
    }

    /** The form is older than the session. At the door that is no reason for an error page. */
    private void formExpired(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        String path = request.getRequestURI();
        if (path.equals("/sign-in")) {
            response.sendRedirect("/sign-in?again");
        } else if (path.equals("/sign-out") && !hasSession(request)) {
            response.sendRedirect("/sign-in");
        } else {
            request.setAttribute(
                    ErrorPage.ATTRIBUTE,
                    hasSession(request) ? ErrorPage.FORM_EXPIRED : ErrorPage.SESSION_ENDED);
            response.sendError(HttpServletResponse.SC_FORBIDDEN);
        }
    }

    private static boolean hasSession(HttpServletRequest request) {
        return request.getSession(false) != null;
    }

    private void refuse(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Object decision = request.getAttribute(DECISION);
        String path = request.getRequestURI();
        boolean api = path.startsWith("/api/");
        if (decision == RouteWalls.Decision.SIGN_IN_FIRST && !api) {
            if (request.getAttribute(Sessions.LOCKED) != null) {
                response.sendRedirect("/locked");
                return;
            }
            boolean ended =
                    request.getAttribute(ENDED) != null
                            || (request.getRequestedSessionId() != null
                                    && !request.isRequestedSessionIdValid());
            String to =
                    request.getMethod().equals("GET")
                            ? returns.find(path).map(safe -> "to=" + safe).orElse("")
                            : "";
            String query = ended ? to.isEmpty() ? "ended" : "ended&" + to : to;
            response.sendRedirect(query.isEmpty() ? "/sign-in" : "/sign-in?" + query);
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
