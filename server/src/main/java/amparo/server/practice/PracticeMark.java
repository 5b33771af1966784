package amparo.server.practice;

import amparo.server.access.Actor;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Notes on the request which exercise its session is in, before anything can refuse it: the pages
 * that tell of errors are drawn when the session is not at hand any more, and they carry the banner
 * too.
 */
final class PracticeMark extends OncePerRequestFilter {

    private static final String EXERCISE = PracticeMark.class.getName() + ".exercise";
    private static final String ACTOR = PracticeMark.class.getName() + ".actor";

    private final PracticeWorlds worlds;

    PracticeMark(PracticeWorlds worlds) {
        this.worlds = worlds;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        worlds.current(request).ifPresent(exercise -> exercise(request, exercise));
        chain.doFilter(request, response);
    }

    static void exercise(HttpServletRequest request, UUID exercise) {
        request.setAttribute(EXERCISE, exercise);
    }

    /** Who acts, once that is known. */
    static void of(HttpServletRequest request, Actor actor) {
        request.setAttribute(ACTOR, actor);
    }

    static Optional<UUID> exercise(HttpServletRequest request) {
        return Optional.ofNullable((UUID) request.getAttribute(EXERCISE));
    }

    static Optional<Actor> actor(HttpServletRequest request) {
        return Optional.ofNullable((Actor) request.getAttribute(ACTOR));
    }
}
