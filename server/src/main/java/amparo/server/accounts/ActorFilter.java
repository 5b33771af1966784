package amparo.server.accounts;

import amparo.server.access.Acting;
import amparo.server.access.Actor;
import amparo.server.access.Role;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.dao.DataAccessException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.transaction.TransactionException;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Binds who acts to the rest of the request. Whoever lacks the second factor that a role asks for,
 * and whoever locked the screen, stays at the gate; whoever was deactivated or signed out
 * elsewhere, and whoever signed in too long ago, is signed out here.
 */
final class ActorFilter extends OncePerRequestFilter {

    private final Actors actors;
    private final Sessions sessions;

    ActorFilter(Actors actors, Sessions sessions) {
        this.actors = actors;
        this.sessions = sessions;
    }

    @Override
    protected boolean shouldNotFilterAsyncDispatch() {
        return false;
    }

    @Override
    protected boolean shouldNotFilterErrorDispatch() {
        return false;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Actor actor = boundActor(request, response);
        try {
            Acting.as(
                    actor,
                    () -> {
                        chain.doFilter(request, response);
                        return actor;
                    });
        } catch (ServletException | IOException | RuntimeException failed) {
            throw failed;
        } catch (Exception impossible) {
            throw new ServletException(impossible);
        }
    }

    private Actor boundActor(HttpServletRequest request, HttpServletResponse response) {
        try {
            return actor(request, response);
        } catch (DataAccessException | TransactionException failed) {
            if (request.getDispatcherType() == DispatcherType.ERROR) {
                // The page that tells of a broken database must not need the database.
                return Actor.atTheGate(request.getRemoteAddr());
            }
            throw failed;
        }
    }

    private Actor actor(HttpServletRequest request, HttpServletResponse response) {
        String origin = request.getRemoteAddr();
        Actor gate = Actor.atTheGate(origin);
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        if (!(authentication instanceof AmparoAuthentication amparo)) {
            return gate;
        }
        SignedIn signedIn = amparo.getPrincipal();
        Optional<Actors.Standing> standing =
                sessions.tooOld(signedIn) ? Optional.empty() : actors.standing(signedIn, origin);
        if (standing.isEmpty()) {
            sessions.end(request, response);
            request.setAttribute(Refusals.ENDED, true);
            return gate;
        }
        if (sessions.locked(request, standing.get().lockAfter())) {
            return gate;
        }
        Optional<Actor> actor =
                actors.actor(signedIn, standing.get(), origin)
                        .filter(found ->
                                signedIn.strong()
                                        || (!standing.get().secondFactor()
                                                && found.roles().stream()
                                                        .noneMatch(Role::needsSecondFactor)));
        actors.visitor(signedIn, standing.get(), actor).attach(request);
        return actor.orElse(gate);
    }
}
