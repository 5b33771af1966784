package amparo.server.accounts;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.authentication.logout.SecurityContextLogoutHandler;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.stereotype.Component;

/** Begins and ends sessions. */
@Component
class Sessions {

    private final SecurityContextRepository contexts;

    Sessions(SecurityContextRepository contexts) {
        this.contexts = contexts;
    }

    /**
     * Remembers who signed in, under a new session id: an id that was planted before is worth
     * nothing. Called again with each further proof.
     */
    void remember(SignedIn signedIn, HttpServletRequest request, HttpServletResponse response) {
        if (request.getSession(false) != null) {
            request.changeSessionId();
        }
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(new AmparoAuthentication(signedIn));
        SecurityContextHolder.setContext(context);
        contexts.saveContext(context, request, response);
    }

    /** Who signed in with this session; the route asks for it, so somebody did. */
    SignedIn current() {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication instanceof AmparoAuthentication amparo) {
            return amparo.getPrincipal();
        }
        throw new IllegalStateException("nobody is signed in");
    }

    /** Ends this session. */
    void end(HttpServletRequest request, HttpServletResponse response) {
        new SecurityContextLogoutHandler()
                .logout(request, response, SecurityContextHolder.getContext().getAuthentication());
    }
}
